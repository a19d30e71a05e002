# What an exception is made of, looked at after it was caught; texts and tuples that serve again.
def tell(make):
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e.args, str(e), repr(e))
        return e


d = {"apple": 1, (1, 2): 2}
tell(lambda: d["aple"])
tell(lambda: d[(1, 3)])
tell(lambda: d.pop("x"))
tell(lambda: {1, 2}.remove(3))
tell(lambda: int("12a"))
tell(lambda: int("word"))
tell(lambda: int("word", 16))
tell(lambda: int(" +z"))
tell(lambda: int(""))
tell(lambda: int("é"))
tell(lambda: float("abc"))
tell(lambda: [].missing)
tell(lambda: None.missing)
tell(lambda: [1, 2][5])
tell(lambda: 1 // 0)
tell(lambda: "a" + 1)

e = tell(lambda: d["aple"])
d["aple"] = 5
print(e.args, e)
e.args = (1, 2, 3)
print(e.args, e, repr(e))
e.__init__("new")
print(e.args, e)
e.args = ()
print(e.args, str(e) == "", repr(e))
x = ValueError()
print(x.args, repr(x), x.args is x.args)
x = ValueError("a", 1)
held = x.args
x = None
print(held)


class Pair(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.a = a


try:
    try:
        try:
            raise Pair(1, [2])
        except Pair as p:
            raise KeyError("k") from p
    except KeyError as k:
        raise ValueError("v")
except ValueError as v:
    c = v.__context__
    print(repr(c), repr(c.__cause__), c.__cause__ is c.__context__, c.__cause__.a, c.__cause__.args)

# A long chain comes apart without recursion.
last = None
for i in range(200000):
    new = ValueError(i)
    new.__context__ = last
    last = new
last = new = None
chain = None
for i in range(200000):
    chain = ValueError(chain)
chain = None
chain = ()
for i in range(200000):
    chain = (chain, i)
chain = None

# Texts and tuples of a moment, some kept, some given up, some inside of each other.
kept = []
for i in range(3000):
    a, b = str(i), (i, str(-i))
    c = (a, b, a + "x" * (i % 40))
    if i % 7 == 0:
        kept.append(c)
    if i % 11 == 0:
        kept.append(c[2][1:] + a)
    c = a.join(["é", "ü"])
    if i % 500 == 0:
        kept.append((c, c.upper(), hash(c) == hash(a + ""), c == "é" + a + "ü"))
print(len(kept), kept[:12], kept[-3:])
counts = {}
for i in range(5000):
    key = (i % 7, str(i % 5))
    counts[key] = counts.get(key, 0) + 1
    s = f"{i}:{key[1]}"
    t = s + "é" * (i % 3)
    assert len(t) == len(s) + i % 3 and t.find("é") == (len(s) if i % 3 else -1)
print(sorted(counts.items())[:4], len(counts))
big = 12345678
print([str(big // 10**k) for k in range(9)], str(-big), str(99999999), str(100000000), str(-99999999), str(0), f"{-5}")
print(max(1, 2), max(2, 1), min(1.5, 1.0), max(2, 2.0), max(2.0, 2), min(True, 1), max(float("nan"), 1.0) != max(float("nan"), 1.0))


class Label(str):
    pass


class Shown(str):
    def __str__(self):
        return "shown"


print(type(str(Label("a"))).__name__, str(Shown("a")), f"{Label('b')}", int(Label("3")), float(Label("2.5")))
for a, b in [(1, 2), [3, 4], "ab"]:
    print(a, b)
for (a, b), c in (((1, 2), 3), ([4, 5], 6)):
    print(a, b, c)
try:
    for a, b in [(1, 2), (1, 2, 3)]:
        pass
except ValueError as e:
    print(e, a, b)
