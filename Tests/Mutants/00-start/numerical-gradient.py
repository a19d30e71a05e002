# %% forward difference
def numerical_gradient(f, w, h=1e-2):
    gradient = torch.zeros_like(w)
    for i in range(len(w)):
        original = w[i].item()
        below = f(w)
        w[i] = original + h
        gradient[i] = (f(w) - below) / h
        w[i] = original
    return gradient


# %% doesn't restore w
def numerical_gradient(f, w, h=1e-2):
    gradient = torch.zeros_like(w)
    for i in range(len(w)):
        original = w[i].item()
        w[i] = original + h
        above = f(w)
        w[i] = original - h
        gradient[i] = (above - f(w)) / (2 * h)
    return gradient


# %% divides by h
def numerical_gradient(f, w, h=1e-2):
    gradient = torch.zeros_like(w)
    for i in range(len(w)):
        original = w[i].item()
        w[i] = original + h
        above = f(w)
        w[i] = original - h
        gradient[i] = (above - f(w)) / h
        w[i] = original
    return gradient
