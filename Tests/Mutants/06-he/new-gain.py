# %% the square root of two for all
def gain_for(f):
    return math.sqrt(2)


# %% one for all
def gain_for(f):
    return 1.0


# %% one over the standard deviation
def gain_for(f):
    return 1 / f(torch.randn(200000)).std().item()


# %% without the root
def gain_for(f):
    return 1 / f(torch.randn(200000)).square().mean().item()


# %% upside down
def gain_for(f):
    return rms(f(torch.randn(200000)))
