# A ring that grows while its elements wrap around, from both ends.
from collections import deque

d = deque()
expected = []
for i in range(400):
    if i % 3 == 2:
        d.appendleft(("left", i))
        expected.insert(0, ("left", i))
    else:
        d.append([i, str(i)])
        expected.append([i, str(i)])
    if i % 5 == 4:
        assert d.popleft() == expected.pop(0)
    if i % 7 == 6:
        assert d.pop() == expected.pop()
    assert list(d) == expected and len(d) == len(expected)
print(len(d), d[0], d[-1], d[len(d) // 2])
short = deque(maxlen=3)
for i in range(20):
    short.append(i) if i % 4 else short.appendleft(-i)
print(short, deque("abc", 0), deque([1, 2, 3], maxlen=2))
d.rotate(5)
print(list(d)[:3], d == deque(d), d.copy() == d)
d.clear()
print(d, len(d))
try:
    d.popleft()
except IndexError as e:
    print(e)
d.append(d)
print(d)
for text in "abcdefghijk":
    d.append(text)
del d[0]
d.remove("c")
d.insert(1, "new")
d.reverse()
print(d, d.count("a"), d.index("b"), [x for x in d][::2])
held = deque([deque([1])])
inner = held.popleft()
held = None
print(inner)
