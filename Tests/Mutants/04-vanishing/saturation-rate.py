# %% without the absolute value
def saturation_rate(h, name):
    if name not in ("tanh", "sigmoid"):
        raise ValueError(name)
    return (h > 0.97).float().mean().item()


# %% the rule of tanh for both
def saturation_rate(h, name):
    if name not in ("tanh", "sigmoid"):
        raise ValueError(name)
    return (h.abs() > 0.97).float().mean().item()


# %% a count instead of a rate
def saturation_rate(h, name):
    if name == "tanh":
        return (h.abs() > 0.97).float().sum().item()
    if name == "sigmoid":
        return ((h < 0.03) | (h > 0.97)).float().sum().item()
    raise ValueError(name)


# %% no error for other names
def saturation_rate(h, name):
    if name == "sigmoid":
        return ((h < 0.03) | (h > 0.97)).float().mean().item()
    return (h.abs() > 0.97).float().mean().item()


# %% sigmoid's low side only
def saturation_rate(h, name):
    if name == "tanh":
        return (h.abs() > 0.97).float().mean().item()
    if name == "sigmoid":
        return (h < 0.03).float().mean().item()
    raise ValueError(name)
