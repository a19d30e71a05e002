import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
# hooks and statistics
net = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 2))
acts = {}
def hook(name):
    def f(m, i, o):
        acts[name] = (o.mean().item(), o.std().item(), tuple(i[0].shape))
    return f
hs = [m.register_forward_hook(hook(n)) for n, m in net.named_modules() if isinstance(m, nn.Tanh)]
x = torch.randn(32, 8)
out = net(x)
for k, v in acts.items(): print(k, f'{v[0]:.4f} {v[1]:.4f}', v[2])
for h in hs: h.remove()
def pre(m, args): return (args[0] * 2,)
h = net.register_forward_pre_hook(pre); print(torch.allclose(net(x), nn.Sequential(*net)(x * 2))); h.remove()
def prek(m, args, kwargs): 
    print(sorted(kwargs), len(args)); return args, {**kwargs, 'b': 5}
class A(nn.Module):
    def forward(self, a, b=1): return a + b
am = A(); h = am.register_forward_pre_hook(prek, with_kwargs=True); print(am(torch.ones(1), b=2)); h.remove()
h = am.register_forward_hook(lambda m, a, k, o: o * k['b'], with_kwargs=True); print(am(torch.ones(1), b=3)); h.remove()
h = am.register_forward_hook(lambda m, a, o: None); print(am(torch.ones(1))); h.remove()
g = {}
def bh(m, gi, go): g['gi'] = [None if t is None else tuple(t.shape) for t in gi]; g['go'] = go[0].abs().mean().item()
h = net[2].register_full_backward_hook(bh)
net(x).sum().backward(); print(g['gi'], round(g['go'], 5)); h.remove()
h = net[2].register_full_backward_pre_hook(lambda m, go: (go[0] * 0,)); net.zero_grad(); net(x).sum().backward(); print(net[0].weight.grad.abs().sum(), net[4].weight.grad.abs().sum() > 0); h.remove()
t = torch.ones(3, requires_grad=True); hh = t.register_hook(lambda g: g * 2); (t * 3).sum().backward(); print(t.grad); hh.remove()
# gradient histogram
net.zero_grad(); F.cross_entropy(net(x), torch.randint(0, 2, (32,))).backward()
for n, p in net.named_parameters(): print(f'{n:10s} {p.grad.norm():.5f} {p.grad.abs().max():.5f}', torch.histc(p.grad, 4).tolist())
# lr finder
net2 = nn.Linear(8, 2); opt = torch.optim.SGD(net2.parameters(), lr=1e-4); sch = torch.optim.lr_scheduler.ExponentialLR(opt, 1.5)
y = torch.randint(0, 2, (32,))
for i in range(8):
    opt.zero_grad(); l = F.cross_entropy(net2(x), y); l.backward(); opt.step(); sch.step(); print(f'{sch.get_last_lr()[0]:.6f} {l.item():.5f}')
# early stopping
best, bad = float('inf'), 0
for e in range(20):
    v = abs(1 - 0.2 * e) + 0.1
    if v < best - 1e-6: best, bad = v, 0; state = {k: q.clone() for k, q in net2.state_dict().items()}
    else: bad += 1
    if bad >= 3: print('stop', e, round(best, 4)); break
net2.load_state_dict(state)
# k-fold
idx = torch.randperm(10)
for k, f in enumerate(idx.chunk(3)):
    tr = torch.cat([c for j, c in enumerate(idx.chunk(3)) if j != k]); print(k, f.tolist(), sorted(tr.tolist()))
# param groups
opt = torch.optim.SGD([{'params': net[0].parameters()}, {'params': net[4].parameters(), 'lr': 0.5}], lr=0.1, momentum=0.9, weight_decay=1e-3)
print(opt); print(opt.param_groups[1]['lr'], len(opt.param_groups), opt.defaults['lr'])
for gq in opt.param_groups: gq['lr'] *= 0.1
net.zero_grad(); net(x).pow(2).mean().backward(); opt.step(); print(net[0].weight.sum(), list(opt.state_dict()['state'].keys()), opt.state_dict()['param_groups'][0]['params'])
sd = opt.state_dict(); opt2 = torch.optim.SGD([{'params': net[0].parameters()}, {'params': net[4].parameters()}], lr=1.0); opt2.load_state_dict(sd); print(opt2.param_groups[0]['lr'], opt2.param_groups[1]['momentum'], opt2.state[net[0].weight]['momentum_buffer'].sum())
sd['param_groups'][0]['lr'] = 77; print(opt2.param_groups[0]['lr'])
try: torch.optim.SGD([], lr=0.1)
except ValueError as e: print(e)
try: torch.optim.SGD(net.parameters(), lr=-1)
except ValueError as e: print(e)
try: torch.optim.Adam(net.parameters(), betas=(1.5, 0.9))
except ValueError as e: print(e)
s1 = torch.optim.lr_scheduler.StepLR(opt, 2, gamma=0.5); s2 = torch.optim.lr_scheduler.StepLR(opt2, 3, gamma=0.1)
s2.load_state_dict(s1.state_dict()); print(s2.gamma, s2.step_size, s2.state_dict())
opt2.step()
for _ in range(4): s2.step(); print(s2.get_last_lr())
