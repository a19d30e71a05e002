# Special methods of built-in values, called by name and refined by subclasses.
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


for f in [
    lambda: (2).__add__(3), lambda: (2).__add__(2.5), lambda: (2.5).__add__(2), lambda: (7).__rsub__(10), lambda: (7).__divmod__(2),
    lambda: (7).__divmod__(2.0), lambda: (2.5).__rdivmod__(7), lambda: (5).__lt__(7.0), lambda: (7).__eq__(7.0), lambda: (0).__bool__(),
    lambda: (2.675).__round__(2), lambda: (-7).__floordiv__(2), lambda: (6).__and__(3), lambda: True.__radd__(1), lambda: (5).__invert__(),
    lambda: "ab".__mul__(2), lambda: "ab".__add__("c"), lambda: "%d!".__mod__(3), lambda: [1].__add__([2]), lambda: [1].__rmul__(2),
    lambda: (1,).__mul__(2), lambda: {1: 2}.__or__({3: 4}), lambda: {1: 2}.__ror__({1: 9, 3: 4}), lambda: {1, 2}.__and__({2, 3}),
    lambda: {1, 2}.__rsub__({2, 3}), lambda: {1}.__or__([2]), lambda: frozenset([1]).__xor__({1, 2}), lambda: {1: 2}.__or__([1]),
    lambda: list(map(int.__mul__, [1, 2], [3, 4])), lambda: sorted(["bb", "a"], key=str.__len__), lambda: list.__add__([1], [2]),
]:
    show(f)


class Even(int):
    def __add__(self, other):
        return Even(super().__add__(other))

    def __sub__(self, other):
        return NotImplemented

    def __repr__(self):
        return f"Even({int(self)})"


x = Even(2)
y = x + 2
print(y, [y], type(y + 1).__name__, 1 + y, type(1 + y).__name__, y * 2, -y, sum([y, y]))
y += 4
print(y, f"{y:03d}")
show(lambda: y - 1)


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __repr__(self):
        return f"Pair{tuple(self)}"


print(Pair(1, 2), type(tuple(Pair(1, 2))).__name__, tuple(Pair(1, 2)) == Pair(1, 2))


class Refusing:
    def __radd__(self, other):
        return NotImplemented

    __rmul__ = __radd__


for value in ["a", [1], (1,), 2]:
    show(lambda: value + Refusing())
    show(lambda: value * Refusing())

# A generator's value, and what a script's `__next__` ends with.


def counted():
    yield 1
    return "done"


class Ending:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("over")


g = counted()
next(g)
for one in [g, g, Ending()]:
    try:
        next(one)
    except StopIteration as e:
        print(repr(e), e.value)
print(next(g, "nothing"), next(Ending(), "nothing"), list(Ending()))

# `nan` is what it is, and equals nothing.
nan = float("nan")
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), nan == nan, float("nan") in [float("nan")], [nan, 1].index(1), {nan: 1}.get(nan))

# Places of ranges, sets that change, texts with many escapes.
print(range(10, 100)[2:0], range(10)[5:2], range(10)[::-3][1:], slice(5, 2).indices(10), slice(None, None, -1).indices(3))
show(lambda: range(3).index("a"))
s = {0, 1, -17, 7}
s.symmetric_difference_update([])
print(s, s ^ {1, 100}, len(repr("\n" * 100_000)))
s ^= {7, 8}
print(s)
print(int("１２"), float("３.５"))
for f in [
    lambda: int(base=3), lambda: enumerate([], 1, start=2), lambda: "%-5%" % (), lambda: "a".replace("a", None), lambda: format(1, None),
    lambda: sorted(), lambda: round(), lambda: round(1, 2, 3), lambda: round(1.5, ndigits=1, number=2),
    lambda: float("nan").as_integer_ratio(), lambda: "a".removeprefix(None),
]:
    show(f)

# The order of a set that is united with itself, and of what is left without a dict's keys.
print({-2, 100, 7, -3}.difference({False: -1, 1: "a"}), {-2, 100, 7, -4}.difference([7]), {1, 2, 3} - {2})
for s in ({7, 12, -1}, {100, 7, -1, -2}, set(range(20)), set()):
    t = set(s)
    t.add(33)
    print(s | s, t | t, s | t, t | s, s.union(s), frozenset(s) | s)
