"""Layers for images that move elements: sampling at given places, undoing a pooling, exchanging channels."""

import torch as _torch
import torch.nn as _nn
import torch.nn.functional as _F

from _library import error as _error


def affine_grid(theta, size, align_corners=None):
    size = tuple(size)
    if not theta.is_floating_point():
        raise _error(
            ValueError, f'Expected theta to have floating point type, but got {theta.dtype}',
            f'`theta`는 실수 텐서여야 하는데 {theta.dtype}이에요')
    if len(size) != 4:
        raise _error(
            NotImplementedError,
            f'affine_grid only supports 4D sizes here (2D affine transforms). Got size {size}.',
            f'`size`는 (N, C, H, W)여야 하는데 {size}이에요')
    if theta.dim() != 3 or theta.shape[1:] != (2, 3):
        raise _error(
            ValueError,
            f'Expected a batch of 2D affine matrices of shape Nx2x3 for size {size}. Got {theta.shape}.',
            f'`theta`의 모양은 (N, 2, 3)이어야 하는데 {tuple(theta.shape)}이에요')
    n, _, height, width = size

    def steps(count):
        if count <= 1:
            return _torch.zeros(count, dtype=theta.dtype)
        line = _torch.linspace(-1, 1, count, dtype=theta.dtype)
        return line if align_corners else line * (count - 1) / count

    base = _torch.ones(height, width, 3, dtype=theta.dtype)
    base[..., 0] = steps(width)
    base[..., 1] = steps(height).unsqueeze(-1)
    return base.view(1, height * width, 3).matmul(theta.transpose(1, 2)).view(n, height, width, 2)


def _reflected(x, low, high):
    """Back and forth between two bounds, given doubled."""
    if low == high:
        return x * 0
    low, span = low / 2, (high - low) / 2
    distance = (x - low).abs()
    extra = distance % span
    return _torch.where((distance / span).floor() % 2 == 0, extra + low, span - extra + low)


def grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None):
    if mode not in ('bilinear', 'nearest', 'bicubic'):
        raise _error(
            ValueError,
            f"nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '{mode}'",
            f"`mode`는 'bilinear'나 'nearest'여야 하는데 '{mode}'이에요")
    if padding_mode not in ('zeros', 'border', 'reflection'):
        raise _error(
            ValueError,
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: "
            f"'{padding_mode}'",
            f"`padding_mode`는 'zeros', 'border', 'reflection' 가운데 하나여야 하는데 '{padding_mode}'이에요")
    if mode == 'bicubic' or input.dim() == 5:
        raise _error(
            NotImplementedError, "grid_sample is here for images and the modes 'bilinear' and 'nearest'",
            "`grid_sample`은 4차원 입력과 'bilinear', 'nearest'에만 있어요")
    if input.dim() != 4 or grid.dim() != 4 or grid.shape[0] != input.shape[0] or grid.shape[-1] != 2:
        raise _error(
            RuntimeError,
            'grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but got input with '
            f'sizes {list(input.shape)} and grid with sizes {list(grid.shape)}',
            f'입력은 (N, C, H, W), `grid`는 (N, H, W, 2)여야 하는데 {tuple(input.shape)}와 {tuple(grid.shape)}예요')
    if input.dtype != grid.dtype:
        raise _error(
            RuntimeError,
            f'grid_sampler(): expected input and grid to have same dtype, but input has {input.dtype} and grid has '
            f'{grid.dtype}',
            f'입력과 `grid`의 자료형이 같아야 하는데 {input.dtype}와 {grid.dtype}예요')
    n, channels, height, width = input.shape

    def places(x, size):
        x = (x + 1) / 2 * (size - 1) if align_corners else ((x + 1) * size - 1) / 2
        if padding_mode == 'border':
            return x.clamp(0, size - 1)
        if padding_mode == 'reflection':
            x = _reflected(x, 0, 2 * (size - 1)) if align_corners else _reflected(x, -1, 2 * size - 1)
            return x.clamp(0, size - 1)
        return x

    x, y = places(grid[..., 0], width), places(grid[..., 1], height)
    flat = input.reshape(n, channels, height * width)

    def at(column, row):
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        column = _torch.where(inside, column, 0).long()
        row = _torch.where(inside, row, 0).long()
        index = (row * width + column).reshape(n, 1, -1).expand(-1, channels, -1)
        found = flat.gather(2, index).reshape(n, channels, *grid.shape[1:3])
        return found * inside.unsqueeze(1).to(input.dtype)

    if mode == 'nearest':
        return at(x.detach().round(), y.detach().round())
    left, top = x.detach().floor(), y.detach().floor()
    right, bottom = left + 1, top + 1
    return (
        at(left, top) * ((right - x) * (bottom - y)).unsqueeze(1)
        + at(right, top) * ((x - left) * (bottom - y)).unsqueeze(1)
        + at(left, bottom) * ((right - x) * (y - top)).unsqueeze(1)
        + at(right, bottom) * ((x - left) * (y - top)).unsqueeze(1))


def channel_shuffle(input, groups):
    if input.dim() < 3:
        raise _error(
            RuntimeError,
            f'channel_shuffle expects input to have at least 3 dimensions, but got input with {input.dim()} dimension(s)',
            f'입력은 3차원 이상이어야 하는데 {input.dim()}차원이에요')
    n, channels = input.shape[:2]
    if groups <= 0:
        raise _error(
            RuntimeError, f'Number of groups to divide channels in must be positive. Value of groups:{groups}',
            f'`groups`는 양수여야 하는데 {groups}예요')
    if channels % groups:
        raise _error(
            RuntimeError,
            f'Number of channels must be divisible by groups. Got {channels} channels and {groups} groups.',
            f'채널 수 {channels}이(가) `groups` {groups}(으)로 나누어떨어지지 않아요')
    rest = input.shape[2:]
    return input.reshape(n, groups, channels // groups, *rest).transpose(1, 2).reshape(n, channels, *rest)


native_channel_shuffle = channel_shuffle


def _several(value, count):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) * count


def _unpool(input, indices, kernel_size, stride, padding, output_size, count):
    kernel_size = _several(kernel_size, count)
    stride = kernel_size if stride is None else _several(stride, count)
    padding = _several(padding, count)
    if input.shape != indices.shape:
        raise _error(
            RuntimeError,
            f'Expected shape of indices to be same as that of the input tensor ({list(input.shape)}) but got indices '
            f'tensor with shape: {list(indices.shape)}',
            f'입력과 `indices`의 모양이 같아야 하는데 {tuple(input.shape)}와 {tuple(indices.shape)}예요')
    usual = [
        (size - 1) * s + k - 2 * p for size, s, k, p in zip(input.shape[-count:], stride, kernel_size, padding)]
    if output_size is not None:
        wanted = list(output_size)[-count:]
        for size, s, one in zip(usual, stride, wanted):
            if not size - s < one < size + s:
                raise _error(
                    ValueError, f'invalid output_size "{wanted}" (dim 0 must be between {size - s} and {size + s})',
                    f'`output_size`가 맞지 않아요: {size - s}와 {size + s} 사이여야 하는데 {one}이에요')
        usual = wanted
    total = 1
    for size in usual:
        total *= size
    flat = input.reshape(*input.shape[:-count], -1)
    places = indices.reshape(*indices.shape[:-count], -1)
    if places.numel() and (int(places.min()) < 0 or int(places.max()) >= total):
        raise _error(
            RuntimeError,
            f'Found an invalid max index: {int(places.max())} (output volumes are of size {"x".join(map(str, usual))}',
            f'`indices`에 {int(places.max())}이(가) 있는데 결과의 크기는 {total}이에요')
    empty = _torch.zeros(*flat.shape[:-1], total, dtype=input.dtype)
    return empty.scatter(-1, places, flat).reshape(*input.shape[:-count], *usual)


def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    return _unpool(input, indices, kernel_size, stride, padding, output_size, 1)


def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    return _unpool(input, indices, kernel_size, stride, padding, output_size, 2)


class _MaxUnpoolNd(_nn.Module):
    _count = 1

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size = _several(kernel_size, self._count)
        self.stride = self.kernel_size if stride is None else _several(stride, self._count)
        self.padding = _several(padding, self._count)

    def forward(self, input, indices, output_size=None):
        return _unpool(input, indices, self.kernel_size, self.stride, self.padding, output_size, self._count)

    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'


class MaxUnpool1d(_MaxUnpoolNd):
    _count = 1


class MaxUnpool2d(_MaxUnpoolNd):
    _count = 2


class _LPPoolNd(_nn.Module):
    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type = norm_type
        self.kernel_size = kernel_size
        self.stride = stride
        self.ceil_mode = ceil_mode

    def extra_repr(self):
        return (f'norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, '
                f'ceil_mode={self.ceil_mode}')


class LPPool1d(_LPPoolNd):
    def forward(self, input):
        return _F.lp_pool1d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)


class LPPool2d(_LPPoolNd):
    def forward(self, input):
        return _F.lp_pool2d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)


class ChannelShuffle(_nn.Module):
    def __init__(self, groups):
        super().__init__()
        self.groups = groups

    def forward(self, input):
        return channel_shuffle(input, self.groups)

    def extra_repr(self):
        return f'groups={self.groups}'
