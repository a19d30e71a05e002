"""Shapes, places in sorted rows, and arguments of the wrong kind."""
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
torch.manual_seed(857)
try:
    x0 = torch.randint(-4, 6, (), dtype=torch.int64)
    r = torch.rot90(x0, 0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)


print("#", 1)
torch.manual_seed(342)
try:
    x0 = torch.randn((1, 3), dtype=torch.float64).requires_grad_()
    r = torch.flip(x0, -2)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 2)
torch.manual_seed(12)
try:
    x0 = torch.randn((3,))
    x1 = torch.randint(-4, 6, (1,), dtype=torch.int64)
    r = torch.meshgrid(x0, x1, indexing='xy')
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 3)
torch.manual_seed(306)
try:
    x0 = torch.randn((2, 4), dtype=torch.float64).requires_grad_()
    x1 = torch.randn((2, 3), dtype=torch.float64)
    r = torch.searchsorted(x0, x1, sorter=torch.argsort(x0))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 4)
torch.manual_seed(933)
try:
    x0 = torch.randn((5,), dtype=torch.float64).requires_grad_()
    r = x0.fliplr()
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 5)
torch.manual_seed(702)
try:
    x0 = torch.randint(-4, 6, (), dtype=torch.int64)
    r = torch.rot90(x0, dims=(0, 1))
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 6)
torch.manual_seed(734)
try:
    x0 = torch.randn((1, 4)).expand(2, 4)
    r = x0.view(torch.int64)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 7)
torch.manual_seed(251)
try:
    x0 = torch.randn((5,)).requires_grad_()
    r = torch.bucketize(x0, torch.tensor([0, 1, 2]).double(), right=True, out_int32=True)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 8)
torch.manual_seed(317)
try:
    x0l = torch.randn((4, 4), dtype=torch.float64).requires_grad_()
    x0 = x0l[::2]
    x1 = torch.randint(-2, 3, (3, 2)).to(torch.float32).permute(1, 0)
    r = torch.searchsorted(torch.sort(x0).values, x1, right=True)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 9)
torch.manual_seed(674)
try:
    x0 = torch.randn((), dtype=torch.float64)
    r = torch.reshape(x0, 1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 10)
torch.manual_seed(692)
try:
    x0 = torch.randint(-2, 3, (3, 5, 4)).to(torch.float32)[:, :, ::2]
    r = x0.take_along_dim(torch.randint(0, 2, (2, 1, 1, )), -3)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 11)
torch.manual_seed(374)
try:
    x0 = torch.randn(()).requires_grad_()
    r = torch.flipud(x0)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 12)
torch.manual_seed(296)
try:
    x0 = torch.randn((3, 4), dtype=torch.float64).requires_grad_()
    x1 = torch.randn((4, 2)).permute(1, 0)
    r = torch.index_copy(x0, 0, torch.tensor([2, 0]), x1)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 13)
torch.manual_seed(53)
try:
    x0 = torch.randint(-4, 6, (5, 3, 3), dtype=torch.int32)
    r = torch.index_fill(x0, 0, torch.tensor([0], dtype=torch.int32), 1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 14)
torch.manual_seed(468)
try:
    x0 = (torch.rand((1, 2, 1)) < 0.5)
    r = torch.bucketize(x0, torch.tensor([0, 1, 2]).double(), right=False, out_int32=False)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 15)
torch.manual_seed(82)
try:
    x0 = torch.randn((3, 2, 4, 1)).requires_grad_()
    r = torch.flip(x0, 3)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 16)
torch.manual_seed(683)
try:
    x0l = torch.randn((1, 4)).requires_grad_()
    x0 = x0l.expand(3, 4)
    x1 = torch.randn((2, 4), dtype=torch.float64)
    r = x0.index_copy(0, torch.tensor([2, 0]), x1)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 17)
torch.manual_seed(199)
try:
    x0 = torch.randint(-3, 4, (2, 3, 0), dtype=torch.int16)
    r = torch.amax(x0, keepdim=False)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 18)
torch.manual_seed(730)
try:
    x0 = torch.randint(-4, 6, (4,), dtype=torch.int64)
    x1 = torch.randn((5,), dtype=torch.float64)
    r = torch.meshgrid(x0, x1, indexing='xy')
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 19)
torch.manual_seed(101)
try:
    x0 = torch.randint(-4, 6, (), dtype=torch.int64)
    r = x0.fliplr()
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 20)
torch.manual_seed(510)
try:
    x0 = torch.randint(-4, 6, (4, 2), dtype=torch.int32)
    r = x0.view(torch.float32)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)
