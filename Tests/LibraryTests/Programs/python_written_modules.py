"""json, textwrap, fractions, io, contextlib, collections, string, statistics, heapq, operator, numbers."""
import collections
import heapq
import io
import json
import numbers
import operator
import os.path
import statistics
import string
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence, Sized, Callable
from contextlib import ExitStack, closing, contextmanager, redirect_stdout, suppress
from fractions import Fraction

print(json.dumps([1, "simple", None, True, 2.5, {"b": [], "a": {}}]), json.dumps("한글 é\n\t\"\\"))
print(json.dumps({"b": 1, "a": [1, {"c": None}]}, indent=2, sort_keys=True), json.dumps({1: 2, None: 3, True: 4}))
print(json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps("한글", ensure_ascii=False), json.dumps(float("nan")))
print(json.loads('{"a": [1, 2.5, null, true], "b": "\\u00e9\\n", "c": {"d": -1e3}}'), json.loads(" [ ] "))
for text in ["", "{", "[1,]", '{"a" 1}', "nul", '"abc', "1 2", "{'a': 1}"]:
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno)
for value in [{1, 2}, object, {(1, 2): 3}]:
    try:
        json.dumps(value)
    except TypeError as e:
        print(e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
print(json.dumps({3, 4}, default=sorted))

text = "The quick brown fox jumps over the lazy dog, a well-known pangram of the state-of-the-art."
print(textwrap.fill(text, 24))
print(textwrap.wrap(text, 30, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(text, 30), textwrap.indent("a\n\nb", "> "), repr(textwrap.dedent("    x\n      y\n")))
print(textwrap.wrap("antidisestablishmentarianism", 10))

half = Fraction(1, 2)
print(half + Fraction(1, 3), half * 2, half ** 3, 1 - half, half / Fraction(3, 4), repr(Fraction("0.125")), Fraction(0.75))
print(Fraction(7, 2) // 1, Fraction(-7, 2) % 2, float(half), round(Fraction(5, 2)), half < 0.75, half == 0.5, {half: 1}[0.5])
print(Fraction("3.14159").limit_denominator(100), sum([Fraction(1, n) for n in range(1, 6)]), abs(Fraction(-1, 3)))
try:
    Fraction(1, 0)
except ZeroDivisionError as e:
    print(e)
try:
    Fraction("1/x")
except ValueError as e:
    print(e)


class Door:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("close", self.name, kind and kind.__name__)
        return self.name == "quiet"

    def close(self):
        print("closed", self.name)


with ExitStack() as stack:
    doors = [stack.enter_context(Door(name)) for name in "ab"]
    stack.callback(print, "called back", sep="!")
with ExitStack() as stack:
    stack.enter_context(Door("quiet"))
    stack.enter_context(Door("loud"))
    raise ValueError("kept inside")
with closing(Door("c")) as door:
    print(door.name)
held = io.StringIO()
with redirect_stdout(held):
    print("not shown")
    print("twice")
print(repr(held.getvalue()))
stream = io.StringIO("one\ntwo\nthree")
print(stream.readline(), list(stream), stream.read() == "")
print("to a stream", file=held)
held.write("more")
print(held.getvalue().splitlines(), held.tell())

chain = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
print(chain["a"], chain["b"], list(chain), len(chain), chain.maps, chain.new_child({"c": 4}), "z" in chain)
chain["b"] = 5
print(chain, dict(chain.items()))


class Lower(collections.UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


lower = Lower({"A": 1}, B=2)
print(lower, lower["a"], "b" in lower, list(lower.items()), lower.get("z", 0))
numbers_list = collections.UserList([3, 1, 2])
numbers_list.append(0)
print(sorted(numbers_list), numbers_list, len(numbers_list), numbers_list[1:])

print(string.Template("$who likes ${what}, costs $$5").substitute(who="Kim", what="tea"), string.capwords("a bc  d"))
print(string.Template("$x and $y").safe_substitute(x=1))
try:
    string.Template("$x").substitute()
except KeyError as e:
    print(e)
print(statistics.quantiles([1, 2, 3, 4, 5]), statistics.multimode("aabbc"), statistics.geometric_mean([1, 4, 16]))
print(statistics.correlation([1, 2, 3], [1, 2, 4]), statistics.linear_regression([1, 2, 3], [2, 4, 6]))
print(statistics.NormalDist(0, 1).cdf(0), statistics.NormalDist(2, 3), statistics.covariance([1, 2], [1, 3]))
print(list(heapq.merge([1, 4, 7], [2, 4], [0])), list(heapq.merge(["aa", "b"], ["ccc"], key=len, reverse=True)))
values = [1]
print(operator.iadd(values, [2]), values, operator.imul(3, 4), operator.countOf([1, 1, 2], 1), operator.indexOf("abc", "c"))
print([isinstance(v, numbers.Number) for v in (1, 1.5, True, half, "1")], isinstance(3, numbers.Integral))
print([isinstance([], kind) for kind in (Iterable, Mapping, Sequence, Sized, Callable)], isinstance({}, Mapping))
print(isinstance((i for i in "a"), Iterable), isinstance(len, Callable), isinstance(5, Iterable), isinstance(Door, Callable))
print(os.path.splitext("data/net.tar.gz"), os.path.dirname("/a/b/c"), os.path.split("a/b"), os.path.normpath("a/./b/../c"))
print(sys.float_info.epsilon, sys.float_info.max, sys.float_info.dig, sys.maxunicode)


class Shape:
    pass


class Circle(Shape):
    pass


class Square(Shape):
    pass


print(Shape.__subclasses__(), Circle.__subclasses__())
try:
    raise ValueError("with notes")
except ValueError as e:
    e.add_note("first")
    e.add_note("second")
    print(e, e.__notes__)
print([name for name in dir() if name.startswith("S")])
print(type(half).__name__, json.JSONDecodeError.__mro__[1])
