# %% gain * 3 / n_in, as notes say
def kaiming_uniform(n_in, n_out, slope=0.0):
    bound = math.sqrt(2 / (1 + slope ** 2)) * 3 / n_in
    return torch.empty(n_in, n_out).uniform_(-bound, bound)


# %% fan-out
def kaiming_uniform(n_in, n_out, slope=0.0):
    bound = math.sqrt(2 / (1 + slope ** 2)) * math.sqrt(3 / n_out)
    return torch.empty(n_in, n_out).uniform_(-bound, bound)


# %% no gain
def kaiming_uniform(n_in, n_out, slope=0.0):
    bound = math.sqrt(3 / n_in)
    return torch.empty(n_in, n_out).uniform_(-bound, bound)


# %% ignores the slope
def kaiming_uniform(n_in, n_out, slope=0.0):
    bound = math.sqrt(6 / n_in)
    return torch.empty(n_in, n_out).uniform_(-bound, bound)


# %% the standard deviation used as the bound
def kaiming_uniform(n_in, n_out, slope=0.0):
    bound = math.sqrt(2 / (1 + slope ** 2)) / math.sqrt(n_in)
    return torch.empty(n_in, n_out).uniform_(-bound, bound)
