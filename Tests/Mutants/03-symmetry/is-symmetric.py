# %% rows instead of columns
def is_symmetric(w, tolerance=0.0):
    return (w - w[:1]).abs().max().item() <= tolerance


# %% all elements
def is_symmetric(w, tolerance=0.0):
    return (w - w[0, 0]).abs().max().item() <= tolerance


# %% the means of the columns only
def is_symmetric(w, tolerance=0.0):
    means = w.mean(dim=0)
    return (means - means[0]).abs().max().item() <= tolerance


# %% always a little tolerant
def is_symmetric(w, tolerance=0.0):
    return (w - w[:, :1]).abs().max().item() <= tolerance + 1e-6


# %% without the absolute value
def is_symmetric(w, tolerance=0.0):
    return (w - w[:, :1]).max().item() <= tolerance


# %% a matrix equal to its transpose
def is_symmetric(w, tolerance=0.0):
    return w.shape[0] == w.shape[1] and (w - w.T).abs().max().item() <= tolerance
