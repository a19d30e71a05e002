"""초기화 동물원: 열 가지 초깃값이 열 층을 지나며 신호를 얼마나 지키는지 견줘요."""
import math
import torch
from torch import nn
import matplotlib.pyplot as plt

DEPTH, WIDTH = 10, 128

INITS = {
    "0": nn.init.zeros_,
    "상수 0.1": lambda w: nn.init.constant_(w, 0.1),
    "N(0, 0.01²)": lambda w: nn.init.normal_(w, std=0.01),
    "N(0, 1)": nn.init.normal_,
    "nn.Linear 기본값": lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)),
    "제이비어 균등": nn.init.xavier_uniform_,
    "제이비어 정규": nn.init.xavier_normal_,
    "허 균등": lambda w: nn.init.kaiming_uniform_(w, nonlinearity="relu"),
    "허 정규": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
    "직교": nn.init.orthogonal_,
}


def rms(t):
    return t.double().square().mean().sqrt().item()


def size_after(init, activation):
    """열 층을 지난 활성화 전 값의 크기와, 첫 층에 닿은 기울기의 크기"""
    torch.manual_seed(0)
    h = torch.randn(100, WIDTH, requires_grad=True)
    for layer in range(DEPTH):
        z = h @ init(torch.empty(WIDTH, WIDTH)).T
        if layer == 0:
            z.retain_grad()
            first = z
        h = activation(z)
    z.backward(torch.randn(100, WIDTH))
    return rms(z.detach()), rms(first.grad)


def power(value):
    return "0" if value == 0 else f"10^{math.log10(value):.1f}"


sizes = {}
print(f"{'tanh: 신호':>12} {'기울기':>8}   {'ReLU: 신호':>10} {'기울기':>8}   초기화")
for name, init in INITS.items():
    sizes[name] = size_after(init, torch.tanh), size_after(init, torch.relu)
    (a, b), (c, d) = sizes[name]
    print(f"{power(a):>12} {power(b):>10}   {power(c):>11} {power(d):>10}   {name}")

names = [name for name in INITS if sizes[name][1][0] > 0]
plt.figure(figsize=(9, 4))
plt.bar(names, [math.log10(sizes[name][1][0]) for name in names])
plt.axhline(0, color="gray")
plt.title("ReLU 열 층 뒤의 크기 (log10)")
plt.show()
