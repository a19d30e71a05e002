"""Distributions, Jacobians and Hessians, gradcheck, second gradients of decompositions."""
import torch
from torch.autograd.functional import hessian, hvp, jacobian, jvp, vjp
from torch.distributions import Bernoulli, Categorical, Exponential, Normal, Uniform, kl_divergence

torch.manual_seed(0)
for make in [
    lambda: Normal(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0])),
    lambda: Normal(0.0, 1.0),
    lambda: Uniform(0.0, 5.0),
    lambda: Exponential(torch.tensor([2.0])),
    lambda: Bernoulli(torch.tensor([0.3, 0.7])),
    lambda: Categorical(torch.tensor([[0.2, 0.8], [0.5, 0.5]])),
    lambda: Categorical(logits=torch.tensor([1.0, 2.0, 3.0])),
]:
    d = make()
    x = d.sample((2,))
    print(d, x, d.log_prob(x), d.entropy(), d.batch_shape)
    if d.has_rsample:
        print(d.rsample(), d.mean, d.variance)
print(kl_divergence(Normal(0.0, 1.0), Normal(1.0, 2.0)))
print(kl_divergence(Categorical(torch.tensor([0.5, 0.5])), Categorical(torch.tensor([0.9, 0.1]))))
mu = torch.tensor([0.5], requires_grad=True)
Normal(mu, 1.0).rsample().sum().backward()
print(mu.grad)
policy = torch.tensor([0.1, 0.2, 0.3], requires_grad=True)
choice = Categorical(logits=policy)
(-choice.log_prob(torch.tensor(2)) * 1.5).backward()
print(policy.grad, choice.probs)
for wrong in [
    lambda: Normal(torch.tensor([0.0]), torch.tensor([-1.0])),
    lambda: Bernoulli(torch.tensor([1.5])),
    lambda: Categorical(torch.tensor([0.5, 0.5])).log_prob(torch.tensor(5)),
    lambda: Categorical(),
]:
    try:
        wrong()
    except ValueError as e:
        print(e)

x = torch.tensor([1.0, 2.0, 3.0])
print(jacobian(lambda v: v ** 2, x), hessian(lambda v: (v ** 3).sum(), x))
print(jacobian(lambda a, b: a * b.sum(), (x, torch.ones(2))))
print(hessian(lambda a, b: (a * b).sum() ** 2, (x[:1], x[1:2])))
print(vjp(lambda v: v ** 2, x, torch.ones(3)), jvp(lambda v: v ** 2, x, torch.ones(3)), hvp(lambda v: (v ** 3).sum(), x, x))
inputs = torch.randn(3, dtype=torch.double, requires_grad=True)
print(torch.autograd.gradcheck(lambda v: (v ** 2).sin(), inputs), torch.autograd.gradgradcheck(lambda v: v ** 3, inputs))


class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, g):
        return g * 3


try:
    torch.autograd.gradcheck(Wrong.apply, torch.ones(2, dtype=torch.double, requires_grad=True))
except RuntimeError as e:
    print(e)
print(torch.autograd.gradcheck(Wrong.apply, (inputs,), raise_exception=False))

a = torch.tensor([[2.0, 1.0], [0.5, 3.0], [1.0, -1.0]], dtype=torch.double, requires_grad=True)
for f in [
    lambda m: torch.linalg.qr(m)[1].abs(),
    lambda m: torch.linalg.qr(m)[0] ** 4,
    lambda m: torch.linalg.svd(m, full_matrices=False)[1] ** 2,
    lambda m: torch.linalg.svd(m, full_matrices=False)[0] ** 4,
    lambda m: torch.linalg.eigh(m.T @ m)[0] ** 2,
    lambda m: torch.linalg.eigh(m.T @ m)[1] ** 4,
]:
    g, = torch.autograd.grad(f(a).sum(), a, create_graph=True)
    print(torch.autograd.grad((g ** 2).sum(), a)[0])

# hooks that look when a gradient is complete
w = torch.tensor([1.0, 2.0], requires_grad=True)
handle = w.register_post_accumulate_grad_hook(lambda p: print("accumulated", p.grad))
(w * 3).sum().backward()
(w * 3).sum().backward()
handle.remove()
(w * 3).sum().backward()
print(w.grad)
try:
    (w * 2).register_post_accumulate_grad_hook(print)
except RuntimeError as e:
    print(e)
