"""Random arguments for the functions and methods that Seodang knows: what they return, and what they say when it can't be.

Sensible arguments are drawn most of the time, any value some of the time: a call with the wrong kind or number of arguments has to
fail with CPython's words.
"""

import random

INTS = ["0", "1", "2", "3", "-1", "-2", "7", "10", "100", "-17", "255", "True", "False"]
FLOATS = ["0.0", "-0.0", "0.5", "1.5", "2.5", "-2.5", "1e16", "1e-5", "3.14159", "float('inf')", "float('nan')", "123456789.125", "1e100"]
TEXTS = ["''", "'a'", "'abc'", "'Hello World'", "'a,b,,c'", "'  pad\\t'", "'한글 문자'", "'가나다'", "'12'", "'-3.5'", "'1_000'", "'0x1f'", "'x=1\\ny=2\\r\\nz'",
         "'ß'", "'ŉa'", "'ΑΣ'", "'ǆ'", "'ÉCOLE'", "'don\\'t stop'", "'%d %s'", "'{} {1}'", "'AbC1 dEf'", "'aXbXc'", "'ﬁn'", "'１２'", "'²'", "'👍🏽'", "'e\\u0301'"]
SPECS = ["''", "'d'", "'5'", "'<6'", "'>6'", "'^7'", "'05'", "'+'", "'.2f'", "'8.3f'", "'x'", "'b'", "'e'", "'g'", "','", "'%'", "'*^9'", "'_'", "'s'", "'.3'", "'#x'", "' '",
         "'+.1e'", "'010,.2f'", "'#o'", "'=+6'", "'.0f'", "'c'", "'n'", "'_b'", "'#010x'", "'>10s'", "'.2s'", "'가^8'", "'z.1f'", "'-'", "'12,d'", "'G'", "'E'", "'.10g'"]

# What a function wants, one letter for each argument; behind `?` they may be left out. i int, f float, n either, s text, l list of
# ints, L list of texts, q any sequence, d dict, e set, p pairs, k function of one, b bool, F format specification, a anything.
FUNCTIONS = {
    "abs": "n", "all": "q", "any": "q", "ascii": "a", "bin": "i", "bool": "?a", "callable": "a", "chr": "i", "dict": "?p", "divmod": "nn", "enumerate": "q?i", "filter": "kq",
    "float": "?s", "format": "a?F", "frozenset": "?q", "getattr": "as?a", "hasattr": "as", "hash": "i", "hex": "i", "int": "?s", "isinstance": "at", "issubclass": "tt", "iter": "q",
    "len": "q", "list": "?q", "map": "kq?q", "max": "q", "min": "q", "next": "I?a", "oct": "i", "ord": "s", "pow": "nn?i", "print": "?aa", "range": "i?ii", "repr": "a",
    "reversed": "l", "round": "n?i", "set": "?q", "slice": "i?ii", "sorted": "q", "str": "?a", "sum": "l?n", "tuple": "?q", "type": "a", "zip": "?qqq",
    "math.sqrt": "n", "math.floor": "n", "math.ceil": "n", "math.gcd": "?iii", "math.lcm": "?ii", "math.factorial": "i", "math.comb": "ii", "math.perm": "i?i", "math.log": "n?n",
    "math.log2": "n", "math.log10": "n", "math.exp": "n", "math.isclose": "nn", "math.hypot": "?nnn", "math.prod": "l", "math.fsum": "l", "math.isqrt": "i", "math.copysign": "nn",
    "math.fmod": "nn", "math.modf": "n", "math.frexp": "n", "math.ldexp": "ni", "math.trunc": "n", "math.isnan": "n", "math.isinf": "n", "math.degrees": "n", "math.atan2": "nn",
    "math.dist": "ll", "math.pow": "nn", "math.remainder": "nn", "math.erf": "n", "math.gamma": "n", "math.lgamma": "n", "math.cbrt": "n", "math.log1p": "n", "math.expm1": "n",
    "itertools.accumulate": "l", "itertools.chain": "?qqq", "itertools.combinations": "qi", "itertools.permutations": "q?i", "itertools.product": "?qq", "itertools.repeat": "ai",
    "itertools.islice": "qi?ii", "itertools.zip_longest": "?qq", "itertools.takewhile": "kq", "itertools.dropwhile": "kq", "itertools.groupby": "q?k", "itertools.pairwise": "q",
    "itertools.starmap": "kp", "itertools.compress": "ql", "itertools.filterfalse": "kq", "itertools.combinations_with_replacement": "qi", "itertools.chain.from_iterable": "p",
    "functools.reduce": "Kl?n", "functools.partial": "k?a", "collections.Counter": "?q", "collections.deque": "?qi", "collections.OrderedDict": "?p",
    "collections.defaultdict": "?t", "collections.ChainMap": "?dd", "copy.copy": "a", "copy.deepcopy": "a", "operator.add": "nn", "operator.mul": "nn",
    "operator.contains": "qa", "operator.truediv": "nn", "operator.getitem": "qi", "operator.concat": "ll", "operator.countOf": "qa", "operator.indexOf": "qa", "bisect.bisect": "li",
    "bisect.bisect_left": "li?ii", "heapq.nlargest": "il", "heapq.nsmallest": "il", "heapq.merge": "?ll", "statistics.mean": "l", "statistics.median": "l", "statistics.mode": "l",
    "statistics.stdev": "l", "statistics.pstdev": "l", "statistics.variance": "l", "string.capwords": "s?s",
}
METHODS = {
    "s": {"capitalize": "", "casefold": "", "center": "i?c", "count": "s?ii", "endswith": "s?ii", "expandtabs": "?i", "find": "s?ii", "format": "?aaa", "index": "s?ii", "isalnum": "",
          "isalpha": "", "isascii": "", "isdecimal": "", "isdigit": "", "isidentifier": "", "islower": "", "isnumeric": "", "isprintable": "", "isspace": "", "istitle": "", "isupper": "",
          "join": "L", "ljust": "i?c", "lower": "", "lstrip": "?s", "partition": "s", "removeprefix": "s", "removesuffix": "s", "replace": "ss?i", "rfind": "s?ii", "rindex": "s?ii",
          "rjust": "i?c", "rpartition": "s", "rsplit": "?si", "rstrip": "?s", "split": "?si", "splitlines": "?b", "startswith": "s?ii", "strip": "?s", "swapcase": "", "title": "",
          "translate": "d", "upper": "", "zfill": "i", "__contains__": "s", "__len__": "", "__mul__": "i", "__add__": "s", "__eq__": "s", "__lt__": "s", "__getitem__": "i"},
    "l": {"append": "a", "clear": "", "copy": "", "count": "a", "extend": "q", "index": "i?ii", "insert": "ia", "pop": "?i", "remove": "i", "reverse": "", "sort": "",
          "__contains__": "a", "__getitem__": "i", "__mul__": "i", "__add__": "l", "__eq__": "l", "__lt__": "l", "__iadd__": "q", "__reversed__": "", "__delitem__": "i"},
    "T": {"count": "a", "index": "i?ii", "__add__": "T", "__mul__": "i", "__contains__": "a", "__hash__": "", "__lt__": "T"},
    "d": {"clear": "", "copy": "", "get": "a?a", "items": "", "keys": "", "pop": "i?a", "popitem": "", "setdefault": "i?a", "update": "?p", "values": "", "fromkeys": "q?a",
          "__contains__": "a", "__getitem__": "i", "__or__": "d", "__eq__": "d", "__len__": "", "__ior__": "d", "__setitem__": "ia"},
    "e": {"add": "i", "clear": "", "copy": "", "difference": "?qq", "difference_update": "?q", "discard": "i", "intersection": "?qq", "intersection_update": "?q", "isdisjoint": "q",
          "issubset": "q", "issuperset": "q", "pop": "", "remove": "i", "symmetric_difference": "q", "symmetric_difference_update": "q", "union": "?qq", "update": "?qq",
          "__and__": "e", "__or__": "e", "__lt__": "e", "__sub__": "e", "__xor__": "e", "__contains__": "i"},
    "i": {"bit_length": "", "bit_count": "", "conjugate": "", "as_integer_ratio": "", "__add__": "n", "__radd__": "n", "__floordiv__": "n", "__mod__": "n", "__pow__": "n", "__lt__": "n",
          "__index__": "", "__bool__": "", "__divmod__": "i", "__round__": "?i", "__format__": "F", "__eq__": "n"},
    "f": {"is_integer": "", "as_integer_ratio": "", "hex": "", "conjugate": "", "__add__": "n", "__rsub__": "n", "__truediv__": "n", "__mod__": "n", "__floordiv__": "n", "__lt__": "n",
          "__round__": "?i", "__format__": "F", "__eq__": "n", "__int__": "", "__divmod__": "n"},
    "D": {"append": "a", "appendleft": "a", "clear": "", "copy": "", "count": "a", "extend": "q", "extendleft": "q", "index": "i", "insert": "ia", "pop": "", "popleft": "", "remove": "i",
          "reverse": "", "rotate": "?i"},
    "C": {"most_common": "?i", "elements": "", "update": "?q", "subtract": "?q", "total": "", "get": "a", "__add__": "C", "__sub__": "C", "__and__": "C", "__or__": "C"},
    "r": {"count": "a", "index": "i", "__contains__": "a", "__getitem__": "i", "__len__": "", "__eq__": "r"},
}
KEYWORDS = {
    "sorted": [("key", "k"), ("reverse", "b")], "max": [("key", "k"), ("default", "a")], "min": [("key", "k"), ("default", "a")], "print": [("sep", "s"), ("end", "s")],
    "sum": [("start", "n")], "enumerate": [("start", "i")], "zip": [("strict", "b")], "int": [("base", "i")], "round": [("ndigits", "i")], "pow": [("mod", "i")],
    "dict": [("a", "a"), ("b", "a")], "math.isclose": [("rel_tol", "f"), ("abs_tol", "f")], "math.prod": [("start", "n")], "itertools.accumulate": [("initial", "i")],
    "itertools.product": [("repeat", "i")], "itertools.zip_longest": [("fillvalue", "a")], "itertools.groupby": [("key", "k")], "collections.Counter": [("a", "i"), ("b", "i")],
    "collections.deque": [("maxlen", "i")], "sort": [("key", "k"), ("reverse", "b")], "split": [("sep", "s"), ("maxsplit", "i")], "rsplit": [("maxsplit", "i")],
    "splitlines": [("keepends", "b")], "expandtabs": [("tabsize", "i")], "update": [("a", "i")], "bisect.bisect": [("key", "k")], "heapq.nlargest": [("key", "k")],
    "heapq.merge": [("key", "k"), ("reverse", "b")], "format": [("x", "a")],
}


class Calls:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, row):
        return self.random.choice(row)

    def many(self, one, most=5):
        return [one() for _ in range(self.random.randint(0, most))]

    def value(self, kind):
        """The text of a value of a kind; of another kind sometimes."""
        if self.random.random() < 0.05:
            kind = "a"
        if kind == "a":
            kind = self.pick("iiffsslLdeTDCrN")
        make = {
            "i": lambda: self.pick(INTS), "f": lambda: self.pick(FLOATS), "n": lambda: self.pick(INTS + FLOATS), "s": lambda: self.pick(TEXTS),
            "c": lambda: self.pick(["'*'", "'0'", "'한'", "' '", "'ab'"]), "b": lambda: self.pick(["True", "False", "0", "1"]), "N": lambda: "None", "F": lambda: self.pick(SPECS),
            "l": lambda: "[" + ", ".join(self.many(lambda: self.pick(INTS + (FLOATS if self.random.random() < 0.1 else [])))) + "]",
            "L": lambda: "[" + ", ".join(self.many(lambda: self.pick(TEXTS))) + "]",
            "T": lambda: "(" + "".join(x + ", " for x in self.many(lambda: self.pick(INTS), 3)) + ")",
            "d": lambda: "{" + ", ".join(f"{self.pick(INTS)}: {self.pick(INTS + TEXTS)}" for _ in range(self.random.randint(0, 3))) + "}",
            "e": lambda: "{" + ", ".join(self.many(lambda: self.pick(INTS)) or ["1"]) + "}",
            "p": lambda: "[" + ", ".join(f"({self.pick(INTS)}, {self.pick(INTS)})" for _ in range(self.random.randint(0, 3))) + "]",
            "k": lambda: self.pick(["str", "abs", "bool", "lambda x: x", "lambda x: -x", "lambda x: (x, 1)", "None", "len", "lambda x: x > 1"]),
            "K": lambda: self.pick(["lambda x, y: x + y", "lambda x, y: x * y", "max", "lambda x: x"]),
            "t": lambda: self.pick(["int", "str", "list", "dict", "float", "(int, str)", "bool", "object", "type(None)"]),
            "I": lambda: f"iter({self.value('l')})", "D": lambda: f"collections.deque({self.value('l')})", "C": lambda: f"collections.Counter({self.value(self.pick('ls'))})",
            "r": lambda: f"range({self.pick(INTS[:9])}, {self.pick(INTS[:9])}, {self.pick(['1', '2', '-1', '3'])})",
            "q": lambda: self.value(self.pick("lsTdelLr")),
        }
        return make[kind]()

    def arguments(self, wanted, name):
        needed, _, optional = wanted.partition("?")
        given = [self.value(kind) for kind in needed + optional[: self.random.randint(0, len(optional))]]
        if self.random.random() < 0.04:
            given = given[:-1] if self.random.random() < 0.5 else given + [self.value("a")]
        for keyword, kind in KEYWORDS.get(name, []):
            if self.random.random() < 0.3:
                given.append(f"{keyword}={self.value(kind)}")
        if self.random.random() < 0.01:
            given.append("nothing=1")
        return ", ".join(given)

    def call(self):
        p = self.random.random()
        if p < 0.35:
            name = self.pick(list(FUNCTIONS))
            return "None", f"{name}({self.arguments(FUNCTIONS[name], name)})"
        if p < 0.8:
            kind = self.pick("ssssllTddeeifDCr")
            name = self.pick(list(METHODS[kind]))
            return self.value(kind), f"x.{name}({self.arguments(METHODS[kind][name], name)})"
        if p < 0.88:
            return self.value("a"), "x[" + ":".join(self.pick(["", "", *INTS]) for _ in range(self.random.randint(2, 3))) + "]"
        if p < 0.92:
            return self.value("a"), f"f'{{x!{self.pick('rsa')}:{self.pick(SPECS)[1:-1]}}}|{{x:{self.pick(SPECS)[1:-1]}}}'"
        if p < 0.95:
            return "None", f"'%{self.pick(['', '-', '0', '+', ' ', '#'])}{self.pick(['', '5', '10', '.2', '8.3', '*'])}{self.pick('dsrfegxXocaiEG%')}|' % ({self.value('a')}, {self.value('n')})"
        if p < 0.97:
            operator = self.pick(["<", "<=", "==", "!=", "in", "not in", "is"])
            return self.value("a"), f"x {operator} {self.value('a')} {self.pick(['<', '==', '!='])} {self.value('a')}"
        operator = self.pick(["+", "-", "*", "/", "//", "%", "&", "|", "^", "<<", ">>", "@", "and", "or"])
        return self.value("a"), f"x {operator} {self.value('a')}"

    def text(self, count=80):
        lines = [
            "import bisect, collections, copy, functools, heapq, itertools, math, operator, statistics, string",
            "def unfold(y): return [unfold(z) for z, _ in zip(y, range(20))] if hasattr(y, '__next__') else y",
            "def show(x, f):",
            "    try: print(repr(unfold(f(x))), '|', x)",
            "    except Exception as e: print(type(e).__name__, '|', e, '|', x)",
        ]
        for _ in range(count):
            value, call = self.call()
            lines.append(f"show({value}, lambda x: {call})")
        return "\n".join(lines) + "\n"
