# %% axes swapped
def bias2_variance(p, f):
    return (p.mean(dim=1).mean() - f).square().mean().item(), p.var(dim=1, correction=0).mean().item()


# %% 1/(m-1)
def bias2_variance(p, f):
    return (p.mean(dim=0) - f).square().mean().item(), p.var(dim=0).mean().item()


# %% the mean squared error as bias
def bias2_variance(p, f):
    return (p - f).square().mean().item(), p.var(dim=0, correction=0).mean().item()


# %% bias not squared
def bias2_variance(p, f):
    return (p.mean(dim=0) - f).abs().mean().item(), p.var(dim=0, correction=0).mean().item()
