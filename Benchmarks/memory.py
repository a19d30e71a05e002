"""Trains for 100 000 steps, for which memory has to stay where it is; then a net of the size that digits need."""
import torch
from torch import nn
import torch.nn.functional as F


def train(net, x, y, loss_fn, steps):
    opt = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(steps):
        opt.zero_grad()
        loss = loss_fn(net(x), y)
        loss.backward()
        opt.step()


torch.manual_seed(0)
x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
train(nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1)), x, y, F.binary_cross_entropy_with_logits, 100000)
x, y = torch.randn(64, 64), torch.randint(0, 10, (64,))
train(nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10)), x, y, F.cross_entropy, 3000)
