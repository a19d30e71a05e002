"""Factorisations and products, and what they refuse."""
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
torch.manual_seed(784)
try:
    x0l = torch.randn((1, 2), dtype=torch.float64).requires_grad_()
    x0 = x0l[:, ::2]
    r = torch.linalg.lu_factor(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 1)
torch.manual_seed(191)
try:
    x0l = torch.randn((4, 3)).requires_grad_()
    x0 = x0l[::2]
    x1 = torch.randint(-4, 6, (2, 3), dtype=torch.int64)
    r = x0.cross(x1, dim=0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 2)
torch.manual_seed(88)
try:
    x0 = torch.randn((2, 3)).requires_grad_()
    x1l = torch.randn((3, 2), dtype=torch.float64).requires_grad_()
    x1 = x1l.permute(1, 0)
    r = torch.linalg.vecdot(x0, x1)
    show(r)
    grads(r, [x0, x1l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 3)
torch.manual_seed(562)
try:
    x0l = torch.randn((3, 1), dtype=torch.float64).requires_grad_()
    x0 = x0l.permute(1, 0)
    r = torch.cov(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 4)
torch.manual_seed(215)
try:
    x0 = torch.randn((4, 2, 3))[::2]
    x1 = torch.randn((3,))
    r = F.linear(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 5)
torch.manual_seed(892)
try:
    x0 = torch.randn((1,), dtype=torch.float64)
    r = torch.linalg.vander(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 6)
torch.manual_seed(147)
try:
    x0 = torch.randn((3, 3), dtype=torch.float64).requires_grad_()
    r = torch.linalg.inv_ex(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 7)
torch.manual_seed(257)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64).requires_grad_()
    x1 = torch.randn((2, 3)).requires_grad_()
    r = torch.linalg.cross(x0, x1, dim=1)
    show(r)
    grads(r, [x0, x1])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 8)
torch.manual_seed(887)
try:
    r = torch.linalg.cholesky_ex(torch.eye(3))
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 9)
torch.manual_seed(877)
try:
    x0 = torch.randint(-2, 3, (3, 3, 3)).to(torch.float32).requires_grad_()
    r = torch.linalg.solve(x0, torch.ones(x0.shape[-1], dtype=x0.dtype))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 10)
torch.manual_seed(648)
try:
    x0 = torch.randn((2, 2, 1)).expand(2, 2, 3)
    x1 = torch.randn((3,)).requires_grad_()
    r = F.linear(x0, x1)
    show(r)
    grads(r, [x1])
except Exception as e_:
    print("EXC", type(e_).__name__)


print("#", 11)
torch.manual_seed(697)
try:
    x0 = torch.randn((3, 3)).requires_grad_()
    r = torch.linalg.lu(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 12)
torch.manual_seed(611)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64)
    x1 = torch.randn((2, 3)).requires_grad_()
    r = torch.linalg.vecdot(x0, x1)
    show(r)
    grads(r, [x1])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 13)
torch.manual_seed(353)
try:
    x0 = torch.randn((3, 3), dtype=torch.float64).requires_grad_()
    x1 = torch.randn((2, 3), dtype=torch.float64).requires_grad_()
    r = torch.linalg.lu_solve(*torch.linalg.lu_factor(x0), x1, left=False, adjoint=False)
    show(r)
    grads(r, [x0, x1])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 14)
torch.manual_seed(149)
try:
    x0 = torch.randint(-2, 3, (1, 4)).to(torch.float64).expand(2, 4)
    x1 = torch.randn((2, 3))
    x2 = torch.randn((3, 8))[:, ::2]
    r = torch.addmm(x0, x1, x2, beta=-1.5)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 15)
torch.manual_seed(587)
try:
    x0 = torch.randint(-2, 3, (5, 3, 3)).to(torch.float64).requires_grad_()
    x0
    a = x0 @ x0.mT + torch.eye(x0.shape[-1], dtype=x0.dtype)
    r = torch.cholesky(a)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 16)
torch.manual_seed(411)
try:
    x0 = torch.randn((3,), dtype=torch.float64).requires_grad_()
    r = torch.linalg.vander(x0, N=3)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 17)
torch.manual_seed(32)
try:
    x0 = torch.randn((1, 8, 4))[:, ::2]
    r = torch.logdet(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 18)
torch.manual_seed(71)
try:
    x0 = torch.randn((3, 3), dtype=torch.float64)
    r = torch.linalg.inv_ex(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 19)
torch.manual_seed(800)
try:
    x0 = torch.randint(-2, 3, (2, 2)).to(torch.float64).requires_grad_()
    r = torch.linalg.lu_factor(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 20)
torch.manual_seed(772)
try:
    r = torch.linalg.cholesky_ex(torch.eye(3))
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 21)
torch.manual_seed(438)
try:
    x0 = torch.randn((2, 1, 1), dtype=torch.float64).requires_grad_()
    r = torch.linalg.lu(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 22)
torch.manual_seed(78)
try:
    x0l = torch.randn((4, 2), dtype=torch.float64).requires_grad_()
    x0 = x0l.permute(1, 0)
    x1 = torch.randint(-2, 3, (2, 3)).to(torch.float32)
    x2 = torch.randn((1, 4)).expand(3, 4)
    r = x0.addmm(x1, x2, beta=100, alpha=3)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 23)
torch.manual_seed(312)
try:
    x0 = torch.randn((3, 2, 2), dtype=torch.float64)
    x0
    a = x0 @ x0.mT + torch.eye(x0.shape[-1], dtype=x0.dtype)
    r = torch.cholesky(a)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 24)
torch.manual_seed(602)
try:
    x0 = torch.randn((3, 3), dtype=torch.float64).requires_grad_()
    x1 = torch.randn((3, 2), dtype=torch.float64).requires_grad_()
    r = torch.linalg.lu_solve(*torch.linalg.lu_factor(x0), x1, adjoint=False)
    show(r)
    grads(r, [x0, x1])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 25)
torch.manual_seed(740)
try:
    x0 = (torch.rand((2, 3)) < 0.5)
    x1 = torch.randn((3, 4), dtype=torch.float64)
    r = torch.cdist(x0, x1, p=3)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 26)
torch.manual_seed(169)
try:
    x0 = torch.randn((1,)).expand(2)
    x1 = torch.randn((2, 3), dtype=torch.float64)
    x2 = torch.randn((3,), dtype=torch.float64)
    r = x0.addmv(x1, x2)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 27)
torch.manual_seed(630)
try:
    x0 = torch.randn((2, 2), dtype=torch.float64)
    r = torch.logdet(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 28)
torch.manual_seed(566)
try:
    x0 = torch.randn((2, 3))
    x1 = torch.randn((4, 3), dtype=torch.float64).requires_grad_()
    r = torch.cdist(x0, x1)
    show(r)
    grads(r, [x1])
except Exception as e_:
    print("EXC", type(e_).__name__)
