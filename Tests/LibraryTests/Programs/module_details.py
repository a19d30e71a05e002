import torch, torch.nn as nn
torch.manual_seed(0)
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.fc = nn.Linear(d, d)
        self.register_buffer('scale', torch.tensor(2.0))
        self.register_buffer('tmp', torch.zeros(1), persistent=False)
        self.w = nn.Parameter(torch.ones(d))
    def extra_repr(self):
        return f'd={self.fc.in_features}'
    def forward(self, x):
        return torch.relu(self.fc(x)) * self.scale * self.w
m = nn.Sequential(Block(3), nn.ReLU(), Block(3))
print(m)
print(list(m.state_dict().keys()))
print([n for n, _ in m.named_parameters()], [n for n, _ in m.named_buffers()])
print(m.get_parameter('0.fc.weight').shape, m.get_buffer('2.scale'), m.get_submodule('0.fc'))
for bad in ['0.nope', 'x', '0.fc.foo']:
    try: m.get_parameter(bad)
    except AttributeError as e: print(e)
    try: m.get_submodule(bad)
    except AttributeError as e: print(e)
print(m[0]._modules, list(m[0]._parameters), list(m[0]._buffers))
try: m[0].w = torch.zeros(3)
except TypeError as e: print(e)
m[0].w = None
print(m[0]._parameters)
try: m[0].fc = 3
except TypeError as e: print(e)
sd = m.state_dict(prefix='net.')
print(list(sd))
r = m.load_state_dict({k[4:]: v for k, v in sd.items()})
print(r)
try: m.load_state_dict({'0.fc.weight': torch.zeros(2, 2), 'zzz': torch.zeros(1)})
except RuntimeError as e: print(e)
print(m.load_state_dict({'zzz': torch.zeros(1)}, strict=False))
m.add_module('last', nn.Linear(3, 1)); m.register_module('more', nn.Identity())
print(len(m), m.last, m.more)
try: m.register_parameter('a.b', None)
except KeyError as e: print(e)
try: m.register_parameter('w', torch.zeros(2))
except TypeError as e: print(e)
try: m.register_buffer('w', 3)
except TypeError as e: print(e)
del m.last
try: m.last
except AttributeError as e: print(e)
print(m.training, m.eval().training, [c.training for c in m.modules()])
print(m.train(False) is m, m.requires_grad_(False) is m, [p.requires_grad for p in m.parameters()])
print(m.double()[2].fc.weight.dtype, m[2].scale.dtype, m.float()[2].scale.dtype)
print(m.to(torch.float64)[2].w.dtype)
print(sum(p.numel() for p in m.parameters()))
print(dict(m.named_children()).keys(), [n for n, _ in m.named_modules()])
print(m.apply(lambda x: None) is m)
print(hasattr(m, 'foo'), isinstance(m, nn.Module), type(m).__name__)
p = nn.Parameter(torch.ones(2)); print(p, p.requires_grad, p.is_leaf, isinstance(p, torch.Tensor), isinstance(p, nn.Parameter), type(p))
print(nn.Parameter(torch.ones(2), requires_grad=False))
l = nn.ModuleList([nn.Linear(1, 2), nn.Linear(2, 1)]); l.append(nn.ReLU()); l.insert(0, nn.Tanh()); l.extend([nn.Tanh()])
print(l, len(l), l[-1], l[1:3])
d = nn.ModuleDict({'a': nn.Linear(1, 1), 'b': nn.ReLU()}); d['c'] = nn.Tanh(); print(d, list(d.keys()), 'a' in d); d.pop('b'); print(list(d.items()))
pl = nn.ParameterList([nn.Parameter(torch.ones(2)), torch.zeros(1, 2)]); print(pl)
pd = nn.ParameterDict({'x': torch.ones(2)}); print(pd)
