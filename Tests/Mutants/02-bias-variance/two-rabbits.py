# %% degree 1
def two_rabbits():
    return 1, 100


# %% too few points
def two_rabbits():
    return 5, 20


# %% degree 15
def two_rabbits():
    return 15, 100


# %% too many points
def two_rabbits():
    return 5, 1000
