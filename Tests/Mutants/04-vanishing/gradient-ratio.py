# %% flipped
def gradient_ratio(zs):
    return rms(zs[-1].grad) / rms(zs[0].grad)


# %% values instead of gradients
def gradient_ratio(zs):
    return rms(zs[0].detach()) / rms(zs[-1].detach())


# %% median instead of rms
def gradient_ratio(zs):
    return zs[0].grad.abs().median().item() / zs[-1].grad.abs().median().item()


# %% mean instead of rms
def gradient_ratio(zs):
    return zs[0].grad.mean().item() / zs[-1].grad.mean().item()


# %% squares without the root
def gradient_ratio(zs):
    return zs[0].grad.square().mean().item() / zs[-1].grad.square().mean().item()


# %% the number of the visible case
def gradient_ratio(zs):
    return 0.28


# %% the values instead of their gradients
def gradient_ratio(zs):
    return rms(zs[0].detach()) / rms(zs[-1].detach())
