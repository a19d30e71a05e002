# %% the same net twice
def memorise_refuse():
    return (128, 0.0), (128, 0.0)


# %% too small to memorise
def memorise_refuse():
    return (4, 0.0), (2, 0.0)


# %% decay too weak to refuse
def memorise_refuse():
    return (128, 0.0), (128, 0.003)


# %% the other way around
def memorise_refuse():
    return (2, 0.0), (128, 0.0)
