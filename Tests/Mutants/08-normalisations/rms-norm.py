# %% subtracts the mean
def rms_norm(x, gamma, eps=1e-6):
    return normalise(x, (-1,), eps) * gamma


# %% the norm instead of the mean square
def rms_norm(x, gamma, eps=1e-6):
    return x / x.norm(dim=-1, keepdim=True) * gamma


# %% over the batch
def rms_norm(x, gamma, eps=1e-6):
    return x / torch.sqrt(x.square().mean(dim=0, keepdim=True) + eps) * gamma


# %% over everything
def rms_norm(x, gamma, eps=1e-6):
    return x / torch.sqrt(x.square().mean() + eps) * gamma


# %% forgets gamma
def rms_norm(x, gamma, eps=1e-6):
    return x / torch.sqrt(x.square().mean(dim=-1, keepdim=True) + eps)


# %% without the root
def rms_norm(x, gamma, eps=1e-6):
    return x / (x.square().mean(dim=-1, keepdim=True) + eps) * gamma
