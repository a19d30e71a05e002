# closures, nonlocal, globals, defaults
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter()
print(c(), c(5), c(by=2))
x = 10
def g():
    global x
    x += 1
    return x
print(g(), x)
def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, sorted(kw.items())
print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6, z=7))
print(f(*[1, 2, 3], **{'c': 9, 'q': 1}))
for bad in [lambda: f(), lambda: f(1), lambda: f(1, 2, c=3, a=1), lambda: (lambda x: x)(1, 2), lambda: (lambda x, y=1: x)(1, 2, 3), lambda: (lambda x: x)(y=1)]:
    try:
        bad()
    except TypeError as e:
        print("TypeError", e)
fs = [lambda: i for i in range(3)]
print([h() for h in fs])
fs = [lambda i=i: i for i in range(3)]
print([h() for h in fs])
def outer():
    x = 1
    class A:
        y = x + 1
        def m(self):
            return x, self.y
        @property
        def p(self): return self.y * 2
        @staticmethod
        def s(a): return a + x
        @classmethod
        def k(cls, v):
            o = cls()
            o.y = v
            return o
    return A
A = outer()
a = A()
print(a.m(), a.p, A.s(4), a.s(5), A.k(7).p, A.__name__, A.__qualname__, outer.__name__)
class B(A):
    def __init__(self):
        super().__init__()
        self.z = 3
    def m(self):
        return ("B", super().m())
print(B().m(), B().p, isinstance(B(), A), issubclass(B, A), B.__mro__[0].__name__)
class P:
    def __init__(self): self._v = 1
    @property
    def v(self):
        "doc"
        return self._v
    @v.setter
    def v(self, val):
        if val < 0: raise ValueError("neg")
        self._v = val
    @v.deleter
    def v(self):
        del self._v
p = P()
p.v = 5
print(p.v)
p.v += 2
print(p.v)
try:
    p.v = -1
except ValueError as e:
    print(e)
del p.v
try:
    p.v
except AttributeError as e:
    print(e)
# exceptions
def t(n):
    try:
        if n == 0: return "ret"
        if n == 1: raise KeyError("k")
        if n == 2: raise ValueError("v", 2)
        if n == 3: 1/0
        print("body")
    except KeyError as e:
        print("key", e, repr(e), e.args)
        return "k"
    except (ValueError, TypeError) as e:
        print("val", e, e.args)
        try:
            raise RuntimeError("inner") from e
        except RuntimeError as e2:
            print(e2, e2.__cause__ is e, type(e2.__cause__).__name__)
    else:
        print("else")
        return "else"
    finally:
        print("finally", n)
    return "end"
for n in range(5):
    try:
        print(t(n))
    except ZeroDivisionError as e:
        print("ZDE", e)
for i in range(5):
    try:
        if i == 1: continue
        if i == 3: break
        print(i)
    finally:
        print("f", i)
else:
    print("no")
while True:
    try:
        break
    finally:
        print("brk")
class E(Exception):
    def __init__(self, msg, code):
        super().__init__(msg)
        self.code = code
try:
    raise E("boom", 42)
except E as e:
    print(e, e.code, e.args, repr(e))
class CM:
    def __init__(self, n, sup=False): self.n, self.sup = n, sup
    def __enter__(self):
        print("enter", self.n)
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.sup
with CM(1) as a, CM(2, True) as b:
    print(a.n, b.n)
    raise ValueError("x")
print("after")
def w():
    with CM(3):
        return "r"
print(w())
try:
    with CM(4):
        raise KeyError(1)
except KeyError as e:
    print("caught", e)
def gen():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
    finally:
        print("closing")
    return 99
it = gen()
print(next(it), it.send("a"))
try:
    it.send("b")
except StopIteration as e:
    print("stop", e.value)
it = gen()
next(it)
it.close()
def deleg():
    r = yield from gen()
    print("r", r)
    yield from [7, 8]
print(list(deleg()))
def fibg():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from_it = fibg()
print([next(from_it) for _ in range(10)])
a, *b, c = [1, 2, 3, 4]
print(a, b, c)
(a, b), c = (1, 2), 3
*a, = "abc"
print(a)
d = {"a": 1, **{"b": 2}, "c": 3}
print(d, [*d, *range(3)], {*[1, 2], 3}, (*"ab", 1))
print([x for x in range(10) if x % 2 if x > 3], {k: v for k, v in d.items()}, {x % 3 for x in range(9)})
print([(i, j) for i in range(3) for j in range(i)])
if (n := len("hello")) > 3: print(n)
print([y := 1, y**2], y)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0, "a" < "b" <= "b", not 3 in [1, 2])
x = 5
x += 1; x -= 2; x *= 3; x //= 2; x **= 2; x %= 7; x <<= 3; x |= 1; x ^= 3; x &= 14; x >>= 1
print(x)
l = [3, 1, 2]
l += (4,)
l[1:2] = [9, 9]
del l[0]
print(l, l[::-1], l[-2:])
print(f"{3.14159:.2f} {'x':>5} {42:05d} {1e10:g} {x=} {x!r} {'a' if x else 'b'} {{}} {d['a']}")
def deco(k):
    def wrap(f):
        def inner(*a, **kw):
            return k * f(*a, **kw)
        return inner
    return wrap
@deco(3)
def ff(a, b=1): return a + b
print(ff(1), ff(1, b=5))
assert x == x, "no"
try:
    assert 1 == 2, "msg"
except AssertionError as e:
    print("AE", e)
try:
    assert 1 == 2
except AssertionError as e:
    print("AE", repr(str(e)), e.args)
try:
    print(undefined_name)
except NameError as e:
    print(e)
def ub():
    print(q)
    q = 1
try:
    ub()
except UnboundLocalError as e:
    print(e)
print(type(1).__name__, type("").__name__, type(None).__name__, type(ub).__name__, type(A).__name__, type(gen()).__name__)
lam = lambda *a, **k: (a, k)
print(lam(1, 2, x=3))
i = 0
while i < 3:
    i += 1
else:
    print("while else")
for i in []:
    pass
else:
    print("for else", i)
print(*[1, 2, 3], sep="-", end="!\n")
def rec(n):
    return 0 if n == 0 else 1 + rec(n - 1)
print(rec(900))
try:
    rec(2000)
except RecursionError as e:
    print("RE", e)
