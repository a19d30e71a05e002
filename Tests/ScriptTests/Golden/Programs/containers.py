xs = [3, 1, 2]
xs.append(5); xs.extend([7, 8]); xs.insert(1, 9); xs += (4,)
print(xs, xs.pop(), xs.pop(0), xs, xs.index(2), xs.count(5))
xs.remove(9); xs.reverse(); print(xs, sorted(xs), sorted(xs, reverse=True), xs)
xs.sort(); print(xs); xs.sort(key=lambda v: -v); print(xs)
ys = list(range(10))
print(ys[2:5], ys[::3], ys[::-2], ys[-3:], ys[5:1:-1], ys[:], ys[100:], ys[-100:3])
ys[2:5] = ["a"]; print(ys)
ys[::2] = [0] * len(ys[::2]); print(ys)
del ys[1:3]; print(ys); del ys[::2]; print(ys); ys[1:1] = [10, 11]; print(ys); ys[5:] = []; print(ys)
print([1, 2] + [3], [0] * 3, [1, 2] * 2, [] * 5, [[0] * 2 for _ in range(2)])
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [1, [2]] == [1, [2.0]], (1, 2) < (1, 2, 3))
a, *b, c = [1, 2, 3, 4]; print(a, b, c)
t = (1, 2, 3)
print(t, (1,), (), t + (4,), t * 2, t[1:], t.index(3), t.count(1), 2 in t, len(t), hash((1, 2)) == hash((1, 2)))
l = [1]; l.append(l); print(l, l == l)
d = {"a": 1}; d["self"] = d; print(d)
d = {"b": 1, "a": 2, 1: "x", 1.0: "y", True: "z"}
print(d, len(d), d["b"], d.get("q"), d.get("q", 0), "a" in d, 1 in d, list(d), list(d.values()), list(d.items()))
d["c"] = 3; del d["b"]; d["b"] = 9; print(d, d.pop("c"), d.pop("zz", None), d.popitem(), d)
d.update({"x": 1}, y=2); d.update([("z", 3)]); print(d, d.setdefault("x", 5), d.setdefault("w", []), d)
print(dict(a=1, b=2), dict([("k", 1)]), dict(zip("ab", [1, 2])), {**{"a": 1}, "b": 2}, {"a": 1} | {"b": 2}, dict.fromkeys("ab", 0))
print({k: v * v for k, v in enumerate([1, 2, 3])}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, d.keys(), list(reversed({"p": 1, "q": 2})))
print(d.keys() & {"x", "a"} == {"x", "a"}, d.items(), {"a": 1}.keys() == {"a"}, sorted({"b": 1, "a": 2}))
e = {}
for i in range(100):
    e[i] = i
for i in range(0, 100, 2):
    del e[i]
e[2] = "two"
print(list(e)[:5], list(e)[-3:], len(e))
q = {}
for i in range(1000):
    q[i] = i
    if i >= 3:
        del q[next(iter(q))]
print(q)
for i in range(200):
    q[i] = 0; q.popitem()
print(q)
print({3, 1, 2}, {10, 5, 100, 7, 33}, set(), {1, 1.0, True}, set([8, 16, 0, 24]), {(1, 2), (0, 1)}, set(range(20, 0, -3)))
s = {1, 2, 3}; s.add(9); s.discard(100); s.remove(2); print(s, s | {5}, s & {1, 9}, s - {1}, s ^ {1, 7}, 9 in s, len(s))
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1, 2} == {2, 1}, {1}.issubset([1, 2]), {1, 2}.issuperset({1}), {1}.isdisjoint({2}))
s |= {50, 60}; s &= {1, 50, 60}; s -= {60}; s ^= {2}; print(s, s.pop(), s, s.union([7], (8,)), s.copy() == s)
big = set()
for i in range(1000):
    big.add((i * 7919) % 1009)
print(list(big)[:10], sum(big), list(set([i * 64 for i in range(40)]))[:12], list({-1, -2, -3, 5, 2 ** 40, 2 ** 62}))
print(frozenset([1, 2]), frozenset([2, 1]) == {1, 2}, {frozenset([1]): 2}[frozenset([1])], frozenset(), frozenset([1]) | {2})
print(list({1.5, 2.5, -0.5, 100.25, 1e10}), list({None: 1}), {True: "a", 1: "b"})
print(list(range(5)), list(range(2, 10, 3)), list(range(5, 0, -2)), range(3), range(1, 10, 2), range(10)[3], range(10)[2:5], range(10)[::-1], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(0) == range(1, 1), list(reversed(range(4))))
print(list(zip([1, 2, 3], "ab")), list(enumerate("ab", 1)), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", 2])), list(reversed([1, 2])))
print(any([]), all([]), any([0, 1]), all([1, 0]), sum([1, 2.5]), sum([[1], [2]], []), min(3, 1, 2), max([1, 5, 3], key=lambda v: -v), min([], default="none"), max("abc"), sum(range(101)))
print(sorted(["b", "A", "a"], key=str.lower), sorted([(2, "a"), (1, "b"), (2, "A")]), sorted("hello", reverse=True), sorted({"x": 1, "a": 2}), sorted([1.5, 1, -2, True]))
print(sorted([3, 1, 2], key=lambda v: -v), sorted([(1, "b"), (1, "a")], key=lambda p: p[0]), sorted(["bb", "a", "ccc"], key=len, reverse=True))
print(sorted([0.5, -0.0, 0.0, -1.5, float("inf"), -float("inf")]), sorted([i * 37 % 101 for i in range(300)])[:10], sorted([(i * 37 % 11, -i) for i in range(20)]))
it = iter([1, 2]); print(next(it), next(it), next(it, "end"))
print(list(iter(lambda c=[0]: c.__setitem__(0, c[0] + 1) or c[0], 4)))
nested = [[3, 4], [1, 2]]; nested.sort(); print(nested, [y for x in nested for y in x], [[c for c in r] for r in nested])
print([*range(3), *"ab"], {*[1, 2], 3}, (*[1], 2), [x for x in range(10) if x % 3 == 0])
print(type([]), type({}).__name__, type(()), type(set()), type(range(1)), type(None), type("").__name__, type(1).__name__, type(1.0), type(True))
print(slice(1, 2), slice(None, None, -1), slice(3).indices(10), [1, 2, 3][slice(0, 2)])
print(list("abc"), tuple([1]), list({"a": 1}), set("aab") == {"a", "b"}, bool([]), bool([0]), bool(""), bool({}), bool(0.0))
x = [1, 2, 3]; y = x; y.append(4); z = x.copy(); z.append(5); print(x, z, x is y, x is z, x == y)
m = [[1, 2], [3, 4]]; print(list(zip(*m)), [list(r) for r in zip(*m)], sum(map(sum, m)))
