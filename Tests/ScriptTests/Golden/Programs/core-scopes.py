# Names in comprehensions, class bodies and nested functions: where each is looked for.
def f():
    try:
        print([a for a in [1] if c])
    except NameError as e:
        print(type(e).__name__, e)
    try:
        print([a for a in c])
    except NameError as e:
        print(type(e).__name__, e)
    c = 1
f()
x = "global"
class A:
    x = "class"
    y = [x for _ in range(1)]
    z = [v for v in x]
    def m(self):
        return x
    w = x
print(A.y, A.z, A().m(), A.w)
def outer():
    x = "outer"
    class B:
        def m(self): return x
        y = x
    def change():
        nonlocal x
        x = "changed"
    change()
    return B().m(), B.y, x
print(outer())
print([(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]])
def total(xs):
    last = None
    s = sum(last := v for v in xs)
    return s, last
print(total([1, 2, 3]))
print([y := 1, y + 1], y, [last := k for k in range(4)], last)
def gen():
    for i in range(3):
        def show(): return i
        yield show
print([g() for g in gen()], [g() for g in list(gen())])
def shadow(list):
    return [list for list in list]
print(shadow([1, 2]))
del x
try:
    print(x)
except NameError as e:
    print(e)
def handlers():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as error:
        return str(error)
print(handlers())
def finally_order():
    out = []
    for i in range(4):
        try:
            try:
                if i == 0: continue
                if i == 1: raise KeyError(i)
                if i == 2: break
                out.append("body")
            finally:
                out.append(("inner", i))
        except KeyError as k:
            out.append(("caught", k.args))
        else:
            out.append(("else", i))
        finally:
            out.append(("outer", i))
    return out
print(finally_order())
def context():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            try:
                [][1]
            except IndexError as e:
                return repr(e.__context__)
    finally:
        print("left")
print(context())
def g2():
    try:
        yield 1
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("closed")
it = g2()
next(it)
it.close()
class Meta:
    def __set_name__(self, owner, name): print("set", owner.__name__, name)
    def __get__(self, obj, owner=None): return 5 if obj is not None else self
class UsesMeta:
    attribute = Meta()
