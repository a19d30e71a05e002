# A forward that is assigned to an instance, copied with it, and taken away again; functions of a module that change.
import copy
import math
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2, bias=False)

    def forward(self, x):
        return self.layer(x)


torch.manual_seed(0)
net = Net()
with torch.no_grad():
    net.layer.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
x = torch.tensor([[1.0, 1.0]])
print(net(x).tolist())
net.forward = lambda x: x * 10
print(net(x).tolist())
print(copy.deepcopy(net)(x).tolist())
print(nn.Sequential(net, nn.ReLU())(x).tolist())
del net.forward
print(net(x).tolist())
print(nn.Sequential(net, nn.ReLU())(x).tolist())


def roots():
    return [math.floor(value) for value in (1.5, 2.5)]


print(roots(), roots())
for _ in range(3):
    print(torch.tanh(torch.zeros(1)).item(), math.sqrt(4.0))
tail = torch.arange(12.0).reshape(3, 4)
print(torch.topk(tail[1], 2).values.tolist(), tail[2][1].item(), tail[-1][-1].item())
image = torch.arange(64.0).reshape(1, 4, 4, 4)
print(nn.functional.avg_pool2d(image, 2).flatten().tolist())
print(nn.functional.max_pool2d(image, 2).flatten().tolist())
print(nn.functional.adaptive_avg_pool2d(image, 3).sum().item(), nn.functional.adaptive_max_pool2d(image, 3).sum().item())
