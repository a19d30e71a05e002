# %% the default of nn.Linear
def xavier_uniform(n_in, n_out, gain=1.0):
    a = gain / math.sqrt(n_in)
    return torch.empty(n_in, n_out).uniform_(-a, a)


# %% [0, a) instead of (-a, a)
def xavier_uniform(n_in, n_out, gain=1.0):
    return torch.rand(n_in, n_out) * gain * math.sqrt(6 / (n_in + n_out))


# %% the standard deviation used as the bound
def xavier_uniform(n_in, n_out, gain=1.0):
    a = gain * math.sqrt(2 / (n_in + n_out))
    return torch.empty(n_in, n_out).uniform_(-a, a)


# %% fan-in only
def xavier_uniform(n_in, n_out, gain=1.0):
    a = gain * math.sqrt(3 / n_in)
    return torch.empty(n_in, n_out).uniform_(-a, a)


# %% ignores the gain
def xavier_uniform(n_in, n_out, gain=1.0):
    a = math.sqrt(6 / (n_in + n_out))
    return torch.empty(n_in, n_out).uniform_(-a, a)


# %% transposed shape
def xavier_uniform(n_in, n_out, gain=1.0):
    a = gain * math.sqrt(6 / (n_in + n_out))
    return torch.empty(n_out, n_in).uniform_(-a, a)


# %% the variance used as the bound
def xavier_uniform(n_in, n_out, gain=1.0):
    a = gain * 6 / (n_in + n_out)
    return torch.empty(n_in, n_out).uniform_(-a, a)
