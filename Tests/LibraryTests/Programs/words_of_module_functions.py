# The words of wrong arguments to functions of modules.
import itertools
import math
from collections import deque


def told(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


told(lambda: math.perm(-2))
told(lambda: math.comb(-2, 1))
for arguments in (
    ([1], -1), ([1], "a"), ([1], 1, -1), ([1], -1, 1), ([1], -1, -1), ([1], None, "a"), ([1], 0, 1, 0), (3, "a"),
    ([1],), ([1], 1, 2, 3, 4), ([1, 2, 3], None, None, 2), (3, 0, 1, "a"), (3, 1),
):
    told(lambda: list(itertools.islice(*arguments)))
told(lambda: list(itertools.islice([1], -2)))
told(lambda: list(itertools.islice([1], 0, -3)))
told(lambda: math.isclose(1.0, 2.0, rel_tol=float("nan")))
told(lambda: math.isclose(1.0, 2.0, rel_tol=-1))
told(lambda: deque([1]).append())
told(lambda: deque([1]).popleft(2))
told(lambda: deque([1]).append(x=2))
told(lambda: deque([1, 2, 1, 3, 1]).index(1, 1))
told(lambda: deque([1, 2, 1, 3, 1]).index(1, -1))
told(lambda: deque([1, 2, 1, 3, 1]).index(1, 3, 4))
told(lambda: "abc" % range(3))
told(lambda: "abc" % [1])
told(lambda: "abc" % deque([1]))
