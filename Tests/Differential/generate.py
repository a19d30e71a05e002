"""Random programs in the part of Python that Seodang knows: the same number always gives the same program.

A program prints what it computes after every step, and catches what it raises, so that one difference shows where it
begins. Names, types and depths are drawn so that most expressions make sense and some don't: both have to agree with
CPython, the error's class and words too. Values are small, since Seodang's whole numbers have 64 bits.
"""

import random

INTS = [0, 1, 2, 3, 5, 7, -1, -2, -3, 10, 12, 100, 255, -17]
FLOATS = [0.0, 0.5, 1.0, 1.5, -2.5, 3.14159, 1e-3, 100.0, 1e16, 2.675, -0.0]
WORDS = ["a", "b", "abc", "Hello", "x y", "", "한글", "a,b,c", "  pad ", "12", "3.5", "zZ", "é", "\\n", "tab\\t"]
SPECS = ["", "d", "5", "<6", ">6", "^7", "05", "+", ".2f", "8.3f", "x", "b", "e", "g", ",", "%", "*^9", "_", "s", ".3", "#x"]


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.depth = 0
        self.names = {"int": [], "float": [], "str": [], "list": [], "dict": [], "set": [], "tuple": [], "any": []}
        self.functions = []
        self.classes = []
        self.count = 0

    # Text

    def emit(self, line):
        self.lines.append("    " * self.indent + line)

    def pick(self, row):
        return self.random.choice(row)

    def chance(self, p):
        return self.random.random() < p

    def fresh(self, prefix="v"):
        self.count += 1
        return f"{prefix}{self.count}"

    # Expressions

    def expression(self, kind=None, depth=0):
        kind = kind or self.pick(["int", "int", "float", "str", "list", "dict", "set", "tuple", "bool"])
        known = self.names.get(kind, [])
        if known and self.chance(0.45):
            return self.pick(known)
        if self.chance(0.04):
            kind = self.pick(["int", "str", "list", "none"])
        if depth > 3:
            return self.literal(kind, depth)
        make = getattr(self, "make_" + kind, None)
        return make(depth + 1) if make else self.literal(kind, depth)

    def literal(self, kind, depth=0):
        if kind == "int":
            return str(self.pick(INTS))
        if kind == "float":
            return repr(self.pick(FLOATS))
        if kind == "str":
            return '"' + self.pick(WORDS) + '"'
        if kind == "bool":
            return self.pick(["True", "False"])
        if kind == "none":
            return "None"
        count = self.random.randint(0, 4)
        if kind == "list":
            return "[" + ", ".join(self.expression(self.pick(["int", "int", "str"]), depth + 2) for _ in range(count)) + "]"
        if kind == "tuple":
            inner = ", ".join(self.expression("int", depth + 2) for _ in range(count))
            return "(" + inner + ("," if count == 1 else "") + ")"
        if kind == "set":
            return "{" + ", ".join(self.literal("int") for _ in range(count)) + "}" if count else "set()"
        pairs = ", ".join(f"{self.literal(self.pick(['int', 'str']))}: {self.expression('int', depth + 2)}" for _ in range(count))
        return "{" + pairs + "}"

    def make_int(self, d):
        e = self.expression
        return self.pick([
            lambda: self.literal("int"),
            lambda: f"({e('int', d)} {self.pick(['+', '-', '*', '//', '%', '&', '|', '^'])} {e('int', d)})",
            lambda: f"({e('int', d)} ** {self.pick([0, 1, 2, 3])})",
            lambda: f"({e('int', d)} {self.pick(['<<', '>>'])} {self.pick([0, 1, 3, -1])})",
            lambda: f"len({e(self.pick(['list', 'str', 'dict', 'set', 'tuple']), d)})",
            lambda: f"{self.pick(['-', '~', '+', 'abs', 'hash'])}({e('int', d)})",
            lambda: f"int({e(self.pick(['float', 'str', 'bool']), d)})",
            lambda: f"{self.pick(['min', 'max', 'sum'])}({e('list', d)})",
            lambda: f"{e('list', d)}[{e('int', d)}]",
            lambda: f"{e('dict', d)}.get({e('int', d)}, {e('int', d)})",
            lambda: f"({e('int', d)} if {e('bool', d)} else {e('int', d)})",
            lambda: f"{e('str', d)}.{self.pick(['find', 'count', 'index', 'rfind'])}({e('str', d)})",
            lambda: f"{e(self.pick(['list', 'tuple']), d)}.{self.pick(['index', 'count'])}({e('int', d)})",
            lambda: f"divmod({e('int', d)}, {e('int', d)})[{self.pick([0, 1])}]",
            lambda: f"round({e('float', d)})",
            lambda: f"ord({e('str', d)})",
            lambda: self.call(d),
        ])()

    def make_float(self, d):
        e = self.expression
        return self.pick([
            lambda: self.literal("float"),
            lambda: f"({e('float', d)} {self.pick(['+', '-', '*', '/', '//', '%'])} {e(self.pick(['float', 'int']), d)})",
            lambda: f"({e('int', d)} / {e('int', d)})",
            lambda: f"round({e('float', d)}, {self.pick([0, 1, 2, -1])})",
            lambda: f"float({e(self.pick(['int', 'str']), d)})",
            lambda: f"math.{self.pick(['sqrt', 'floor', 'ceil', 'sin', 'exp', 'trunc', 'fabs'])}({e('float', d)})",
            lambda: f"({e('float', d)} ** {self.pick([2, 0.5, -1])})",
        ])()

    def make_str(self, d):
        e = self.expression
        return self.pick([
            lambda: self.literal("str"),
            lambda: f"({e('str', d)} + {e('str', d)})",
            lambda: f"({e('str', d)} * {self.pick([0, 1, 2, 3])})",
            lambda: f"str({e(None, d)})",
            lambda: f"repr({e(None, d)})",
            lambda: f"{e('str', d)}.{self.pick(['upper', 'lower', 'title', 'strip', 'capitalize', 'swapcase', 'lstrip', 'rstrip'])}()",
            lambda: f"{e('str', d)}.replace({e('str', d)}, {e('str', d)})",
            lambda: f"{e('str', d)}.{self.pick(['center', 'ljust', 'rjust', 'zfill'])}({self.pick([3, 8])})",
            lambda: f"{e('str', d)}[{self.slice(d)}]",
            lambda: f"{e('str', d)}[{e('int', d)}]",
            lambda: f"{e('str', d)}.join({e('list', d)})",
            lambda: f"{e('str', d)}.join(str(q) for q in {e('list', d)})",
            lambda: 'f"{' + self.pick(self.names["int"] or ["7"]) + ":" + self.pick(SPECS) + '}|{' + self.pick(self.names["float"] or ["2.5"]) + ":" + self.pick(SPECS) + '}"',
            lambda: f"format({e(self.pick(['int', 'float', 'str']), d)}, {self.pick(SPECS)!r})",
            lambda: f"'%{self.pick(['d', 's', 'r', '5d', '-6s', '.2f', 'x', '%'])}|' % ({e(self.pick(['int', 'float', 'str']), d)},)",
            lambda: "'{} {!r:>5} {0}'.format(" + e("int", d) + ", " + e("str", d) + ")",
            lambda: "'{0:>4}/{1!s}'.format(" + e("int", d) + ", " + e("list", d) + ")",
            lambda: f"chr({self.random.randint(32, 1000)})",
            lambda: f"{self.pick(['bin', 'hex', 'oct'])}({e('int', d)})",
            lambda: f"type({e(None, d)}).__name__",
        ])()

    def slice(self, d):
        part = lambda: self.pick(["", "", str(self.random.randint(-5, 5))])
        step = self.pick(["", "", "", ":2", ":-1", ":-2", ":0" if self.chance(0.1) else ":1"])
        return f"{part()}:{part()}{step}"

    def make_list(self, d):
        e = self.expression
        name = self.fresh("q")
        return self.pick([
            lambda: self.literal("list", d),
            lambda: f"({e('list', d)} + {e('list', d)})",
            lambda: f"({e('list', d)} * {self.pick([0, 1, 2])})",
            lambda: f"{e('list', d)}[{self.slice(d)}]",
            lambda: f"sorted({e(self.pick(['list', 'set', 'dict', 'str', 'tuple']), d)}{self.pick(['', ', reverse=True', ', key=str', ', key=lambda q: -q'])})",
            lambda: f"list({e(self.pick(['str', 'dict', 'tuple', 'set', 'list']), d)})",
            lambda: f"list(range({e('int', d)} % 12{self.pick(['', ', 20, 3', ', -5, -2'])}))",
            lambda: f"[{self.pick([name, name + ' * 2', 'str(' + name + ')', '(' + name + ', 1)'])} for {name} in {e(self.pick(['list', 'str', 'tuple', 'dict']), d)}{self.pick(['', f' if {name}', f' if {name} != 1'])}]",
            lambda: f"{e('str', d)}.split({self.pick(['', repr(','), repr(' '), 'None, 1'])})",
            lambda: f"list({self.pick(['zip', 'map', 'filter', 'enumerate', 'reversed'])[0:0]}zip({e('list', d)}, {e('str', d)}))",
            lambda: f"list(enumerate({e('list', d)}, {self.pick([0, 1, 5])}))",
            lambda: f"list(map({self.pick(['str', 'bool', 'lambda q: q', 'len', 'abs'])}, {e('list', d)}))",
            lambda: f"list(filter({self.pick(['None', 'bool', 'lambda q: q != 1'])}, {e('list', d)}))",
            lambda: f"list(reversed({e(self.pick(['list', 'tuple', 'str']), d)}))",
            lambda: f"list({e('dict', d)}.{self.pick(['keys', 'values', 'items'])}())",
            lambda: f"[*{e('list', d)}, *{e('tuple', d)}]",
        ])()

    def make_tuple(self, d):
        e = self.expression
        return self.pick([
            lambda: self.literal("tuple", d),
            lambda: f"tuple({e(self.pick(['list', 'str']), d)})",
            lambda: f"({e('tuple', d)} + {e('tuple', d)})",
            lambda: f"{e('tuple', d)}[{self.slice(d)}]",
            lambda: f"divmod({e('int', d)}, {e('int', d)})",
        ])()

    def make_dict(self, d):
        e = self.expression
        name = self.fresh("q")
        return self.pick([
            lambda: self.literal("dict", d),
            lambda: "{" + f"{name}: len(str({name})) for {name} in {e(self.pick(['list', 'str']), d)}" + "}",
            lambda: f"dict(zip({e('str', d)}, {e('list', d)}))",
            lambda: f"dict(a={e('int', d)}, b={e('str', d)})",
            lambda: f"({e('dict', d)} | {e('dict', d)})",
            lambda: "{**" + e("dict", d) + ", 'k': " + e("int", d) + "}",
            lambda: f"dict.fromkeys({e('list', d)}, {e('int', d)})",
        ])()

    def make_set(self, d):
        e = self.expression
        return self.pick([
            lambda: self.literal("set", d),
            lambda: f"({e('set', d)} {self.pick(['|', '&', '-', '^'])} {e('set', d)})",
            lambda: "{" + f"q % 5 for q in {e('list', d)}" + "}",
            lambda: f"set(range({self.random.randint(0, 9)}))",
        ])()

    def make_bool(self, d):
        e = self.expression
        kind = self.pick(["int", "float", "str", "list", "tuple"])
        return self.pick([
            lambda: self.literal("bool"),
            lambda: f"({e(kind, d)} {self.pick(['<', '<=', '==', '!=', '>', '>='])} {e(kind, d)})",
            lambda: f"({e('int', d)} {self.pick(['<', '<='])} {e('int', d)} {self.pick(['<', '!='])} {e('float', d)})",
            lambda: f"(not {e(None, d)})",
            lambda: f"({e('bool', d)} {self.pick(['and', 'or'])} {e('bool', d)})",
            lambda: f"({e(self.pick(['int', 'str']), d)} {self.pick(['in', 'not in'])} {e(self.pick(['list', 'str', 'dict', 'set']), d)})",
            lambda: f"isinstance({e(None, d)}, {self.pick(['int', 'str', '(int, float)', 'list', 'bool'])})",
            lambda: f"{self.pick(['any', 'all', 'bool'])}({e('list', d)})",
            lambda: f"{e('str', d)}.{self.pick(['isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'isalnum'])}()",
            lambda: f"{e('str', d)}.{self.pick(['startswith', 'endswith'])}({e('str', d)})",
        ])()

    def call(self, d):
        if not self.functions:
            return self.literal("int")
        name, parameters = self.pick(self.functions)
        arguments = [self.expression("int", d + 1) for _ in range(parameters)]
        if self.chance(0.08):
            arguments.append("1")
        if arguments and self.chance(0.2):
            arguments[-1] = f"p{len(arguments) - 1}=" + arguments[-1]
        return f"{name}({', '.join(arguments)})"

    # Statements

    def show(self, expression):
        self.emit(f"show(lambda: {expression})")

    def assign(self):
        kind = self.pick(["int", "int", "float", "str", "list", "list", "dict", "set", "tuple"])
        name = self.pick(self.names[kind]) if self.names[kind] and self.chance(0.3) else self.fresh()
        value = self.expression(kind)
        fallback = {"int": "3", "float": "1.5", "str": "'s'", "list": "[1, 2]", "dict": "{1: 2}", "set": "{1}", "tuple": "(1, 2)"}[kind]
        self.emit("try:")
        self.emit(f"    {name} = {value}")
        self.emit(f"    if type({name}) is not {kind}: raise ValueError('other kind')")
        self.emit(f"except Exception as e: report(e); {name} = {fallback}")
        if name not in self.names[kind]:
            self.names[kind].append(name)
        self.emit(f"print({name!r}, {name})")

    def change(self):
        kind = self.pick(["list", "dict", "set", "int", "str", "float"])
        if not self.names[kind]:
            return self.assign()
        name = self.pick(self.names[kind])
        e = self.expression
        if kind == "list":
            step = self.pick([
                f"{name}.append({e('int')})", f"{name}.extend({e('list')})", f"{name}.insert({e('int')}, {e('int')})",
                f"{name}.pop({self.pick(['', '0', '-1', '5'])})", f"{name}.remove({e('int')})", f"{name}.reverse()",
                f"{name}.sort({self.pick(['', 'reverse=True', 'key=str'])})", f"{name}[{self.slice(0)}] = {e('list')}",
                f"{name}[{e('int')}] = {e('int')}", f"del {name}[{self.slice(0)}]", f"{name} += {e('list')}", f"{name} *= 2",
            ])
        elif kind == "dict":
            step = self.pick([
                f"{name}[{e(self.pick(['int', 'str']))}] = {e('int')}", f"{name}.pop({e('int')})", f"{name}.popitem()",
                f"{name}.update({e('dict')})", f"{name}.setdefault({e('int')}, {e('list')})", f"del {name}[{e('int')}]",
                f"{name}[{e('int')}] += 1", f"{name} |= {e('dict')}",
            ])
        elif kind == "set":
            step = self.pick([f"{name}.add({e('int')})", f"{name}.discard({e('int')})", f"{name}.remove({e('int')})",
                              f"{name} |= {e('set')}", f"{name} -= {e('set')}", f"{name}.update({e('list')})"])
        else:
            step = f"{name} {self.pick(['+=', '-=', '*='])} {e(kind)}"
        self.emit("try:")
        self.emit(f"    {step}")
        self.emit("except Exception as e: report(e)")
        if kind in ("int", "float"):
            self.emit(f"if abs({name}) > 10**6 or {name} != {name}: {name} = {'3' if kind == 'int' else '1.5'}")
        if kind in ("str", "list"):
            self.emit(f"{name} = {name}[:40]")
        self.emit(f"print({name!r}, {name})")

    def loop(self):
        name = self.fresh("i")
        source = self.pick([f"range({self.random.randint(0, 6)})", self.expression("list"), f"enumerate({self.expression('str')})",
                            f"{self.expression('dict')}.items()"])
        self.emit("try:")
        self.indent += 1
        self.emit(f"for {name} in {source}:")
        self.indent += 1
        if self.chance(0.5):
            self.emit(f"if {name} == {self.expression('int', 2)}: {self.pick(['continue', 'break'])}")
        self.emit(f"print({name}, {self.expression('bool', 2)})")
        self.body()
        self.indent -= 1
        if self.chance(0.4):
            self.emit("else: print('else')")
        self.indent -= 1
        self.emit("except Exception as e: report(e)")
        self.emit("finally: print('finally')") if self.chance(0.3) else None

    def body(self):
        if self.depth < 2:
            self.depth += 1
            self.statement()
            self.depth -= 1

    def function(self):
        name = self.fresh("f")
        count = self.random.randint(0, 3)
        parameters = [f"p{i}" for i in range(count)]
        header = list(parameters)
        if parameters and self.chance(0.4):
            header[-1] += f"={self.literal('int')}"
        self.emit(f"def {name}({', '.join(header)}):")
        self.indent += 1
        saved = {kind: list(names) for kind, names in self.names.items()}
        self.names["int"] = self.names["int"] + parameters
        if self.chance(0.3):
            self.emit("try:")
            self.emit(f"    return {self.expression('int')}")
            self.emit("except (ValueError, TypeError, IndexError) as e:")
            self.emit("    report(e)")
            self.emit("finally: print('left')")
        elif self.chance(0.3):
            self.emit(f"for k in range(3): yield {self.expression('int')}")
            self.indent -= 1
            self.names = saved
            self.show(f"list({name}({', '.join(self.literal('int') for _ in range(count))}))")
            return
        self.emit(f"return {self.expression('int')}")
        self.indent -= 1
        self.names = saved
        self.functions.append((name, count))
        self.show(f"{name}({', '.join(self.expression('int', 2) for _ in range(count))})")

    def klass(self):
        name = self.fresh("C")
        base = f"({self.pick(self.classes)})" if self.classes and self.chance(0.5) else ""
        self.emit(f"class {name}{base}:")
        self.indent += 1
        self.emit(f"level = {self.literal('int')}")
        if not base or self.chance(0.3):
            self.emit("def __init__(self, x=1): self.x = x")
        for method, text in self.random.sample([
            ("__repr__", "def __repr__(self): return f'{type(self).__name__}<{self.x}>'"),
            ("__eq__", "def __eq__(self, other): return isinstance(other, type(self)) and self.x == other.x"),
            ("__lt__", "def __lt__(self, other): return self.x < other.x"),
            ("__add__", "def __add__(self, other): return type(self)(self.x + (other.x if hasattr(other, 'x') else other))"),
            ("__radd__", "def __radd__(self, other): return other + self.x"),
            ("__len__", "def __len__(self): return self.x"),
            ("__getitem__", "def __getitem__(self, i): return [1, 2, 3][i]"),
            ("__call__", "def __call__(self, *a): return (self.x, a)"),
            ("__iter__", "def __iter__(self): return iter([self.x, self.level])"),
            ("__bool__", "def __bool__(self): return self.x > 2"),
            ("__contains__", "def __contains__(self, i): return i == self.x"),
            ("__getattr__", "def __getattr__(self, name): raise AttributeError('no ' + name)"),
            ("__hash__", "def __hash__(self): return self.x"),
            ("twice", "@property\n{pad}def twice(self): return self.x * 2"),
            ("make", "@classmethod\n{pad}def make(cls, x): return cls(x)"),
            ("calm", "@staticmethod\n{pad}def calm(x): return -x"),
            ("up", "def up(self): return super().up() + 1 if hasattr(super(), 'up') else self.level"),
        ], 5):
            self.emit(text.replace("{pad}", "    " * self.indent))
        self.indent -= 1
        self.classes.append(name)
        for _ in range(4):
            a = f"{self.pick(self.classes)}({self.pick(['', '2', '3', '0', chr(34) + 's' + chr(34)])})"
            b = f"{self.pick(self.classes)}({self.pick(['', '2', '3'])})"
            operation = self.pick([
                f"{a} == {b}", f"{a} != {b}", f"{a} < {b}", f"({a} + {b}).x", f"(1 + {a})", f"len({a})", f"list({a})", f"bool({a})",
                f"{a}(1, 2)", f"2 in {a}", f"{a}.twice", f"{a}.make(4).x", f"{a}.calm(3)", f"{a}.up()", f"{a}.level", f"{a}[1]",
                f"isinstance({a}, {self.pick(self.classes)})", f"type({a}).__name__", f"{a}.missing", f"sorted([{a}, {b}])[0].x",
                f"[c.__name__ for c in {self.pick(self.classes)}.__mro__]", f"hash({a}) == hash({b})", f"vars({a})", f"max({a}, {b}).x",
                f"len({{{a}, {b}}})", f"str({a})[:3]", f"getattr({a}, 'twice', 'none')", f"{a} in [{b}]",
            ])
            self.show(operation)

    def unpack(self):
        names = [self.fresh("u") for _ in range(self.random.randint(1, 3))]
        targets = list(names)
        if self.chance(0.4):
            targets[self.random.randrange(len(names))] = "*" + targets[self.random.randrange(len(names))].lstrip("*")
        self.emit("try:")
        self.emit(f"    {', '.join(dict.fromkeys(targets))}, = {self.expression(self.pick(['list', 'tuple', 'str', 'dict']))}")
        self.emit(f"    print({', '.join(dict.fromkeys(t.lstrip('*') for t in targets))})")
        self.emit("except Exception as e: report(e)")

    def statement(self):
        self.pick([self.assign, self.assign, self.change, self.change, lambda: self.show(self.expression()), lambda: self.show(self.expression()),
                   self.loop, self.unpack] + ([self.function, self.klass] if self.indent == 0 else []))()

    def text(self, statements=30):
        self.emit("import math")
        self.emit("def report(e): print(type(e).__name__, '|', e)")
        self.emit("def show(f):")
        self.emit("    try: print(repr(f()))")
        self.emit("    except Exception as e: report(e)")
        for _ in range(statements):
            self.statement()
        return "\n".join(self.lines) + "\n"


def program(seed):
    return Program(seed).text()


if __name__ == "__main__":
    import sys

    print(program(int(sys.argv[1]) if len(sys.argv) > 1 else 0), end="")
