# Lists, tuples, dicts and sets at the edges of how they are stored: short and long, changed while they are looked at.


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# Lists around the size at which their elements move.
for size in range(12):
    row = list(range(size))
    row.append("end")
    row.insert(0, "start")
    row.insert(size // 2, None)
    row.insert(-1, 2.5)
    print(size, row, row[::-1], row[1:-1], row[::2], row[5:1:-2])
    row.reverse()
    row += row
    row.extend(row[:3])
    row.extend(x for x in "ab")
    print(len(row), row[-6:], row.count("end"), row.index(None))
    del row[1], row[-1], row[2:4]
    del row[::3]
    print(row)
    while row:
        row.pop(len(row) // 2)
    print(row, attempt(row.pop), attempt(lambda: row.pop(3)))

# Slices in which the list itself is put.
a = [1, 2, 3]
a[1:2] = a
print(a)
a[:] = a[::-1]
a[len(a):] = a
print(a)
a[::2] = [0] * 5
print(a, attempt(lambda: a.__setitem__(slice(None, None, 2), [1])))
a[2:8] = ()
print(a)
a[5:1] = "xy"
print(a)
a[3:] = iter(range(3))
print(a, attempt(lambda: a.__setitem__(slice(0, 1), 5)))
b = [[]] * 3
b[0].append(1)
print(b, b * 2, b * 0, [1, 2] * -1, (1, 2) * 3, () * 5)
a *= 3
print(a)
a.clear()
a += (1, 2), (3, 4), (5, 6, 7, 8)
print(a, sum(a, ()), a + [()])

# Tuples: three and more.
for size in range(6):
    row = tuple(str(i) for i in range(size))
    print(row, row + row, row[1:], row[::-1], row * 2, hash(row) == hash(tuple(list(row))), row < ("1",), row == row[:])
print((1, 2.0, "x", None), tuple([1, [2]]) == (1, [2]), (1, 2) < (1, 2, 0), (1, "a") >= (1, "A"))


# Comparisons that change what is compared.
class Shrinking:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False

    def __lt__(self, other):
        self.target.clear()
        return True

    __hash__ = None


row = []
row.extend([Shrinking(row), 2, 3, 4, 5, 6])
print(row == [0, 2, 3, 4, 5, 6], row)
row.extend([1, Shrinking(row), 3, 4, 5])
print(7 in row, row)
row.extend([1, Shrinking(row), 3])
print(attempt(lambda: row.index(3)), row)
row.extend([Shrinking(row), Shrinking(row), 1])
print(attempt(row.sort), len(row))
row.extend([1, Shrinking(row), 3])
print(row.count(3), row)


class Growing:
    def __init__(self, name, target):
        self.name = name
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.target is not None and len(self.target) < 40:
            add(self.target)
        return isinstance(other, Growing) and self.name == other.name


def add(target):
    n = len(target)
    if isinstance(target, dict):
        for i in range(10):
            target[f"new{n}.{i}"] = i
    else:
        target.update(f"new{n}.{i}" for i in range(10))


d = {}
d[Growing("a", None)] = 1
d[Growing("b", d)] = 2
print(len(d), d[Growing("a", None)], d[Growing("b", None)], Growing("c", None) in d)
s = set()
s.add(Growing("a", None))
s.add(Growing("b", s))
s.add(Growing("c", s))
print(len(s), Growing("a", None) in s, Growing("d", None) in s)


class Adding:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.target["new"] = 1
        return False


source = {}
source[Adding(source)] = 1
print(attempt(lambda: {Adding(source): 1}.update(source)))


class Index:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        return 3


row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row[:Index(row)]), row)
row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row[Index(row)]), row)
row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row.insert(Index(row), 0)), row)
row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row.pop(Index(row))), row)
row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row.__setitem__(Index(row), 0)), row)
row = [1, 2, 3, 4, 5, 6]
print(attempt(lambda: row.__delitem__(slice(Index(row), None))), row)

# Loops over what grows, shrinks or is emptied.
row = [1, 2, 3]
for x in row:
    if len(row) < 9:
        row.append(x * 2)
print(row)
row = [1, 2, 3, 4, 5, 6]
print([row.pop() for _ in row], row)
print(list(zip(row, row, [1, 2])), list(reversed(row)), list(enumerate(row, 5)))
backwards = reversed(row)
next(backwards)
row.clear()
print(list(backwards), list(backwards))
d = {1: "a", 2: "b", 3: "c"}
print(attempt(lambda: [d.pop(k) for k in d]), d)
print(attempt(lambda: [d.setdefault(k + 10, v) for k, v in d.items()]), d)
print(list(reversed(d)), list(reversed(d.items())), list(d.items()), sum(d.keys()))
s = {1, 2, 3}
print(attempt(lambda: [s.add(x + 10) for x in s]))

# Sets against each other.
for left in (set(), {1}, {1, 2, 3}, set(range(40)), {"x", (1, 2), 3.0, True, None}):
    for right in (set(), {3, 4}, frozenset(range(5)), {(1, 2), "y"}):
        for result in (left | right, left & right, left - right, left ^ right):
            print(len(result), sorted(result, key=str), end=" ")
        print(left <= right, left < right, left >= right, left == right, left.isdisjoint(right))
s = set(range(30))
for i in range(0, 30, 2):
    s.discard(i)
s |= {100, 101}
s -= {1, 3, 100}
s &= set(range(200))
s ^= {5, 6}
print(sorted(s), len(s), 5 in s, 6 in s, s == set(list(s)), {frozenset({1}): 1}[frozenset([1])], {1} in {frozenset({1})})
t = s.copy()
t.clear()
s -= s
print(s, t, {x for x in "hello"} == set("hello"), [*{7}][0], {7}.pop())
print({0.0: "a"}[-0.0], {1: "a"}[True], {2: "b"}[2.0], 2.0 in {2}, {1, 1.0, True})

# Dicts: gaps, order, copies.
d = {i: str(i) for i in range(20)}
for i in range(0, 20, 3):
    del d[i]
d[0] = "again"
copy = dict(d)
copy.update({1: "one"}, end=True)
print(d, copy.popitem(), copy == d, d == dict(reversed(list(d.items()))))
print(dict(d) == d, {**d, "x": 1} == d, d | {3: "three"} == {**d, 3: "three"})
d.update(d)
print(len(d), d.get(99), d.get(99, "none"), d.setdefault(0, "no"), d.setdefault(99), d.pop(99, "gone"))


# Sorting.
pairs = [(i * 7 % 5, str(i)) for i in range(50)]
for size in (0, 1, 2, 5, 31, 32, 33, 50):
    part = pairs[:size]
    print(sorted(part)[:4], sorted(part, key=lambda p: p[0])[-3:], sorted(part, key=lambda p: -p[0], reverse=True)[:3])
    numbers = [p[0] * 1.5 for p in part]
    print(sorted(numbers)[:3], sorted(numbers, reverse=True)[:3], sorted([-0.0, 0.0, -1.0] + numbers)[:3])
    texts = [p[1] for p in part]
    print(sorted(texts)[:5], sorted(texts, key=len)[:3], sorted(texts, reverse=True)[:3], sorted([3, 1] + [p[0] for p in part], reverse=True)[:4])
print(attempt(lambda: sorted([1, "a"])), attempt(lambda: sorted([(1, 2), (1, "a")])), sorted([True, False, 2, 1]))
row = [3, 1, 2]
print(attempt(lambda: row.sort(key=lambda x: row.append(x) or x)), row)
print(attempt(lambda: row.sort(key=lambda x: 1 / 0)), row)
row.sort(key=lambda x: len(row))
print(row)
