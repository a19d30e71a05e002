# Lists that serve again: short and long ones, inside of each other, in cycles, in the depth of a chain.
def spread(*parts):
    return [x for part in parts for x in part]


kept = []
for i in range(2000):
    a = [i, str(i)]
    b = a + [i] * (i % 9)
    c = b[1:4]
    d = list(range(i % 12))
    e = [a, [b, [c, d]], d.copy()]
    e.append(e[0])
    if i % 50 == 0:
        kept.append(e)
    if i % 3 == 0:
        e[1][1] = e
    if i % 97 == 0:
        kept.append((spread(a, c, d), "a b  c".split(), "x,y".split(",")))
    a.clear()
    assert e[0] == [] and len(b) == 2 + i % 9 and len(d) == i % 12
print(len(kept), kept[1], kept[2], kept[-1], kept[3])
chain = []
for i in range(200000):
    chain = [chain]
depth = 0
while chain:
    chain = chain[0]
    depth += 1
print(depth)
chain = []
for i in range(200000):
    chain = [(chain, "x" + str(i))]
chain = None
rows = [[j * i for j in range(6)] for i in range(300)]
for row in rows:
    row.sort(reverse=True)
rows = [row[:2] + row[4:] for row in rows]
print(rows[:2], rows[-1], sum(len(row) for row in rows))


class Wide:
    def __init__(self, n):
        for i in range(n):
            setattr(self, "field" + str(i), [i])


for n in (0, 3, 11, 12, 13, 14, 40):
    wide = Wide(n)
    wide.last = n
    names = list(vars(wide))
    if n > 2:
        del wide.field1
        wide.field2 = "changed"
        wide.field1 = "again"
    print(n, len(names), names[-2:], list(vars(wide))[-2:], getattr(wide, "field2", None), hasattr(wide, "none"))


class Broken(Exception):
    def __init__(self, text, *rest):
        super().__init__(text, *rest)
        self.rest = rest


def fail(kind, *arguments):
    raise kind(*arguments) if arguments else kind


def classes():
    yield ValueError
    yield (KeyError, ValueError)
    yield (KeyError, (TypeError, (ValueError,)))
    yield KeyError
    yield int
    yield 3
    yield (KeyError, "text")


for wanted in classes():
    try:
        try:
            fail(ValueError, "v", 2)
        except wanted as caught:
            print("caught", repr(caught))
    except Exception as other:
        print(type(other).__name__, other, repr(other.__context__))
for kind in (ValueError, Broken, KeyError, StopIteration, Exception, BaseException, 3, int, "text", None):
    try:
        fail(kind)
    except BaseException as e:
        print(type(e).__name__, e)
try:
    try:
        fail(Broken, "a", 1)
    finally:
        print("finally")
except Broken as e:
    saved = e
print(saved.args, saved.rest, repr(saved))
for _ in range(2):
    try:
        raise saved
    except Broken as e:
        print(e is saved, e.__context__)
try:
    try:
        raise ValueError("inner")
    except ValueError:
        try:
            raise
        except ValueError as again:
            raise KeyError("outer") from None
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)


def nested(n):
    try:
        if n == 0:
            raise ValueError(n)
        nested(n - 1)
    except ValueError as e:
        raise ValueError(n) from e


try:
    nested(5)
except ValueError as e:
    count = 0
    while e.__cause__ is not None:
        assert e.__cause__ is e.__context__
        e = e.__cause__
        count += 1
    print(count, e)
