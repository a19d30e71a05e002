# %% without resampling
def bagged(x, y, points, rounds):
    return nearest_prediction(x, y, points)


# %% one sample for all rounds
def bagged(x, y, points, rounds):
    chosen = torch.randint(0, len(x), (len(x),))
    return nearest_prediction(x[chosen], y[chosen], points)


# %% without replacement
def bagged(x, y, points, rounds):
    total = torch.zeros(len(points))
    for turn in range(rounds):
        chosen = torch.randperm(len(x))
        total = total + nearest_prediction(x[chosen], y[chosen], points)
    return total / rounds


# %% x and y drawn apart
def bagged(x, y, points, rounds):
    total = torch.zeros(len(points))
    for turn in range(rounds):
        total = total + nearest_prediction(x, y[torch.randint(0, len(x), (len(x),))], points)
    return total / rounds


# %% a sample of a quarter of the size
def bagged(x, y, points, rounds):
    total = torch.zeros(len(points))
    for turn in range(rounds):
        chosen = torch.randint(0, len(x), (len(x) // 4,))
        total = total + nearest_prediction(x[chosen], y[chosen], points)
    return total / rounds


# %% the sum instead of the mean
def bagged(x, y, points, rounds):
    total = torch.zeros(len(points))
    for turn in range(rounds):
        chosen = torch.randint(0, len(x), (len(x),))
        total = total + nearest_prediction(x[chosen], y[chosen], points)
    return total / 20
