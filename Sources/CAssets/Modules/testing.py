"""Comparing what was computed with what should have come out."""

import math as _math

import torch as _torch

from _library import error as _error

# (rtol, atol)
_TOLERANCES = {_torch.float32: (1.3e-6, 1e-5), _torch.float64: (1e-7, 1e-7)}


def _fail(text, place, msg):
    if place:
        text += '\n\nThe failure occurred for item ' + ''.join(f'[{key!r}]' for key in place)
    if msg is not None:
        text = msg(text) if callable(msg) else msg
    raise AssertionError(text)


def _usual(*dtypes):
    pairs = [_TOLERANCES.get(dtype, (0.0, 0.0)) for dtype in dtypes]
    return max(pair[0] for pair in pairs), max(pair[1] for pair in pairs)


def _close(a, b, rtol, atol, equal_nan):
    if _math.isnan(a) or _math.isnan(b):
        return equal_nan and _math.isnan(a) and _math.isnan(b)
    return a == b or (not _math.isinf(a) and not _math.isinf(b) and abs(a - b) <= atol + rtol * abs(b))


def _compare_numbers(actual, expected, options, place):
    rtol, atol, equal_nan, _, msg = options
    if rtol is None:
        kinds = [_torch.float64 if isinstance(one, float) else _torch.int64 for one in (actual, expected)]
        rtol, atol = _usual(*kinds)
    if _close(actual, expected, rtol, atol, equal_nan):
        return
    difference = abs(actual - expected)
    relative = difference / abs(expected) if expected else float('inf')
    if rtol == 0 and atol == 0:
        text = (f'Scalars are not equal!\n\nExpected {expected} but got {actual}.\n'
                f'Absolute difference: {difference}\nRelative difference: {relative}')
    else:
        text = (f'Scalars are not close!\n\nExpected {expected} but got {actual}.\n'
                f'Absolute difference: {difference} (up to {atol} allowed)\n'
                f'Relative difference: {relative} (up to {rtol} allowed)')
    _fail(text, place, msg)


def _largest(values):
    """The largest number (NaN counts as larger than all) and its place."""
    flat = values.reshape(-1)
    number = int(flat.argmax())
    index = []
    rest = number
    for size in reversed(values.shape):
        index.append(rest % size)
        rest //= size
    return flat[number].item(), tuple(reversed(index))


def _compare_tensors(actual, expected, options, place):
    rtol, atol, equal_nan, check_dtype, msg = options
    if actual.shape != expected.shape:
        _fail(f"The values for attribute 'shape' do not match: {actual.shape} != {expected.shape}.", place, msg)
    if check_dtype and actual.dtype != expected.dtype:
        _fail(f"The values for attribute 'dtype' do not match: {actual.dtype} != {expected.dtype}.", place, msg)
    if rtol is None:
        rtol, atol = _usual(actual.dtype, expected.dtype)
    actual, expected = actual.detach(), expected.detach()
    if actual.dtype != expected.dtype:
        actual, expected = actual.double(), expected.double()
    if actual.dtype == _torch.bool:
        actual, expected = actual.long(), expected.long()
    matches = _torch.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if bool(matches.all()):
        return
    if actual.dim() == 0:
        _compare_numbers(actual.item(), expected.item(), (rtol, atol, equal_nan, check_dtype, msg), place)
    wrong = int((~matches).sum())
    differences = (actual - expected).abs()
    # Places that agree don't count for the largest difference.
    differences = _torch.where(matches, 0, differences)
    relative = differences / expected.abs()
    relative = _torch.where(matches & (expected == 0), 0, relative)
    (absolute, where), (ratio, where_ratio) = _largest(differences), _largest(relative)
    is_equal = rtol == 0 and atol == 0
    text = (f'Tensor-likes are not {"equal" if is_equal else "close"}!\n\n'
            f'Mismatched elements: {wrong} / {actual.numel()} ({wrong / actual.numel():.1%})\n'
            f'Greatest absolute difference: {absolute} at index {where}')
    text += '' if is_equal else f' (up to {atol} allowed)'
    text += f'\nGreatest relative difference: {ratio} at index {where_ratio}'
    text += '' if is_equal else f' (up to {rtol} allowed)'
    _fail(text, place, msg)


def _compare(actual, expected, options, place):
    msg = options[-1]
    if isinstance(actual, _torch.Tensor) and isinstance(expected, _torch.Tensor):
        return _compare_tensors(actual, expected, options, place)
    if isinstance(actual, dict) and isinstance(expected, dict):
        if actual.keys() != expected.keys():
            missing = sorted(set(expected) - set(actual))
            extra = sorted(set(actual) - set(expected))
            _fail('The keys of the mappings do not match:\n'
                  f'Missing keys in the actual mapping: {missing}\n'
                  f'Additional keys in the actual mapping: {extra}', place, msg)
        for key in actual:
            _compare(actual[key], expected[key], options, place + [key])
        return
    if isinstance(actual, (list, tuple)) and isinstance(expected, (list, tuple)):
        if len(actual) != len(expected):
            _fail(f'The length of the sequences do not match: {len(actual)} != {len(expected)}', place, msg)
        for index, (one, other) in enumerate(zip(actual, expected)):
            _compare(one, other, options, place + [index])
        return
    if isinstance(actual, bool) and isinstance(expected, bool):
        if actual is not expected:
            _fail(f'Booleans mismatch: {actual} is not {expected}', place, msg)
        return
    if isinstance(actual, (int, float)) and isinstance(expected, (int, float)):
        if options[3] and type(actual) is not type(expected):
            _fail("The (d)types do not match: "
                  f"{type(actual)} != {type(expected)}.", place, msg)
        return _compare_numbers(actual, expected, options, place)
    if actual is None and expected is None:
        return
    if type(actual) is not type(expected):
        raise _error(
            TypeError,
            'No comparison pair was able to handle inputs of type '
            f'{type(actual)} and {type(expected)}.',
            f'{type(actual).__name__}와(과) {type(expected).__name__}은(는) 견줄 수 없어요')
    if actual != expected:
        _fail(f'Object equality failed: {actual!r} != {expected!r}', place, msg)


def assert_close(actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False,
                 check_device=True, check_dtype=True, check_layout=True, check_stride=False, msg=None):
    if (rtol is None) != (atol is None):
        raise _error(
            ValueError,
            "Both 'rtol' and 'atol' must be either specified or unspecified, "
            f"but got rtol={rtol} and atol={atol} instead",
            '`rtol`과 `atol`은 둘 다 주거나 둘 다 주지 않아야 해요')
    _compare(actual, expected, (rtol, atol, equal_nan, check_dtype, msg), [])
