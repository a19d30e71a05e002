# %% variance instead of the second moment
def activation_gain(f, samples=200000):
    return 1 / f(torch.randn(samples)).std().item()


# %% the inverse
def activation_gain(f, samples=200000):
    return f(torch.randn(samples)).square().mean().sqrt().item()


# %% mean of the absolute value
def activation_gain(f, samples=200000):
    return 1 / f(torch.randn(samples)).abs().mean().item()


# %% without the square root
def activation_gain(f, samples=200000):
    return 1 / f(torch.randn(samples)).square().mean().item()


# %% the square root of two for all
def activation_gain(f, samples=200000):
    return math.sqrt(2)
