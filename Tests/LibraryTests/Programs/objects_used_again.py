# Results that are dropped at once give their objects to later results: nothing of the earlier ones may be seen.
import torch
from torch import nn

a = torch.ones(3)
for step in range(2000):
    t = (a * step).requires_grad_()
    t.mark = step
    (t * t).sum().backward()
    t.retain_grad()
    name = t.grad

fresh = [a + k for k in range(200)]
print(any(t.requires_grad for t in fresh), any(t.grad is not None for t in fresh))
print(any(hasattr(t, "mark") for t in fresh), all(t.is_leaf for t in fresh), any(t.retains_grad for t in fresh))
print(any(isinstance(t, nn.Parameter) for t in fresh), {t.dtype for t in fresh})

for step in range(2000):
    nn.Parameter(torch.zeros(2))
    torch.tensor([1, 2], dtype=torch.int32) + 1
    torch.tensor([True])
made = [torch.zeros(2) + k for k in range(100)] + [torch.tensor([k]) * 2 for k in range(100)]
print(any(isinstance(t, nn.Parameter) for t in made), sorted({str(t.dtype) for t in made}), type(made[0]))
print(made[5], made[105], torch.tensor([7]) + torch.tensor([1]))

# Hooks and flags belong to the tensor that had them.
seen = []
for step in range(100):
    h = torch.tensor([1.0], requires_grad=True)
    h.register_hook(lambda g: seen.append(1))
    (h * 2).sum().backward()
print(len(seen))
for step in range(100):
    h = torch.tensor([1.0], requires_grad=True)
    (h * 2).sum().backward()
print(len(seen))

# One tensor is one object for as long as somebody holds it.
w = torch.ones(2, requires_grad=True)
(w * w).sum().backward()
print(w.grad is w.grad, w.grad)
g = w.grad
w.grad = None
print(g, w.grad)
layer = nn.Linear(2, 2)
print(layer.weight is layer.weight, layer.weight.grad is None)

# A number beside a tensor, many times: a loop's temporaries neither grow nor mix.
total = torch.zeros(())
for step in range(5000):
    total = total + (a[0] * step - step) + a[1:].sum() / 2 - 1
print(total)

# Saved tensors are the ones that were saved.
x = torch.linspace(0, 1, 5, requires_grad=True)
outs = []
for step in range(50):
    y = (x * step).sin()
    outs.append((y * y).sum())
    del y
sum(outs).backward()
print(x.grad)
