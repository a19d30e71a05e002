import math
import copy
import functools
import itertools
import operator
import statistics
import string
import bisect
import heapq
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from contextlib import contextmanager, suppress
from typing import Dict, List, Optional

print(math.pi, math.e, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, 2), math.tanh(0.5), math.hypot(3, 4), math.degrees(1), math.radians(180), math.erf(0.5), math.gamma(5), round(math.lgamma(10), 10))
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(10), math.comb(10, 3), math.perm(5, 2), math.isqrt(99), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.fmod(-7, 3))
print(math.isnan(math.nan), math.isinf(math.inf), math.isclose(0.1 + 0.2, 0.3), math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 3), math.dist([0, 0], [3, 4]), math.expm1(1e-5), math.log1p(1e-5), math.cbrt(27))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.floor(math.nan), lambda: math.acos(2)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

d = defaultdict(list)
d["a"].append(1); d["b"].append(2); d["a"].append(3)
print(d, dict(d), d["missing"], len(d), d.get("none"), isinstance(d, dict))
counts = defaultdict(int)
for c in "mississippi": counts[c] += 1
print(counts, sorted(counts.items()))
c = Counter("mississippi")
print(c, c.most_common(2), c["z"], c.total(), list(c.elements())[:5], c + Counter("miss"), c - Counter("miss"), Counter(a=2, b=1) & Counter(a=1), c.keys())
c.update("zzz"); c.subtract("m"); print(c)
od = OrderedDict([("a", 1), ("b", 2)]); od.move_to_end("a"); od["c"] = 3
print(od, list(od), od.popitem(), od.popitem(last=False), od)
q = deque([1, 2, 3], maxlen=4)
q.append(4); q.append(5); q.appendleft(0); q.rotate(1)
print(q, q[0], q[-1], len(q), q.pop(), q.popleft(), list(q), 3 in q, q.maxlen, deque("abc"), q == deque([0, 2]))
q.extend([7, 8, 9]); q.extendleft([1]); print(q, q.index(8), q.count(8), list(reversed(q)))
Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1, y=2)
print(p, p.x, p[1], p._replace(x=5), p._asdict(), Point(3), Point._fields, p == (1, 2), tuple(p), len(p), *p)

print(list(itertools.chain([1], "ab")), list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.islice("abcdef", 1, 5, 2)), list(itertools.repeat("x", 3)))
print(list(itertools.product([1, 2], "ab")), list(itertools.product([0, 1], repeat=2)), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abcd", 2)), list(itertools.combinations_with_replacement("ab", 2)))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2, 3], operator.mul, initial=10)), list(itertools.takewhile(lambda v: v < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda v: v < 3, [1, 2, 3, 1])), list(itertools.filterfalse(lambda v: v % 2, range(5))))
print([(k, list(g)) for k, g in itertools.groupby("aabbbc")], list(itertools.zip_longest([1, 2], "a", fillvalue="-")), list(itertools.pairwise([1, 2, 3])), list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.compress("abc", [1, 0, 1])), list(itertools.islice(itertools.cycle("ab"), 5)))
a, b = itertools.tee([1, 2, 3]); print(list(a), list(b))

print(functools.reduce(lambda x, y: x * y, [1, 2, 3, 4]), functools.reduce(operator.add, [], 5), functools.partial(pow, 2)(5), functools.partial(int, base=2)("101"))
@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), fib.cache_info(), fib.__name__)
def log(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        "inner doc"
        return f(*args, **kwargs)
    return inner
@log
def add(a, b=1):
    "adds"
    return a + b
print(add(2), add.__name__, add.__doc__, sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))

x = [1, [2, 3], {"k": [4]}]
y, z = copy.copy(x), copy.deepcopy(x)
x[1].append(9); x[2]["k"].append(5); print(x, y, z, y[1] is x[1], z[1] is x[1])
l = [1]; l.append(l); m = copy.deepcopy(l); print(m, m[1] is m)
class Node:
    def __init__(self, v): self.v = v; self.next = None
n = Node([1]); n.next = n; k = copy.deepcopy(n); print(k.v, k.next is k, k.v is n.v, copy.copy(n).v is n.v)

print(statistics.mean([1, 2, 3, 4]), statistics.mean([1, 2]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]), statistics.stdev([1, 2, 3, 4]), statistics.pstdev([1, 2, 3, 4]), statistics.variance([1.5, 2.5, 4.0]), statistics.mode("aab"), statistics.fmean([1, 2]))
print(string.ascii_lowercase, string.digits, string.punctuation)
s = [1, 3, 5]; bisect.insort(s, 4); print(s, bisect.bisect_left(s, 3), bisect.bisect(s, 3))
h = [5, 1, 4, 2]; heapq.heapify(h); heapq.heappush(h, 0); print(h, heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(2, h), h)
print(operator.itemgetter(1)([5, 6]), sorted([(1, "b"), (0, "c")], key=operator.itemgetter(0)), operator.attrgetter("v")(n), operator.itemgetter("a", "b")({"a": 1, "b": 2}))
@contextmanager
def tag(name):
    print("<" + name + ">")
    try:
        yield name.upper()
    finally:
        print("</" + name + ">")
with tag("b") as t: print(t)
with suppress(ZeroDivisionError): 1 / 0
try:
    with tag("i"): raise ValueError("inside")
except ValueError as e:
    print("caught", e)
def f(v: Optional[List[int]] = None) -> Dict[str, int]: return {"n": len(v or [])}
print(f([1, 2]))
