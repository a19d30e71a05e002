# %% both zero
def zero_output_init(n_in, hidden, n_out, seed):
    return torch.zeros(n_in, hidden), torch.zeros(hidden, n_out)


# %% constant w1
def zero_output_init(n_in, hidden, n_out, seed):
    return torch.full((n_in, hidden), 0.1), torch.zeros(hidden, n_out)


# %% one random column copied
def zero_output_init(n_in, hidden, n_out, seed):
    torch.manual_seed(seed)
    w1 = torch.randn(n_in, 1).expand(n_in, hidden).contiguous() / math.sqrt(n_in)
    return w1, torch.zeros(hidden, n_out)


# %% w2 random
def zero_output_init(n_in, hidden, n_out, seed):
    torch.manual_seed(seed)
    return torch.zeros(n_in, hidden), torch.randn(hidden, n_out)


# %% ignores the seed
def zero_output_init(n_in, hidden, n_out, seed):
    torch.manual_seed(0)
    return torch.randn(n_in, hidden) / math.sqrt(n_in), torch.zeros(hidden, n_out)


# %% different, but each column constant
def zero_output_init(n_in, hidden, n_out, seed):
    torch.manual_seed(seed)
    return torch.randn(1, hidden).expand(n_in, hidden).contiguous() * 1e-6, torch.zeros(hidden, n_out)
