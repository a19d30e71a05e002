"""배치 정규화의 구조 활동: 나쁜 초깃값과 지나친 학습률에서 망을 건져 내요."""
import torch
from torch import nn
import torch.nn.functional as F
from seodang import load_digits

x, y = load_digits()
test = torch.arange(len(y)) % 4 == 3
mean, std = x[~test].mean(), x[~test].std()
x_train, y_train = ((x[~test] - mean) / std)[:640], y[~test][:640]


def build(norm, std):
    layers = []
    for n_in, n_out in [(64, 32)] + [(32, 32)] * 4:
        linear = nn.Linear(n_in, n_out, bias=not norm)
        nn.init.normal_(linear.weight, std=std)
        layers.append(linear)
        if norm:
            layers.append(nn.BatchNorm1d(n_out))
        layers.append(nn.ReLU())
    return nn.Sequential(*layers, nn.Linear(32, 10))


def train(model, lr, epochs=10, batch=32):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for chosen in torch.randperm(len(y_train)).split(batch):
            optimizer.zero_grad()
            F.cross_entropy(model(x_train[chosen]), y_train[chosen]).backward()
            optimizer.step()
    model.eval()
    with torch.no_grad():
        return (model(x_train).argmax(dim=1) == y_train).float().mean().item()


def verdict(accuracy):
    return "배움" if accuracy > 0.7 else "못 배움" if accuracy < 0.4 else "반쯤"


print("다섯 층 ReLU, 10에포크 뒤의 훈련 정확도")
for std, lr, story in [(0.25, 0.05, "알맞은 초깃값, 알맞은 학습률"), (0.01, 0.05, "너무 작은 초깃값"), (0.25, 1.0, "지나친 학습률")]:
    results = []
    for norm in (False, True):
        torch.manual_seed(0)
        results.append(verdict(train(build(norm, std), lr)))
    print(f"  σ = {std:<4}  학습률 {lr:<4}  없음: {results[0]:5}  배치 정규화: {results[1]:5}  {story}")
