# %% forgets b1
def permute_units(w1, b1, w2, order):
    return w1[:, order], b1, w2[order]


# %% forgets w2
def permute_units(w1, b1, w2, order):
    return w1[:, order], b1[order], w2


# %% permutes the columns of w2
def permute_units(w1, b1, w2, order):
    return w1[:, order], b1[order], w2[:, order % w2.shape[1]]


# %% does nothing
def permute_units(w1, b1, w2, order):
    return w1, b1, w2


# %% permutes the rows of w1
def permute_units(w1, b1, w2, order):
    return w1[order % w1.shape[0]], b1[order], w2[order]


# %% permutes w2 by the inverse
def permute_units(w1, b1, w2, order):
    return w1[:, order], b1[order], w2[order.argsort()]
