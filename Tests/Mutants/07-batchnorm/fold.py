# %% forgets b
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / torch.sqrt(running_var + eps)
    return w * scale, beta - running_mean * scale


# %% divides by the variance
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / (running_var + eps)
    return w * scale, (b - running_mean) * scale + beta


# %% one scale for all units
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / torch.sqrt(running_var + eps)
    return w * scale.mean(), (b - running_mean) * scale + beta


# %% mean not scaled
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / torch.sqrt(running_var + eps)
    return w * scale, b * scale - running_mean + beta


# %% forgets gamma
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = 1 / torch.sqrt(running_var + eps)
    return w * scale, (b - running_mean) * scale + beta


# %% scales the rows
def fold(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / torch.sqrt(running_var + eps)
    return w * scale[torch.arange(w.shape[0]) % len(scale)].unsqueeze(1), (b - running_mean) * scale + beta
