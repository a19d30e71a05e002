# %% interleaved channels
def group_norm(x, groups):
    n, c, h, w = x.shape
    if c % groups != 0:
        raise ValueError("나눌 수 없어요")
    return normalise(x.reshape(n, c // groups, groups, h, w), (1, 3, 4)).reshape(n, c, h, w)


# %% the number taken as the size of a group
def group_norm(x, groups):
    n, c, h, w = x.shape
    if c % groups != 0:
        raise ValueError("나눌 수 없어요")
    return normalise(x.reshape(n, c // groups, groups, h, w), (2, 3, 4)).reshape(n, c, h, w)


# %% over the batch too
def group_norm(x, groups):
    n, c, h, w = x.shape
    if c % groups != 0:
        raise ValueError("나눌 수 없어요")
    return normalise(x.reshape(n, groups, c // groups, h, w), (0, 2, 3, 4)).reshape(n, c, h, w)


# %% returns the input when it can't be divided
def group_norm(x, groups):
    n, c, h, w = x.shape
    if c % groups != 0:
        return x
    return normalise(x.reshape(n, groups, c // groups, h, w), (2, 3, 4)).reshape(n, c, h, w)


# %% not over the places
def group_norm(x, groups):
    n, c, h, w = x.shape
    if c % groups != 0:
        raise ValueError("나눌 수 없어요")
    return normalise(x.reshape(n, groups, c // groups, h, w), (2,)).reshape(n, c, h, w)
