# %% Xavier
def init_weight(weight):
    nn.init.xavier_normal_(weight)


# %% He
def init_weight(weight):
    nn.init.kaiming_normal_(weight)


# %% too small
def init_weight(weight):
    nn.init.normal_(weight, std=0.01)


# %% constant
def init_weight(weight):
    nn.init.constant_(weight, 0.1)


# %% gain 2
def init_weight(weight):
    nn.init.xavier_normal_(weight, gain=2)


# %% the default of nn.Linear
def init_weight(weight):
    pass
