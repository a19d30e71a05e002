# Several elements in one place, unique slices, and taking tensors apart.
import torch

index = torch.tensor([0, 0, 1, 2])
source = torch.tensor([2.0, 3.0, 4.0, -1.0])
for reduce in ["sum", "prod", "mean", "amax", "amin"]:
    print(reduce, torch.ones(4).scatter_reduce(0, index, source, reduce=reduce))
    print(reduce, torch.ones(4).scatter_reduce(0, index, source, reduce=reduce, include_self=False))
print(torch.ones(3).scatter_(0, torch.tensor([0, 0, 1]), 2, reduce="add"))
print(torch.full((3,), 2.0).scatter_(0, torch.tensor([0, 0, 1]), torch.tensor([2.0, 3.0, 4.0]), reduce="multiply"))

x = torch.tensor([1.0, 5.0, 2.0], requires_grad=True)
torch.zeros(2).scatter_reduce(0, torch.tensor([0, 0, 1]), x, "amax", include_self=False).sum().backward()
print(x.grad)
x.grad = None
torch.zeros(2).scatter_reduce(0, torch.tensor([0, 0, 1]), x, "mean", include_self=False).sum().backward()
print(x.grad)

rows = torch.tensor([[1, 2], [3, 4], [1, 2], [0, 9]])
print(torch.unique(rows, dim=0))
print(torch.unique(rows, dim=0, return_inverse=True, return_counts=True))
print(torch.unique(torch.tensor([[1, 2, 1], [3, 4, 3]]), dim=1))

m = torch.arange(12.0).reshape(3, 4)
print(torch.hsplit(m, 2))
print(torch.vsplit(m, [1]))
print(torch.tensor_split(torch.arange(7), 3))
print(torch.rot90(m))
print(torch.rot90(m, 2, (0, 1)).shape, torch.atleast_3d(torch.tensor([1, 2])).shape)
print(m.sum_to_size(1, 4))
print(torch.as_strided(m, (2, 2), (4, 1), 1))
print(torch.combinations(torch.tensor([1, 2, 3])))
print(torch.combinations(torch.tensor([1, 2]), r=2, with_replacement=True))
print(torch.trapz(m), torch.cumulative_trapezoid(m[0]))
print(torch.gcd(torch.tensor([4, 6, 0]), torch.tensor([6, 4, 3])), torch.lcm(torch.tensor([4, 6, 0]), torch.tensor([6, 4, 3])))
print(torch.heaviside(torch.tensor([-1.0, 0.0, 2.0]), torch.tensor(0.5)))
print(torch.histogram(torch.tensor([1.0, 2.0, 2.5, 4.0]), 3))
print(m.clone().put_(torch.tensor([0, 5]), torch.tensor([100.0, 200.0])))


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


attempt(lambda: torch.multinomial(torch.tensor([0.5, 0.5]), 3))
attempt(lambda: torch.multinomial(torch.tensor([-1.0, 2.0]), 1))
attempt(lambda: torch.multinomial(torch.tensor([0.0, 0.0]), 1))
attempt(lambda: torch.div(m, 2, rounding_mode="round"))
attempt(lambda: torch.bmm(torch.ones(2, 3, 4), torch.ones(3, 4, 5)))
attempt(lambda: x.reshape(1, 3, 1).t())
