# %% the complement of the axes
def normalise(x, dims, eps=1e-5):
    rest = tuple(d for d in range(x.dim()) if d not in dims)
    return (x - x.mean(dim=rest, keepdim=True)) / torch.sqrt(x.var(dim=rest, correction=0, keepdim=True) + eps)


# %% 1/(m-1)
def normalise(x, dims, eps=1e-5):
    return (x - x.mean(dim=dims, keepdim=True)) / torch.sqrt(x.var(dim=dims, keepdim=True) + eps)


# %% one axis after the other
def normalise(x, dims, eps=1e-5):
    for d in dims:
        x = (x - x.mean(dim=d, keepdim=True)) / torch.sqrt(x.var(dim=d, correction=0, keepdim=True) + eps)
    return x


# %% over everything
def normalise(x, dims, eps=1e-5):
    return (x - x.mean()) / torch.sqrt(x.var(correction=0) + eps)


# %% divides by the variance
def normalise(x, dims, eps=1e-5):
    return (x - x.mean(dim=dims, keepdim=True)) / (x.var(dim=dims, correction=0, keepdim=True) + eps)
