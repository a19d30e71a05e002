class V:
    def __init__(self, *c): self.c = c
    def __repr__(self): return "V" + repr(self.c)
    def __add__(self, o):
        if not isinstance(o, V): return NotImplemented
        return V(*(a + b for a, b in zip(self.c, o.c)))
    def __radd__(self, o): return ("radd", o)
    def __mul__(self, k): return V(*[a * k for a in self.c])
    __rmul__ = __mul__
    def __neg__(self): return V(*[-a for a in self.c])
    def __eq__(self, o): return isinstance(o, V) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __lt__(self, o): return self.c < o.c
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __contains__(self, x): return x in self.c
    def __call__(self, a, b=2): return a + b
    def __bool__(self): return any(self.c)
    def __iadd__(self, o):
        self.c = self.c + o.c
        return self
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.c, o.c))
    def __abs__(self): return 5
    def __format__(self, s): return f"<{s}>"
    def __str__(self): return "str!"
v = V(1, 2)
print(v + V(3, 4), 5 + v, v * 3, 3 * v, -v, v == V(1, 2), v != V(1, 2), v < V(2,), len(v), v[0], v[-1], 2 in v, v(1), v(1, b=5), bool(V(0)), v @ v, abs(v), f"{v:abc}", str(v), sorted([V(3), V(1)]), {v: 1}[V(1, 2)])
try:
    v + 1
except TypeError as e:
    print(e)
w = v
w += V(9)
print(v, w is v)
print([x for x in v], list(v), max(v), tuple(reversed(v)))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), [a for a in It(2)], dict(zip("ab", It(5))))
class Base:
    registry = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.registry.append((cls.__name__, kw))
class S1(Base): pass
class S2(Base, tag="x"): pass
print(Base.registry)
class G:
    def __getattr__(self, n):
        if n.startswith("x"): return n.upper()
        raise AttributeError(f"no {n}")
    def __setattr__(self, n, v):
        super().__setattr__(n, v * 2)
g = G()
g.a = 4
print(g.a, g.xyz, hasattr(g, "q"), getattr(g, "q", "def"), g.__dict__)
try: g.foo
except AttributeError as e: print(e)
class Node:
    __slots__ = ()
class D:
    cnt = 0
    def __init__(self):
        D.cnt += 1
        self.cnt2 = self.cnt
D(); D(); print(D.cnt, D().cnt2)
def f():
    yield 1
    return 2
def h():
    x = yield from f()
    yield x
print(list(h()))
def t():
    try:
        yield 1
    except ValueError as e:
        print("in gen", e)
        yield 2
i = t(); next(i); print(i.throw(ValueError("thrown")))
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("b")
except KeyError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    raise ValueError("a") from None
except ValueError as e:
    print(e.__suppress_context__)
try:
    try:
        1/0
    finally:
        print("F")
except Exception as e:
    print(type(e), e)
def r():
    try:
        raise
    except RuntimeError as e: print(e)
r()
def nested():
    for i in range(3):
        for j in range(3):
            if j == 1: break
            if i == 1: continue
            yield i, j
print(list(nested()))
def fin():
    for i in range(3):
        try:
            if i == 1: return i
        finally:
            print("fin", i)
print(fin())
def fin2():
    try:
        return 1
    finally:
        return 2
print(fin2())
def kwonly(*, a, b=2): return a, b
print(kwonly(a=1))
try: kwonly(1)
except TypeError as e: print(e)
try: kwonly()
except TypeError as e: print(e)
def pos(a, b, /, c): return a, b, c
print(pos(1, 2, c=3))
try: pos(1, b=2, c=3)
except TypeError as e: print(e)
try: V.nope
except AttributeError as e: print(e)
try: None.foo
except AttributeError as e: print(e)
try: (1)()
except TypeError as e: print(e)
try: 1 + "a"
except TypeError as e: print(e)
try: "a" + 1
except TypeError as e: print(e)
try: [1] + (2,)
except TypeError as e: print(e)
try: 1 < "a"
except TypeError as e: print(e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b = [1]
except ValueError as e: print(e)
try: a, b = 5
except TypeError as e: print(e)
try: a, *b, c = [1]
except ValueError as e: print(e)
try:
    for x in 5: pass
except TypeError as e: print(e)
try: {}[1]
except KeyError as e: print(e, repr(e))
try: [][0]
except IndexError as e: print(e)
try: int("x")
except ValueError as e: print(e)
try: len(5)
except TypeError as e: print(e)
class X: pass
try: X(1)
except TypeError as e: print(e)
try: X().a
except AttributeError as e: print(e)
try: X() + X()
except TypeError as e: print(e)
try: X()[0]
except TypeError as e: print(e)
try: X()()
except TypeError as e: print(e)
try:
    for i in X(): pass
except TypeError as e: print(e)
try: len(X())
except TypeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
x = [1, 2, 3]
x[0], x[1] = x[1], x[0]
print(x)
m = [[0] * 3 for _ in range(2)]
m[1][2] = 5; m[0][0] += 1
print(m)
del x[1], m[0]
print(x, m)
def dflt(a=[]):
    a.append(1)
    return a
dflt(); print(dflt())
print((lambda: (yield))() is not None)
z = 1 if x else 2
print(z, not x, x and 5, [] or "e", None or 0, 1 and 2 and 3)
print(*(i for i in range(3)))
print({**{"a": 1}, "a": 2}, dict(a=1, **{"b": 2}))
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
s = ""
for ch in "abc": s += ch
t = s; s += "d"
print(s, t)
class C2:
    a = [i for i in range(3)]
    b = 5
    def m(self): return self.b
    m2 = m
    class Inner:
        v = 1
print(C2.a, C2().m2(), C2.Inner.v, C2.Inner.__qualname__)
def glob():
    global newg
    newg = 3
glob(); print(newg)
