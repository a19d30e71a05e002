"""두 달: 초승달 두 개를 나누며, 은닉 유닛의 수와 결정 경계를 봐요."""
import math
import torch
from torch import nn
import torch.nn.functional as F
import matplotlib.pyplot as plt


def two_moons(n, noise):
    """점 n개와, 어느 달인지"""
    label = torch.arange(n) % 2
    angle = math.pi * torch.rand(n)
    x = torch.where(label == 0, angle.cos(), 1 - angle.cos())
    y = torch.where(label == 0, angle.sin(), 0.5 - angle.sin())
    return torch.stack([x, y], dim=1) + noise * torch.randn(n, 2), label


def train(hidden, x, y, steps=600):
    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(2, hidden), nn.Tanh(), nn.Linear(hidden, 2))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for step in range(steps):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
    return model, loss.item()


def accuracy(model, x, y):
    with torch.no_grad():
        return (model(x).argmax(dim=1) == y).float().mean().item()


torch.manual_seed(0)
x, y = two_moons(200, noise=0.2)
x_test, y_test = two_moons(1000, noise=0.2)

side = torch.linspace(-2, 3, 51)
across, up = torch.meshgrid(side, side, indexing="ij")
grid = torch.stack([across.flatten(), up.flatten()], dim=1)

fig, axes = plt.subplots(1, 3, figsize=(12, 4))
for ax, hidden in zip(axes, (1, 4, 16)):
    model, loss = train(hidden, x, y)
    print(f"은닉 유닛 {hidden:2}개: 훈련 손실 {loss:.2f}, 시험 정확도 {accuracy(model, x_test, y_test):.2f}")
    with torch.no_grad():
        p = torch.softmax(model(grid), dim=1)[:, 1].reshape(51, 51)
    ax.imshow(p.T.tolist(), extent=(-2, 3, -2, 3), origin="lower", cmap="coolwarm")
    ax.scatter(x[:, 0].tolist(), x[:, 1].tolist(), c=y.tolist())
    ax.set_title(f"은닉 유닛 {hidden}개")
plt.show()
