# %% Xavier
def my_init(n_in, n_out):
    return torch.randn(n_in, n_out) * math.sqrt(2 / (n_in + n_out))


# %% He times 1.5
def my_init(n_in, n_out):
    return 1.5 * torch.randn(n_in, n_out) * math.sqrt(2 / n_in)


# %% orthogonal without the gain
def my_init(n_in, n_out):
    return nn.init.orthogonal_(torch.empty(n_in, n_out))


# %% the default of nn.Linear
def my_init(n_in, n_out):
    return torch.empty(n_in, n_out).uniform_(-1, 1) / math.sqrt(n_in)


# %% constant
def my_init(n_in, n_out):
    return torch.full((n_in, n_out), 0.1)
