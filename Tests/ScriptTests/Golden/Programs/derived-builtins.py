class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def peek(self):
        return self[-1]

    def __repr__(self):
        return "Stack" + super().__repr__()


s = Stack([1]).push(2)
print(s, s.peek(), len(s), s == [1, 2], isinstance(s, list), s + [3], type(s + [3]).__name__, 2 in s, s[0:1])
s += [5]
s.name = "plates"
print(type(s).__name__, s, s.name, sum(s), sorted(s, reverse=True), [*s], s * 2, list(s), max(s), bool(Stack()))
s[0] = 9
del s[1]
s.sort()
print(s, [1] + s, s < [6], str(s), f"{s}")


class Config(dict):
    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            raise AttributeError(key) from None

    def __setattr__(self, key, value):
        self[key] = value


c = Config(a=1)
c.b = 2
print(c, c.a, c["b"], list(c), c.items(), c == {"a": 1, "b": 2}, {**c}, dict(c), c.get("z"), type(c).__name__)
try:
    c.missing
except AttributeError as e:
    print("AttributeError", e)


class Counter2(dict):
    def __missing__(self, key):
        return 0

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


n = Counter2()
for letter in "abca":
    n[letter] += 1
print(n, n["zz"], len(n))


class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


p = Point(1, 2)
a, b = p
print(p, p.x, p == (1, 2), hash(p) == hash((1, 2)), p + (3,), a, b, {p: 1}[(1, 2)])


class Name(str):
    def shout(self):
        return self.upper() + "!"


name = Name("ab")
print(name, name.shout(), name + "c", len(name), name == "ab", {name: 1}, name[0], repr(name), "-".join([name, name]))


class Meters(float):
    pass


class Age(int):
    def older(self):
        return Age(self + 1)


print(Meters(1.5) + 1, round(Meters(2.567), 1), Age(5).older(), Age(3) * 2, [0] * Age(2), type(Age(1) + 1).__name__)


class Once:
    instance = None

    def __new__(cls, *arguments):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *arguments):
        self.arguments = arguments


print(Once(1) is Once(2), Once.instance.arguments)


class Small:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


small = Small()
for action in [lambda: small.y, lambda: setattr(small, "z", 1), lambda: small.__dict__]:
    try:
        action()
    except AttributeError as e:
        print(e)


class Bag:
    def __init__(self, **fields):
        self.__dict__.update(fields)


bag = Bag(a=1)
bag.__dict__["b"] = 2
print(bag.a, bag.b, vars(bag), Bag.__mro__, Bag.mro(), Bag.__base__)


class Annotated:
    x: int
    y: "text" = 3


def f(a: int, b: str = "s") -> list:
    "doc"


print(Annotated.__annotations__, f.__annotations__, {0, 1, 255, -17}, {0, 1, 255, 7})


class Outer:
    class Inner:
        pass


print(Outer.Inner, [].__len__(), "ab".__eq__("ab"), (5).real)
