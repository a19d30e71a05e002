# %% by value
def clip_norm(gradients, c):
    return [g.clamp(-c, c) for g in gradients]


# %% each tensor by itself
def clip_norm(gradients, c):
    return [g * min(1.0, c / max(g.norm().item(), 1e-9)) for g in gradients]


# %% always rescales
def clip_norm(gradients, c):
    total = math.sqrt(sum(g.square().sum().item() for g in gradients))
    return [g * c / total for g in gradients]


# %% the sum of absolute values
def clip_norm(gradients, c):
    total = sum(g.abs().sum().item() for g in gradients)
    return [g * min(1.0, c / total) for g in gradients]


# %% without the root
def clip_norm(gradients, c):
    total = sum(g.square().sum().item() for g in gradients)
    return [g * min(1.0, c / total) for g in gradients]


# %% fails when all gradients are zero
def clip_norm(gradients, c):
    total = math.sqrt(sum(g.square().sum().item() for g in gradients))
    return [g * min(1.0, c / total) for g in gradients]
