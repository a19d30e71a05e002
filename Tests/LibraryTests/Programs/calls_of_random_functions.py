"""Random draws and overwriting: order in memory, gradients of zeros."""
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
torch.manual_seed(159)
try:
    x0 = (torch.rand((2, 2), dtype=torch.float64) + 0.1).requires_grad_()
    r = torch.poisson(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 1)
torch.manual_seed(785)
try:
    x0l = torch.randn((0, 5, 5)).requires_grad_()
    x0 = x0l.permute(2, 1, 0)
    x1 = (torch.rand((5, 5, 0)) < 0.5)
    x0c = x0.clone()
    r = x0c.logical_and_(x1)
    r = r, x0c
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 2)
torch.manual_seed(905)
try:
    x0 = torch.randint(-4, 6, (3, 5, 1, 2), dtype=torch.int64).permute(3, 2, 1, 0)
    r = x0.random_()
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 3)
torch.manual_seed(476)
try:
    x0 = torch.randint(-2, 3, (3, 3)).to(torch.float32).requires_grad_()
    x0c = x0.clone()
    r = x0c.geometric_(0.5)
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 4)
torch.manual_seed(777)
try:
    x0 = torch.randn((3, 3)).requires_grad_()
    x1 = torch.randn((3, 3)).requires_grad_()
    x0c = x0.clone()
    r = x0c.copy_(x1)
    r = r, x0c
    show(r)
    grads(r, [x0, x1])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 5)
torch.manual_seed(443)
try:
    x0 = torch.randint(-2, 3, (3, 3)).to(torch.float32).requires_grad_()
    x0c = x0.clone()
    r = x0c.zero_()
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 6)
torch.manual_seed(765)
try:
    x0l = torch.randn((4, 3), dtype=torch.float64).requires_grad_()
    x0 = x0l[::2]
    x1 = torch.randint(-2, 3, (2, 3)).to(torch.float64)
    x0c = x0.clone()
    r = x0c.copy_(x1)
    r = r, x0c
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 7)
torch.manual_seed(547)
try:
    x0 = torch.randn((1, 3, 1, 2)).requires_grad_()
    r = torch.normal(x0, 1.0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 8)
torch.manual_seed(586)
try:
    x0l = (torch.rand((3, 1), dtype=torch.float64) + 0.1).requires_grad_()
    x0 = x0l.permute(1, 0)
    r = torch.poisson(x0)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 9)
torch.manual_seed(805)
try:
    x0 = torch.randn((3, 1))
    r = x0.cauchy_()
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 10)
torch.manual_seed(405)
try:
    x0 = torch.randn((2, 2, 1, 3), dtype=torch.float64).requires_grad_()
    x0c = x0.clone()
    r = x0c.bernoulli_()
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 11)
torch.manual_seed(70)
try:
    x0 = torch.randn(()).requires_grad_()
    x0c = x0.clone()
    r = x0c.exponential_()
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 12)
torch.manual_seed(445)
try:
    x0 = torch.randint(-4, 6, (3, 1, 4), dtype=torch.int64).permute(2, 1, 0)
    r = x0.random_(2)
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 13)
torch.manual_seed(591)
try:
    x0 = (torch.rand((1, 3)) + 0.1).requires_grad_()
    r = torch.normal(0.0, x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 14)
torch.manual_seed(5)
try:
    x0l = torch.randint(-2, 3, (6,)).to(torch.float64).requires_grad_()
    x0 = x0l[::2]
    x0c = x0.clone()
    r = x0c.normal_()
    r = r, x0c
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 15)
torch.manual_seed(786)
try:
    x0l = torch.randn((2, 2, 5)).requires_grad_()
    x0 = x0l[:, ::2]
    x0c = x0.clone()
    r = x0c.exponential_()
    r = r, x0c
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 16)
torch.manual_seed(794)
try:
    x0 = torch.randn((1, 5, 1))
    r = x0.geometric_(0.5)
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 17)
torch.manual_seed(681)
try:
    x0l = torch.randint(-2, 3, (2, 5)).to(torch.float64).requires_grad_()
    x0 = x0l.permute(1, 0)
    r = torch.randint_like(x0, 5)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 18)
torch.manual_seed(531)
try:
    x0 = torch.randn((2,)).requires_grad_()
    x0c = x0.clone()
    r = x0c.uniform_()
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 19)
torch.manual_seed(78)
try:
    x0 = torch.randint(-2, 3, (0,)).to(torch.float32).requires_grad_()
    x0c = x0.clone()
    r = x0c.log_normal_()
    r = r, x0c
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 20)
torch.manual_seed(426)
try:
    x0 = torch.randint(-2, 3, (2, 3, 1)).to(torch.float64)
    r = x0.cauchy_()
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 21)
torch.manual_seed(587)
try:
    x0 = torch.randn((2, 1)).expand(2, 2)
    r = x0.bernoulli_(0.3)
    r = r, x0
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)
