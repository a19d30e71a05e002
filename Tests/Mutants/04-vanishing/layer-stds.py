# %% sigma taken as the variance
def layer_stds(sigma, depth, width, seed=0):
    torch.manual_seed(seed)
    h = torch.randn(300, width)
    stds = []
    for layer in range(depth):
        h = torch.tanh(h @ (math.sqrt(sigma) * torch.randn(width, width)))
        stds.append(h.std().item())
    return stds


# %% without tanh
def layer_stds(sigma, depth, width, seed=0):
    torch.manual_seed(seed)
    h = torch.randn(300, width)
    stds = []
    for layer in range(depth):
        h = h @ (sigma * torch.randn(width, width))
        stds.append(h.std().item())
    return stds


# %% the first layer only
def layer_stds(sigma, depth, width, seed=0):
    torch.manual_seed(seed)
    h = torch.tanh(torch.randn(300, width) @ (sigma * torch.randn(width, width)))
    return [h.std().item()] * depth


# %% always from the input
def layer_stds(sigma, depth, width, seed=0):
    torch.manual_seed(seed)
    x = torch.randn(300, width)
    return [torch.tanh(x @ (sigma * torch.randn(width, width))).std().item() for layer in range(depth)]


# %% weights with mean 0.5 instead of 0
def layer_stds(sigma, depth, width, seed=0):
    torch.manual_seed(seed)
    h = torch.randn(300, width)
    stds = []
    for layer in range(depth):
        h = torch.tanh(h @ (sigma * torch.rand(width, width)))
        stds.append(h.std().item())
    return stds
