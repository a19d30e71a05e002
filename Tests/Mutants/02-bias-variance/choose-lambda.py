# %% by bias
def choose_lambda(degree, seed):
    return min(LAMBDAS, key=lambda ridge: bias2_variance(predictions(degree, ridge=ridge, seed=seed), truth)[0])


# %% by variance
def choose_lambda(degree, seed):
    return min(LAMBDAS, key=lambda ridge: bias2_variance(predictions(degree, ridge=ridge, seed=seed), truth)[1])


# %% always 0.1
def choose_lambda(degree, seed):
    return 0.1


# %% the largest sum
def choose_lambda(degree, seed):
    return max(LAMBDAS, key=lambda ridge: sum(bias2_variance(predictions(degree, ridge=ridge, seed=seed), truth)))


# %% always 1
def choose_lambda(degree, seed):
    return 1.0
