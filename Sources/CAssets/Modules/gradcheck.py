"""Gradients against differences of values."""

import torch as _torch

from _library import error as _error


class GradcheckError(RuntimeError):
    pass


def _outputs(func, inputs):
    made = func(*inputs)
    made = (made,) if isinstance(made, _torch.Tensor) else tuple(made)
    return [y for y in made if y.is_floating_point()]


def _numerical(func, inputs, x, eps):
    """For each output, the matrix of derivatives: a row for each element of `x`."""
    columns = None
    with _torch.no_grad():
        data = x.data
        for place in range(x.numel()):
            step = _torch.zeros(x.numel(), dtype=x.dtype)
            step[place] = eps
            step = step.reshape(x.shape)
            data += step
            above = [y.clone().reshape(-1) for y in _outputs(func, inputs)]
            data -= 2 * step
            below = [y.clone().reshape(-1) for y in _outputs(func, inputs)]
            data += step
            rows = [(a - b) / (2 * eps) for a, b in zip(above, below)]
            columns = [[] for _ in rows] if columns is None else columns
            for column, row in zip(columns, rows):
                column.append(row)
    return [_torch.stack(column) for column in columns or []]


def _analytical(output, x):
    rows = []
    flat = output.reshape(-1)
    for i in range(flat.numel()):
        weights = _torch.zeros_like(flat)
        weights[i] = 1
        found, = _torch.autograd.grad(flat, (x,), weights, retain_graph=True, allow_unused=True)
        rows.append(_torch.zeros(x.numel(), dtype=x.dtype) if found is None else found.reshape(-1))
    return _torch.stack(rows, 1) if rows else _torch.zeros(x.numel(), 0, dtype=x.dtype)


def gradcheck(func, inputs, *, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True, **options):
    inputs = (inputs,) if isinstance(inputs, _torch.Tensor) else tuple(inputs)
    watched = [x for x in inputs if isinstance(x, _torch.Tensor) and x.requires_grad]
    if not watched:
        raise _error(
            ValueError,
            'gradcheck expects at least one input tensor to require gradient, but none of the them have '
            'requires_grad=True.',
            '입력 텐서 가운데 하나는 requires_grad=True여야 해요')
    # Differences first: they change the inputs in place.
    differences = [_numerical(func, inputs, x, eps) for x in watched]
    with _torch.enable_grad():
        outputs = _outputs(func, inputs)
        for j, (x, numerical) in enumerate(zip(watched, differences)):
            for i, output in enumerate(outputs):
                if not output.requires_grad:
                    analytical = _torch.zeros_like(numerical[i])
                else:
                    analytical = _analytical(output, x)
                if not _torch.allclose(analytical, numerical[i].to(analytical.dtype), rtol, atol):
                    if not raise_exception:
                        return False
                    raise _error(
                        GradcheckError,
                        f'Jacobian mismatch for output {i} with respect to input {j},\n'
                        f'numerical:{numerical[i]}\nanalytical:{analytical}\n',
                        f'{i}번째 출력을 {j}번째 입력으로 미분한 값이 달라요.\n'
                        f'차분으로 구한 값:{numerical[i]}\n기울기:{analytical}\n')
    return True


def gradgradcheck(func, inputs, grad_outputs=None, *, eps=1e-06, atol=1e-05, rtol=0.001, raise_exception=True, **options):
    inputs = (inputs,) if isinstance(inputs, _torch.Tensor) else tuple(inputs)
    if grad_outputs is None:
        grad_outputs = tuple(_torch.randn_like(y).requires_grad_() for y in _outputs(func, inputs))
    elif isinstance(grad_outputs, _torch.Tensor):
        grad_outputs = (grad_outputs,)
    count = len(grad_outputs)

    def gradients(*args):
        xs = args[:-count]
        watched = tuple(x for x in xs if isinstance(x, _torch.Tensor) and x.requires_grad)
        with _torch.enable_grad():
            found = _torch.autograd.grad(
                _outputs(func, xs), watched, args[-count:], create_graph=True, allow_unused=True)
        return tuple(g for g in found if g is not None and g.requires_grad)

    with _torch.enable_grad():
        return gradcheck(
            gradients, inputs + tuple(grad_outputs), eps=eps, atol=atol, rtol=rtol,
            raise_exception=raise_exception)
