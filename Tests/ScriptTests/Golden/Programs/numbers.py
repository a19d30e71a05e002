print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), divmod(7.5, 2), -7.5 // 2, -7.5 % 2, 7.5 % -2)
print(2 ** 10, 2 ** -1, 2.0 ** 0.5, (-2) ** 3, -2 ** 2, 0 ** 0, 10 ** 18, pow(2, 10, 1000), pow(3, -1, 7), pow(2, 3))
print(1 / 3, 2 / 1, 1e16, 1e15, 123456789012345678.0, 1e-4, 1e-5, 0.1 + 0.2, 1.0, -0.0, 1e100, 5e-324, 1.7976931348623157e308)
print(float("inf"), -float("inf"), float("nan"), float(" 1.5 "), float("1e3"), float("1_000.5"), float(".5"), float("5."))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1), round(0.5), round(1.005, 2), round(5.0, 1), round(-0.4))
print(int(3.9), int(-3.9), int("42"), int(" -7 "), int("ff", 16), int("0b101", 0), int("1_000"), int(True), int("z", 36))
print(abs(-3), abs(-2.5), abs(True), bin(10), oct(8), hex(255), bin(-5), hex(-255))
print(1 == 1.0, 1 == True, hash(1) == hash(1.0), 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 1 < 1.5, 2 > True)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, -8 >> 1, True & False, True | 2)
print(9007199254740993 * 3, 9223372036854775807, -9223372036854775807 - 1, 3 * 0.1)
print((5).bit_length(), (2.0).is_integer(), (2.5).is_integer(), (0.5).as_integer_ratio(), (7).bit_count())
print(hash(1.5), hash(-1), hash(2 ** 61), hash(0.1), hash(1e300), hash(float("inf")), hash((1, 2)), hash((1.5, (2, 3))), hash(()), hash(frozenset([1, 2, 3])))
print(1_000_000, 0xff, 0b11, 0o17, 1e3, 1.5e-3, .5)
print(True + True, True * 3.5, not 0, not [], 3 and 5, 0 or "x", None or 0, 1 < 2 < 3, 1 < 3 < 2)
print(sum([0.1] * 10), sum([1, 2, 3]) / 3, max(1, 2.5), min(1, True))
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, float)), isinstance([], list), issubclass(bool, int))
print(str(1e22), str(1e21), repr(1.1), 1e23, 0.1 + 0.7, 100.0 * 1.1, 1 / 7, 22 / 7, 3.0e-10)
print(chr(65), ord("A"), chr(0xD55C), ord("한"), chr(128512))
for bad in ["3.5", "", "abc", "1e3", "0x10", "1__0", "٣"]:
    try:
        print(int(bad))
    except ValueError as e:
        print("ValueError:", e)
for f in [lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0 ** -1, lambda: divmod(1, 0), lambda: 2.0 ** 10000, lambda: int(float("nan")), lambda: int(float("inf")), lambda: float("x"), lambda: int([]), lambda: float(None), lambda: 1 << -1, lambda: round("a"), lambda: abs("a"), lambda: chr(-1), lambda: ord("ab"), lambda: ord(1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
