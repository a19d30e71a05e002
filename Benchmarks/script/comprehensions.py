# Generators, comprehensions and the functions that consume them.
import itertools


def pairs(n):
    for i in range(n):
        for j in range(i):
            yield i, j


def take(it, n):
    out = []
    for x in it:
        if len(out) == n:
            break
        out.append(x)
    return out


def primes():
    n, found = 2, []
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1


print(sum(i * j for i, j in pairs(300)), max(i ^ j for i, j in pairs(200)))
print(take(primes(), 300)[-1])
squares = {x: x * x for x in range(30000) if x % 3}
print(len(squares), sum(squares.values()), len({v % 1000 for v in squares.values()}))
print(any(x > 29998 for x in range(30000)), sum(map(lambda x: x + 1, filter(lambda x: x % 2, range(30000)))))
matrix = [[r * c for c in range(120)] for r in range(120)]
print(sum(x for row in matrix for x in row if x % 2 == 0), [list(col)[3] for col in zip(*matrix)][:5])
print(list(itertools.accumulate(range(20000)))[-1], sum(1 for _ in itertools.product(range(30), repeat=3)))
print(min((abs(x - 777), x) for x in range(20000)), sorted(range(20000), key=lambda x: -x)[0])
