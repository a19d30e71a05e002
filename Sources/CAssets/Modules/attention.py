"""Attention with several heads (Vaswani et al., 2017)."""

import torch as _torch
import torch.nn as _nn
import torch.nn.functional as _F

from _library import error as _error


class NonDynamicallyQuantizableLinear(_nn.Linear):
    pass


def _additive(mask, dtype):
    """A mask as something to add to the scores: what is True is left out."""
    if mask is None or mask.is_floating_point():
        return mask
    return _torch.zeros(mask.shape, dtype=dtype).masked_fill(mask, float('-inf'))


class MultiheadAttention(_nn.Module):
    def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False,
                 kdim=None, vdim=None, batch_first=False, device=None, dtype=None):
        super().__init__()
        if embed_dim <= 0 or num_heads <= 0:
            raise _error(
                ValueError,
                'embed_dim and num_heads must be greater than 0, got '
                f'embed_dim={embed_dim} and num_heads={num_heads} instead',
                f'`embed_dim`과 `num_heads`는 0보다 커야 하는데 {embed_dim}과 {num_heads}이에요')
        if add_bias_kv or add_zero_attn:
            raise _error(
                NotImplementedError, 'add_bias_kv and add_zero_attn are not here',
                '`add_bias_kv`와 `add_zero_attn`은 없어요')
        self.embed_dim = embed_dim
        self.kdim = embed_dim if kdim is None else kdim
        self.vdim = embed_dim if vdim is None else vdim
        self._qkv_same_embed_dim = self.kdim == embed_dim and self.vdim == embed_dim
        self.num_heads = num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.head_dim = embed_dim // num_heads
        if self.head_dim * num_heads != embed_dim:
            raise _error(
                AssertionError, 'embed_dim must be divisible by num_heads',
                '`embed_dim`은 `num_heads`로 나누어떨어져야 해요')
        if self._qkv_same_embed_dim:
            self.in_proj_weight = _nn.Parameter(_torch.empty(3 * embed_dim, embed_dim, dtype=dtype))
            for name in ('q_proj_weight', 'k_proj_weight', 'v_proj_weight'):
                self.register_parameter(name, None)
        else:
            self.q_proj_weight = _nn.Parameter(_torch.empty(embed_dim, embed_dim, dtype=dtype))
            self.k_proj_weight = _nn.Parameter(_torch.empty(embed_dim, self.kdim, dtype=dtype))
            self.v_proj_weight = _nn.Parameter(_torch.empty(embed_dim, self.vdim, dtype=dtype))
            self.register_parameter('in_proj_weight', None)
        if bias:
            self.in_proj_bias = _nn.Parameter(_torch.empty(3 * embed_dim, dtype=dtype))
        else:
            self.register_parameter('in_proj_bias', None)
        self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, dtype=dtype)
        self.bias_k = None
        self.bias_v = None
        self.add_zero_attn = False
        self._reset_parameters()

    def _reset_parameters(self):
        if self._qkv_same_embed_dim:
            _nn.init.xavier_uniform_(self.in_proj_weight)
        else:
            _nn.init.xavier_uniform_(self.q_proj_weight)
            _nn.init.xavier_uniform_(self.k_proj_weight)
            _nn.init.xavier_uniform_(self.v_proj_weight)
        if self.in_proj_bias is not None:
            _nn.init.constant_(self.in_proj_bias, 0.0)
            _nn.init.constant_(self.out_proj.bias, 0.0)

    def forward(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None,
                average_attn_weights=True, is_causal=False):
        if query.dim() not in (2, 3):
            raise _error(
                AssertionError,
                f'query should be unbatched 2D or batched 3D tensor but received {query.dim()}-D query tensor',
                f'query는 2차원이나 3차원이어야 하는데 {query.dim()}차원이에요')
        is_batched = query.dim() == 3
        if not is_batched:
            query, key, value = query.unsqueeze(1), key.unsqueeze(1), value.unsqueeze(1)
        elif self.batch_first:
            query, key, value = [x.transpose(0, 1) for x in (query, key, value)]
        if query.size(2) != self.embed_dim:
            raise _error(
                AssertionError,
                f'was expecting embedding dimension of {self.embed_dim}, but got {query.size(2)}',
                f'임베딩 크기는 {self.embed_dim}이어야 하는데 {query.size(2)}이에요')
        length, batch, _ = query.shape
        source = key.size(0)
        heads, size = self.num_heads, self.head_dim
        if self._qkv_same_embed_dim:
            weights = self.in_proj_weight.chunk(3)
        else:
            weights = (self.q_proj_weight, self.k_proj_weight, self.v_proj_weight)
        biases = (None, None, None) if self.in_proj_bias is None else self.in_proj_bias.chunk(3)
        q, k, v = [_F.linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases)]
        # (time, batch, embedding) → (batch × heads, time, head)
        q = q.reshape(length, batch * heads, size).transpose(0, 1)
        k = k.reshape(source, batch * heads, size).transpose(0, 1)
        v = v.reshape(source, batch * heads, size).transpose(0, 1)
        mask = _additive(attn_mask, q.dtype)
        if mask is not None:
            if mask.dim() == 2:
                mask = mask.unsqueeze(0)
            if tuple(mask.shape[1:]) != (length, source):
                raise _error(
                    RuntimeError,
                    f'The shape of the 2D attn_mask is {attn_mask.shape}, but should be {(length, source)}.',
                    f'마스크의 모양은 {(length, source)}이어야 하는데 {tuple(attn_mask.shape)}이에요')
        if key_padding_mask is not None:
            padding = _additive(key_padding_mask, q.dtype).reshape(-1, 1, 1, source)
            padding = padding.expand(batch, heads, 1, source).reshape(batch * heads, 1, source)
            mask = padding if mask is None else mask + padding
        scores = _torch.bmm(q * (1.0 / size) ** 0.5, k.transpose(-2, -1))
        if mask is not None:
            scores = scores + mask
        attention = _F.softmax(scores, dim=-1)
        if self.dropout > 0.0:
            attention = _F.dropout(attention, self.dropout, self.training)
        output = _torch.bmm(attention, v).transpose(0, 1).reshape(length * batch, self.embed_dim)
        output = _F.linear(output, self.out_proj.weight, self.out_proj.bias).view(length, batch, -1)
        if not is_batched:
            output = output.squeeze(1)
        elif self.batch_first:
            output = output.transpose(1, 0)
        if not need_weights:
            return output, None
        attention = attention.view(batch, heads, length, source)
        if average_attn_weights:
            attention = attention.mean(dim=1)
        return output, attention if is_batched else attention.squeeze(0)
