# Ints, slices, None and ... choose a view at once; what doesn't fit, and what is inside the graph, goes the long way.
import torch

x = torch.arange(60, dtype=torch.float32).reshape(3, 4, 5)
indices = [
    (0, 1),
    (-1, -1, -1),
    (slice(None), 2),
    (slice(1, 3), slice(None, None, 2)),
    (..., 0),
    (0, ..., slice(1, -1)),
    (None, 1, None, slice(2), None),
    (slice(2, 1), 3),
    (slice(-100, 100, 3), slice(5, 9)),
    (slice(None), slice(None), slice(None), None),
    (1, ..., None),
    (None, ...),
    (),
    slice(1, None),
    slice(None, None, 4),
    slice(3, 3),
]
for index in indices:
    y = x[index]
    print(tuple(y.shape), y.stride(), y.storage_offset(), y.is_contiguous(), y.sum().item())

for index in [(0, 9), (0, 0, 0, 0), (3,), (0, 1.5)]:
    try:
        print(x[index])
    except IndexError as error:
        print("IndexError")
    except TypeError as error:
        print("TypeError")

i = torch.arange(6, dtype=torch.int32).reshape(2, 3)
print(i[1, 2], i[:, 1], i[0, ::2].dtype)
b = torch.tensor([[True, False], [False, True]])
print(b[1, 1], b[:, 0])
print(x[True, 0].shape, x[0, [1, 2]].shape, x[torch.tensor([0, 2]), 1].shape)

# A view is another window on the same elements.
view = x[1, :, 2]
view += 100
print(x[1, 0], x[0, 0])
x[2, 1:3, ::2] = -1.0
print(x[2])

# A view made outside the graph joins it when its base does.
base = torch.zeros(2, 3)
row = base[1, 0:2]
weight = torch.ones(2, 3, requires_grad=True)
base.add_(weight * 2)
print(base.requires_grad, row.requires_grad)
row.sum().backward()
print(weight.grad)

# Inside the graph, and with recording switched off.
w = torch.arange(6.0).reshape(2, 3).requires_grad_()
print(w[1, 2].requires_grad, w[0, 1:].grad_fn is not None, w[None, 1].shape)
(w[1, 2] * 3 + w[0, 1:].sum() + w[..., 0].sum()).backward()
print(w.grad)
with torch.no_grad():
    print(w[1, 1:].requires_grad, w[1, 2].item())
