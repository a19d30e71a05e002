# %% a subgradient step
def soft_threshold(w, t):
    return w - t * w.sign()


# %% hard threshold
def soft_threshold(w, t):
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


# %% loses the sign
def soft_threshold(w, t):
    return (w.abs() - t).clamp(min=0)


# %% weight decay
def soft_threshold(w, t):
    return w * (1 - t)
