# What CPython says of wrong arguments depends on how it makes a method: as C with names, as C by position, or as an operator.

def told(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


told(lambda: "a b".split(" ", sep=" "))
told(lambda: "a b".split(" ", 1, maxsplit=1))
told(lambda: "a b".split(" ", 1, 2))
told(lambda: "a b".rsplit(sep=" ", nothing=1))
told(lambda: "a".splitlines(True, keepends=1))
told(lambda: "a".splitlines(nothing=1))
told(lambda: "a".expandtabs(1, 2))
told(lambda: [1].sort(3))
told(lambda: [1].sort(nothing=3))
told(lambda: [1].__getitem__(1, 2))
told(lambda: {}.__contains__())
told(lambda: {1}.__contains__(1, 2))
told(lambda: "a".__getitem__(1, 2))
told(lambda: (1).__eq__(2, 3))
told(lambda: (1).__eq__(nothing=3))
told(lambda: "a".__add__(nothing=3))
told(lambda: [1].__getitem__(nothing=3))
