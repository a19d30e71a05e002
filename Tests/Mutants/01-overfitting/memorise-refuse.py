# %% the same net twice
def refuser():
    return 128, 0.0


# %% too small to memorise
def memoriser():
    return 4, 0.0


# %% decay too weak to refuse
def refuser():
    return 128, 0.003
