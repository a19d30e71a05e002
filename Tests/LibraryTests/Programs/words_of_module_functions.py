# The words of wrong arguments to functions of modules.
import itertools
import math


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
