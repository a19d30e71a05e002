"""out=, the classes of grad_fn and of named results, state_dicts of schedules."""
import torch
from torch import nn
from torch.optim import lr_scheduler as S

x = torch.tensor([[1.0, 0.0], [2.0, 3.0]])
y = torch.empty(2, 2)
print(torch.matmul(x, x, out=y) is y, y)
torch.add(x, 1, out=y)
print(y, torch.exp(x, out=torch.empty(0)).shape)
values, indices = torch.empty(2), torch.empty(2, dtype=torch.long)
torch.max(x, 1, out=(values, indices))
print(values, indices, torch.cat([x, x], out=torch.empty(4, 2)).shape, torch.stack([x, x], out=torch.empty(2, 2, 2)).sum())
for wrong in [
    lambda: torch.mul(x, x, out=torch.empty(2, 2, dtype=torch.long)),
    lambda: torch.mul(x.requires_grad_(), 2, out=torch.empty(2, 2)),
]:
    try:
        wrong()
    except RuntimeError as e:
        print(e)
layer = nn.Linear(2, 2)
loss = nn.MSELoss()(torch.relu(layer(x)), torch.zeros(2, 2))
names = []
node = loss.grad_fn
while node is not None:
    names.append(type(node).__name__)
    node = node.next_functions[0][0] if node.next_functions else None
print(names, loss.grad_fn.name())
print([type(f[0]).__name__ for f in layer(x.detach()).grad_fn.next_functions if f[0] is not None])
print(type(torch.max(x, 1)).__name__, type(torch.linalg.qr(x.detach())).__name__, type(torch.topk(x, 1)))
print(torch.slogdet(x.detach()), torch.linalg.slogdet(x.detach()))
norm = nn.BatchNorm1d(2)
norm(x.detach())
norm.reset_running_stats()
print(norm.running_mean, norm.num_batches_tracked)
try:
    nn.init.orthogonal_(torch.empty(3))
except ValueError as e:
    print(e)
print(torch.quantile(torch.arange(6.0), 0.4, interpolation="higher"), torch.quantile(torch.arange(6.0), 0.4))


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1, momentum=0.9)


for make in [
    lambda o: S.StepLR(o, 3),
    lambda o: S.MultiStepLR(o, [2, 5, 5]),
    lambda o: S.ExponentialLR(o, 0.9),
    lambda o: S.ConstantLR(o),
    lambda o: S.LinearLR(o, start_factor=0.5),
    lambda o: S.PolynomialLR(o, 4, 2.0),
    lambda o: S.LambdaLR(o, lambda e: 0.5 ** e),
    lambda o: S.MultiplicativeLR(o, lambda e: 0.5),
    lambda o: S.CosineAnnealingLR(o, 5),
    lambda o: S.CosineAnnealingWarmRestarts(o, 3),
    lambda o: S.OneCycleLR(o, 0.1, 10),
    lambda o: S.ReduceLROnPlateau(o, patience=2),
    lambda o: S.SequentialLR(o, [S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)], milestones=[2]),
    lambda o: S.ChainedScheduler([S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)]),
]:
    o = optimizer()
    schedule = make(o)
    for _ in range(3):
        o.step()
        schedule.step(1.0) if isinstance(schedule, S.ReduceLROnPlateau) else schedule.step()
    state = schedule.state_dict()
    print(type(schedule).__name__, {k: round(v, 9) if isinstance(v, float) else v for k, v in state.items() if "lr" not in k})
    other = make(optimizer())
    other.load_state_dict(state)
    print(other.state_dict() == state, list(state))
step = S.StepLR(optimizer(), 7, 0.5)
print(step.step_size, step.gamma)
step.load_state_dict(S.StepLR(optimizer(), 3).state_dict())
print(step.step_size, step.gamma)
try:
    S.OneCycleLR(optimizer(), max_lr=1)
except ValueError as e:
    print(e)
