"""Averaged stochastic gradient descent (Polyak and Juditsky, 1992)."""

import torch as _torch
from torch.optim import Optimizer as _Optimizer

from _library import error as _error


class ASGD(_Optimizer):
    def __init__(self, params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None,
                 maximize=False, differentiable=False, capturable=False):
        if not 0.0 <= lr:
            raise _error(ValueError, f'Invalid learning rate: {lr}', f'학습률은 0 이상이어야 하는데 {lr}이에요')
        if not 0.0 <= weight_decay:
            raise _error(
                ValueError, f'Invalid weight_decay value: {weight_decay}',
                f'`weight_decay`는 0 이상이어야 하는데 {weight_decay}이에요')
        super().__init__(params, dict(
            lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    @_torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with _torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            lr, lambd = group['lr'], group['lambd']
            for p in group['params']:
                if p.grad is None:
                    continue
                state = self.state[p]
                if len(state) == 0:
                    state['step'] = _torch.zeros(())
                    state['eta'] = _torch.tensor(float(lr))
                    state['mu'] = _torch.ones(())
                    state['ax'] = _torch.zeros_like(p)
                grad = -p.grad if group['maximize'] else p.grad
                state['step'] += 1
                step = state['step'].item()
                if group['weight_decay'] != 0:
                    grad = grad.add(p, alpha=group['weight_decay'])
                eta = state['eta'].item()
                p.mul_(1 - lambd * eta)
                p.add_(grad, alpha=-eta)
                if state['mu'].item() != 1:
                    state['ax'].add_(p.sub(state['ax']).mul_(state['mu']))
                else:
                    state['ax'].copy_(p)
                state['eta'].copy_(_torch.tensor(lr / (1 + lambd * lr * step) ** group['alpha']))
                state['mu'].copy_(_torch.tensor(1 / max(1, step - group['t0'])))
        return loss
