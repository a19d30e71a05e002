"""Rational numbers."""

import math as _math

from _library import error as _error


def _parse(text):
    bad = _error(ValueError, f'Invalid literal for Fraction: {text!r}', f'분수로 읽을 수 없어요: {text!r}')
    body = text.strip()
    sign = 1
    if body[:1] in ('+', '-'):
        sign = -1 if body[0] == '-' else 1
        body = body[1:]
    top, slash, bottom = body.partition('/')
    if slash:
        if not (top.isdigit() and bottom.isdigit()):
            raise bad
        return sign * int(top), int(bottom)
    mantissa, e, exponent = body.lower().partition('e')
    if e and not exponent.lstrip('+-').isdigit():
        raise bad
    whole, dot, fraction = mantissa.partition('.')
    if not (whole + fraction).isdigit():
        raise bad
    numerator = sign * int(whole + fraction)
    denominator = 10 ** len(fraction)
    power = int(exponent) if e else 0
    if power >= 0:
        return numerator * 10 ** power, denominator
    return numerator, denominator * 10 ** -power


class Fraction:
    __slots__ = ('_numerator', '_denominator')

    def __init__(self, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, Fraction):
                top, bottom = numerator._numerator, numerator._denominator
            elif isinstance(numerator, int):
                top, bottom = int(numerator), 1
            elif isinstance(numerator, float):
                top, bottom = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                top, bottom = _parse(numerator)
            else:
                raise _error(
                    TypeError, 'argument should be a string or a Rational instance',
                    '분수는 문자열이나 유리수로 만들어요')
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            a, b = Fraction(numerator), Fraction(denominator)
            top, bottom = a._numerator * b._denominator, a._denominator * b._numerator
        else:
            raise _error(
                TypeError, 'both arguments should be Rational instances', '분자와 분모는 유리수여야 해요')
        if bottom == 0:
            raise _error(ZeroDivisionError, f'Fraction({top}, 0)', f'분모가 0이에요: Fraction({top}, 0)')
        common = _math.gcd(top, bottom)
        if bottom < 0:
            common = -common
        self._numerator = top // common
        self._denominator = bottom // common

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    @classmethod
    def from_float(cls, f):
        return cls(f)

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise _error(ValueError, 'max_denominator should be at least 1', '분모의 한도는 1 이상이어야 해요')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        one = Fraction(p0 + k * p1, q0 + k * q1)
        two = Fraction(p1, q1)
        return two if abs(two - self) <= abs(one - self) else one

    def __repr__(self):
        return f'Fraction({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)

    def _operate(self, other, exact, inexact):
        if isinstance(other, int):
            other = Fraction(other)
        if isinstance(other, Fraction):
            return exact(self._numerator, self._denominator, other._numerator, other._denominator)
        if isinstance(other, float):
            return inexact(float(self), other)
        return NotImplemented

    def __add__(self, other):
        return self._operate(
            other, lambda a, b, c, d: Fraction(a * d + c * b, b * d), lambda x, y: x + y)

    __radd__ = __add__

    def __sub__(self, other):
        return self._operate(
            other, lambda a, b, c, d: Fraction(a * d - c * b, b * d), lambda x, y: x - y)

    def __rsub__(self, other):
        return self._operate(
            other, lambda a, b, c, d: Fraction(c * b - a * d, b * d), lambda x, y: y - x)

    def __mul__(self, other):
        return self._operate(other, lambda a, b, c, d: Fraction(a * c, b * d), lambda x, y: x * y)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._operate(other, lambda a, b, c, d: Fraction(a * d, b * c), lambda x, y: x / y)

    def __rtruediv__(self, other):
        return self._operate(other, lambda a, b, c, d: Fraction(c * b, d * a), lambda x, y: y / x)

    def __floordiv__(self, other):
        return self._operate(other, lambda a, b, c, d: (a * d) // (b * c), lambda x, y: x // y)

    def __rfloordiv__(self, other):
        return self._operate(other, lambda a, b, c, d: (c * b) // (d * a), lambda x, y: y // x)

    def __mod__(self, other):
        return self._operate(
            other, lambda a, b, c, d: Fraction((a * d) % (b * c), b * d), lambda x, y: x % y)

    def __rmod__(self, other):
        return self._operate(
            other, lambda a, b, c, d: Fraction((c * b) % (a * d), b * d), lambda x, y: y % x)

    def __pow__(self, other):
        if isinstance(other, int):
            if other >= 0:
                return Fraction(self._numerator ** other, self._denominator ** other)
            return Fraction(self._denominator ** -other, self._numerator ** -other)
        return float(self) ** float(other)

    def __rpow__(self, other):
        if self._denominator == 1 and self._numerator >= 0:
            return other ** self._numerator
        return other ** float(self)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __pos__(self):
        return Fraction(self)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __trunc__(self):
        return int(self)

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else (
            self._numerator // self._denominator)

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator:
                return floor
            if remainder * 2 > self._denominator:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        # CPython's hash of a rational number: numerator / denominator modulo the prime 2**61 - 1.
        prime = 2305843009213693951
        if self._denominator % prime == 0:
            return hash(_math.inf if self._numerator > 0 else -_math.inf)
        inverse = pow(self._denominator, -1, prime)
        factor, result = abs(self._numerator) % prime, 0
        # A product of two such numbers doesn't fit in 64 bits: it is added up bit by bit.
        while factor:
            if factor & 1:
                result = (result + inverse) % prime
            inverse = inverse * 2 % prime
            factor >>= 1
        result = result if self._numerator >= 0 else -result
        return -2 if result == -1 else result

    def __bool__(self):
        return self._numerator != 0

    def _order(self, other):
        """This minus the other, as something to compare with 0; None for what can't be compared."""
        if isinstance(other, int):
            return self._numerator - other * self._denominator
        if isinstance(other, Fraction):
            return self._numerator * other._denominator - other._numerator * self._denominator
        if isinstance(other, float):
            return float(self) - other
        return None

    def __eq__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order == 0

    def __lt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order >= 0
