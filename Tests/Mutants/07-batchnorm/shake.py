# %% no noise
def shake(z):
    return z


# %% the same shift each time
def shake(z):
    return z + 0.6


# %% noise for each sample only
def shake(z):
    return z + 0.6 * (2 * torch.rand(z.shape) - 1)


# %% too strong to learn
def shake(z):
    width = z.shape[1]
    return z * (0.2 + 3 * torch.rand(width)) + 6 * (2 * torch.rand(width) - 1)


# %% throws the signal away
def shake(z):
    return torch.randn(z.shape)
