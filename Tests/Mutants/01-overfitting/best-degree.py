# %% by the training error
def best_degree(x, y, check_x, check_y, largest):
    scores = [rmse(x, y, fit_polynomial(x, y, d)) for d in range(largest + 1)]
    return scores.index(min(scores))


# %% fits on both parts
def best_degree(x, y, check_x, check_y, largest):
    both_x, both_y = torch.cat([x, check_x]), torch.cat([y, check_y])
    scores = [rmse(both_x, both_y, fit_polynomial(both_x, both_y, d)) for d in range(largest + 1)]
    return scores.index(min(scores))


# %% always the largest
def best_degree(x, y, check_x, check_y, largest):
    return largest


# %% always 3
def best_degree(x, y, check_x, check_y, largest):
    return 3
