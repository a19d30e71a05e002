# %% only normalises the columns
def random_orthogonal(n_in, n_out):
    a = torch.randn(n_in, n_out)
    return a / a.norm(dim=0)


# %% a Gaussian matrix
def random_orthogonal(n_in, n_out):
    return torch.randn(n_in, n_out) / math.sqrt(n_in)


# %% the identity
def random_orthogonal(n_in, n_out):
    return torch.eye(n_in, n_out)


# %% square only
def random_orthogonal(n_in, n_out):
    n = max(n_in, n_out)
    return torch.linalg.qr(torch.randn(n, n))[0]


# %% subtracts only the column before
def random_orthogonal(n_in, n_out):
    rows, columns = max(n_in, n_out), min(n_in, n_out)
    a = torch.randn(rows, columns)
    q = torch.zeros(rows, columns)
    for j in range(columns):
        v = a[:, j]
        if j > 0:
            v = v - (q[:, j - 1] @ v) * q[:, j - 1]
        q[:, j] = v / v.norm()
    return q if n_in >= n_out else q.T


# %% subtracts columns that aren't normalised
def random_orthogonal(n_in, n_out):
    rows, columns = max(n_in, n_out), min(n_in, n_out)
    a = torch.randn(rows, columns)
    q = torch.zeros(rows, columns)
    for j in range(columns):
        v = a[:, j]
        for i in range(j):
            v = v - (a[:, i] @ v) * a[:, i] / rows
        q[:, j] = v / v.norm()
    return q if n_in >= n_out else q.T
