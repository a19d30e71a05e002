# Places in a program that see objects of many layouts and classes.
class Base:
    kind = "base"

    def __init__(self, n):
        for i in range(n % 5):
            setattr(self, "extra%d" % i, i)
        self.value = n

    def show(self):
        return "%s %s" % (self.kind, self.value)

    def __lt__(self, other):
        return self.value < other.value

    def __eq__(self, other):
        return self.value == other.value


class Left(Base):
    def show(self):
        return "left " + str(self.value)


class Right(Base):
    kind = "right"

    def __gt__(self, other):
        return "asked first"


class Computed(Base):
    @property
    def value(self):
        return self.hidden

    @value.setter
    def value(self, n):
        self.hidden = -n


def sweep(objects):
    return [o.value for o in objects], [o.show() for o in objects]


classes = [Base, Left, Right, Computed]
objects = [classes[i % 4](i) for i in range(24)]
print(sweep(objects))
print([a < b for a, b in zip(objects, objects[1:])][:12])
print(Base(3) < Right(9), Right(3) < Base(9), Left(3) < Right(9), Base(3) == Computed(3), Left(1) == Right(1))
# A method of one's own goes before the class's, also after the place has learnt otherwise.
objects[1].show = lambda: "own"
print(sweep(objects[:3]))
del objects[1].show
print(sweep(objects[:3]))
# A property that comes later goes before what instances hold.
Left.value = property(lambda self: "later")
print(sweep(objects[:4]))
del Left.value
print(sweep(objects[:4]))
Base.__getattribute__ = lambda self, name: 7 if name == "value" else object.__getattribute__(self, name)
print(sweep(objects[:4]))
del Base.__getattribute__
print(sweep(objects[:4]), sorted(objects)[0].show(), max(objects).show())


class Counted:
    made = 0
    flag = True

    def __init__(self):
        Counted.made += 1

    def describe(self):
        return "%s %s" % (self.made, self.flag)


def counts():
    return [Counted().describe() for _ in range(3)], Counted.made


print(counts())
Counted.flag = 2.5
print(counts())
Counted.made = property(lambda self: "computed")
try:
    print(counts())
except TypeError as error:
    print(error)
Counted.made = 10
Counted.describe = 5
try:
    print(counts())
except TypeError as error:
    print(error)
print(Counted().describe, Counted.made)
