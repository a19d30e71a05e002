# int32 and the other integers that are narrower than 64 bits.
import torch

x = torch.tensor([1, -2, 300], dtype=torch.int32)
u = torch.tensor([250, 7, 3], dtype=torch.uint8)
print(x, u, x.dtype, u.dtype)
print(x + 1, x + 1.5, x / 2, x // 2, x - u, -x, ~u, u + 10, u * 2)
print(x + torch.tensor([1, 2, 3]), u + torch.tensor([1, 2, 3], dtype=torch.int8), x + torch.tensor(5))
print(x.sum(), x.prod(), x.cumsum(0), x.max(), x.max(0), x.sort(), x.argmax())
print(x.float().mean(), x.long(), x.short(), torch.tensor([1.7, -2.3]).int(), torch.tensor([1.7, 260.0]).to(torch.uint8))
print((torch.tensor([0.2, 0.8]) > 0.5).int(), torch.tensor([True, False]).byte())
print(x[0], x[x > 0], x[1:], x[[0, 2]], x.view(3, 1), x.T, x.flip(0), x.repeat(2), x.unsqueeze(0))
print(torch.zeros(2, dtype=torch.int32), torch.ones((2, 2), dtype=torch.int16), torch.full((2,), 7, dtype=torch.int8))
print(torch.arange(3, dtype=torch.int32), torch.zeros_like(x), torch.ones_like(x, dtype=torch.int64), torch.cat([x, x]), torch.stack([u, u]))
print(torch.where(x > 0, x, 0), torch.clamp(x, 0, 5), torch.abs(x), torch.unique(u), x @ x, x**2, x << 1, x & 1)
y = u.clone()
y += 10
print(y)
y[0] = 2
y.add_(250)
print(y, y.tolist(), y[0].item())
for v in x:
    print(v)
print(x.type(), x.element_size(), x.nbytes, x.to(torch.int64).dtype, x.to(torch.int32) is x, torch.equal(x, x.long()))
print(torch.iinfo(torch.int32).max, torch.iinfo(torch.uint8), torch.promote_types(torch.int32, torch.uint8), torch.result_type(x, u), torch.int, torch.uint8.is_signed)
print(torch.IntTensor([1, 2]), torch.ByteTensor([1, 2]), torch.as_tensor(x, dtype=torch.int64), torch.tensor(5, dtype=torch.int32), torch.zeros(0, dtype=torch.int32))
counts = torch.zeros((3, 3), dtype=torch.int32)
for a, b in [(0, 1), (0, 1), (2, 0)]:
    counts[a, b] += 1
print(counts, counts.sum(1, keepdim=True), (counts + 1).float() / 3)
