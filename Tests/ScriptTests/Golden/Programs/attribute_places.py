# Attributes that a class holds, read again and again at one place of the program while classes and instances change.


class Base:
    rate = 1
    names = ["a"]

    @staticmethod
    def double(x):
        return x * 2

    @classmethod
    def who(cls, *rest):
        return cls.__name__, rest

    def method(self):
        return "method"


class Derived(Base):
    pass


class Other(Base):
    rate = 10


def read(thing):
    return thing.rate


a, b, c = Base(), Derived(), Other()
print([read(x) for x in (a, b, c, a, b, c, Base, Derived, Other)])
Base.rate += 1
print([read(x) for x in (a, b, c, Base, Derived, Other)])
b.rate = "own"
print([read(x) for x in (a, b, c)])
del b.rate
Derived.rate = 5
print([read(x) for x in (a, b, c, Derived)])
del Derived.rate
print([read(x) for x in (a, b, c, Derived)])
Base.rate = property(lambda self: "computed " + type(self).__name__)
print([read(x) for x in (a, b, c)], type(Base.rate).__name__)
Base.rate = 3
print([read(x) for x in (a, b, c)])
Base.rate = lambda self: "called"
print([read(x)() for x in (a, b)], read(c))
Base.rate = staticmethod(lambda: "static")
print([read(x)() for x in (a, b, Base)])
Base.rate = None
for k in range(40):
    setattr(Base, f"more{k}", k)
    if k % 10 == 0:
        print(read(a), read(Derived), a.more0, getattr(b, f"more{k}"))


class Counter:
    made = 0
    limit = 3.5

    def __init__(self):
        Counter.made += 1
        self.number = self.made


print([Counter().number for _ in range(5)], Counter.made, Counter().limit)


class Chain:
    def __getattr__(self, name):
        return "missing " + name


chain = Chain()


def ask(thing):
    return thing.colour


print(ask(chain))
Chain.colour = "red"
print(ask(chain))
chain.colour = "blue"
print(ask(chain))
del chain.colour
del Chain.colour
print(ask(chain))


# Static and class methods through classes and instances, also with arguments by name and spread.
for thing in (Base, Derived, a, b):
    print(thing.double(4), thing.who(), thing.who(1, 2), thing.who(*[1], *(2, 3)), thing.double(x=1))
print(Base.method(a), Derived.method(b), super(Derived, b).method())
try:
    Base.method()
except TypeError as e:
    print(e)
try:
    Base.double()
except TypeError as e:
    print(e)


class Grand(Derived):
    @classmethod
    def who(cls, *rest):
        return "grand", super().who(*rest)

    @staticmethod
    def double(x):
        return super(Grand, Grand).double(x) + 1

    def method(self, *rest, **named):
        return super().method() + str(rest) + str(named)

    def __getitem__(self, index):
        return index * 2 if isinstance(index, int) else super().method()

    def __len__(self):
        return 3

    def __contains__(self, x):
        return x == 7


g = Grand()
print(g.who(5), Grand.who(), g.double(3), Grand.double(4))
print(g.method(1, k=2), g.method(*range(3), **{"z": 1}), g[4], g["x"], len(g), 7 in g, 8 in g)
print([v for v, _ in zip(g, range(4))])


class Missing(Base):
    def method(self):
        return super().absent()


try:
    Missing().method()
except AttributeError as e:
    print(e)


# How arguments find their parameters.
def f(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


def plain(a, b, c=3):
    return a, b, c


print(f(1, c=3), f(1, 2, 3, 4, c=5, d=6, e=7, g=8), f(*[1, 2, 3], c=0, **{"z": 1}), f(c=1, a=2))
print(plain(1, 2), plain(1, c=5, b=4), plain(b=1, a=2), plain(*(1, 2, 3)), plain(*"ab", **{"c": "d"}))
for call in (
    lambda: f(),
    lambda: f(1),
    lambda: f(1, 2, c=3, a=4),
    lambda: plain(1),
    lambda: plain(1, 2, 3, 4),
    lambda: plain(1, 2, d=3),
    lambda: plain(1, 2, b=3),
    lambda: plain(*[1], **{"x": 1}),
    lambda: plain(*[1, 2, 3, 4]),
    lambda: (lambda x, /, y: (x, y))(x=1, y=2),
):
    try:
        print(call())
    except TypeError as e:
        print(type(e).__name__, e)


def outer():
    total = 0

    def add(*values, scale=1, **named):
        nonlocal total
        total += scale * (sum(values) + sum(named.values()))
        return total

    return add


add = outer()
print(add(1, 2), add(*[3, 4], scale=2), add(k=5), add(*range(3), **{"scale": 10, "q": 1}))


# Generators: kept, dropped, thrown into, and closed before they began.
def numbers(log, n=3):
    try:
        for k in range(n):
            got = yield k
            if got:
                log.append(got)
    except ValueError as e:
        log.append(str(e))
        yield "caught"


log = []
it = numbers(log)
print(next(it), it.send("x"), it.throw(ValueError("no")), list(it), log)
fresh = numbers(log)
fresh.close()
print(list(fresh))
fresh = numbers(log)
try:
    fresh.throw(KeyError("early"))
except KeyError as e:
    print("thrown", e, list(fresh))


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as e:
    print(e)


def handling():
    try:
        raise KeyError("outer")
    except KeyError:
        for x in inner():
            yield x
        try:
            raise
        except KeyError as e:
            yield "again " + str(e)


def inner():
    try:
        raise ValueError("inner")
    except ValueError as e:
        yield str(e)
        yield type(e.__context__).__name__


print(list(handling()))


# with, and what __exit__ is told.
class Guard:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        print(kind and kind.__name__, value)
        return self.swallow


with Guard(False) as guard:
    print(guard.swallow)
with Guard(True):
    raise ValueError("swallowed")
try:
    with Guard(False):
        raise KeyError("kept")
except KeyError as e:
    print("kept", e)


class Special(ValueError):
    def __init__(self, code, text="?"):
        super().__init__(text)
        self.code = code


class Bare(Exception):
    def __init__(self, *values):
        self.values = values


class New(Exception):
    def __new__(cls, *values):
        made = super().__new__(cls, *values)
        made.extra = len(values)
        return made


for make in (lambda: Special(3), lambda: Bare(1, 2), lambda: New(7, 8, 9), lambda: ValueError(), lambda: KeyError("k", 2)):
    try:
        raise make()
    except Exception as e:
        print(type(e).__name__, e.args, str(e), repr(e), getattr(e, "code", None), getattr(e, "extra", None))
for attempt in (lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: None.x, lambda: 1 / 0, lambda: "a" + 1):
    try:
        attempt()
    except Exception as e:
        print(type(e).__name__, e.args)


class Plain:
    pass


p, q = Plain(), Plain()
p.x = 1
print(p.x, hasattr(q, "x"), hasattr(p, "x"), getattr(p, "x"), getattr(q, "x", "none"), isinstance(p, (int, Plain)))
try:
    Plain(1)
except TypeError as e:
    print(e)
Plain.__init__ = lambda self, x=5: setattr(self, "x", x)
print(Plain().x, Plain(6).x)
