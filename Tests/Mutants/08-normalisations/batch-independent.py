# %% always true
def is_batch_independent(f, x):
    return True


# %% looks at the shape
def is_batch_independent(f, x):
    return f(x).shape == x.shape


# %% compares with itself
def is_batch_independent(f, x):
    return gap(f(x), f(x)) < 1e-6


# %% sample 0 only
def is_batch_independent(f, x):
    return gap(f(x)[:1], f(x[:1])) < 1e-6


# %% only whether the order matters
def is_batch_independent(f, x):
    return gap(f(x.flip(0)).flip(0), f(x)) < 1e-6
