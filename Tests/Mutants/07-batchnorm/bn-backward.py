# %% mean and variance taken as constants
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    scale = 1 / torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) * scale
    return dy * gamma * scale, (dy * x_hat).sum(dim=0), dy.sum(dim=0)


# %% without the way through the variance
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    scale = 1 / torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) * scale
    d = dy * gamma
    return scale * (d - d.mean(dim=0)), (dy * x_hat).sum(dim=0), dy.sum(dim=0)


# %% gradients of gamma and beta averaged
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    scale = 1 / torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) * scale
    d = dy * gamma
    dx = scale * (d - d.mean(dim=0) - x_hat * (d * x_hat).mean(dim=0))
    return dx, (dy * x_hat).mean(dim=0), dy.mean(dim=0)


# %% forgets gamma on the way down
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    scale = 1 / torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) * scale
    dx = scale * (dy - dy.mean(dim=0) - x_hat * (dy * x_hat).mean(dim=0))
    return dx, (dy * x_hat).sum(dim=0), dy.sum(dim=0)


# %% x instead of the normalised x
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    scale = 1 / torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) * scale
    d = dy * gamma
    dx = scale * (d - d.mean(dim=0) - x_hat * (d * x_hat).mean(dim=0))
    return dx, (dy * x).sum(dim=0), dy.sum(dim=0)


# %% detached statistics
def batch_norm_backward(x, gamma, dy, eps=1e-5):
    mean, var = x.mean(dim=0).detach(), x.var(dim=0, correction=0).detach()
    y = x.detach().clone().requires_grad_()
    ((y - mean) / torch.sqrt(var + eps) * gamma * dy).sum().backward()
    return y.grad, (dy * (x - mean) / torch.sqrt(var + eps)).sum(dim=0), dy.sum(dim=0)
