# %% statistics of all data
def prepare(data):
    cut = len(data) * 3 // 4
    mean, std = data.mean(dim=0), data.std(dim=0)
    return (data[:cut] - mean) / std, (data[cut:] - mean) / std


# %% the same samples in both parts
def prepare(data):
    cut = len(data) * 3 // 4
    mean, std = data[:cut].mean(dim=0), data[:cut].std(dim=0)
    return (data - mean) / std, (data[cut:] - mean) / std


# %% each part by its own statistics
def prepare(data):
    cut = len(data) * 3 // 4
    a, b = data[:cut], data[cut:]
    return (a - a.mean(dim=0)) / a.std(dim=0), (b - b.mean(dim=0)) / b.std(dim=0)


# %% the test part not standardised
def prepare(data):
    cut = len(data) * 3 // 4
    a = data[:cut]
    return (a - a.mean(dim=0)) / a.std(dim=0), data[cut:]
