"""More statistics of a list of numbers."""

import math as _math
from collections import namedtuple as _namedtuple
from statistics import StatisticsError

from _library import error as _error


LinearRegression = _namedtuple('LinearRegression', ('slope', 'intercept'))


def _list(data, least, english, korean):
    data = list(data)
    if len(data) < least:
        raise _error(StatisticsError, english, korean)
    return data


def geometric_mean(data):
    data = _list(data, 1, 'must have a non-empty dataset containing positive numbers', '양수가 하나는 있어야 해요')
    if min(data) <= 0:
        raise _error(
            StatisticsError, 'must have a non-empty dataset containing positive numbers', '모두 양수여야 해요')
    return _math.exp(_math.fsum(map(_math.log, data)) / len(data))


def harmonic_mean(data, weights=None):
    data = _list(data, 1, 'harmonic_mean requires at least one data point', '값이 하나는 있어야 해요')
    if min(data) < 0:
        raise _error(StatisticsError, 'harmonic mean does not support negative values', '음수에는 쓸 수 없어요')
    if 0 in data:
        return 0
    weights = [1] * len(data) if weights is None else list(weights)
    return sum(weights) / _math.fsum(w / x for w, x in zip(weights, data))


def multimode(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    top = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == top]


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise _error(StatisticsError, 'n must be at least 1', 'n은 1 이상이어야 해요')
    data = sorted(_list(data, 2, 'must have at least two data points', '값이 둘은 있어야 해요'))
    size = len(data)
    result = []
    if method == 'inclusive':
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method != 'exclusive':
        raise _error(ValueError, f'Unknown method: {method!r}', f'모르는 방법이에요: {method!r}')
    m = size + 1
    for i in range(1, n):
        j = min(max(i * m // n, 1), size - 1)
        delta = i * m - j * n
        result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def _sums(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise _error(
            StatisticsError, f'{name} requires that both inputs have same number of data points',
            '두 목록의 길이가 같아야 해요')
    if len(x) < 2:
        raise _error(
            StatisticsError, f'{name} requires at least two data points', '값이 둘은 있어야 해요')
    mx, my = _math.fsum(x) / len(x), _math.fsum(y) / len(y)
    sxy = _math.fsum((a - mx) * (b - my) for a, b in zip(x, y))
    sxx = _math.fsum((a - mx) ** 2.0 for a in x)
    syy = _math.fsum((b - my) ** 2.0 for b in y)
    return len(x), mx, my, sxy, sxx, syy


def covariance(x, y, /):
    n, _, _, sxy, _, _ = _sums(x, y, 'covariance')
    return sxy / (n - 1)


def correlation(x, y, /):
    _, _, _, sxy, sxx, syy = _sums(x, y, 'correlation')
    if sxx == 0 or syy == 0:
        raise _error(StatisticsError, 'at least one of the inputs is constant', '한쪽 값이 모두 같아요')
    return sxy / _math.sqrt(sxx * syy)


def linear_regression(x, y, /, *, proportional=False):
    n, mx, my, sxy, sxx, _ = _sums(x, y, 'linear regression')
    if proportional:
        sxy = _math.fsum(a * b for a, b in zip(x, y))
        sxx = _math.fsum(a * a for a in x)
    if sxx == 0:
        raise _error(StatisticsError, 'x is constant', 'x의 값이 모두 같아요')
    slope = sxy / sxx
    return LinearRegression(slope=slope, intercept=0.0 if proportional else my - slope * mx)


class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise _error(StatisticsError, 'sigma must be non-negative', 'sigma는 음수일 수 없어요')
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        mean = _math.fsum(data) / len(data)
        return cls(mean, _math.sqrt(_math.fsum((x - mean) ** 2 for x in data) / (len(data) - 1)))

    @property
    def mean(self):
        return self._mu

    @property
    def median(self):
        return self._mu

    @property
    def mode(self):
        return self._mu

    @property
    def stdev(self):
        return self._sigma

    @property
    def variance(self):
        return self._sigma * self._sigma

    def pdf(self, x):
        diff = x - self._mu
        return _math.exp(diff * diff / (-2.0 * self.variance)) / _math.sqrt(_math.tau * self.variance)

    def cdf(self, x):
        return 0.5 * (1.0 + _math.erf((x - self._mu) / (self._sigma * _math.sqrt(2.0))))

    def zscore(self, x):
        return (x - self._mu) / self._sigma

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __mul__(self, x):
        return NormalDist(self._mu * x, self._sigma * abs(x))

    __rmul__ = __mul__
    __radd__ = __add__

    def __eq__(self, other):
        return isinstance(other, NormalDist) and (self._mu, self._sigma) == (other._mu, other._sigma)

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
