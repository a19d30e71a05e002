# An operation with a gradient of its own
import math
import torch


class LegendrePolynomial3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        return 0.5 * (5 * input ** 3 - 3 * input)

    @staticmethod
    def backward(ctx, grad_output):
        input, = ctx.saved_tensors
        return grad_output * 1.5 * (5 * input ** 2 - 1)


class Clip(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, low, high):
        ctx.low, ctx.high = low, high
        ctx.save_for_backward(x)
        return x.clamp(low, high)

    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        print(ctx.needs_input_grad)
        return g * ((x > ctx.low) & (x < ctx.high)).float(), None, None


x = torch.tensor([-1.0, 0.5, 2.0], requires_grad=True)
P3 = LegendrePolynomial3.apply
y = P3(x)
print(y)
y.sum().backward()
print(x.grad)
x.grad = None
Clip.apply(x * 1.0, 0.0, 1.0).sum().backward()
print(x.grad)

x = torch.linspace(-math.pi, math.pi, 200)
y = torch.sin(x)
a = torch.full((), 0.0, requires_grad=True)
b = torch.full((), -1.0, requires_grad=True)
c = torch.full((), 0.0, requires_grad=True)
d = torch.full((), 0.3, requires_grad=True)
learning_rate = 5e-5
for t in range(200):
    y_pred = a + b * P3(c + d * x)
    loss = (y_pred - y).pow(2).sum()
    if t % 50 == 49:
        print(t, f"{loss.item():.2f}")
    loss.backward()
    with torch.no_grad():
        for p in [a, b, c, d]:
            p -= learning_rate * p.grad
            p.grad = None
print(f"y = {a.item():.2f} + {b.item():.2f} * P3({c.item():.2f} + {d.item():.2f} x)")
