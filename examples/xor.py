"""XOR: 직선 하나로는 나눌 수 없는 네 점을 은닉 유닛 여덟 개로 나눠요."""
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(0)

x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)

for step in range(1, 1001):
    optimizer.zero_grad()
    loss = F.binary_cross_entropy_with_logits(model(x), y)
    loss.backward()
    optimizer.step()
    if step in (1, 10, 100, 1000):
        print(f"스텝 {step:4d}  손실 {loss.item():.4f}")

with torch.no_grad():
    p = torch.sigmoid(model(x))

print()
for point, target, guess in zip(x, y, p):
    a, b = point.tolist()
    print(f"{a:.0f} XOR {b:.0f} = {target.item():.0f}   모델의 답 {guess.item():.3f}")
correct = ((p > 0.5) == (y > 0.5)).sum().item()
print(f"맞힌 개수 {correct}/4")
