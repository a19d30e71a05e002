# Exceptions a program may catch: their types, and their words
import torch
import torch.nn.functional as F


def attempt(f):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, "-", e)


x = torch.ones(2, 3)
w = torch.ones(3, requires_grad=True)
attempt(lambda: x @ x)
attempt(lambda: x + torch.ones(4, 5))
attempt(lambda: torch.ones(3) @ torch.ones(4))
attempt(lambda: torch.mm(x, torch.ones(3)))
attempt(lambda: F.linear(x, torch.ones(4, 5)))
attempt(lambda: x.sum(2))
attempt(lambda: x.sum((0, 0)))
attempt(lambda: x.t().view(6))
attempt(lambda: x.view(7))
attempt(lambda: x.view(-1, 4))
attempt(lambda: x.reshape(-1, -1))
attempt(lambda: x.expand(4, 5))
attempt(lambda: torch.cat([x, torch.ones(2, 4)]))
attempt(lambda: torch.stack([x, torch.ones(2, 4)]))
attempt(lambda: x.transpose(0, 2))
attempt(lambda: x.repeat(2))
attempt(lambda: torch.tensor([1, 2]).mean())
attempt(lambda: torch.tensor([True]) - torch.tensor([True]))
attempt(lambda: torch.tensor([1]) // 0)
attempt(lambda: torch.tensor([2]) ** -1)
attempt(lambda: torch.tensor([1]).add_(1.5))
attempt(lambda: torch.tensor([]).max())
attempt(lambda: torch.zeros(0, 3).argmax(0))
attempt(lambda: x.item())
attempt(lambda: float(x))
attempt(lambda: bool(x))
attempt(lambda: bool(torch.tensor([])))
attempt(lambda: len(torch.tensor(1.0)))
attempt(lambda: list(torch.tensor(1.0)))
attempt(lambda: torch.tensor([[1, 2], [3]]))
attempt(lambda: torch.tensor(["a"]))
attempt(lambda: torch.tensor([None]))
attempt(lambda: torch.arange(0, 3, 0))
attempt(lambda: torch.arange(0, 3, -1))
attempt(lambda: x[2])
attempt(lambda: x[0, 3])
attempt(lambda: x[0, 0, 0])
attempt(lambda: torch.tensor(1.0)[0])
attempt(lambda: x[torch.tensor([True, False, True])])
attempt(lambda: x[torch.tensor([0, 5])])
attempt(lambda: x[torch.tensor([0.0])])
attempt(lambda: x[::-1])
attempt(lambda: x[1.0])
attempt(lambda: F.cross_entropy(x, torch.tensor([0, 3])))
attempt(lambda: F.cross_entropy(x, torch.tensor([0, 1, 2])))
attempt(lambda: F.cross_entropy(x, torch.tensor([0.0, 1.0])))
attempt(lambda: F.binary_cross_entropy(torch.tensor([1.5]), torch.tensor([1.0])))
attempt(lambda: F.binary_cross_entropy_with_logits(torch.ones(4, 1), torch.ones(4)))
attempt(lambda: F.batch_norm(torch.ones(1, 3), None, None, training=True))
attempt(lambda: F.layer_norm(x, (4,)))
attempt(lambda: F.dropout(x, 1.5))
attempt(lambda: w.backward())
attempt(lambda: x.sum().backward())
attempt(lambda: w.add_(1))
attempt(lambda: w.__setitem__(0, 1.0))
attempt(lambda: torch.tensor([1], requires_grad=True))
attempt(lambda: x.retain_grad())
attempt(lambda: x.foo)
attempt(lambda: torch.foo)
attempt(lambda: torch.add(x, "a"))
attempt(lambda: torch.exp(2.0))
attempt(lambda: torch.exp())
attempt(lambda: torch.relu(x, 1))
attempt(lambda: x + "a")
attempt(lambda: x + [1, 2])
attempt(lambda: x < "a")
attempt(lambda: torch.linalg.inv(x))
attempt(lambda: torch.softmax(x))
attempt(lambda: torch.zeros(2, dtype="float32"))
attempt(lambda: format(x, ".2f"))
attempt(lambda: x.to(torch.device("gpu")))
attempt(lambda: torch.manual_seed("a"))
attempt(lambda: torch.topk(torch.ones(3), 5))
attempt(lambda: torch.einsum("ij,jk->ik", x, x))


def twice():
    y = (w * w).sum()
    y.backward()
    y.backward()


def changed():
    a = w * 1
    b = a.exp()
    b.add_(1)
    b.sum().backward()


attempt(twice)
try:
    changed()
except RuntimeError as e:
    print(str(e)[:80])
