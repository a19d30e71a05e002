# %% the share of zeros
def dead_fraction(h):
    return (h <= 0).float().mean().item()


# %% over the units instead of the samples
def dead_fraction(h):
    return (h <= 0).all(dim=1).float().mean().item()


# %% any instead of all
def dead_fraction(h):
    return (h <= 0).any(dim=0).float().mean().item()


# %% by the mean of the unit
def dead_fraction(h):
    return (h.mean(dim=0) < 0.2).float().mean().item()


# %% a count
def dead_fraction(h):
    return (h <= 0).all(dim=0).float().sum().item()
