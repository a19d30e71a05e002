# Edges, patches, and images made larger, as functions and as layers.
import torch
from torch import nn
import torch.nn.functional as F

image = torch.arange(16.0).reshape(1, 1, 4, 4)
for mode in ["reflect", "replicate", "circular"]:
    print(mode, F.pad(image, (1, 1, 2, 0), mode=mode))
print(F.pad(torch.arange(6.0).reshape(2, 3), (2, 1), mode="reflect"))
print(F.pad(image[0, 0], (1, 0), value=-1.0), F.pad(image, (-1, -1, 0, 0)).shape)
for layer in [nn.ReflectionPad2d(1), nn.ReplicationPad2d((1, 0, 2, 0)), nn.CircularPad1d(2), nn.ZeroPad2d(1), nn.ConstantPad1d(1, 2.5)]:
    print(layer, layer(image[0]).shape)

columns = F.unfold(image, 2)
print(columns.shape, columns[0, :, 0])
print(F.fold(columns, (4, 4), 2))
print(nn.Unfold(kernel_size=(2, 2), stride=2), nn.Fold((4, 4), 2))
print(F.unfold(image, 3, padding=1, stride=2)[0, :, 0])

print(F.interpolate(image, scale_factor=0.5))
print(F.interpolate(image, size=(3, 3), mode="bilinear"))
print(F.interpolate(image, size=(3, 3), mode="bilinear", align_corners=True))
print(F.interpolate(image[0], scale_factor=1.5, mode="linear"))
print(nn.Upsample(scale_factor=2, mode="bilinear"), nn.UpsamplingNearest2d(size=(2, 2)))
print(F.pixel_shuffle(torch.arange(16.0).reshape(1, 4, 2, 2), 2))
print(nn.PixelUnshuffle(2)(image))

x = torch.arange(8.0).reshape(1, 2, 2, 2).requires_grad_()
for name, y in {
    "pad": F.pad(x, (1, 1, 1, 1)),
    "reflect": F.pad(x, (1, 1, 1, 1), mode="reflect"),
    "unfold": F.unfold(x, 2, padding=1),
    "bilinear": F.interpolate(x, scale_factor=2, mode="bilinear"),
}.items():
    x.grad = None
    (y * torch.arange(float(y.numel())).reshape(y.shape)).sum().backward()
    print(name, x.grad.flatten())


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])


attempt(lambda: F.pad(image, (1, 1), mode="reflekt"))
attempt(lambda: F.pad(image, (1, 1), mode="reflect"))
attempt(lambda: F.pad(image, (1,)))
attempt(lambda: F.interpolate(image))
attempt(lambda: nn.Conv2d(1, 1, 9)(image))
attempt(lambda: nn.Linear(3, 2)(torch.ones(2, 4)))
attempt(lambda: nn.Linear(3, 2)(torch.ones(2, 3).double()))
attempt(lambda: nn.Linear(3, 2)(torch.tensor(1.0)))
attempt(lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0, 1]), weight=torch.ones(2)))
attempt(lambda: nn.BatchNorm1d(3)(torch.ones(4, 2)))
attempt(lambda: nn.ModuleList([nn.ReLU()])[3])
attempt(lambda: nn.Linear(3, 2).get_submodule("layer"))
attempt(lambda: nn.Module()(1))
attempt(lambda: nn.MSELoss(size_average=False)(torch.ones(2), torch.zeros(2)))
