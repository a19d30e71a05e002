# %% forgets that ReLU halves
def overflow_layer(sigma, width):
    return math.ceil(math.log(3.4e38) / math.log(sigma * math.sqrt(width)))


# %% without the square root
def overflow_layer(sigma, width):
    return math.ceil(math.log(3.4e38) / math.log(sigma * width / 2))


# %% the largest float64
def overflow_layer(sigma, width):
    return math.ceil(math.log(1.8e308) / math.log(sigma * math.sqrt(width / 2)))


# %% ignores sigma
def overflow_layer(sigma, width):
    return math.ceil(math.log(3.4e38) / math.log(math.sqrt(width / 2)))


# %% always 45
def overflow_layer(sigma, width):
    return 45
