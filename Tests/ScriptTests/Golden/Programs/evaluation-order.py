# What is called is looked up before its arguments are computed, wherever that can be seen.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, "|", e, "|", type(e.__context__).__name__)


class A:
    def known(self, *values):
        return values


class Hooked:
    def __getattr__(self, name):
        if name.startswith("late"):
            raise AttributeError("no " + name + " here")
        return len


a, h, zero, xs, text = A(), Hooked(), 0, [1, 2], "t"
for f in [
    lambda: a.missing(1 / zero), lambda: a.known(1 / zero), lambda: xs.missing(xs[5]), lambda: xs.append(xs[5]), lambda: undefined(xs[9]),
    lambda: undefined(also_undefined), lambda: print(also_undefined), lambda: text.missing(text + 1), lambda: h.late(text + 1),
    lambda: h.early(text + 1), lambda: (5).missing(-text), lambda: None.append(xs["a"]), lambda: a.missing(xs.nothing),
    lambda: a.known(xs.nothing), lambda: a.missing(xs.index(99)), lambda: a.missing(k=1 / zero), lambda: a.missing(*xs[5]),
    lambda: undefined(k=1 / zero), lambda: xs[0](1 / zero), lambda: a.known(a.missing(1 / zero)), lambda: a.known(1, xs[7], 1 / zero),
]:
    show(f)


def method():
    return a.missing(xs[9])


try:
    1 / zero
except ZeroDivisionError:
    show(method)


def trace(name, value=None):
    print(name, end=" ")
    return value


trace("f", max)(trace("a", 1), trace("b", 2))
trace("object", {})[trace("key", "k")] = trace("value", 1)
x, y = trace("left", 1), trace("right", 2)
print(trace("one", 1) < trace("two", 2) < trace("three", 3), trace("a", 0) and trace("never"), {trace("k", 1): trace("v", 2)})
print([trace("element", i) for i in trace("source", range(2)) if trace("condition", True)], trace("then", 1) if trace("test", 0) else trace("else", 2))
d = trace("target", {"n": 1})
d[trace("index", "n")] += trace("amount", 5)
print(d, a.known(*trace("star", [1]), trace("after", 2)), (lambda p=trace("default", 1): p)())
