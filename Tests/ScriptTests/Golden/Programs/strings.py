s = "Hello, 세계! é"
print(len(s), s[0], s[-1], s[7], s[1:5], s[::-1], s[::2], s[-3:], s[100:], s[5:2])
print(s.upper(), s.lower(), s.title(), s.swapcase(), s.capitalize(), s.casefold())
print(s.find("세"), s.find("z"), s.rfind("l"), s.index("계"), s.count("l"), s.count(""), "aaaa".count("aa"))
print("a,b,,c".split(","), " a  b c ".split(), "a b c".split(" ", 1), "a b c".rsplit(None, 1), "".split(), "".split(","))
print("x\ny\r\nz\n".splitlines(), "x\ny".splitlines(True), "a\x0bb\x1cc\u2028d".splitlines())
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-"))
print("-".join(["a", "b"]), "".join("abc"), ",".join(x for x in "abc"), "-".join({"k": 1, "l": 2}))
print("[" + "  x ".strip() + "]", "[" + "  x ".lstrip() + "]", "[" + "  x ".rstrip() + "]", "xxhixx".strip("x"), "abcHIcba".strip("abc"))
print("aaa".replace("a", "bb"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "abc".replace("z", "y"))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".endswith("bc"), "abc".startswith("b", 1), "abc".endswith("b", 0, 2))
print("한글".center(10, "*"), "abc".center(6), "abc".center(7, "-"), "ab".center(5, "-"), "abc".ljust(6, "."), "abc".rjust(6), "42".zfill(5), "-42".zfill(5), "+4".zfill(4))
print("1\t2\t3".expandtabs(), "1\t2".expandtabs(4), "ab\tc\n\td".expandtabs(3))
print("abc".isalpha(), "한글".isalpha(), "12".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "a1".isalnum(), " \t".isspace(), "".isalpha())
print("ABC".isupper(), "aBc".islower(), "Hello World".istitle(), "abc".isidentifier(), "1a".isidentifier(), "변수".isidentifier(), "abc".isascii(), "é".isascii())
print("hello".translate(str.maketrans("el", "ip")), "hello".translate({104: "J", 108: None}), "abc".translate(str.maketrans({"a": "1", "b": None})))
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "x".removesuffix(""))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t\n\\ \x00 \x7f é 한 \u200b \U0001f600"), ascii("한é😀"))
print("a" < "b", "a" < "B", "abc" < "abd", "한" > "a", "" < "a", "a" == "a", "a" != "b", "\ufb01" < "\U0001f600")
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1)
print("b" in "abc", "" in "abc", "d" not in "abc", [c for c in "한글"])
print("%s is %d years and %.2f%%" % ("x", 3, 1.5), "%5s|%-5s|%05d" % ("a", "b", 42), "%(a)s-%(b)d" % {"a": 1, "b": 2}, "%r" % "q", "%c%c" % (65, "B"))
print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x:>5}|{y!r}".format(x=1, y="s"), "{0[1]} {0[0]}".format([1, 2]), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{{}}".format())
name, value = "loss", 0.123456
print(f"{name}: {value:.3f} {value!r:>10} {value=} {name!s:^8}| {'nested ' + f'{value:.1f}'} {{x}} {3 + 4 = }")
print(f"{1234567:,} {1234567.891:,.2f} {255:x} {255:#b} {0.25:.1%} {1e10:g} {12:>+6d} {'a':*^7} {True} {None} {[1, 2]}")
print("line1\
 continued", 'a' 'b', r"raw\n", """triple
quoted""")
x = ""
for i in range(5):
    x += str(i) + ","
print(x, x[:-1])
print("가나다"[1], "가나다".index("다"), "가" + "나", len("👨‍👩‍👧"), "e\u0301" == "é")
print(str(1), str(1.0), str(None), str(True), str([1, "a"]), str((1,)), str({"a": 1}), str())
print("ΑΣ".lower(), "ß".upper(), "ǆ".title(), "straße".casefold(), "İ".lower() == "i̇")
print(' x '.split(None, 0), 'a b  c '.split(None, 1), ' a b c '.rsplit(None, 1), ' x'.rsplit(None, 0), ''.split(None, 0), ','.join([]), '-'.join(['a']), ', '.join(str(i) for i in range(5)))
