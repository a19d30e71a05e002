# Figures drawn from tensors: what the commands give back is what scripts go on with.
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import torch

x = torch.linspace(0, 1, 5)
fig, ax = plt.subplots(figsize=(6, 4), dpi=100)
lines = ax.plot(x, x**2, "o--", label="x²", lw=2)
ax.plot([torch.tensor(1.0), 2.0], [1, torch.tensor(2)])
ax.set_title("title")
ax.set_xlabel("x")
ax.set(ylabel="y", xlim=(0, 1))
ax.spines["top"].set_visible(False)
ax.legend(loc="upper left")
print(len(lines), ax.get_title(), ax.get_xlabel(), ax.get_ylabel(), [float(v) for v in ax.get_xlim()])
n, bins, patches = plt.hist(torch.tensor([1.0, 2.0, 2.0, 3.0]), bins=2, color="gray", alpha=0.7)
print([float(v) for v in n], [float(b) for b in bins], len(patches))
print(len(plt.bar(["a", "b"], [1, 2], color=["r", "b"])))
fig, axes = plt.subplots(2, 3, sharex=True)
print(axes.shape, axes.size, axes.ndim, len(axes), axes[0, 1] is axes[0][1], axes[:, 0].shape, len(axes.flat))
for i, a in enumerate(axes.ravel()):
    a.imshow(torch.arange(4.0).reshape(2, 2) + i, cmap="gray")
    a.set_title(f"{i}")
    a.axis("off")
axes[0, 0].cla()
print(axes[0, 0].get_title() == "", axes[1, 2].get_title(), len(fig.axes))
plt.scatter(torch.rand(3), torch.rand(3), c=torch.tensor([0, 1, 1]))
plt.fill_between(x, 0 * x, x, where=[True] * 5)
plt.annotate("here", xy=(0.5, 0.5), xytext=(0.6, 0.6), arrowprops=dict(arrowstyle="->"))
fig.set_size_inches(4, 3)
plt.close("all")


def attempt(work):
    try:
        work()
        print("fine")
    except Exception as error:
        print(type(error).__name__)


attempt(lambda: plt.plot([1, 2, 3], [1, 2]))
attempt(lambda: plt.hist([1.0, 2.0], bins=0))
attempt(lambda: plt.plot(torch.ones(2, requires_grad=True)))
