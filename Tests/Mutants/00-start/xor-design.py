# %% two units
def xor_design():
    return 2, nn.init.normal_


# %% constant weights
def xor_design():
    return 4, lambda weight: nn.init.constant_(weight, 0.5)


# %% zeros
def xor_design():
    return 8, nn.init.zeros_


# %% the identity for two units
def xor_design():
    return 2, nn.init.eye_


# %% one unit
def xor_design():
    return 1, nn.init.normal_


# %% too many units
def xor_design():
    return 64, nn.init.normal_
