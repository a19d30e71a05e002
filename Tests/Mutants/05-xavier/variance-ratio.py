# %% forward and backward swapped
def variance_ratio(n_in, n_out, var_w):
    return n_out * var_w, n_in * var_w


# %% standard deviations instead of variances
def variance_ratio(n_in, n_out, var_w):
    return math.sqrt(n_in * var_w), math.sqrt(n_out * var_w)


# %% the forward ratio twice
def variance_ratio(n_in, n_out, var_w):
    return n_in * var_w, n_in * var_w


# %% always one, as notes say
def variance_ratio(n_in, n_out, var_w):
    return 1.0, 1.0
