# The names of a script and of a function as dicts.
x = 5
print(globals()["x"], "x" in globals(), [k for k in globals() if not k.startswith("__")], globals()["__name__"])
globals()["z"] = 9
print(z)
del globals()["z"]
try: z
except NameError as e: print(e)
def f(a, b=2, *rest, k=1, **kw):
    c = 3
    print(locals(), sorted(vars()))
    if a > 5: d = 4
    inner = lambda: c
    print(locals().keys())
    return "{a} {c}".format(**locals())
print(f(1), f(6, 7, 8, q=1))
def outer():
    captured, other = 1, 2
    def inside(p):
        captured
        return locals()
    return inside(5), [locals() is not None for _ in range(1)]
print(outer())
def nothing(): return locals()
print(nothing(), (lambda q, r=1: locals())(3))
class A:
    y = 1
    def __init__(self, q, w):
        self.__dict__.update(locals())
        del self.self
print(vars(A(1, 2)), vars(A)["y"], A(3, 4).w)
print("f" in vars(), "A" in globals(), globals() is not None)
for name in ["x", "nope"]:
    print(globals().get(name, "none"))
try: globals(1)
except TypeError as e: print(e)

# Letters whose case depends on their place or becomes several letters.
for text in ["ΑΣ ΒΣ", "ΌΣΟΣ", "ΣΑΣ", "ß", "ŉab", "ﬁne", "ǆ ǅ Ǆ", "İ", "ΐ", "they're bill's 3rd", "A Σ", "AΣ.", "AΣ'B", "AΣB"]:
    print([text.title(), text.swapcase(), text.capitalize(), text.lower(), text.upper()])
try:
    sorted([1, 2], reverse="a")
except TypeError as e:
    print(e)
