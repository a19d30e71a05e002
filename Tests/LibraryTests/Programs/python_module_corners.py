# Corners of Python's modules that random calls found.
import collections
import math
import statistics
from collections import Counter, OrderedDict, deque


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, "|", e)


d = deque([1, 2], maxlen=3)
for f in [
    lambda: d * 2, lambda: 3 * deque("ab"), lambda: d + [1], lambda: d + deque([9]), lambda: d | 1, lambda: d < [1], lambda: hash(d),
    lambda: OrderedDict().x, lambda: {d: 1}, lambda: deque([1], 2, 3), lambda: math.sqrt(d),
    lambda: Counter(a=False), lambda: Counter([1], b="x"), lambda: Counter({1: "x"}), lambda: Counter(a=2) - Counter(a=1),
    lambda: statistics.mean([]), lambda: statistics.mode([]), lambda: statistics.stdev([1]),
    lambda: [math.gamma(x) for x in (0.5, 5, 7.3, 24.5, 171.5, -1.5, 1e-3)], lambda: [math.lgamma(x) for x in (0.5, 2.5, 3, 100.25, -0.7, 1e10)],
    lambda: math.gamma(-1), lambda: math.lgamma(0), lambda: math.gamma(200), lambda: math.exp(1, 2), lambda: math.exp(), lambda: math.comb(1, 2, x=1), lambda: math.isclose(1, 2, q=1),
]:
    show(f)
e = deque([1], maxlen=2)
e *= 3
print(e, issubclass(statistics.StatisticsError, ValueError))
try:
    statistics.median([])
except statistics.StatisticsError as error:
    print(error)
from fractions import Fraction

print([hash(Fraction(*p)) for p in [(1, 2), (1, 3), (-7, 11), (123456789, 987654321), (5, 1)]], {Fraction(1, 2): 1}[0.5])
