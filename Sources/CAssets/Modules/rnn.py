"""Recurrent layers, step by step."""

import math as _math

import torch as _torch
import torch.nn as _nn
import torch.nn.functional as _F

from _library import error as _error


def _settings(layer, *names):
    """The settings that differ from their defaults, as a layer's repr shows them."""
    return ''.join(f', {name}={getattr(layer, name)}' for name, default in names if getattr(layer, name) != default)


def _rnn_step(x, h, w_ih, w_hh, b_ih, b_hh, activation):
    return activation(_F.linear(x, w_ih, b_ih) + _F.linear(h, w_hh, b_hh))


def _lstm_step(x, h, c, w_ih, w_hh, b_ih, b_hh):
    gates = _F.linear(x, w_ih, b_ih) + _F.linear(h, w_hh, b_hh)
    i, f, g, o = gates.chunk(4, -1)
    c = _torch.sigmoid(f) * c + _torch.sigmoid(i) * _torch.tanh(g)
    return _torch.sigmoid(o) * _torch.tanh(c), c


def _gru_step(x, h, w_ih, w_hh, b_ih, b_hh):
    r_x, z_x, n_x = _F.linear(x, w_ih, b_ih).chunk(3, -1)
    r_h, z_h, n_h = _F.linear(h, w_hh, b_hh).chunk(3, -1)
    r = _torch.sigmoid(r_x + r_h)
    z = _torch.sigmoid(z_x + z_h)
    n = _torch.tanh(n_x + r * n_h)
    return n + z * (h - n)


class RNNBase(_nn.Module):
    _gates = 1

    def __init__(self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False,
                 dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__()
        if proj_size:
            raise _error(
                NotImplementedError, 'proj_size is not here: add an `nn.Linear` after the layer',
                '`proj_size`는 없어요. 층 뒤에 `nn.Linear`를 더하세요')
        if hidden_size <= 0:
            raise _error(ValueError, 'hidden_size must be greater than zero', '`hidden_size`는 0보다 커야 해요')
        if num_layers <= 0:
            raise _error(ValueError, 'num_layers must be greater than zero', '`num_layers`는 0보다 커야 해요')
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = 0
        size = self._gates * hidden_size
        for layer in range(num_layers):
            width = input_size if layer == 0 else hidden_size * (2 if bidirectional else 1)
            for suffix in self._suffixes(layer):
                self.register_parameter('weight_ih' + suffix, _nn.Parameter(_torch.empty(size, width, dtype=dtype)))
                self.register_parameter(
                    'weight_hh' + suffix, _nn.Parameter(_torch.empty(size, hidden_size, dtype=dtype)))
                if bias:
                    self.register_parameter('bias_ih' + suffix, _nn.Parameter(_torch.empty(size, dtype=dtype)))
                    self.register_parameter('bias_hh' + suffix, _nn.Parameter(_torch.empty(size, dtype=dtype)))
        self.reset_parameters()

    def _suffixes(self, layer):
        return [f'_l{layer}', f'_l{layer}_reverse'] if self.bidirectional else [f'_l{layer}']

    def reset_parameters(self):
        bound = 1.0 / _math.sqrt(self.hidden_size)
        for weight in self.parameters():
            _nn.init.uniform_(weight, -bound, bound)

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        names = ('weight_ih', 'weight_hh', 'bias_ih', 'bias_hh') if self.bias else ('weight_ih', 'weight_hh')
        return [[getattr(self, name + suffix) for name in names]
                for layer in range(self.num_layers) for suffix in self._suffixes(layer)]

    def extra_repr(self):
        return f'{self.input_size}, {self.hidden_size}' + _settings(
            self, ('num_layers', 1), ('bias', True), ('batch_first', False), ('dropout', 0.0),
            ('bidirectional', False))

    def _state(self, given, x, batch, name):
        directions = 2 if self.bidirectional else 1
        shape = (self.num_layers * directions, batch, self.hidden_size)
        if given is None:
            return _torch.zeros(shape, dtype=x.dtype)
        if tuple(given.shape) != shape:
            raise _error(
                RuntimeError, f'Expected {name} size {shape}, got {list(given.shape)}',
                f'처음 상태의 모양은 {shape}이어야 하는데 {tuple(given.shape)}이에요')
        return given

    def _check(self, x):
        if x.dim() not in (2, 3):
            raise _error(
                ValueError,
                f'{self.mode}: Expected input to be 2D or 3D, got {x.dim()}D instead',
                f'{self.mode}의 입력은 2차원이나 3차원이어야 하는데 {x.dim()}차원이에요')
        if x.size(-1) != self.input_size:
            raise _error(
                RuntimeError,
                f'input.size(-1) must be equal to input_size. Expected {self.input_size}, got {x.size(-1)}',
                f'입력의 마지막 크기는 input_size와 같아야 해요: {self.input_size}이어야 하는데 {x.size(-1)}이에요')

    def _run(self, x, states):
        """`x` by time; `states` a list of tensors (layers × directions, batch, hidden), changed to the last ones."""
        place = 0
        last = [[] for _ in states]
        for layer in range(self.num_layers):
            outputs = []
            for direction, suffix in enumerate(self._suffixes(layer)):
                weights = [getattr(self, name + suffix, None) for name in (
                    'weight_ih', 'weight_hh', 'bias_ih', 'bias_hh')]
                state = [one[place] for one in states]
                steps = []
                times = range(x.size(0))
                for t in reversed(times) if direction == 1 else times:
                    state = self._step(x[t], state, weights)
                    steps.append(state[0])
                if direction == 1:
                    steps.reverse()
                outputs.append(_torch.stack(steps))
                for kept, one in zip(last, state):
                    kept.append(one)
                place += 1
            x = outputs[0] if len(outputs) == 1 else _torch.cat(outputs, -1)
            if self.dropout > 0 and layer < self.num_layers - 1:
                x = _F.dropout(x, self.dropout, self.training)
        return x, [_torch.stack(kept) for kept in last]

    def forward(self, input, hx=None):
        self._check(input)
        is_batched = input.dim() == 3
        x = input if is_batched else input.unsqueeze(1)
        if self.batch_first and is_batched:
            x = x.transpose(0, 1)
        given = list(hx) if isinstance(hx, (tuple, list)) else [hx] * (2 if self._has_cell else 1)
        if not is_batched:
            given = [None if one is None else one.unsqueeze(1) for one in given]
        names = ('hidden[0]', 'hidden[1]') if self._has_cell else ('hidden',)
        states = [self._state(one, x, x.size(1), name) for one, name in zip(given, names)]
        output, states = self._run(x, states)
        if self.batch_first and is_batched:
            output = output.transpose(0, 1)
        if not is_batched:
            output = output.squeeze(1)
            states = [one.squeeze(1) for one in states]
        return output, tuple(states) if self._has_cell else states[0]

    _has_cell = False


class RNN(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity='tanh', bias=True, batch_first=False,
                 dropout=0.0, bidirectional=False, device=None, dtype=None):
        if nonlinearity not in ('tanh', 'relu'):
            raise _error(
                ValueError, f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.",
                f"모르는 비선형 함수예요: '{nonlinearity}'. 'tanh'나 'relu'를 쓰세요")
        self.nonlinearity = nonlinearity
        super().__init__('RNN_' + nonlinearity.upper(), input_size, hidden_size, num_layers, bias, batch_first,
                         dropout, bidirectional, 0, device, dtype)

    def _step(self, x, state, weights):
        return [_rnn_step(x, state[0], *weights, _torch.tanh if self.nonlinearity == 'tanh' else _torch.relu)]


class LSTM(RNNBase):
    _gates = 4
    _has_cell = True

    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, proj_size=0, device=None, dtype=None):
        super().__init__('LSTM', input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
                         proj_size, device, dtype)

    def _step(self, x, state, weights):
        return list(_lstm_step(x, *state, *weights))


class GRU(RNNBase):
    _gates = 3

    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, device=None, dtype=None):
        super().__init__('GRU', input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
                         0, device, dtype)

    def _step(self, x, state, weights):
        return [_gru_step(x, state[0], *weights)]


class RNNCellBase(_nn.Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = _nn.Parameter(_torch.empty(num_chunks * hidden_size, input_size, dtype=dtype))
        self.weight_hh = _nn.Parameter(_torch.empty(num_chunks * hidden_size, hidden_size, dtype=dtype))
        if bias:
            self.bias_ih = _nn.Parameter(_torch.empty(num_chunks * hidden_size, dtype=dtype))
            self.bias_hh = _nn.Parameter(_torch.empty(num_chunks * hidden_size, dtype=dtype))
        else:
            self.register_parameter('bias_ih', None)
            self.register_parameter('bias_hh', None)
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1.0 / _math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            _nn.init.uniform_(weight, -bound, bound)

    def extra_repr(self):
        return f'{self.input_size}, {self.hidden_size}' + _settings(self, ('bias', True))

    def _hidden(self, x, given):
        if x.dim() not in (1, 2):
            name = type(self).__name__
            raise _error(
                ValueError, f'{name}: Expected input to be 1D or 2D, got {x.dim()}D instead',
                f'{name}의 입력은 1차원이나 2차원이어야 하는데 {x.dim()}차원이에요')
        if given is None:
            return _torch.zeros(tuple(x.shape[:-1]) + (self.hidden_size,), dtype=x.dtype)
        return given

    def _weights(self):
        return self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def extra_repr(self):
        shown = super().extra_repr()
        return shown if self.nonlinearity == 'tanh' else f'{shown}, nonlinearity={self.nonlinearity}'

    def forward(self, input, hx=None):
        activation = _torch.tanh if self.nonlinearity == 'tanh' else _torch.relu
        return _rnn_step(input, self._hidden(input, hx), *self._weights(), activation)


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        h, c = (None, None) if hx is None else hx
        return _lstm_step(input, self._hidden(input, h), self._hidden(input, c), *self._weights())


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        return _gru_step(input, self._hidden(input, hx), *self._weights())
