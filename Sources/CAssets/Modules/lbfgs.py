"""Limited-memory BFGS (Nocedal, 1980), with a line search for the strong Wolfe conditions."""

import torch as _torch
from torch.optim import Optimizer as _Optimizer

from _library import error as _error


def _cubic(x1, f1, g1, x2, f2, g2, bounds=None):
    """The minimum of the cubic through two points with slopes (Nocedal & Wright, 2006, eq. 3.59)."""
    low, high = bounds if bounds is not None else ((x1, x2) if x1 <= x2 else (x2, x1))
    d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
    square = d1 ** 2 - g1 * g2
    if square >= 0:
        d2 = square.sqrt() if isinstance(square, _torch.Tensor) else square ** 0.5
        if x1 <= x2:
            place = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
        else:
            place = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
        return min(max(place, low), high)
    return (low + high) / 2.0


def _strong_wolfe(evaluate, t, d, f, g, slope, c1=1e-4, c2=0.9, tolerance=1e-9, most=25):
    size = d.abs().max()
    g = g.clone()
    f_new, g_new = evaluate(t)
    evaluations = 1
    slope_new = g_new.dot(d)
    t_old, f_old, g_old, slope_old = 0, f, g, slope
    is_done = False
    steps = 0
    while steps < most:
        if f_new > f + c1 * t * slope or (steps > 1 and f_new >= f_old):
            ends = [t_old, t]
            values, gradients, slopes = [f_old, f_new], [g_old, g_new.clone()], [slope_old, slope_new]
            break
        if abs(slope_new) <= -c2 * slope:
            ends, values, gradients = [t], [f_new], [g_new]
            is_done = True
            break
        if slope_new >= 0:
            ends = [t_old, t]
            values, gradients, slopes = [f_old, f_new], [g_old, g_new.clone()], [slope_old, slope_new]
            break
        least, greatest = t + 0.01 * (t - t_old), t * 10
        before = t
        t = _cubic(t_old, f_old, slope_old, t, f_new, slope_new, bounds=(least, greatest))
        t_old, f_old, g_old, slope_old = before, f_new, g_new.clone(), slope_new
        f_new, g_new = evaluate(t)
        evaluations += 1
        slope_new = g_new.dot(d)
        steps += 1
    if steps == most:
        ends, values, gradients = [0, t], [f, f_new], [g, g_new]
        slopes = [slope, slope_new]
    is_stuck = False
    low, high = (0, 1) if values[0] <= values[-1] else (1, 0)
    while not is_done and steps < most:
        if abs(ends[1] - ends[0]) * size < tolerance:
            break
        t = _cubic(ends[0], values[0], slopes[0], ends[1], values[1], slopes[1])
        margin = 0.1 * (max(ends) - min(ends))
        if min(max(ends) - t, t - min(ends)) < margin:
            if is_stuck or t >= max(ends) or t <= min(ends):
                t = max(ends) - margin if abs(t - max(ends)) < abs(t - min(ends)) else min(ends) + margin
                is_stuck = False
            else:
                is_stuck = True
        else:
            is_stuck = False
        f_new, g_new = evaluate(t)
        evaluations += 1
        slope_new = g_new.dot(d)
        steps += 1
        if f_new > f + c1 * t * slope or f_new >= values[low]:
            ends[high], values[high], gradients[high], slopes[high] = t, f_new, g_new.clone(), slope_new
            low, high = (0, 1) if values[0] <= values[1] else (1, 0)
        else:
            if abs(slope_new) <= -c2 * slope:
                is_done = True
            elif slope_new * (ends[high] - ends[low]) >= 0:
                ends[high], values[high] = ends[low], values[low]
                gradients[high], slopes[high] = gradients[low], slopes[low]
            ends[low], values[low], gradients[low], slopes[low] = t, f_new, g_new.clone(), slope_new
    if len(ends) == 1:
        low = 0
    return values[low], gradients[low], ends[low], evaluations


class LBFGS(_Optimizer):
    def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09,
                 history_size=100, line_search_fn=None, maximize=False):
        if lr < 0.0:
            raise _error(ValueError, f'Invalid learning rate: {lr}', f'학습률은 0 이상이어야 하는데 {lr}이에요')
        if max_eval is None:
            max_eval = max_iter * 5 // 4
        super().__init__(params, dict(
            lr=lr, max_iter=max_iter, max_eval=max_eval, tolerance_grad=tolerance_grad,
            tolerance_change=tolerance_change, history_size=history_size, line_search_fn=line_search_fn,
            maximize=maximize))
        if len(self.param_groups) != 1:
            raise _error(
                ValueError, "LBFGS doesn't support per-parameter options (parameter groups)",
                'LBFGS는 매개변수 묶음을 하나만 받아요')
        self._params = self.param_groups[0]['params']

    def _gradient(self):
        flat = _torch.cat([
            p.new_zeros(p.numel()) if p.grad is None else p.grad.reshape(-1) for p in self._params])
        return -flat if self.param_groups[0]['maximize'] else flat

    def _move(self, t, direction):
        start = 0
        for p in self._params:
            p.add_(direction[start:start + p.numel()].view_as(p), alpha=float(t))
            start += p.numel()

    def _value_at(self, closure, origin, t, direction):
        self._move(t, direction)
        loss = float(closure())
        gradient = self._gradient()
        for p, before in zip(self._params, origin):
            p.copy_(before)
        return loss, gradient

    @_torch.no_grad()
    def step(self, closure):
        closure = _torch.enable_grad()(closure)
        group = self.param_groups[0]
        lr, max_iter, max_eval = group['lr'], group['max_iter'], group['max_eval']
        least_gradient, least_change = group['tolerance_grad'], group['tolerance_change']
        search, history = group['line_search_fn'], group['history_size']
        state = self.state[self._params[0]]
        state.setdefault('func_evals', 0)
        state.setdefault('n_iter', 0)
        first_loss = closure()
        loss = float(first_loss)
        evaluations = 1
        state['func_evals'] += 1
        gradient = self._gradient()
        if gradient.abs().max() <= least_gradient:
            return first_loss
        d, t = state.get('d'), state.get('t')
        old_dirs, old_stps, ro = state.get('old_dirs'), state.get('old_stps'), state.get('ro')
        scale = state.get('H_diag')
        before, loss_before = state.get('prev_flat_grad'), state.get('prev_loss')
        rounds = 0
        while rounds < max_iter:
            rounds += 1
            state['n_iter'] += 1
            if state['n_iter'] == 1:
                d = gradient.neg()
                old_dirs, old_stps, ro, scale = [], [], [], 1
            else:
                y = gradient.sub(before)
                s = d.mul(t)
                ys = y.dot(s)
                if ys > 1e-10:
                    if len(old_dirs) == history:
                        old_dirs.pop(0)
                        old_stps.pop(0)
                        ro.pop(0)
                    old_dirs.append(y)
                    old_stps.append(s)
                    ro.append(1.0 / ys)
                    scale = ys / y.dot(y)
                # The two loops of Nocedal (1980).
                count = len(old_dirs)
                alphas = [None] * count
                q = gradient.neg()
                for i in range(count - 1, -1, -1):
                    alphas[i] = old_stps[i].dot(q) * ro[i]
                    q.add_(old_dirs[i], alpha=-float(alphas[i]))
                d = q.mul(scale)
                for i in range(count):
                    beta = old_dirs[i].dot(d) * ro[i]
                    d.add_(old_stps[i], alpha=float(alphas[i] - beta))
            if before is None:
                before = gradient.clone()
            else:
                before.copy_(gradient)
            loss_before = loss
            t = min(1.0, 1.0 / gradient.abs().sum()) * lr if state['n_iter'] == 1 else lr
            slope = gradient.dot(d)
            if slope > -least_change:
                break
            calls = 0
            if search is not None:
                if search != 'strong_wolfe':
                    raise _error(
                        RuntimeError, "only 'strong_wolfe' is supported", "`'strong_wolfe'`만 쓸 수 있어요")
                origin = [p.clone() for p in self._params]
                loss, gradient, t, calls = _strong_wolfe(
                    lambda t: self._value_at(closure, origin, t, d), t, d, loss, gradient, slope)
                self._move(t, d)
                is_flat = gradient.abs().max() <= least_gradient
            else:
                self._move(t, d)
                is_flat = False
                if rounds != max_iter:
                    loss = float(closure())
                    gradient = self._gradient()
                    is_flat = gradient.abs().max() <= least_gradient
                    calls = 1
            evaluations += calls
            state['func_evals'] += calls
            if rounds == max_iter or evaluations >= max_eval or is_flat:
                break
            if d.mul(t).abs().max() <= least_change or abs(loss - loss_before) < least_change:
                break
        state['d'], state['t'] = d, t
        state['old_dirs'], state['old_stps'], state['ro'], state['H_diag'] = old_dirs, old_stps, ro, scale
        state['prev_flat_grad'], state['prev_loss'] = before, loss_before
        return first_loss
