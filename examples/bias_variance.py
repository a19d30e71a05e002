"""편향과 분산: 잡음만 새로 뽑은 300개의 우주에서 다항식의 오차를 나눠요."""
import math
import torch
import matplotlib.pyplot as plt

NOISE, WORLDS, POINTS = 0.3, 300, 20


def legendre(x, degree):
    columns = [torch.ones_like(x), x]
    for k in range(1, degree):
        columns.append(((2 * k + 1) * x * columns[k] - k * columns[k - 1]) / (k + 1))
    return torch.stack(columns[:degree + 1], dim=1)


torch.manual_seed(0)
x = torch.linspace(-1, 1, POINTS, dtype=torch.float64)
y = torch.sin(math.pi * x).unsqueeze(1) + NOISE * torch.randn(POINTS, WORLDS, dtype=torch.float64)
query = torch.linspace(-0.95, 0.95, 101, dtype=torch.float64)
truth = torch.sin(math.pi * query)
fresh = truth + NOISE * torch.randn(WORLDS, 101, dtype=torch.float64)

degrees = range(0, 13)
bias2, variance, measured = [], [], []
print("차수   편향²     분산   합+잡음²   잰 오차")
for degree in degrees:
    q, r = torch.linalg.qr(legendre(x, degree))
    w = torch.linalg.solve(r, q.T @ y)
    prediction = (legendre(query, degree) @ w).T
    bias2.append((prediction.mean(dim=0) - truth).square().mean().item())
    variance.append(prediction.var(dim=0, correction=0).mean().item())
    measured.append((prediction - fresh).square().mean().item())
    total = bias2[-1] + variance[-1] + NOISE ** 2
    print(f"{degree:4d} {bias2[-1]:8.4f} {variance[-1]:8.4f} {total:8.3f} {measured[-1]:8.3f}")

best = min(degrees, key=lambda d: measured[d])
print(f"오차가 가장 작은 차수: {best}차, 줄일 수 없는 잡음 {NOISE ** 2:.2f}")

plt.figure(figsize=(7, 4))
plt.plot(degrees, bias2, marker="o", label="편향²")
plt.plot(degrees, variance, marker="o", label="분산")
plt.plot(degrees, measured, marker="o", label="잰 오차")
plt.axhline(NOISE ** 2, color="gray", linestyle="--")
plt.yscale("log")
plt.xlabel("차수")
plt.legend()
plt.show()
