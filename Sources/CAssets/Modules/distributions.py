"""Probability distributions: what VAEs and policies need of `torch.distributions`."""

import math as _math

import torch as _torch
import torch.nn.functional as _F

from _library import error as _error


def _broadcast(*values):
    if not any(isinstance(v, _torch.Tensor) for v in values):
        return [_torch.tensor(v, dtype=_torch.get_default_dtype()) for v in values]
    first = next(v for v in values if isinstance(v, _torch.Tensor))
    dtype = first.dtype if first.is_floating_point() else _torch.get_default_dtype()
    return _torch.broadcast_tensors(
        *[v if isinstance(v, _torch.Tensor) else _torch.tensor(v, dtype=dtype) for v in values])


class Distribution:
    has_rsample = False
    _shown = ()
    _positive = ()

    def __init__(self, batch_shape=_torch.Size(), event_shape=_torch.Size(), validate_args=None):
        self._batch_shape = batch_shape
        self._event_shape = event_shape
        self._validates = validate_args is not False
        if self._validates:
            for name in self._positive:
                self._require(name, getattr(self, name), 'GreaterThan(lower_bound=0.0)', lambda v: v > 0)

    def _require(self, name, value, constraint, holds):
        if not bool(holds(value.detach()).all()):
            raise _error(
                ValueError,
                f'Expected parameter {name} ({type(value).__name__} of shape {tuple(value.shape)}) of '
                f'distribution {self!r} to satisfy the constraint {constraint}, but found invalid values:\n'
                f'{value}',
                f'분포 {type(self).__name__}의 {name}에 쓸 수 없는 값이 있어요: {value}')

    def _check(self, value, constraint, holds):
        if self._validates and not bool(holds(value).all()):
            raise _error(
                ValueError,
                f'Expected value argument ({type(value).__name__} of shape {tuple(value.shape)}) to be within '
                f'the support ({constraint}) of the distribution {self!r}, but found invalid values:\n{value}',
                f'분포 {type(self).__name__}에서 나올 수 없는 값이에요: {value}')

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def stddev(self):
        return self.variance.sqrt()

    def _extended_shape(self, sample_shape=_torch.Size()):
        return _torch.Size(tuple(sample_shape) + tuple(self._batch_shape) + tuple(self._event_shape))

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=_torch.Size()):
        raise NotImplementedError

    def log_prob(self, value):
        raise NotImplementedError

    def entropy(self):
        raise NotImplementedError

    def __repr__(self):
        parts = []
        for name in self._shown:
            value = getattr(self, name)
            parts.append(f'{name}: {value if value.numel() == 1 else value.size()}')
        return f'{type(self).__name__}({", ".join(parts)})'


class Normal(Distribution):
    has_rsample = True
    _shown = ('loc', 'scale')
    _positive = ('scale',)

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = _broadcast(loc, scale)
        super().__init__(self.loc.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.stddev.pow(2)

    def sample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        with _torch.no_grad():
            return _torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=_torch.Size()):
        shape = self._extended_shape(sample_shape)
        eps = _torch.normal(
            _torch.zeros(shape, dtype=self.loc.dtype), _torch.ones(shape, dtype=self.loc.dtype))
        return self.loc + eps * self.scale

    def log_prob(self, value):
        var = self.scale ** 2
        return -((value - self.loc) ** 2) / (2 * var) - self.scale.log() - _math.log(_math.sqrt(2 * _math.pi))

    def cdf(self, value):
        return 0.5 * (1 + _torch.erf((value - self.loc) * self.scale.reciprocal() / _math.sqrt(2)))

    def icdf(self, value):
        return self.loc + self.scale * _torch.erfinv(2 * value - 1) * _math.sqrt(2)

    def entropy(self):
        return 0.5 + 0.5 * _math.log(2 * _math.pi) + _torch.log(self.scale)


class Uniform(Distribution):
    has_rsample = True
    _shown = ('low', 'high')

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = _broadcast(low, high)
        super().__init__(self.low.size(), validate_args=validate_args)
        if self._validates and not bool((self.low < self.high).all()):
            raise _error(ValueError, 'Uniform is not defined when low>= high', 'low는 high보다 작아야 해요')

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def variance(self):
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape=_torch.Size()):
        rand = _torch.rand(self._extended_shape(sample_shape), dtype=self.low.dtype)
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value):
        inside = (self.low <= value).type_as(self.low) * (self.high > value).type_as(self.low)
        return _torch.log(inside) - _torch.log(self.high - self.low)

    def entropy(self):
        return _torch.log(self.high - self.low)


class Exponential(Distribution):
    has_rsample = True
    _shown = ('rate',)
    _positive = ('rate',)

    def __init__(self, rate, validate_args=None):
        self.rate, = _broadcast(rate)
        super().__init__(self.rate.size(), validate_args=validate_args)

    @property
    def mean(self):
        return self.rate.reciprocal()

    @property
    def variance(self):
        return self.rate.pow(-2)

    def rsample(self, sample_shape=_torch.Size()):
        return _torch.empty(self._extended_shape(sample_shape), dtype=self.rate.dtype).exponential_() / self.rate

    def log_prob(self, value):
        return self.rate.log() - self.rate * value

    def entropy(self):
        return 1.0 - _torch.log(self.rate)


class _Discrete(Distribution):
    """Distributions given by probabilities or by logits."""

    def _take(self, probs, logits):
        if (probs is None) == (logits is None):
            raise _error(
                ValueError, 'Either `probs` or `logits` must be specified, but not both.',
                '`probs`와 `logits` 가운데 하나만 주세요')

    def __repr__(self):
        parts = []
        for name in ('probs', 'logits'):
            if name not in vars(self):
                continue
            value = getattr(self, name)
            parts.append(f'{name}: {value if value.numel() == 1 else value.size()}')
        return f'{type(self).__name__}({", ".join(parts)})'


class Bernoulli(_Discrete):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self._take(probs, logits)
        self._given = 'logits' if probs is None else 'probs'
        value, = _broadcast(logits if probs is None else probs)
        setattr(self, self._given, value)
        super().__init__(value.size(), validate_args=validate_args)
        if self._given == 'probs' and self._validates:
            self._require(
                'probs', value, 'Interval(lower_bound=0.0, upper_bound=1.0)', lambda v: (v >= 0) & (v <= 1))

    def __getattr__(self, name):
        if name == 'probs':
            self.probs = _torch.sigmoid(self.logits)
            return self.probs
        if name == 'logits':
            clamped = self.probs.clamp(min=_torch.finfo(self.probs.dtype).eps,
                                       max=1 - _torch.finfo(self.probs.dtype).eps)
            self.logits = _torch.log(clamped) - _torch.log1p(-clamped)
            return self.logits
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    @property
    def mean(self):
        return self.probs

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=_torch.Size()):
        with _torch.no_grad():
            return _torch.bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value):
        self._check(value, 'Boolean()', lambda v: (v == 0) | (v == 1))
        logits, value = _broadcast(self.logits, value)
        return -_F.binary_cross_entropy_with_logits(logits, value, reduction='none')

    def entropy(self):
        return _F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction='none')


class Categorical(_Discrete):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self._take(probs, logits)
        self._given = 'logits' if probs is None else 'probs'
        value = logits if probs is None else probs
        if value.dim() < 1:
            raise _error(
                ValueError, f'`{self._given}` parameter must be at least one-dimensional.',
                f'`{self._given}`는 적어도 1차원이어야 해요')
        if probs is not None:
            self.probs = probs / probs.sum(-1, keepdim=True)
        else:
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
        self._num_events = value.size()[-1]
        self._param = value
        super().__init__(value.size()[:-1], validate_args=validate_args)
        if self._validates and probs is not None:
            self._require('probs', self.probs, 'Simplex()',
                          lambda v: (v >= 0).all(-1) & ((v.sum(-1) - 1).abs() < 1e-6))

    def __getattr__(self, name):
        if name == 'probs':
            self.probs = _F.softmax(self.logits, dim=-1)
            return self.probs
        if name == 'logits':
            eps = _torch.finfo(self.probs.dtype).eps
            self.logits = _torch.log(self.probs.clamp(min=eps, max=1 - eps))
            return self.logits
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    @property
    def mode(self):
        return self.probs.argmax(dim=-1)

    def sample(self, sample_shape=_torch.Size()):
        sample_shape = _torch.Size(sample_shape)
        flat = self.probs.reshape(-1, self._num_events)
        drawn = _torch.multinomial(flat, sample_shape.numel(), True).T
        return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value):
        self._check(
            value, f'IntegerInterval(lower_bound=0, upper_bound={self._num_events - 1})',
            lambda v: (v >= 0) & (v < self._num_events) & (v % 1 == 0))
        value = value.long().unsqueeze(-1)
        shape = _torch.broadcast_shapes(value.shape[:-1], self.logits.shape[:-1])
        value = value.expand(shape + (1,))
        log_pmf = self.logits.expand(shape + (self._num_events,))
        return log_pmf.gather(-1, value).squeeze(-1)

    def entropy(self):
        least = _torch.finfo(self.logits.dtype).min
        return -(_torch.clamp(self.logits, min=least) * self.probs).sum(-1)


def kl_divergence(p, q):
    kinds = (type(p), type(q))
    if kinds == (Normal, Normal):
        ratio = (p.scale / q.scale).pow(2)
        t1 = ((p.loc - q.loc) / q.scale).pow(2)
        return 0.5 * (ratio + t1 - 1 - ratio.log())
    if kinds == (Categorical, Categorical):
        t = p.probs * (p.logits - q.logits)
        t[(q.probs == 0).expand_as(t)] = _math.inf
        t[(p.probs == 0).expand_as(t)] = 0
        return t.sum(-1)
    if kinds == (Bernoulli, Bernoulli):
        t1 = p.probs * (_F.softplus(-q.logits) - _F.softplus(-p.logits))
        t2 = (1 - p.probs) * (_F.softplus(q.logits) - _F.softplus(p.logits))
        return t1 + t2
    if kinds == (Exponential, Exponential):
        ratio = q.rate / p.rate
        return ratio - ratio.log() - 1
    raise _error(
        NotImplementedError,
        f'No KL(p || q) is implemented for p type {type(p).__name__} and q type {type(q).__name__}',
        f'{type(p).__name__}과 {type(q).__name__} 사이의 KL은 없어요')


class _KL:
    kl_divergence = staticmethod(kl_divergence)


kl = _KL()
