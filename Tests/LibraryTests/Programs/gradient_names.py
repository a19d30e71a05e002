# What `grad_fn=` says of functions that are one in PyTorch, and when a graph is spent.
import torch
import torch.nn.functional as F

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = torch.tensor([0.0, 2.5, 5.0])
for z in [
    F.smooth_l1_loss(x, y), F.huber_loss(x, y), F.binary_cross_entropy(torch.sigmoid(x), torch.ones(3)), F.soft_margin_loss(x, torch.ones(3)),
    F.l1_loss(x, y), F.mse_loss(x, y), F.kl_div(x, torch.ones(3), reduction="sum"), F.glu(torch.cat([x, x])),
    F.prelu(x, torch.tensor([0.1])), F.pad(x, (1, 1)), torch.logaddexp(x, y), torch.dist(x, y), torch.trace(torch.outer(x, x)),
    torch.addmm(torch.zeros(1, 1), x.view(1, 3), x.view(3, 1)), torch.zeros(3).index_add(0, torch.tensor([0, 1, 2]), x),
    2 ** x, x ** 2, x ** x, x * 2, torch.split(x, 2)[0], torch.chunk(x, 2)[1], torch.unbind(x)[0], torch.var_mean(x)[1],
]:
    print(z)


def attempt(work):
    try:
        work()
        print("fine")
    except RuntimeError as error:
        print(str(error)[:230])


def twice(z):
    z.backward()
    z.backward()


attempt(lambda: twice((x * 2).sum()))
attempt(lambda: twice((x / 2).sum()))
attempt(lambda: twice((x + 2).sum()))
attempt(lambda: twice((2 - x).mean()))


def changed(make):
    y = make()
    y.add_(1)
    y.sum().backward()


attempt(lambda: changed(lambda: x.exp()))
attempt(lambda: changed(lambda: x.sigmoid()))
attempt(lambda: changed(lambda: x.double().sqrt()))
attempt(lambda: changed(lambda: x * 2))
