"""Whole Jacobians and Hessians, one backward for each row."""

import torch as _torch

from _library import error as _error


def _as_tuple(values, name):
    is_one = isinstance(values, _torch.Tensor)
    values = (values,) if is_one else tuple(values)
    for value in values:
        if not isinstance(value, _torch.Tensor):
            kind = type(value)
            raise _error(
                TypeError,
                f'The {name} must be either a Tensor or a tuple of Tensors but the given {name} is {kind}.',
                f'{name}는 텐서이거나 텐서의 튜플이어야 해요')
    return values, not is_one


def _track(inputs, create_graph):
    return tuple(
        x.view_as(x) if create_graph and x.requires_grad else x.detach().requires_grad_() for x in inputs)


def _gradients(output, inputs, weights=None, create_graph=False):
    if not output.requires_grad:
        return tuple(_torch.zeros_like(x) for x in inputs)
    found = _torch.autograd.grad(
        output, inputs, weights, retain_graph=True, create_graph=create_graph, allow_unused=True)
    return tuple(_torch.zeros_like(x) if g is None else g for g, x in zip(found, inputs))


def _settle(value, create_graph):
    return value if create_graph else value.detach()


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy='reverse-mode'):
    inputs, many_in = _as_tuple(inputs, 'inputs')
    with _torch.enable_grad():
        inputs = _track(inputs, create_graph)
        outputs, many_out = _as_tuple(func(*inputs), 'outputs')
        rows = []
        for output in outputs:
            flat = output.reshape(-1)
            found = [_gradients(flat[i], inputs, None, create_graph) for i in range(flat.numel())]
            row = []
            for place, x in enumerate(inputs):
                parts = [_settle(one[place], create_graph) for one in found]
                made = _torch.stack(parts) if parts else x.new_zeros((0,) + tuple(x.shape))
                row.append(made.reshape(tuple(output.shape) + tuple(x.shape)))
            rows.append(tuple(row))
    if many_out:
        return tuple(row if many_in else row[0] for row in rows)
    return rows[0] if many_in else rows[0][0]


def hessian(func, inputs, create_graph=False, strict=False, vectorize=False, outer_jacobian_strategy='reverse-mode'):
    inputs, many = _as_tuple(inputs, 'inputs')

    def gradient(*xs):
        output = func(*xs)
        if not isinstance(output, _torch.Tensor):
            raise _error(
                RuntimeError,
                'The function given to hessian should return a single Tensor', '함수는 텐서 하나를 돌려줘야 해요')
        if output.numel() != 1:
            raise _error(
                RuntimeError, 'The Tensor returned by the function given to hessian should contain a single element',
                '함수가 돌려준 텐서의 원소는 하나여야 해요')
        return _gradients(output.reshape(()), xs, None, True)

    made = jacobian(gradient, inputs, create_graph)
    return made if many else made[0][0]


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    inputs, many = _as_tuple(inputs, 'inputs')
    with _torch.enable_grad():
        inputs = _track(inputs, create_graph)
        output = func(*inputs)
        found = _gradients(output, inputs, v, create_graph)
    found = tuple(_settle(g, create_graph) for g in found)
    return _settle(output, create_graph), found if many else found[0]


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    inputs, many = _as_tuple(inputs, 'inputs')
    v = tuple(_torch.ones_like(x) for x in inputs) if v is None else (v if isinstance(v, tuple) else (v,))
    with _torch.enable_grad():
        inputs = _track(inputs, create_graph)
        output = func(*inputs)
        weights = _torch.zeros_like(output).requires_grad_()
        found = _gradients(output, inputs, weights, True)
        total = sum((g * one).sum() for g, one in zip(found, v))
        result = _gradients(total, (weights,), None, create_graph)[0]
    return _settle(output, create_graph), _settle(result, create_graph)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    inputs, many = _as_tuple(inputs, 'inputs')
    v = tuple(_torch.ones_like(x) for x in inputs) if v is None else (v if isinstance(v, tuple) else (v,))
    with _torch.enable_grad():
        inputs = _track(inputs, create_graph)
        output = func(*inputs)
        found = _gradients(output, inputs, None, True)
        total = sum((g * one).sum() for g, one in zip(found, v))
        result = _gradients(total, inputs, None, create_graph)
    result = tuple(_settle(g, create_graph) for g in result)
    return _settle(output, create_graph), result if many else result[0]


vhp = hvp
