# %% nothing
def settings():
    return dict(hidden=128, dropout=0.0, weight_decay=0.0, epochs=60)


# %% a small net
def settings():
    return dict(hidden=8, dropout=0.0, weight_decay=0.0, epochs=40)


# %% decay too strong
def settings():
    return dict(hidden=128, dropout=0.0, weight_decay=1.0, epochs=20)


# %% decay too weak
def settings():
    return dict(hidden=128, dropout=0.0, weight_decay=0.003, epochs=60)


# %% far too little time
def settings():
    return dict(hidden=128, dropout=0.8, weight_decay=0.03, epochs=1)
