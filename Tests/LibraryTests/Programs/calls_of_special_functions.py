"""Functions of mathematical physics, with gradients."""
import torch
import torch.nn as nn
import torch.nn.functional as F
def show(r):
    if isinstance(r, torch.Tensor):
        print(r.dtype, tuple(r.shape), r.requires_grad)
        print(r.detach())
    elif isinstance(r, (tuple, list)):
        print(type(r).__name__, len(r))
        for e in r:
            show(e)
    else:
        print(type(r).__name__, r)
def grads(r, leaves):
    fs = []
    if isinstance(r, torch.Tensor):
        fs = [r]
    elif isinstance(r, (tuple, list)):
        fs = [e for e in r if isinstance(e, torch.Tensor)]
    fs = [e for e in fs if e.requires_grad]
    if fs:
        s = 0
        for e in fs:
            s = s + (e * (torch.arange(e.numel(), dtype=e.dtype).reshape(e.shape) * 0.25 + 0.5)).sum()
        s.backward()
        for x in leaves:
            print('grad', x.grad)

print("#", 0)
torch.manual_seed(694)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64).requires_grad_()
    r = torch.special.erfcx(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 1)
torch.manual_seed(753)
try:
    x0 = torch.randint(-2, 3, (4, 3, 2, 5)).to(torch.float32)
    r = torch.i0(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 2)
torch.manual_seed(580)
try:
    x0 = torch.randn((4, 3), dtype=torch.float64)
    r = torch.gradient(x0, dim=1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 3)
torch.manual_seed(731)
try:
    x0l = torch.randn((4,), dtype=torch.float64).requires_grad_()
    x0 = x0l[::2]
    r = torch.frexp(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 4)
torch.manual_seed(85)
try:
    x0 = (torch.rand((), dtype=torch.float64) + 0.1).requires_grad_()
    r = torch.special.polygamma(0, x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 5)
torch.manual_seed(869)
try:
    x0 = torch.randn((4, 2, 2, 3), dtype=torch.float64).requires_grad_()
    r = torch.special.i0(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 6)
torch.manual_seed(633)
try:
    x0 = torch.randn((3, 5, 5, 3)).requires_grad_()
    x1 = torch.randn((1, 5, 5, 6))[:, :, :, ::2]
    r = torch.logaddexp2(x0, x1)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 7)
torch.manual_seed(492)
try:
    x0 = torch.randint(-2, 3, (1, 1, 1)).to(torch.float64)
    r = torch.special.log_ndtr(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 8)
torch.manual_seed(562)
try:
    x0 = torch.randn((1,)).requires_grad_()
    r = torch.special.erfcx(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 9)
torch.manual_seed(313)
try:
    x0 = torch.randn(()).requires_grad_()
    r = torch.special.i1e(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 10)
torch.manual_seed(548)
try:
    x0 = (torch.rand((2, 2, 4)) + 0.1).requires_grad_()
    r = torch.digamma(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 11)
torch.manual_seed(677)
try:
    x0 = (torch.rand((3, 1, 2)) + 0.1)
    r = torch.polygamma(2, x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 12)
torch.manual_seed(318)
try:
    x0 = torch.randn((1, 2))
    r = torch.frexp(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 13)
torch.manual_seed(565)
try:
    x0 = torch.randn((3, 2, 2, 2), dtype=torch.float64).requires_grad_()
    r = torch.special.log_ndtr(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 14)
torch.manual_seed(521)
try:
    x0 = torch.randn((4, 0, 2)).requires_grad_()
    r = torch.special.i1(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 15)
torch.manual_seed(8)
try:
    x0 = (torch.rand(()) + 0.1)
    x1 = (torch.rand(()) + 0.1)
    r = torch.special.gammainc(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 16)
torch.manual_seed(99)
try:
    x0 = torch.randn((3, 3, 5), dtype=torch.float64).requires_grad_()
    r = torch.nanquantile(x0, 0.5)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 17)
torch.manual_seed(316)
try:
    x0l = (torch.rand((2, 1)) + 0.1).requires_grad_()
    x0 = x0l.expand(2, 0)
    r = torch.special.digamma(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 18)
torch.manual_seed(851)
try:
    x0 = torch.randint(-2, 3, (4, 3)).to(torch.float64).requires_grad_()
    r = torch.gradient(x0, spacing=2)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 19)
torch.manual_seed(457)
try:
    x0 = torch.randn((4, 5), dtype=torch.float64).requires_grad_()
    r = torch.special.i1e(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 20)
torch.manual_seed(695)
try:
    x0 = (torch.where(torch.rand((4, 5, 4, 2)) < 0.2, torch.tensor(float("nan")), torch.randn((4, 5, 4, 2))))
    r = torch.special.i1(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 21)
torch.manual_seed(950)
try:
    x0 = torch.randn((2, 1)).requires_grad_()
    x1l = torch.randn((2, 2, 1)).requires_grad_()
    x1 = x1l.expand(2, 2, 1)
    r = torch.logaddexp2(x0, x1)
    show(r)
    grads(r, [x0, x1l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 22)
torch.manual_seed(110)
try:
    x0l = torch.randn((4,)).requires_grad_()
    x0 = x0l[::2]
    r = torch.special.i0e(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 23)
torch.manual_seed(300)
try:
    x0 = torch.randn((3, 2, 5, 2), dtype=torch.float64).requires_grad_()
    r = torch.special.i0e(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 24)
torch.manual_seed(673)
try:
    x0 = torch.randn((2, 3, 1))
    r = torch.special.bessel_j0(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 25)
torch.manual_seed(443)
try:
    x0 = torch.randint(-4, 6, (4,), dtype=torch.int32)
    x1 = torch.randint(-4, 6, (1,), dtype=torch.int32)
    r = x0.logaddexp(x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 26)
torch.manual_seed(233)
try:
    x0 = (torch.rand((4, 4, 5, 5)) + 0.1)[:, ::2]
    x1 = (torch.rand((8, 2, 5, 5)) + 0.1)[::2]
    r = torch.special.gammainc(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 27)
torch.manual_seed(443)
try:
    x0 = (torch.rand((2,), dtype=torch.float64) + 0.1)
    x1 = torch.randn((2,), dtype=torch.float64)
    r = torch.special.zeta(x0 + 1, x1.abs() + 1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 28)
torch.manual_seed(204)
try:
    x0 = torch.randn((4, 2))
    x1 = torch.randn((4, 1))
    r = torch.nextafter(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 29)
torch.manual_seed(714)
try:
    x0 = torch.randn((2, 3))
    r = torch.special.bessel_j0(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 30)
torch.manual_seed(270)
try:
    x0 = torch.randn((2, 1))
    x1 = torch.randn((2, 1, 1)).expand(2, 2, 1)
    r = x0.nextafter(x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 31)
torch.manual_seed(565)
try:
    x0 = (torch.rand((2, 1), dtype=torch.float64) + 0.1).expand(2, 0)
    x1 = torch.randn((2, 0, 7), dtype=torch.float64)
    r = torch.special.zeta(x0 + 1, x1.abs() + 1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)
