# What counters, sorted lists and norms do at their corners.
import bisect
import math
import random
from collections import Counter

counts = Counter("banana")
del counts["z"]
del counts["a"]
counts.__delitem__("y")
print(counts, counts["a"])
try:
    del counts[[]]
except TypeError as e:
    print(e)

words = ["a", "ccc", "dddd"]
bisect.insort(words, "bb", key=len)
bisect.insort_left(words, "xxx", key=len)
print(words, bisect.bisect_left(words, 3, key=len), bisect.bisect(words, 3, key=len))
print(bisect.bisect_left([1, 2, 3], 2, 0, -1), bisect.bisect_left([1, 2, 3], 9, 0, -1), bisect.bisect_left([1, 2, 3], 9, 0, -2))

random.seed(3)
for n in (3, 4, 7):
    for _ in range(20):
        print(math.hypot(*[random.uniform(-1, 1) * 10.0 ** random.randint(-6, 6) for _ in range(n)]), end=" ")
    print(math.dist([random.random() for _ in range(n)], [random.random() for _ in range(n)]))
print(math.hypot(1e-5, 0, 3.14159), math.hypot(3, 4, 12), math.hypot(1e300, 1e300, 1e300), math.hypot(1e-320, 2e-320, 0))
