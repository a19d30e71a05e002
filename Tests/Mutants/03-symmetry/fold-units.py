# %% mean instead of sum
def fold_units(w1, b1, w2):
    if column_gap(w1) > 0 or (b1 - b1[0]).abs().max() > 0:
        raise ValueError("유닛이 서로 달라요")
    return w1[:, :1], b1[:1], w2.mean(dim=0, keepdim=True)


# %% the first row of w2
def fold_units(w1, b1, w2):
    if column_gap(w1) > 0 or (b1 - b1[0]).abs().max() > 0:
        raise ValueError("유닛이 서로 달라요")
    return w1[:, :1], b1[:1], w2[:1]


# %% sums w1 too
def fold_units(w1, b1, w2):
    if column_gap(w1) > 0 or (b1 - b1[0]).abs().max() > 0:
        raise ValueError("유닛이 서로 달라요")
    return w1.sum(dim=1, keepdim=True), b1[:1], w2.sum(dim=0, keepdim=True)


# %% doesn't check
def fold_units(w1, b1, w2):
    return w1[:, :1], b1[:1], w2.sum(dim=0, keepdim=True)


# %% checks only w1
def fold_units(w1, b1, w2):
    if column_gap(w1) > 0:
        raise ValueError("유닛이 서로 달라요")
    return w1[:, :1], b1[:1], w2.sum(dim=0, keepdim=True)


# %% loses a dimension
def fold_units(w1, b1, w2):
    if column_gap(w1) > 0 or (b1 - b1[0]).abs().max() > 0:
        raise ValueError("유닛이 서로 달라요")
    return w1[:, 0], b1[:1], w2.sum(dim=0)
