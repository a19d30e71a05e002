# Methods of str over words of all kinds (ASCII of lengths around what a text holds in itself, Hangul, combining
# marks, white space of Unicode, NUL), formatting of numbers, and reading them.
def show(f):
    try:
        return repr(f())
    except Exception as e:
        return type(e).__name__ + ": " + str(e)

words = ["", "a", "hello world", " a b\t\nc ", "가나다 라마바", "e\u0301té 😀", "ΑΣ ΣΑΣ ﬁß", "x,y,,z", "fourteen chars", "fifteen letters", "sixteen letters!",
         "the quick brown fox jumps over the lazy dog, then 가나다", "\x00a'\"\\\x1c", "１２ Ⅷ²\u3000\u2028x"]
patterns = [("o", "00", 2, 9), ("가", "", -3, 20), (", ", "·", -7, -1), ("a", "a b", 0, 3)]
for s in words:
  for p, q, k, j in patterns:
    print(len(s), s.find(p), s.rfind(p), s.count(p), s.find(p,k), s.rfind(p,k,j), s.count(p,k,j))
    print(show(lambda: s.index(p, k)), s.startswith(p), s.endswith(p), s.startswith(p,k), s.endswith((p,q),k,j))
    print(repr(s.replace(p,q)), repr(s.replace(p,q,k)), repr(s.replace(p,"")), repr(s.replace("", q, 3)))
    print(s.split(), s.split(None, 1), s.rsplit(), s.rsplit(None, 2), s.split(maxsplit=1))
    print(show(lambda: s.split(p)), show(lambda: s.split(p, 1)), show(lambda: s.rsplit(p, 1)), show(lambda: s.split(sep=p, maxsplit=2)), show(lambda: s.rsplit(p)))
    print(s.splitlines(), s.splitlines(True), s.splitlines(keepends=True))
    print(show(lambda: s.partition(p)), show(lambda: s.rpartition(p)))
    print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s.strip(p)), repr(s.lstrip(q)), repr(s.rstrip(q+p)))
    print(repr(s.upper()), repr(s.lower()), repr(s.title()), repr(s.capitalize()), repr(s.swapcase()), repr(s.casefold()))
    print(s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isdecimal(), s.isnumeric(), s.isascii(), s.isprintable(), s.isidentifier())
    print(repr(s[k:j]), repr(s[k:]), repr(s[:j]), repr(s[::-1]), repr(s[k:j:2]), repr(s[::-3]), show(lambda: s[k]))
    print(repr(s + p), repr(p + s), repr(s * 3), repr(p * (k if k < 5 else 4)), s < p, s <= p, s == p, s != p, s > p, p in s, q in s)
    print(repr(q.join([s, p, s])), repr(s.join(p)), repr("".join(reversed(s))), list(s)[:6], sorted(s)[:8])
    print(repr(s.center(20)), repr(s.ljust(k)), repr(s.rjust(19, "*")), repr(s.center(k, "가")), repr(s.zfill(18)), repr(s.expandtabs(4)), repr(s.expandtabs()))
    print(repr(s.removeprefix(p)), repr(s.removesuffix(p)), repr(s.removesuffix(q)))
    print(repr(s), ascii(s), repr("%s|%5s|%-7.3s|%r" % (s, p, s, q)))
    print(repr("{}|{:>8}|{:*^9.4}|{!r}|{!a:<6}".format(s, p, s, q, p)), repr(f"{s:>17}|{p:<3}|{q!r}"))
    tab = str.maketrans({"a": "AA", "가": None, "b": 0x1F600, "x": "", "é": "e"})
    print(repr(s.translate(tab)), [hash(s) == hash(s + ""), hash(s) == hash("".join(list(s)))])
    u = ""
    for c in s:
        u += c
    print(u == s, [ord(c) for c in s][:5], {c: 1 for c in s} == {c: 1 for c in u}, (s,) == (u,), u is not None)
    d = {}
    for c in s.split(): d[c] = d.get(c, 0) + 1
    print(d)

for x in [0.0, -0.0, 1.5, 2.5, 0.1 + 0.2, 1e16, 1e15, 123456789012345680.0, 9999999999999998.0, 1e-5, 0.0001, 999.9999999999999, 9.9995, 99.95, 1e22, 1e23,
          5e-324, 1.7976931348623157e308, 18014398509481984.0, 18014398509481986.0, float("inf"), float("nan"), -1e-7, 2 / 3, 1234567.891, 0.00012345]:
    for n in [0, 1, 3, 6, 15, 17]:
        print(repr(x), f"{x:.{n}f}", f"{x:.{n}e}", f"{x:.{n}g}", f"{x:.{n}}", "%.*f %.*e %.*g" % (n, x, n, x, n, x))
    print(f"{x:g}|{x:e}|{x:12.4g}|{x:<14.3e}|{x:+.2f}|{x:010.2f}|{x:,.2f}|{x:_.1f}|{x:G}|{x:E}|{x:.1%}|{x:#g}|{x:#.0f}|{x:z.1f}")
for i in [0, 7, -1, 12, 999, 1000, -123456, 1234567890123, 9223372036854775807, -9223372036854775807]:
    for w in [0, 1, 5, 13, 30]:
        print(f"{i:{w}d}|{i:<{w}}|{i:^{w}}|{i:0{w}d}|{i:+{w}}|{i:,}|{i:0{w},}|{i:_x}|{i:#X}|{i:0{w}_b}|{i:e}|{i: d}|{i:=+12d}|{i:*>9}")
    print("%d|%5d|%-5d|%05d|%+d|%x|%#o|%.4d" % (i, i, i, i, i, abs(i), abs(i), i), int(f" {i} "), int(f"{abs(i):x}", 16))
for bad in ["", " ", "+", "-", ".", "1.", ".5", "-.5", "+1.e3", "1e", "1e+", "1e5", "1E-5", "1__0", "1_0", "_1", "1_", "1_0.0_1", "1._5", "1_.5", "1e1_0", "inf", "-inf", "+Infinity", "nan", "NaN", "-nan", "infin", "0x10", "1 2", "１２", "１.５", "٣", "1e400", "1e-400", "0.000000000000000000000000000000001", "9007199254740993", "9007199254740992.5", "1.7976931348623159e308", "--1", "1-", "1..2", "1.2.3", "e5", ".e5", "5.e", "\x001", "1\x00", "가"]:
    print(repr(bad), show(lambda: float(bad)), show(lambda: int(bad)))
for bad in ["%", "%d", "%d %d", "%z", "abc %", "%(a)s", "%*d", "%.f", "%5", "%가", "가나%q", "%s %s %s", "%%", "%c", "%5%", "%hd", "%-+05d"]:
    print(repr(bad), show(lambda: bad % (1,)), show(lambda: bad % 3), show(lambda: bad % "x"), show(lambda: bad % {"a": 2}), show(lambda: bad % (3, 4)), show(lambda: bad % ()))
for bad in ["{", "}", "{}", "{0} {}", "{} {0}", "{1}", "{a}", "{0.real}", "{0[1]}", "{0[a]}", "{0!r}", "{0!x}", "{0!}", "{0!r:>5}", "{0!rr}", "{0:{1}}", "{:{}}", "{0:{1:{0}}}", "{{}}", "{{", "}}", "{0.}", "{0[}", "{0[]}", "{0]}", "{0[1]x}", "{:d}", "{:.2f}", "{:가>5}", "{가}", "{!가}", "{0:}", "{ }", "{0:{", "a{b", "가{0}나", "{99999999999999999999}", "{:>{0}}", "{0:>{w}}"]:
    print(repr(bad), show(lambda: bad.format(7, 12)), show(lambda: bad.format([1,"x"], 3, a=5, 가=6, w=4)), show(lambda: bad.format("s")), show(lambda: bad.format_map({"a": 1, "가": 2})))
big = "가나다라마바사아자차카타파하" * 40 + "abc"
print([big[i] for i in range(0, len(big), 37)], big[100:130], big[-50:], big.find("abc"), big.index("하", 300), big[::50], big[5:500:61])
n = ("ab" * 500 + "c")
print(n.find("ab" * 200 + "c"), n.find("ab" * 600), ("a" * 5000).find("a" * 2500 + "b"), ("a" * 5000 + "b").find("a" * 2500 + "b"), ("a" * 3000).count("aa"), ("x" * 100000 + "y" * 3).find("yyy"))
class S(str):
    def __str__(self): return "S!"
    def __format__(self, f): return "F" + f
    def __repr__(self): return "R"
z = S("ab,c")
print(z, z.upper(), z.split(","), ",".join([z]), ",".join([z, "q"]), "x" + z, z + "x", z == "ab,c", "ab,c" == z, f"{z}", f"{z:>3}", "%s" % z, "{}".format(z), "{!s}".format(z), repr(z), z in ["ab,c"], "b," in z, z.replace(",", "-"), z.find(z), z[1:], str(z), f"{z!s:>5}", [z], "%r" % (z,), f"{z!r:>4}")
print(type(z.upper()), type(z.strip()), type("".join([z])), "abc".startswith(S("ab")), "ab,c".split(S(",")), z * 2, len(z), z < "b", hash(z) == hash("ab,c"), {z: 1}["ab,c"], sorted([z, "aa"]))


# A table of translations may be anything that has items.
class Table:
    def __getitem__(self, code):
        if code == ord("b"):
            raise KeyError(code)
        return {ord("a"): "A", ord("c"): None}[code]


print("abcabc".translate((10, 100, 100)), "abc".translate(["x"] * 98), "abcd".translate(Table()))
print("%0*d|%*s|%.*f" % (True, 3, False, "x", True, 2.25))
