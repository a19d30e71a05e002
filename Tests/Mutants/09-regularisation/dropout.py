# %% without scaling
def dropout(x, p, training):
    return x * (torch.rand(x.shape) >= p) if training else x


# %% scales by 1/p
def dropout(x, p, training):
    return x * (torch.rand(x.shape) >= p) / p if training and p > 0 else x


# %% p taken as the share that stays
def dropout(x, p, training):
    return x * (torch.rand(x.shape) < p) / p if training and p > 0 else x


# %% drops in evaluation mode too
def dropout(x, p, training):
    return x * (torch.rand(x.shape) >= p) / (1 - p)


# %% one mask a row
def dropout(x, p, training):
    return x * (torch.rand(x.shape[0], 1) >= p) / (1 - p) if training else x
