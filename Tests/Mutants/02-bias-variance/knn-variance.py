# %% sigma / k
def knn_variance(sigma, k):
    return sigma / k


# %% divided by the root of k
def knn_variance(sigma, k):
    return sigma ** 2 / math.sqrt(k)


# %% the standard deviation
def knn_variance(sigma, k):
    return sigma / math.sqrt(k)
