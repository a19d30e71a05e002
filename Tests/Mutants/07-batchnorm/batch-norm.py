# %% divides by the variance, as notes say
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(dim=0)) / (x.var(dim=0, correction=0) + eps) + beta


# %% adds gamma, as notes say
def batch_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + eps) + gamma + beta


# %% 1/(m-1)
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0) + eps) + beta


# %% over the units instead of the samples
def batch_norm(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(dim=1, keepdim=True), x.var(dim=1, correction=0, keepdim=True)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta


# %% one mean and variance for all
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / torch.sqrt(x.var(correction=0) + eps) + beta


# %% eps outside of the root
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(dim=0)) / (torch.sqrt(x.var(dim=0, correction=0)) + eps) + beta


# %% without eps
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(dim=0)) / x.std(dim=0, correction=0) + beta


# %% subtracts beta
def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, correction=0) + eps) - beta
