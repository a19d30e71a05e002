# Generators that a built-in function runs to their end, or is asked for by what it calls meanwhile.
def gen(n):
    i = 0
    try:
        while i < n:
            yield i
            i += 1
    finally:
        print("closing", i)

print(sum(x * 2 for x in range(1000)), any(x > 5 for x in range(10)), all(x < 5 for x in range(10)))
print(sum(gen(10)), list(gen(3)), max(gen(4)), sorted(gen(5)), ",".join(str(x) for x in gen(3)))
g = gen(10)
print(any(x > 3 for x in g), next(g), list(g))
try:
    sum(x for x in ["a"])
except TypeError as e:
    print(e)
try:
    sum(1 / x for x in [1, 0])
except ZeroDivisionError as e:
    print(e)
def f(n):
    return sum(f(n - 1) for _ in range(2)) + 1 if n else 1
print(f(6))
class A:
    def __init__(self, v): self.v = v
    def __add__(self, o):
        return A(self.v + (o.v if isinstance(o, A) else o))
    def __radd__(self, o):
        return A(self.v + sum(x for x in range(o, o + 3)))
print(sum(A(i) for i in range(5)).v)
try:
    print(min((x for x in range(5)), key=lambda q: 1 / (q - 3)))
except ZeroDivisionError as e:

    print("zde", e)
try:
    try:
        raise ValueError("a")
    except ValueError:
        print(sum(1 for _ in range(3)))
        raise KeyError(sum(x for x in [1, "b"]))
except TypeError as e:
    print(repr(e), repr(e.__context__))
def h():
    try:
        raise ValueError("in")
    except ValueError:
        yield 1
        yield 2
def bad(x):
    raise KeyError(x)
try:
    sum(map(bad, h()))
except KeyError as e:
    print(repr(e), repr(e.__context__))
try:
    list(bad(x) for x in h())
except KeyError as e:
    print(repr(e), repr(e.__context__))
it = (x for x in range(5))
print(sum(it), sum(it))
print(set(x % 3 for x in range(10)), dict((x, x * x) for x in range(4)), tuple(x for x in range(3)))
class C:
    def __bool__(self):
        raise RuntimeError("no truth")
try:
    any(C() for _ in range(3))
except RuntimeError as e:
    print(e)
try:
    [1, 2].index(next(x for x in []))
except StopIteration as e:
    print("stop", e.args)
def deep(n):
    return sum(deep(n - 1) for _ in range(1)) if n else 0
try:
    deep(2000)
except RecursionError as e:
    print("deep", type(e).__name__)
def y2():
    x = yield 1
    print("got", x)
    x = yield 2
    print("got", x)
    return 9
def yf():
    r = yield from y2()
    print("r", r)
    yield 5
print(list(yf()), sum(yf()))
a, *b = (x for x in range(4))
print(a, b)
# The generator is asked by its own consumer.
class Nosy:
    def __init__(self, v): self.v = v
    def __bool__(self):
        print("bool", self.v, next(shared, "end").v if self.v == 1 else "")
        return self.v > 3
shared = (Nosy(i) for i in range(7))
print(any(shared), next(shared).v, [n.v for n in shared])
class Closer:
    def __radd__(self, other):
        shared2.close()
        return 100
shared2 = (x for x in [1, Closer(), 3, 4])
print(sum(shared2))
class Thrower:
    def __radd__(self, other):
        try:
            shared3.throw(ValueError("into"))
        except ValueError as e:
            print("thrown", e)
        return 7
shared3 = (x for x in [1, Thrower(), 3])
print(sum(shared3), list(shared3))
class Summer:
    def __radd__(self, other):
        return sum(shared4) + other
shared4 = (x for x in [1, Summer(), 3, 4])
print(sum(shared4))
class Peek:
    def __radd__(self, other):
        print(any(x > 3 for x in shared5))
        return other
shared5 = (x for x in [1, Peek(), 3, 4, 5, 6])
print(sum(shared5))
def selfish():
    yield 1
    yield sum(me)
me = selfish()
try:
    print(sum(me))
except ValueError as e:
    print(e)
