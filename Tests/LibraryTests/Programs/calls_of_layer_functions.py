"""Layers and losses of rarer kinds, and parameters of another type."""
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
torch.manual_seed(891)
try:
    x0 = torch.randn((1, 4, 2, 2))
    r = F.channel_shuffle(x0, 2)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 1)
torch.manual_seed(176)
try:
    x0 = (torch.rand((2, 3), dtype=torch.float64) + 0.1).requires_grad_()
    x1 = (torch.rand((2, 3)) + 0.1)
    r = F.binary_cross_entropy(x0.clamp(max=1), x1.clamp(max=1), weight=torch.tensor([1.0, 2.0, 0.5]))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 2)
torch.manual_seed(452)
try:
    x0 = torch.randn((5, 2, 4)).requires_grad_()
    r = F.ctc_loss(F.log_softmax(x0, 2), torch.tensor([[1, 2], [3, 1]]), torch.tensor([5, 4]), torch.tensor([2, 1]))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 3)
torch.manual_seed(55)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64)
    x1 = torch.randint(0, 3, (2,), dtype=torch.int64)
    r = F.cross_entropy(x0, x1, weight=torch.tensor([1.0, 2.0, 0.5]), ignore_index=0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 4)
torch.manual_seed(566)
try:
    x0 = torch.randint(-2, 3, (1, 2, 3)).to(torch.float32)
    r = F.affine_grid(x0, (1, 1, 2, 3), align_corners=False)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 5)
torch.manual_seed(744)
try:
    x0 = torch.randint(-2, 3, (1, 4, 2, 2)).to(torch.float32)
    r = F.channel_shuffle(x0, 2)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 6)
torch.manual_seed(440)
try:
    x0 = torch.randint(-2, 3, (2, 4)).to(torch.float32).requires_grad_()
    r = F.multilabel_margin_loss(x0, torch.tensor([[3, 0, -1, 1], [1, -1, 0, 0]]))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 7)
torch.manual_seed(843)
try:
    x0 = torch.randn((1, 1, 3, 3)).requires_grad_()
    x1 = torch.randint(-2, 3, (1, 2, 2, 2)).to(torch.float32)
    r = F.grid_sample(x0, x1, padding_mode='reflection')
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 8)
torch.manual_seed(781)
try:
    x0l = torch.randn((4, 2)).requires_grad_()
    x0 = x0l.permute(1, 0)
    r = F.multilabel_margin_loss(x0, torch.tensor([[3, 0, -1, 1], [1, -1, 0, 0]]))
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 9)
torch.manual_seed(823)
try:
    x0l = torch.randn((4, 3), dtype=torch.float64).requires_grad_()
    x0 = x0l[::2]
    x1 = torch.randint(0, 3, (2,), dtype=torch.int64)
    r = F.nll_loss(F.log_softmax(x0, 1), x1, weight=torch.tensor([1.0, 2.0, 0.5]), reduction='none', ignore_index=1)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 10)
torch.manual_seed(151)
try:
    x0 = torch.randint(0, 3, (2, 3), dtype=torch.int64)
    r = nn.EmbeddingBag(5, 3, mode='max')(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 11)
torch.manual_seed(352)
try:
    x0l = torch.randn((2, 2, 6)).requires_grad_()
    x0 = x0l[::2]
    r = F.max_unpool1d(*F.max_pool1d(x0, 2, return_indices=True), 2)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 12)
torch.manual_seed(333)
try:
    x0l = (torch.rand((1, 3), dtype=torch.float64) + 0.1).requires_grad_()
    x0 = x0l.expand(2, 3)
    x1 = (torch.rand((4, 3)) + 0.1)[::2]
    r = F.binary_cross_entropy(x0.clamp(max=1), x1.clamp(max=1), weight=torch.tensor([1.0, 2.0, 0.5]))
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 13)
torch.manual_seed(767)
try:
    x0 = torch.randn((1, 2, 6, 6)).requires_grad_()
    r = F.max_unpool2d(*F.max_pool2d(x0, 2, return_indices=True), 2)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 14)
torch.manual_seed(530)
try:
    x0 = torch.randn((1, 1, 3, 3)).requires_grad_()
    x1l = torch.randn((1, 2, 2, 4)).requires_grad_()
    x1 = x1l[:, :, :, ::2]
    r = F.grid_sample(x0, x1, align_corners=False)
    show(r)
    grads(r, [x0, x1l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 15)
torch.manual_seed(196)
try:
    x0 = torch.randint(-2, 3, (1, 2, 3)).to(torch.float32).requires_grad_()
    r = F.affine_grid(x0, (1, 1, 2, 3), align_corners=True)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 16)
torch.manual_seed(996)
try:
    x0l = torch.randint(-2, 3, (6, 6, 2, 1)).to(torch.float32).requires_grad_()
    x0 = x0l.permute(3, 2, 1, 0)
    r = F.max_unpool2d(*F.max_pool2d(x0, 2, return_indices=True), 2)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 17)
torch.manual_seed(778)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64).requires_grad_()
    x1 = torch.randint(0, 3, (2,), dtype=torch.int64)
    r = F.nll_loss(F.log_softmax(x0, 1), x1, weight=torch.tensor([1.0, 2.0, 0.5]), reduction='sum', ignore_index=1)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 18)
torch.manual_seed(801)
try:
    x0 = torch.randn((2, 3, 4), dtype=torch.float64).requires_grad_()
    r = F.layer_norm(x0, 4, eps=1e-3)
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 19)
torch.manual_seed(178)
try:
    x0 = (torch.rand((4, 3), dtype=torch.float64) + 0.1)[::2]
    x1 = (torch.rand((2, 3)) + 0.1)
    r = nn.BCELoss()(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 20)
torch.manual_seed(965)
try:
    x0l = torch.randn((6, 2, 1)).requires_grad_()
    x0 = x0l.permute(2, 1, 0)
    r = F.max_unpool1d(*F.max_pool1d(x0, 2, return_indices=True), 2)
    show(r)
    grads(r, [x0l])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 21)
torch.manual_seed(796)
try:
    x0 = torch.randn((4, 3, 4), dtype=torch.float64)[:, :, ::2]
    r = F.batch_norm(x0, torch.zeros(3), torch.ones(3), training=False)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)


print("#", 22)
torch.manual_seed(72)
try:
    x0 = torch.randn((2, 3, 4), dtype=torch.float64)
    r = nn.LayerNorm(4, bias=True)(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 23)
torch.manual_seed(653)
try:
    x0 = torch.randn((2, 3), dtype=torch.float64).requires_grad_()
    r = F.prelu(x0, torch.tensor([0.1, 0.2, 0.3]))
    show(r)
    grads(r, [x0])
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 24)
torch.manual_seed(460)
try:
    x0 = torch.randn((2, 3))
    x1 = torch.randn((3,), dtype=torch.float64)
    r = F.cosine_similarity(x0, x1)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 25)
torch.manual_seed(106)
try:
    x0 = torch.randn((3,), dtype=torch.float64)
    r = F.prelu(x0, torch.tensor([0.25]))
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 26)
torch.manual_seed(956)
try:
    x0 = torch.randn((5, 2, 4), dtype=torch.float64)
    r = F.ctc_loss(F.log_softmax(x0, 2), torch.tensor([[1, 2], [3, 1]]), torch.tensor([5, 4]), torch.tensor([2, 1]), reduction='sum')
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)

print("#", 27)
torch.manual_seed(972)
try:
    x0 = torch.randint(0, 3, (3, 4), dtype=torch.int64)
    r = nn.EmbeddingBag(5, 3, mode='max')(x0)
    show(r)
except Exception as e_:
    print("EXC", type(e_).__name__)
