# Typical teaching programs
class Stack:
    def __init__(self):
        self.items = []
    def push(self, x):
        self.items.append(x)
        return self
    def pop(self):
        if not self.items:
            raise IndexError("pop from empty stack")
        return self.items.pop()
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items[::-1])
s = Stack().push(1).push(2)
print(len(s), list(s), s.pop(), s.pop())
try:
    s.pop()
except IndexError as e:
    print("error:", e)
def primes(n):
    sieve = [True] * (n + 1)
    sieve[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i*i::i] = [False] * len(sieve[i*i::i])
    return [i for i, p in enumerate(sieve) if p]
print(primes(50))
def hanoi(n, a, b, c):
    if n == 0: return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
print(hanoi(8, "a", "b", "c"))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*matrix)], [[sum(a * b for a, b in zip(r, c)) for c in zip(*matrix)] for r in matrix])
text = "the quick brown fox jumps over the lazy dog the end"
counts = {}
for w in text.split():
    counts[w] = counts.get(w, 0) + 1
for w, c in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3]:
    print(f"{w:<8}|{c:>3}")
def memo(f):
    cache = {}
    def g(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    g.cache = cache
    return g
@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), len(fib.cache))
class Matrix:
    def __init__(self, rows): self.rows = rows
    def __matmul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __repr__(self): return f"Matrix({self.rows})"
    def __eq__(self, o): return self.rows == o.rows
print(Matrix([[1, 2], [3, 4]]) @ Matrix([[0, 1], [1, 0]]))
class LinearRegression:
    def __init__(self, lr=0.1): self.w, self.b, self.lr = 0.0, 0.0, lr
    def fit(self, xs, ys, epochs=100):
        n = len(xs)
        for epoch in range(epochs):
            gw = gb = 0.0
            for x, y in zip(xs, ys):
                err = self.w * x + self.b - y
                gw += 2 * err * x / n
                gb += 2 * err / n
            self.w -= self.lr * gw
            self.b -= self.lr * gb
            if epoch % 25 == 0:
                print(f"epoch {epoch:3d} w={self.w:.4f} b={self.b:.4f}")
m = LinearRegression()
m.fit([0, 1, 2, 3], [1, 3, 5, 7])
print(round(m.w, 3), round(m.b, 3))
이름 = "철수"
점수 = {"국어": 90, "수학": 85}
def 평균(값들): return sum(값들) / len(값들)
print(f"{이름}의 평균: {평균(list(점수.values())):.1f}점")
x, y = 3, 4
x, y = y, x
print(x, y, divmod(17, 5), -7 // 2, -7 % 3, 7 % -3, 2 ** -1, 2 ** 10, 0.1 + 0.2, 1 / 3, 1e16, 1e-5, 100000.0, 5 // 0.3)
print(round(2.5), round(3.5), round(2.675, 2), abs(-3), min(3, 1, 2), max([1, 5]), sum([0.1] * 10), pow(2, 10, 1000))
print("a,b,,c".split(","), " x ".strip(), "abc".upper().center(9, "*"), "%d %s %.2f" % (1, "x", 2.5), "{} {1!r}".replace("1", "").format(1, "a"))
print(isinstance(True, int), True + True, bool([]), int("12"), float("1e3"), str(1.0), repr("a'b"), "\t\n\\")
for i in range(10, 0, -3): print(i, end=" ")
print()
nested = {"a": [1, {"b": (2, 3)}]}
print(nested["a"][1]["b"][0], nested)
try:
    nested["z"]
except KeyError as e:
    print("missing", e)
def varargs(first, *rest, sep=", ", **opts):
    return first + sep.join(map(str, rest)) + str(opts)
print(varargs("x", 1, 2, sep="-", k=1))
def outer():
    def inner(): nonlocal_test.append(1)
    nonlocal_test = []
    inner(); inner()
    return nonlocal_test
print(outer())
gen = (x * x for x in range(5))
print(next(gen), list(gen), list(gen))
print(any(x > 3 for x in range(5)), all(x < 3 for x in range(5)), [*map(lambda a, b: a + b, [1, 2], [3, 4])], list(filter(None, [0, 1, "", "a"])))
print(sorted("hello"), sorted([3, 1, 2], reverse=True), list(reversed([1, 2])), sorted(["bb", "a", "ccc"], key=len))
print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1} <= {1, 2}, frozenset([1]))
a = [1, 2, 3]; b = a; b.append(4); c = a[:]; c.append(5)
print(a, b is a, c)
print([1, 2] == [1, 2], (1, 2) < (1, 3), "abc"[1:], "abc"[::-1], "hello"[-3:-1])
while True:
    a.pop()
    if not a: break
print(a)
print(__name__)
if __name__ == "__main__":
    print("main")
def doc():
    """Docstring."""
print(doc.__doc__, doc.__name__)
