"""Losses that need a loop."""

import torch as _torch
import torch.nn as _nn

from _library import error as _error


def _reduced(losses, reduction):
    if reduction == 'none':
        return losses
    if reduction == 'sum':
        return losses.sum()
    if reduction == 'mean':
        return losses.mean()
    raise _error(
        ValueError, f'{reduction} is not a valid value for reduction',
        f"`reduction`은 'none', 'mean', 'sum' 가운데 하나여야 하는데 {reduction!r}이에요")


def _blanked(labels, blank):
    line = [blank]
    for label in labels:
        line += [label, blank]
    return line


def _ctc(log_probs, labels, blank):
    """−ln Σ over all alignments, by the forward recurrence (Graves et al., 2006, §4.1)."""
    line = _blanked(labels, blank)
    states = len(line)
    nothing = log_probs.new_full((), float('-inf'))
    emitted = log_probs[:, _torch.tensor(line)]
    # Whether a state can be reached from the one before the last.
    skips = _torch.tensor([
        s >= 2 and line[s] != blank and line[s] != line[s - 2] for s in range(states)])
    first = _torch.arange(states) < 2
    alpha = _torch.where(first, emitted[0], nothing)
    for t in range(1, log_probs.shape[0]):
        one = _torch.cat([nothing.reshape(1), alpha[:-1]])
        two = _torch.where(skips, _torch.cat([nothing.expand(min(2, states)), alpha[:-2]])[:states], nothing)
        sources = _torch.stack([alpha, one, two])
        # A state that nothing reaches takes no part in the gradient.
        reached = sources.detach().max(0).values > float('-inf')
        total = _torch.where(reached, sources, 0.0).logsumexp(0)
        alpha = _torch.where(reached, total, nothing) + emitted[t]
    return -(alpha[-2:].logsumexp(0) if states > 1 else alpha[-1])


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction='mean', zero_infinity=False):
    if log_probs.dim() not in (2, 3):
        raise _error(
            RuntimeError, f'log_probs tensor must be 2-D or 3-D, got {log_probs.dim()}-D',
            f'`log_probs`는 2차원이나 3차원이어야 하는데 {log_probs.dim()}차원이에요')
    single = log_probs.dim() == 2
    if single:
        log_probs = log_probs.unsqueeze(1)
    times, batch, classes = log_probs.shape
    if not 0 <= blank < classes:
        raise _error(RuntimeError, 'blank must be in label range', f'`blank`는 0 이상 {classes} 미만이어야 해요')

    def lengths(given):
        if isinstance(given, _torch.Tensor):
            given = given.reshape(-1).tolist()
        return [int(one) for one in (given if isinstance(given, (list, tuple)) else [given])]

    input_lengths, target_lengths = lengths(input_lengths), lengths(target_lengths)
    if len(input_lengths) != batch or len(target_lengths) != batch:
        raise _error(
            RuntimeError, 'input_lengths must be of size batch_size',
            f'길이는 표본마다 하나씩 {batch}개여야 해요')
    if any(one > times for one in input_lengths):
        raise _error(
            RuntimeError, f'Expected input_lengths to have value at most {times}, but got value {max(input_lengths)}',
            f'`input_lengths`는 {times} 이하여야 하는데 {max(input_lengths)}이에요')
    if targets.dim() == 2:
        rows = [targets[i, :length].tolist() for i, length in enumerate(target_lengths)]
    else:
        flat = targets.reshape(-1).tolist()
        rows, start = [], 0
        for length in target_lengths:
            rows.append(flat[start:start + length])
            start += length
    losses = _torch.stack([
        _ctc(log_probs[:length, i], row, blank)
        for i, (length, row) in enumerate(zip(input_lengths, rows))])
    if zero_infinity:
        losses = _torch.where(losses == float('inf'), 0.0, losses)
    if reduction == 'mean':
        return (losses / _torch.tensor(target_lengths).clamp(min=1)).mean()
    result = _reduced(losses, reduction)
    return result.squeeze(0) if single and reduction == 'none' else result


class CTCLoss(_nn.Module):
    def __init__(self, blank=0, reduction='mean', zero_infinity=False):
        super().__init__()
        self.reduction = reduction
        self.blank = blank
        self.zero_infinity = zero_infinity

    def forward(self, log_probs, targets, input_lengths, target_lengths):
        return ctc_loss(
            log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity)


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction='mean'):
    if input.shape != target.shape or input.dim() not in (1, 2):
        raise _error(
            RuntimeError,
            f'inconsistent target size: {list(target.shape)} for input of size: {list(input.shape)}',
            f'입력과 정답의 모양이 같아야 하는데 {tuple(input.shape)}와 {tuple(target.shape)}예요')
    rows, marks = (input.unsqueeze(0), target.unsqueeze(0)) if input.dim() == 1 else (input, target)
    losses = []
    for row, mark in zip(rows, marks.tolist()):
        labels = mark[:mark.index(-1)] if -1 in mark else mark
        others = _torch.ones(row.shape[0], dtype=_torch.bool)
        others[labels] = False
        # Every label against every class that is none.
        margins = (1 - (row[labels].unsqueeze(1) - row[others].unsqueeze(0))).clamp(min=0)
        losses.append(margins.sum() / row.shape[0])
    losses = _torch.stack(losses)
    return _reduced(losses.squeeze(0) if input.dim() == 1 else losses, reduction)


class MultiLabelMarginLoss(_nn.Module):
    def __init__(self, size_average=None, reduce=None, reduction='mean'):
        super().__init__()
        self.reduction = reduction

    def forward(self, input, target):
        return multilabel_margin_loss(input, target, reduction=self.reduction)
