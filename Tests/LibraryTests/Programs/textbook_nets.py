import torch, torch.nn as nn, torch.nn.functional as F, math
torch.manual_seed(42)
# attention from scratch, RNN from scratch, autoencoder, GAN, residual, BN
class SelfAttention(nn.Module):
    def __init__(self, d, h):
        super().__init__(); self.h = h; self.qkv = nn.Linear(d, 3 * d); self.o = nn.Linear(d, d)
    def forward(self, x, mask=None):
        B, T, C = x.shape
        q, k, v = self.qkv(x).chunk(3, -1)
        q, k, v = [t.view(B, T, self.h, C // self.h).transpose(1, 2) for t in (q, k, v)]
        a = (q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1))
        if mask is not None: a = a.masked_fill(mask == 0, float('-inf'))
        a = F.softmax(a, dim=-1)
        return self.o((a @ v).transpose(1, 2).contiguous().view(B, T, C))
sa = SelfAttention(8, 2); x = torch.randn(2, 5, 8); print(sa(x, torch.tril(torch.ones(5, 5)))[0, :2])
class RNN(nn.Module):
    def __init__(self, i, h, o):
        super().__init__(); self.h = h; self.i2h = nn.Linear(i + h, h); self.h2o = nn.Linear(h, o); self.sm = nn.LogSoftmax(dim=1)
    def forward(self, x, h): 
        h = torch.tanh(self.i2h(torch.cat((x, h), 1))); return self.sm(self.h2o(h)), h
    def init(self): return torch.zeros(1, self.h)
r = RNN(4, 6, 3); h = r.init(); opt = torch.optim.SGD(r.parameters(), 0.1); crit = nn.NLLLoss()
seq = F.one_hot(torch.tensor([0, 1, 2, 3, 1]), 4).float()
for ep in range(3):
    h = r.init(); opt.zero_grad()
    for t in range(5): o, h = r(seq[t:t + 1], h)
    l = crit(o, torch.tensor([2])); l.backward(); nn.utils.clip_grad_norm_(r.parameters(), 0.5); opt.step(); print(f'{l.item():.5f}')
v, i = o.topk(2); print(v, i, o.argmax(1).item())
class AE(nn.Module):
    def __init__(self):
        super().__init__(); self.enc = nn.Sequential(nn.Linear(10, 4), nn.ReLU(), nn.Linear(4, 2)); self.dec = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 10), nn.Sigmoid())
    def forward(self, x): return self.dec(self.enc(x))
ae = AE(); X = torch.rand(50, 10); o = torch.optim.Adam(ae.parameters(), 0.01)
for e in range(20):
    l = F.mse_loss(ae(X), X); o.zero_grad(); l.backward(); o.step()
print(f'{l.item():.5f}', ae.enc(X[:2]).shape)
G = nn.Sequential(nn.Linear(2, 8), nn.LeakyReLU(0.2), nn.Linear(8, 2)); D = nn.Sequential(nn.Linear(2, 8), nn.LeakyReLU(0.2), nn.Linear(8, 1))
og = torch.optim.Adam(G.parameters(), 1e-3, betas=(0.5, 0.999)); od = torch.optim.Adam(D.parameters(), 1e-3, betas=(0.5, 0.999)); bce = nn.BCEWithLogitsLoss()
for e in range(5):
    real = torch.randn(16, 2) * 0.5 + 1; z = torch.randn(16, 2); fake = G(z)
    ld = bce(D(real), torch.ones(16, 1)) + bce(D(fake.detach()), torch.zeros(16, 1)); od.zero_grad(); ld.backward(); od.step()
    lg = bce(D(fake), torch.ones(16, 1)); og.zero_grad(); lg.backward(); og.step(); print(f'{ld.item():.4f} {lg.item():.4f}')
class Res(nn.Module):
    def __init__(self, d): super().__init__(); self.a = nn.Linear(d, d); self.bn = nn.BatchNorm1d(d); self.b = nn.Linear(d, d)
    def forward(self, x): return x + self.b(F.relu(self.bn(self.a(x))))
n = nn.Sequential(*[Res(6) for _ in range(3)]); z = torch.randn(10, 6); print(n(z).std(), n.eval()(z).std(), n[0].bn.running_mean, n[0].bn.num_batches_tracked)
bn = nn.BatchNorm1d(3, momentum=None); 
for _ in range(3): bn(torch.randn(8, 3) * 2 + 1)
print(bn.running_mean, bn.running_var, bn); bn.reset_running_stats(); print(bn.running_mean, bn.num_batches_tracked)
try: nn.BatchNorm1d(3)(torch.randn(1, 3))
except ValueError as e: print(e)
try: nn.BatchNorm1d(3)(torch.randn(2, 4))
except RuntimeError as e: print(e)
try: nn.Linear(3, 2)(torch.randn(2, 4))
except RuntimeError as e: print(e)
try: nn.Conv2d(3, 2, 3)(torch.randn(1, 1, 5, 5))
except RuntimeError as e: print(e)
try: F.cross_entropy(torch.randn(2, 3), torch.tensor([0, 3]))
except IndexError as e: print(e)
try: torch.ones(2, 3) @ torch.ones(2, 3)
except RuntimeError as e: print(e)
try: torch.ones(2, 3) + torch.ones(4)
except RuntimeError as e: print(e)
try: torch.ones(3).backward()
except RuntimeError as e: print(e)
w = torch.ones(3, requires_grad=True)
try: w += 1
except RuntimeError as e: print(e)
try: w.numpy() if False else w.view(2, 2)
except RuntimeError as e: print(e)
try: (w * 2).backward()
except RuntimeError as e: print(e)
l = (w * 2).sum(); l.backward()
try: l.backward()
except RuntimeError as e: print(str(e)[:60])
# init
for f, a in [(nn.init.xavier_uniform_, {}), (nn.init.xavier_normal_, dict(gain=2.0)), (nn.init.kaiming_uniform_, dict(nonlinearity='relu')), (nn.init.kaiming_normal_, dict(mode='fan_out')), (nn.init.orthogonal_, {}), (nn.init.trunc_normal_, dict(std=0.02)), (nn.init.constant_, dict(val=0.5)), (nn.init.sparse_, dict(sparsity=0.5)), (nn.init.eye_, {})]:
    t = torch.empty(4, 5); f(t, **a); print(f.__name__, f'{t.mean():.4f} {t.std():.4f} {t.abs().max():.4f}')
try: nn.init.xavier_uniform_(torch.empty(3))
except ValueError as e: print(e)
depth = nn.Sequential(*[m for _ in range(5) for m in (nn.Linear(20, 20), nn.Tanh())])
for m in depth:
    if isinstance(m, nn.Linear): nn.init.normal_(m.weight, std=0.01); nn.init.zeros_(m.bias)
q = torch.randn(100, 20)
for i, m in enumerate(depth):
    q = m(q)
    if isinstance(m, nn.Tanh): print(i, f'{q.std():.2e}')
drop = nn.Dropout(0.3); print(drop(torch.ones(10)), drop.eval()(torch.ones(3)), drop)
