# %% gradients pile up
def linear_regression(x, y, lr, steps):
    w, b = torch.tensor(0.0, requires_grad=True), torch.tensor(0.0, requires_grad=True)
    for step in range(steps):
        (w * x + b - y).square().mean().backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w.item(), b.item()


# %% no bias term
def linear_regression(x, y, lr, steps):
    w = torch.tensor(0.0, requires_grad=True)
    for step in range(steps):
        (dw,) = torch.autograd.grad((w * x - y).square().mean(), [w])
        with torch.no_grad():
            w -= lr * dw
    return w.item(), 0.0


# %% sum instead of mean
def linear_regression(x, y, lr, steps):
    w, b = torch.tensor(0.0, requires_grad=True), torch.tensor(0.0, requires_grad=True)
    for step in range(steps):
        dw, db = torch.autograd.grad((w * x + b - y).square().sum(), [w, b])
        with torch.no_grad():
            w -= lr * dw
            b -= lr * db
    return w.item(), b.item()


# %% uphill
def linear_regression(x, y, lr, steps):
    w, b = torch.tensor(0.0, requires_grad=True), torch.tensor(0.0, requires_grad=True)
    for step in range(steps):
        dw, db = torch.autograd.grad((w * x + b - y).square().mean(), [w, b])
        with torch.no_grad():
            w += lr * dw
            b += lr * db
    return w.item(), b.item()
