"""Recurrent layers, attention, a transformer's encoder, LBFGS."""
import torch
from torch import nn

torch.manual_seed(0)
for make in [
    lambda: nn.RNN(3, 4),
    lambda: nn.RNN(3, 4, nonlinearity="relu"),
    lambda: nn.LSTM(3, 4, 2, batch_first=True),
    lambda: nn.LSTM(3, 4, bias=False),
    lambda: nn.GRU(3, 4, 2, bidirectional=True),
]:
    layer = make()
    print(layer, [(name, tuple(p.shape)) for name, p in layer.named_parameters()])
    x = torch.randn(5, 2, 3)
    out, last = layer(x)
    last = last if isinstance(last, tuple) else (last,)
    print(out.shape, [tuple(h.shape) for h in last], out[0, 0])
    out.sum().backward()
    print(next(layer.parameters()).grad[0])
    alone, _ = layer(x[:, 0])
    print(alone.shape)
for make in [lambda: nn.RNNCell(3, 4), lambda: nn.LSTMCell(3, 4), lambda: nn.GRUCell(3, 4, bias=False)]:
    cell = make()
    made = cell(torch.randn(2, 3))
    print(cell, made[0] if isinstance(made, tuple) else made)
lstm = nn.LSTM(3, 4)
print(list(lstm.state_dict()))
try:
    lstm(torch.randn(5, 2, 7))
except RuntimeError as e:
    print(e)


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10, 6)
        self.lstm = nn.LSTM(6, 8, batch_first=True)
        self.out = nn.Linear(8, 3)

    def forward(self, tokens):
        states, (h, c) = self.lstm(self.embedding(tokens))
        return self.out(states)


torch.manual_seed(1)
tagger = Tagger()
print(tagger)
tokens = torch.randint(0, 10, (4, 6))
tags = tokens % 3
optimizer = torch.optim.Adam(tagger.parameters(), lr=0.02)
for step in range(41):
    loss = nn.functional.cross_entropy(tagger(tokens).reshape(-1, 3), tags.reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 10 == 0:
        print(step, f"{loss.item():.4f}")

torch.manual_seed(2)
attention = nn.MultiheadAttention(8, 2, batch_first=True)
print(attention, list(attention.state_dict()))
x = torch.randn(2, 3, 8)
causal = torch.triu(torch.ones(3, 3), diagonal=1).bool()
out, weights = attention(x, x, x, attn_mask=causal)
print(out, weights)
print(attention(x, x, x, need_weights=False)[1], attention(x, x, x, average_attn_weights=False)[1].shape)
print(attention(x, x, x, key_padding_mask=torch.tensor([[False, False, True], [False, False, False]]))[1])
layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True)
print(layer)
encoder = nn.TransformerEncoder(layer, 2)
print(encoder(x)[0], sum(p.numel() for p in encoder.parameters()))
try:
    nn.MultiheadAttention(7, 2)
except AssertionError as e:
    print(e)

for search in [None, "strong_wolfe"]:
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    inputs = torch.randn(16, 2)
    targets = (inputs[:, :1] * inputs[:, 1:]).sin()
    optimizer = torch.optim.LBFGS(net.parameters(), lr=0.5, max_iter=5, line_search_fn=search)

    def closure():
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(net(inputs), targets)
        loss.backward()
        return loss

    print([f"{optimizer.step(closure).item():.3f}" for _ in range(4)])
    print(optimizer)
