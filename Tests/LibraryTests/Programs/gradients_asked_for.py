import torch, math
torch.manual_seed(0)
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True); y = torch.tensor(2.0, requires_grad=True)
z = (x ** 2 * y).sum()
gx, = torch.autograd.grad(z, x, create_graph=True, retain_graph=True); print(gx, torch.autograd.grad(gx.sum(), x))
print(torch.autograd.grad((x * 2).sum(), [x, y], allow_unused=True))
try: torch.autograd.grad((x * 2).sum(), y)
except RuntimeError as e: print(e)
print(torch.autograd.grad((x * 2).sum(), [x, y], materialize_grads=True))
v = x * 3; print(torch.autograd.grad(v, x, grad_outputs=torch.tensor([1.0, 0.0, 2.0])))
try: torch.autograd.grad(v, x)
except RuntimeError as e: print(e)
print(torch.autograd.functional.jacobian(lambda a: a ** 2, torch.tensor([1.0, 2.0])), torch.autograd.functional.hessian(lambda a: (a ** 3).sum(), torch.tensor([1.0, 2.0])))
with torch.no_grad(): w = x * 2; print(w.requires_grad)
@torch.no_grad()
def f(a): return a * 2
print(f(x).requires_grad, torch.is_grad_enabled())
with torch.set_grad_enabled(False): print((x * 2).requires_grad)
with torch.inference_mode(): q = x * 2; print(q.requires_grad)
class Exp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, i):
        r = i.exp(); ctx.save_for_backward(r); ctx.k = 3; return r
    @staticmethod
    def backward(ctx, g):
        r, = ctx.saved_tensors; return g * r * ctx.k
e = Exp.apply(x); print(e.grad_fn.name() if hasattr(e.grad_fn, 'name') else '', e); e.sum().backward(); print(x.grad)
x.grad = None; (x.sum() * 2).backward(); (x.sum()).backward(); print(x.grad); x.grad.zero_(); print(x.grad)
a = torch.ones(2, requires_grad=True); b = a * 2; b.retain_grad(); c = (b ** 2).sum(); c.backward(); print(b.grad, a.grad, b.is_leaf, a.is_leaf)
a = torch.ones(2, requires_grad=True); b = a.exp(); b.add_(1)
try: b.sum().backward()
except RuntimeError as e: print(str(e)[:120])
a = torch.ones(3, requires_grad=True)
try: a[0] = 5
except RuntimeError as e: print(e)
d = a.clone(); d[0] = 5; d.sum().backward(); print(a.grad)
t = torch.ones(2); 
try: t.sum().backward()
except RuntimeError as e: print(e)
try: torch.tensor([1, 2], requires_grad=True)
except RuntimeError as e: print(e)
try: torch.ones(2, requires_grad=True).numpy()
except Exception as e: print(type(e).__name__)
print(x.detach().requires_grad, x.requires_grad_(False).requires_grad, torch.ones(1).requires_grad_().grad)
u = torch.randn(3, requires_grad=True); h = u.register_hook(lambda g: print('g', g.shape)); (u * 2).sum().backward(); h.remove()
print(u.grad.tolist(), u.grad_fn, (u * 2).grad_fn.next_functions[0][0] is not None)
def newton(x, n=5):
    for _ in range(n):
        x = x.detach().requires_grad_(); y = x ** 3 - 2; g, = torch.autograd.grad(y, x); x = x - y / g
    return x
print(newton(torch.tensor(1.0)))
xs = torch.linspace(-1, 1, 5, requires_grad=True); ys = torch.sin(3 * xs); print(torch.autograd.grad(ys.sum(), xs)[0])
print(torch.autograd.gradcheck(lambda a: a.tanh(), torch.randn(3, dtype=torch.float64, requires_grad=True)))
m = torch.nn.Linear(2, 1); o = m(torch.ones(1, 2)); o.backward(); print(m.weight.grad, m.bias.grad); m.zero_grad(); print(m.weight.grad)
print(torch.relu(torch.tensor([0.0, -1.0, 2.0], requires_grad=True)).sum().backward(), torch.tensor([1.0], requires_grad=True).abs().backward())
