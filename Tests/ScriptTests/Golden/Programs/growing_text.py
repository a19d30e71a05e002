# Text that grows in place where its name is not a register: what others hold of it stays as it was.
s = "a"
t = s
s += "b"
u = s
s += "c"
print(s, t, u)


class Box:
    text = "class"

    def __init__(self):
        self.text = "x"


box = Box()
kept = box.text
box.text += "y"
box.text += "z"
print(box.text, kept, Box.text)
Box.text += "!"
print(Box.text)


def counter():
    out = ""
    seen = []

    def add(piece):
        nonlocal out
        out += piece
        seen.append(out)
        out += piece
        return out

    return add, seen


add, seen = counter()
for c in "pqr":
    print(add(c))
print(seen)

names = ["n", "m"]
names[0] += "o"
names[-1] += names[0]
d = {"k": "v"}
d["k"] += "w"
d["k"] += d["k"]
print(names, d)

s = "self"
s += s
s += s
print(s)


def outer():
    global s
    before = s
    s += "+"
    s += "+"
    return before, s


print(outer(), s)

long = ""
for i in range(100000):
    long += "ab"
print(len(long), long[:4], long == "ab" * 100000)

try:
    s += 1
except TypeError as e:
    print(e, s)

for word in ("x", "", "yz"):
    one = word
    one += word
    print(repr(word), repr(one), ("x" + word)[0], [c for c in word])
pair = (1, "a")
print(pair + (2.5, None), pair * 2, (1,) < (1, 0), (1, "b") > pair, ((1, 2), 3) == ((1, 2), 3.0))
print(hash((1, 2)) == hash((1.0, 2.0)), {(1, 2): "t"}[(1.0, 2)], (float("nan"),) == (float("nan"),))
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1, "z", 0)]), max((3, 1), (3, 0, 9)), () < (0,))
