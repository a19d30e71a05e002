"""Functions of `torch` that put others together."""

import torch as _torch

from _library import error as _error


def _slope(x, dim, spacing, edge_order):
    """Second-order central differences, one-sided at the ends; `spacing` is a number or the coordinates."""
    size = x.shape[dim]
    if size < edge_order + 1:
        raise _error(
            RuntimeError, 'torch.gradient expected each dimension size to be at least edge_order+1',
            f'축 {dim}의 크기 {size}이(가) edge_order + 1보다 작아요')

    def part(start, length):
        return x.narrow(dim, start, length)

    shape = [1] * x.dim()
    shape[dim] = -1
    if isinstance(spacing, _torch.Tensor) and spacing.dim() > 0:
        steps = spacing[1:] - spacing[:-1]
        before, after = steps[:-1].reshape(shape), steps[1:].reshape(shape)
    else:
        spacing = float(spacing)
        steps = None
        before = after = spacing

    def step(i):
        return spacing if steps is None else steps[i]

    middle = None
    if size > 2:
        low, centre, high = part(0, size - 2), part(1, size - 2), part(2, size - 2)
        if steps is None:
            middle = (high - low) / (2 * spacing)
        else:
            middle = (
                low * (-after / (before * (before + after))) + centre * ((after - before) / (before * after))
                + high * (before / (after * (before + after))))
    if edge_order == 1:
        first = (part(1, 1) - part(0, 1)) / step(0)
        last = (part(size - 1, 1) - part(size - 2, 1)) / step(-1)
    else:
        a, b = step(0), spacing if steps is None else steps[1]
        first = (
            part(0, 1) * (-(2 * a + b) / (a * (a + b))) + part(1, 1) * ((a + b) / (a * b))
            + part(2, 1) * (-a / (b * (a + b))))
        b, a = step(-1), spacing if steps is None else steps[-2]
        last = (
            part(size - 3, 1) * (b / (a * (a + b))) + part(size - 2, 1) * (-(a + b) / (a * b))
            + part(size - 1, 1) * ((2 * b + a) / (b * (a + b))))
    return _torch.cat([first, last] if middle is None else [first, middle, last], dim)


def gradient(input, *, spacing=1, dim=None, edge_order=1):
    if edge_order not in (1, 2):
        raise _error(
            RuntimeError, 'torch.gradient only supports edge_order=1 and edge_order=2.',
            '`edge_order`는 1이나 2여야 해요')
    if not input.is_floating_point():
        if input.dtype == _torch.uint8:
            raise _error(
                NotImplementedError, '"gradient" not implemented for \'Byte\'', '`gradient`는 uint8 텐서에 쓸 수 없어요')
        input = input.float()
    if dim is None:
        several = isinstance(spacing, (tuple, list))
        dims = list(range(len(spacing) if several and len(spacing) < input.dim() else input.dim()))
    else:
        dims = [dim] if isinstance(dim, int) else list(dim)
    spacings = list(spacing) if isinstance(spacing, (tuple, list)) else [spacing] * len(dims)
    if len(spacings) != len(dims):
        raise _error(
            RuntimeError,
            f'torch.gradient expected spacing to be unspecified, a scalar or it\'s spacing and dim arguments to have the '
            f'same length, but got a spacing argument of length {len(spacings)} and a dim argument of length {len(dims)}.',
            f'`spacing`과 `dim`의 개수가 같아야 하는데 {len(spacings)}개와 {len(dims)}개예요')
    return tuple(
        _slope(input, d % input.dim() if input.dim() else d, s, edge_order) for d, s in zip(dims, spacings))


def unravel_index(indices, shape):
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    total = 1
    for size in shape:
        if size < 0:
            raise _error(
                ValueError, f"'shape' cannot have negative values, but got {shape}", '`shape`는 0 이상이어야 해요')
        total *= size
    if indices.is_floating_point() or indices.dtype == _torch.bool:
        raise _error(
            ValueError, f"expected 'indices' to be integer dtype, but got {indices.dtype}",
            f'`indices`는 정수 텐서여야 하는데 {indices.dtype}이에요')
    found = []
    for size in reversed(shape):
        found.append(indices % size)
        indices = indices.div(size, rounding_mode='floor')
    return tuple(reversed(found))


def nonzero_static(input, *, size, fill_value=-1):
    found = input.nonzero()[:size]
    rest = size - found.shape[0]
    return _torch.cat([found, _torch.full((rest, input.dim()), fill_value)]) if rest else found


def vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None):
    """One call a slice, and the results put together."""

    def mapped(*args, **kwargs):
        dims = in_dims if isinstance(in_dims, (tuple, list)) else (in_dims,) * len(args)
        if len(dims) != len(args):
            raise _error(
                ValueError,
                f'vmap({func.__name__}, in_dims={in_dims}, ...)(<inputs>): in_dims is not compatible with the structure '
                f'of inputs.',
                f'`in_dims`가 인자 {len(args)}개와 맞지 않아요')
        sizes = {arg.size(dim) for arg, dim in zip(args, dims) if dim is not None}
        if len(sizes) != 1:
            raise _error(
                ValueError,
                'vmap: Expected all tensors to have the same size in the mapped dimension, got sizes '
                f'{[arg.size(dim) for arg, dim in zip(args, dims) if dim is not None]} for the mapped dimension',
                '나눌 축의 크기는 모두 같아야 해요')
        size = sizes.pop()
        results = [
            func(*[arg if dim is None else arg.select(dim, i) for arg, dim in zip(args, dims)], **kwargs)
            for i in range(size)]
        if isinstance(results[0], tuple):
            outs = out_dims if isinstance(out_dims, (tuple, list)) else (out_dims,) * len(results[0])
            return tuple(_torch.stack(list(parts), dim) for parts, dim in zip(zip(*results), outs))
        return _torch.stack(results, out_dims)

    return mapped


def typename(obj, /):
    if isinstance(obj, _torch.Tensor):
        return obj.type()
    kind = obj if isinstance(obj, type) else type(obj)
    module = '' if kind.__module__ in ('builtins', '__builtin__') else kind.__module__ + '.'
    return module + kind.__qualname__
