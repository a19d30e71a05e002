# Inheritance: super(), overridden methods, class attributes, isinstance, properties, __eq__, __repr__, __len__.
class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        return 0.0

    def describe(self):
        return self.name + ":" + str(round(self.area(), 2))

    def __lt__(self, other):
        return self.area() < other.area()

    def __eq__(self, other):
        return isinstance(other, Shape) and self.area() == other.area()


class Rectangle(Shape):
    def __init__(self, w, h):
        super().__init__("rectangle")
        self.w = w
        self.h = h

    def area(self):
        return self.w * self.h

    @property
    def diagonal(self):
        return (self.w ** 2 + self.h ** 2) ** 0.5


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "square"

    def describe(self):
        return "*" + super().describe()


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()

    def __len__(self):
        return len(self.items)


total = 0
shapes = []
for i in range(15000):
    s = Square(i % 13) if i % 2 else Rectangle(i % 7, i % 5)
    shapes.append(s)
    total += len(s.describe())
    if isinstance(s, Square) and s.diagonal > 10:
        total += 1
stack = Stack()
for s in shapes:
    stack.push(s)
while len(stack) > 0:
    if stack.pop() == shapes[0]:
        total += 1
print(total, Shape.count, max(shapes).describe(), sorted(shapes)[100].describe())
