"""이중 하강: 특징을 늘리면 시험 오차가 치솟았다가 다시 내려가요."""
import math
import torch
import matplotlib.pyplot as plt

TRAIN, INPUTS = 40, 10
SIZES = (5, 10, 20, 30, 40, 50, 80, 160, 320, 640)


def test_error(features, seed):
    """ReLU 난수 특징 위의 최소 노름 해: 시험 평균 제곱 오차"""
    torch.manual_seed(seed)
    beta = torch.randn(INPUTS) / math.sqrt(INPUTS)
    x, x_test = torch.randn(TRAIN, INPUTS), torch.randn(300, INPUTS)
    y = x @ beta + 0.3 * torch.randn(TRAIN)
    w = torch.randn(INPUTS, features) / math.sqrt(INPUTS)
    a, b = torch.relu(x @ w), torch.relu(x_test @ w)
    u, s, vt = torch.linalg.svd(a, full_matrices=False)
    coefficients = vt.T @ ((u.T @ y) / s)
    return (b @ coefficients - x_test @ beta).square().mean().item()


def median(values):
    return sorted(values)[len(values) // 2]


errors = [median([test_error(p, seed) for seed in range(15)]) for p in SIZES]
for p, error in zip(SIZES, errors):
    size = f"{error:.2f}" if error < 3 else "3을 넘음"
    print(f"특징 {p:3}개: 시험 오차 {size}{'   ← 데이터의 수와 같음' if p == TRAIN else ''}")
peak = max(range(len(SIZES)), key=lambda i: errors[i])
print(f"봉우리는 특징 {SIZES[peak]}개, 특징 {SIZES[-1]}개의 오차는 특징 20개보다 {'작다' if errors[-1] < errors[2] else '크다'}")

plt.figure(figsize=(7, 4))
plt.plot(SIZES, errors, marker="o")
plt.axvline(TRAIN, color="gray", linestyle="--")
plt.xscale("log")
plt.yscale("log")
plt.xlabel("특징의 수")
plt.title("시험 오차 (점선: 데이터의 수)")
plt.show()
