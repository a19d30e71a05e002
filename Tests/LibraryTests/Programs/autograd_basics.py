import torch

x = torch.ones(2, 2, requires_grad=True)
print(x)
y = x + 2
print(y)
print(y.grad_fn is not None, x.grad_fn)
z = y * y * 3
out = z.mean()
print(z, out)
a = torch.tensor([[2.0, 3.0], [1.0, 4.0]])
a = ((a * 3) / (a - 1.5))
print(a.requires_grad)
a.requires_grad_(True)
print(a.requires_grad)
b = (a * a).sum()
print(b.requires_grad)
out.backward()
print(x.grad)
x.grad.zero_()
print(x.grad)
x.grad = None
print(x.grad)

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
while y.norm() < 1000:
    y = y * 2
print(y)
y.backward(torch.tensor([0.1, 1.0, 0.0001]))
print(x.grad)
print(x.requires_grad, (x ** 2).requires_grad)
with torch.no_grad():
    print((x ** 2).requires_grad)
y = x.detach()
print(y.requires_grad, x.eq(y).all())

# Gradients accumulate
w = torch.tensor(2.0, requires_grad=True)
for _ in range(3):
    (w ** 2).backward()
    print(w.grad)

# Second derivative
x = torch.tensor(3.0, requires_grad=True)
y = x ** 3
(g,) = torch.autograd.grad(y, x, create_graph=True)
print(g)
(h,) = torch.autograd.grad(g, x)
print(h)

# Jacobian by rows
x = torch.tensor([1.0, 2.0], requires_grad=True)
f = torch.stack([x[0] * x[1], x[0] ** 2, x.sum()])
rows = [torch.autograd.grad(f[i], x, retain_graph=True)[0] for i in range(3)]
print(torch.stack(rows))

# retain_grad, is_leaf, hooks
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x * 3
y.retain_grad()
handle = x.register_hook(lambda g: g * 10)
(y ** 2).sum().backward()
print(y.grad, x.grad, x.is_leaf, y.is_leaf)
handle.remove()


@torch.no_grad()
def evaluate(t):
    return (t * 2).requires_grad


print(evaluate(x), torch.is_grad_enabled())
with torch.set_grad_enabled(False):
    print((x * 2).requires_grad)
    with torch.enable_grad():
        print((x * 2).requires_grad)
print((x * 2).requires_grad)
with torch.inference_mode():
    print((x * 2).requires_grad)
