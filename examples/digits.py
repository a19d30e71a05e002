"""손글씨 숫자: 8×8 그림 1797장을 은닉 유닛 64개짜리 망으로 배워요."""
import torch
from torch import nn
import torch.nn.functional as F
from seodang import load_digits

torch.manual_seed(0)

# 네 장 가운데 한 장은 시험으로 떼어 둬요. 통계는 훈련 데이터에서만 구해요.
x, y = load_digits()
test = torch.arange(len(y)) % 4 == 3
mean, std = x[~test].mean(), x[~test].std()
x = (x - mean) / std
x_train, y_train = x[~test], y[~test]
x_test, y_test = x[test], y[test]
print(f"훈련 {len(y_train)}장, 시험 {len(y_test)}장")


class Net(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.hidden = nn.Linear(64, hidden)
        self.out = nn.Linear(hidden, 10)

    def forward(self, x):
        return self.out(torch.tanh(self.hidden(x)))


@torch.no_grad()
def accuracy(model, x, y):
    return (model(x).argmax(dim=1) == y).float().mean().item()


model = Net(hidden=64)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
batch = 64

for epoch in range(1, 11):
    order = torch.randperm(len(y_train))
    total = 0.0
    for i in range(0, len(order), batch):
        chosen = order[i:i + batch]
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x_train[chosen]), y_train[chosen])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(chosen)
    print(f"에포크 {epoch:2d}  손실 {total / len(order):.4f}  시험 정확도 {accuracy(model, x_test, y_test):.3f}")

wrong = (model(x_test).argmax(dim=1) != y_test).nonzero().flatten()
print(f"훈련 정확도 {accuracy(model, x_train, y_train):.3f}, 시험에서 틀린 그림 {len(wrong)}장")
