# %% fixed at 0.1
def safe_sigma(width):
    return 0.1


# %% 1/n
def safe_sigma(width):
    return 1 / width


# %% fixed at 1
def safe_sigma(width):
    return 1.0


# %% fixed at 0.01
def safe_sigma(width):
    return 0.01


# %% right for 100 only
def safe_sigma(width):
    return 0.125


# %% grows with the width
def safe_sigma(width):
    return 0.0125 * math.sqrt(width)
