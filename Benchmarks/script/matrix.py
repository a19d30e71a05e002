# Lists of lists: matrix products written out, and a transposition by zip.
def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def product_by_index(a, b):
    n, m, k = len(a), len(b), len(b[0])
    c = [[0.0] * k for _ in range(n)]
    for i in range(n):
        for j in range(k):
            s = 0.0
            for l in range(m):
                s += a[i][l] * b[l][j]
            c[i][j] = s
    return c


n = 70
a = [[(i * j % 7) * 0.5 for j in range(n)] for i in range(n)]
b = [[(i + j) % 5 - 2.0 for j in range(n)] for i in range(n)]
c = product(a, b)
d = product_by_index(a, b)
print(c == d, sum(map(sum, c)))
