def show(f):
    try:
        print("ok", f())
    except Exception as e:
        print(type(e).__name__ + ":", e, "|", e.args)

xs, d, t, s = [1, 2, 3], {"a": 1}, (1, 2), "abc"
def assign(c, i, v): c[i] = v
def delete(c, i): del c[i]
for f in [
    lambda: xs[3], lambda: xs[-4], lambda: xs[1.0], lambda: xs["a"], lambda: t[5], lambda: s[9], lambda: s["a"], lambda: d["b"], lambda: d[1],
    lambda: range(3)[5], lambda: [].pop(), lambda: xs.pop(9), lambda: set().pop(), lambda: {}.popitem(), lambda: d.pop("q"),
    lambda: xs.index(9), lambda: xs.remove(9), lambda: t.index(9), lambda: s.index("z"), lambda: s.split(""), lambda: {1}.remove(5),
    lambda: 1 + "a", lambda: "a" + 1, lambda: [1] + (1,), lambda: (1,) + [1], lambda: {} + {}, lambda: -"a", lambda: ~1.5, lambda: "a" * "b", lambda: [1] * 1.5,
    lambda: "a" - "b", lambda: None + 1, lambda: 1 < "a", lambda: [1] < (1,), lambda: None < None, lambda: {} < {}, lambda: 1 in 5, lambda: 1 in "a",
    lambda: 3(), lambda: "a"(), lambda: None[0], lambda: 3[0], lambda: len(5), lambda: iter(5), lambda: next([1]), lambda: list(5), lambda: sum(5),
    lambda: {[1]: 2}, lambda: {[]}, lambda: hash({}), lambda: hash((1, [])), lambda: assign(t, 0, 1), lambda: assign(s, 0, "x"), lambda: delete(t, 0), lambda: assign(xs, 7, 1), lambda: delete(xs, 7), lambda: delete(d, "zz"),
    lambda: (5).foo, lambda: "a".foo, lambda: [].apend(1), lambda: None.x, lambda: int.foo, lambda: undefined_name,
    lambda: max([]), lambda: min(1), lambda: max(), lambda: sorted([1, "a"]), lambda: sorted(5), lambda: reversed({1}), lambda: zip(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]),
    lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: range(1.5), lambda: range(1, 2, 0), lambda: "".join([1]), lambda: ",".join(5),
    lambda: "%d" % "a", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "{}".format(), lambda: "{a}".format(), lambda: "{".format(), lambda: f"{'a':d}", lambda: f"{3.5:d}", lambda: f"{[1]:5}", lambda: format(3, "s"),
    lambda: isinstance(1, 5), lambda: getattr(1, "foo"), lambda: getattr(1, "foo", "default"), lambda: hasattr([], "append"), lambda: callable(len), lambda: xs[::0], lambda: int("3.5"), lambda: abs("a"), lambda: sum(["a"]), lambda: "a".center(5, "ab"), lambda: xs.sort(key=5),
]:
    show(f)
def unpack(n):
    if n == 0: a, b = 1, 2, 3
    if n == 1: a, b, c = 1, 2
    if n == 2: a, *b, c = [1]
    if n == 3: a, b = 5
    if n == 4: a, b = "xyz"
for n in range(5): show(lambda: unpack(n))
def f(a, b=2, *, k=3): return a + b + k
for g in [lambda: f(), lambda: f(1, 2, 3), lambda: f(1, c=3), lambda: f(1, a=2), lambda: f(1, k=1), lambda: f(*[1, 2], **{"k": 5}), lambda: f(**{"a": 1, "z": 2})]: show(g)
d2 = {1: 1}
def grow():
    for k in d2: d2[k + 1] = 0
show(grow)
s2 = {1}
def grow_set():
    for k in s2: s2.add(k + 1)
show(grow_set)
