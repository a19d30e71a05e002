# %% 1/(m-1)
def standardise(x, dim, eps=1e-5):
    return (x - x.mean(dim=dim, keepdim=True)) / torch.sqrt(x.var(dim=dim, keepdim=True) + eps)


# %% always along dim 0, without keepdim
def standardise(x, dim, eps=1e-5):
    return (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + eps)


# %% divides by the variance
def standardise(x, dim, eps=1e-5):
    return (x - x.mean(dim=dim, keepdim=True)) / (x.var(dim=dim, correction=0, keepdim=True) + eps)


# %% without eps
def standardise(x, dim, eps=1e-5):
    return (x - x.mean(dim=dim, keepdim=True)) / x.std(dim=dim, correction=0, keepdim=True)


# %% the last axis whatever the axis
def standardise(x, dim, eps=1e-5):
    if x.shape[1] == 1:
        dim = 0
    else:
        dim = 1
    return (x - x.mean(dim=dim, keepdim=True)) / torch.sqrt(x.var(dim=dim, correction=0, keepdim=True) + eps)
