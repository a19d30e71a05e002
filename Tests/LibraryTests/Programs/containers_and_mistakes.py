# Containers of modules as lists, and mistakes whose words are PyTorch's.
import torch
from torch import nn, optim
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset, TensorDataset

ps = nn.ParameterList([nn.Parameter(torch.ones(1)), nn.Parameter(torch.zeros(2))])
print(len(ps), ps[1], [p.shape for p in ps], callable(ps))
ps[0] = nn.Parameter(torch.full((1,), 5.0))
print(ps[0].item(), ps[-1].tolist())
pd = nn.ParameterDict({"a": nn.Parameter(torch.ones(1))})
print(pd["a"], "a" in pd, len(pd), list(pd))
print(nn.Sequential(nn.ReLU()) + nn.Sequential(nn.Tanh()), nn.Sequential(nn.ReLU()) * 2)
print(nn.Identity(54, unused_argument1=0.1, unused_argument2=False)(torch.ones(1)))
torch.manual_seed(0)
nn.Linear(0, 3)
print(torch.rand(1), torch.arange(end=3), torch.tensor([1.0, 2.0]).__add__(1), (2.0).__class__.__name__)
print(next(iter(DataLoader([("a", 1), ("b", 2)], batch_size=2))))


class Half(Dataset):
    def __len__(self):
        return 2


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


m = torch.arange(12.0).reshape(3, 4)
net = nn.Sequential(nn.Linear(2, 1))
attempt(lambda: m @ 2)
attempt(lambda: 2 @ m)
attempt(lambda: m.gather(1, torch.tensor([[4]])))
attempt(lambda: m.gather(1, torch.tensor([[0.0]])))
attempt(lambda: torch.zeros(3).scatter_(0, torch.tensor([5]), 1.0))
attempt(lambda: m.index_select(1, torch.tensor([4])))
attempt(lambda: torch.take(m, torch.tensor([12])))
attempt(lambda: nn.Embedding(5, 3)(torch.tensor([5])))
attempt(lambda: nn.Embedding(5, 3)(torch.tensor([1.0])))
attempt(lambda: F.one_hot(torch.tensor([0, 2]), 2))
attempt(lambda: F.one_hot(torch.tensor([-1])))
attempt(lambda: torch.quantile(torch.tensor([1, 2]), 0.5))
attempt(lambda: Half()[0])
attempt(lambda: list(DataLoader([torch.ones(2), torch.ones(3)], batch_size=2)))
attempt(lambda: DataLoader([1], batch_size=0))
attempt(lambda: DataLoader([1], shuffle=True, sampler=[0]))
attempt(lambda: optim.SGD(net.parameters(), lr=-1))
attempt(lambda: optim.SGD(net.parameters(), lr=0.1, nesterov=True))
attempt(lambda: optim.Adam(net.parameters(), betas=(1.5, 0.9)))
attempt(lambda: optim.SGD(torch.ones(2), lr=0.1))
attempt(lambda: nn.GroupNorm(2, 3))
attempt(lambda: nn.init.kaiming_normal_(torch.zeros(2, 3), mode="x"))
attempt(lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1]), reduction="average"))
attempt(lambda: net.load_state_dict({"0.weight": torch.ones(1, 2), "extra": torch.ones(1)}))
attempt(lambda: setattr(net[0], "weight", torch.ones(1, 2)))
attempt(lambda: torch.tensor([1, 2], requires_grad=True))
attempt(lambda: torch.full(2, 3))
