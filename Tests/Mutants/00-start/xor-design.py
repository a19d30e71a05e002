# %% two units
def my_hidden():
    return 2


# %% constant weights
def my_init(weight):
    nn.init.constant_(weight, 0.5)


# %% zeros
def my_init(weight):
    nn.init.zeros_(weight)


# %% one unit
def my_hidden():
    return 1


# %% too many units
def my_hidden():
    return 64
