import torch
from torch import nn
from torch.optim import lr_scheduler as S
O = torch.optim
for name, kw in [("SGD", dict(lr=.1, momentum=.9, nesterov=True, weight_decay=.01)), ("SGD", dict(lr=.05, momentum=.8, dampening=.3)), ("Adam", dict(lr=.01, amsgrad=True)), ("Adam", dict(lr=.01, weight_decay=.05)),
   ("AdamW", dict(lr=.05, weight_decay=.1)), ("RMSprop", dict(lr=.01, centered=True, momentum=.9)), ("Adagrad", dict(lr=.1, lr_decay=.01, initial_accumulator_value=.1)), ("Adadelta", {}), ("Adamax", dict(lr=.01)), ("NAdam", dict(lr=.01)), ("RAdam", dict(lr=.01)), ("Rprop", dict(lr=.01))]:
    torch.manual_seed(1)
    w = nn.Parameter(torch.randn(3, 2))
    o = getattr(O, name)([w], **kw)
    for i in range(10):
        o.zero_grad()
        w.grad = torch.randn(3, 2)
        o.step()
    print(name, [f"{v:.5f}" for v in w.detach().flatten().tolist()])
mk = [lambda o: S.StepLR(o, 5, .5), lambda o: S.MultiStepLR(o, [3, 11], .1), lambda o: S.ExponentialLR(o, .9), lambda o: S.CosineAnnealingLR(o, 20, .001), lambda o: S.CosineAnnealingWarmRestarts(o, 6, 2), lambda o: S.LinearLR(o, .1, 1, 8), lambda o: S.PolynomialLR(o, 15, 2), lambda o: S.OneCycleLR(o, .3, total_steps=31), lambda o: S.ConstantLR(o, .3, 5), lambda o: S.CyclicLR(o, .01, .1, 7, cycle_momentum=False), lambda o: S.LambdaLR(o, lambda e: 0.95 ** e),
  lambda o: S.SequentialLR(o, [S.LinearLR(o, .1, 1, 4), S.ExponentialLR(o, .9)], [4]), lambda o: S.ChainedScheduler([S.StepLR(o, 5, .5), S.ExponentialLR(o, .9)])]
for f in mk:
    w = nn.Parameter(torch.zeros(1))
    o = O.SGD([w], lr=.1, momentum=.9)
    s = f(o)
    l = []
    for _ in range(20):
        l.append(o.param_groups[0]['lr']); o.step(); s.step()
    print(type(s).__name__, l)
o = O.SGD([w], lr=1.0)
s = S.ReduceLROnPlateau(o, factor=.5, patience=2)
for v in [1, .5, .5, .5, .5, .6]: s.step(v); print(o.param_groups[0]['lr'], end=' ')
print()
torch.manual_seed(0)
print(nn.Conv2d(1, 2, 3, padding=1, padding_mode='reflect'), nn.MaxPool2d((3,2)), nn.GELU(), nn.Embedding(4, 2))
m = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(inplace=True), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 2))
print(m(torch.randn(2, 1, 6, 6)))
x = torch.randn(4, 3)
y = torch.tensor([0, 2, 1, 1])
for L in [nn.CrossEntropyLoss(label_smoothing=.1), nn.CrossEntropyLoss(weight=torch.tensor([1., 2., 3.])), nn.MultiMarginLoss()]:
    print(L(x, y))
t = torch.rand(4, 3)
for L in [nn.MSELoss(), nn.L1Loss(), nn.SmoothL1Loss(beta=.5), nn.HuberLoss(delta=.3), nn.BCEWithLogitsLoss(pos_weight=torch.tensor(2.)), nn.KLDivLoss(reduction='batchmean'), nn.PoissonNLLLoss(), nn.SoftMarginLoss(), nn.MultiLabelSoftMarginLoss()]:
    print(type(L).__name__, L(x, t))
print(nn.TripletMarginLoss()(x, t, x + 1), nn.CosineEmbeddingLoss()(x, t, torch.tensor([1., -1., 1., -1.])), nn.GaussianNLLLoss()(x, t, t + .1), nn.MarginRankingLoss(.2)(x[:, 0], t[:, 0], torch.tensor([1., -1., 1., -1.])))
for A in [nn.GLU(dim=0), nn.Softmax(1), nn.LogSoftmax(1), nn.Hardtanh(), nn.LeakyReLU(.1), nn.ELU(), nn.LayerNorm(3), nn.RMSNorm(3), nn.Bilinear(3, 3, 2)]:
    print(A, A(x, x) if isinstance(A, nn.Bilinear) else A(x))
class Two(nn.Module):
    def forward(self, x): return x, x + 1
class Add(nn.Module):
    def forward(self, p): return p[0] + p[1]
s = nn.Sequential(Two(), Add(), nn.ReLU())
print(s, s(torch.ones(2)), len(s), s[-1], s[:2])
g = []
lin = nn.Linear(2, 1)
lin.register_full_backward_hook(lambda m, gi, go: g.append((gi, go)))
a = torch.ones(1, 2, requires_grad=True)
lin(a).sum().backward()
print(g)
