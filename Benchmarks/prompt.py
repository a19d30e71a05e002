"""How long the prompt takes to come, and how long Ctrl-C takes to stop what is running.

    python Benchmarks/prompt.py .build/release/seodang [--only WORD] [--alone]

Drives the program through a pseudo-terminal, with nothing but Python's standard library. Each computation runs on for at
least half a second before it is interrupted; the time is from the key to the words that it has stopped.
"""
import argparse
import os
import pty
import select
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

GOAL_START, GOAL_STOP = 30, 100  # milliseconds

# What is made before, and what is stopped. `while True` around what takes less than a second by itself.
LOOPS = "while True: "
CASES = {
    "plain loop": ("pass", LOOPS + "pass"),
    "product 1000": ("x = torch.randn(1000, 1000)", LOOPS + "_ = x @ x"),
    "product 3000": ("x = torch.randn(3000, 3000)", LOOPS + "_ = x @ x"),
    "product 7000": ("x = torch.randn(7000, 7000)", LOOPS + "_ = x @ x"),
    "product 3000, float64": ("x = torch.randn(3000, 3000, dtype=torch.float64)", LOOPS + "_ = x @ x"),
    "product 1000, int64": ("x = torch.ones(1000, 1000, dtype=torch.int64)", LOOPS + "_ = x @ x"),
    "product, transposed": ("x = torch.randn(5000, 5000)", LOOPS + "_ = x.T @ x"),
    "tall product": ("x = torch.randn(1000000, 64); w = torch.randn(64, 512)", LOOPS + "_ = x @ w"),
    "long inner": ("x = torch.randn(8, 4000000); w = torch.randn(4000000, 8)", LOOPS + "_ = x @ w"),
    "matrix times vector": ("x = torch.randn(9000, 9000); v = torch.randn(9000)", LOOPS + "_ = x @ v"),
    "batched product": ("x = torch.randn(2000, 128, 128)", LOOPS + "_ = x @ x"),
    "linear": ("x = torch.randn(5000, 5000); l = nn.Linear(5000, 5000)", LOOPS + "_ = l(x)"),
    "linear and backward": ("x = torch.randn(3000, 3000); l = nn.Linear(3000, 3000)", LOOPS + "_ = l(x).sum().backward()"),
    "einsum": ("x = torch.randn(3000, 3000)", LOOPS + "_ = torch.einsum('ij,jk->ik', x, x)"),
    "einsum of three": ("x = torch.randn(300, 300)", LOOPS + "_ = torch.einsum('ij,jk,kl->il', x, x, x)"),
    "conv2d": ("x = torch.randn(64, 32, 128, 128); c = nn.Conv2d(32, 64, 5)", LOOPS + "_ = c(x)"),
    "conv2d and backward": ("x = torch.randn(32, 32, 64, 64); c = nn.Conv2d(32, 64, 5)", LOOPS + "_ = c(x).sum().backward()"),
    "max_pool2d": ("x = torch.randn(64, 32, 128, 128)", LOOPS + "_ = F.max_pool2d(x, 3)"),
    "add": ("x = torch.randn(100000000)", LOOPS + "_ = x + x"),
    "add in place": ("x = torch.randn(100000000)", LOOPS + "_ = x.add_(1)"),
    "expand and add": ("x = torch.randn(10000, 1); y = torch.randn(1, 10000)", LOOPS + "_ = x.expand(10000, 10000) + y"),
    "exp": ("x = torch.randn(100000000)", LOOPS + "_ = x.exp()"),
    "pow": ("x = torch.rand(50000000)", LOOPS + "_ = x ** 2.5"),
    "erfinv, float64": ("x = torch.rand(30000000, dtype=torch.float64)", LOOPS + "_ = torch.erfinv(x)"),
    "transpose and copy": ("x = torch.randn(9000, 9000)", LOOPS + "_ = x.T.contiguous()"),
    "where": ("x = torch.randn(50000000)", LOOPS + "_ = torch.where(x > 0, x, 0.0)"),
    "randn": ("pass", "x = torch.randn(10**9)"),
    "randn 1e8": ("pass", LOOPS + "_ = torch.randn(10**8)"),
    "rand 1e8": ("pass", LOOPS + "_ = torch.rand(10**8)"),
    "randint 1e8": ("pass", LOOPS + "_ = torch.randint(0, 10, (10**8,))"),
    "randperm 5e7": ("pass", LOOPS + "_ = torch.randperm(5 * 10**7)"),
    "bernoulli": ("x = torch.rand(50000000)", LOOPS + "_ = torch.bernoulli(x)"),
    "multinomial": ("x = torch.rand(20000, 1000)", LOOPS + "_ = torch.multinomial(x, 100)"),
    "dropout": ("x = torch.rand(50000000)", LOOPS + "_ = F.dropout(x)"),
    "arange 1e8": ("pass", LOOPS + "_ = torch.arange(10**8)"),
    "sort": ("x = torch.randn(30000000)", LOOPS + "_ = x.sort()"),
    "sort of rows": ("x = torch.randn(3000, 10000)", LOOPS + "_ = x.sort(dim=1)"),
    "sort of columns": ("x = torch.randn(10000, 3000)", LOOPS + "_ = x.sort(dim=0)"),
    "argsort": ("x = torch.randn(20000000)", LOOPS + "_ = x.argsort()"),
    "topk": ("x = torch.randn(30000000)", LOOPS + "_ = x.topk(1000000)"),
    "median": ("x = torch.randn(50000000)", LOOPS + "_ = x.median()"),
    "quantile": ("x = torch.randn(10000000)", LOOPS + "_ = x.quantile(0.3)"),
    "unique": ("x = torch.randint(0, 1000000, (20000000,))", LOOPS + "_ = x.unique()"),
    "bincount": ("x = torch.randint(0, 1000000, (30000000,))", LOOPS + "_ = x.bincount()"),
    "histc": ("x = torch.randn(30000000)", LOOPS + "_ = x.histc(100)"),
    "cumsum": ("x = torch.randn(100000000)", LOOPS + "_ = x.cumsum(0)"),
    "cumsum of rows": ("x = torch.randn(9000, 9000)", LOOPS + "_ = x.cumsum(1)"),
    "cumprod": ("x = torch.rand(50000000)", LOOPS + "_ = x.cumprod(0)"),
    "cummax": ("x = torch.rand(50000000)", LOOPS + "_ = x.cummax(0)"),
    "logcumsumexp": ("x = torch.rand(20000000)", LOOPS + "_ = x.logcumsumexp(0)"),
    "sum": ("x = torch.randn(200000000)", LOOPS + "_ = x.sum()"),
    "sum of columns": ("x = torch.randn(10000, 10000)", LOOPS + "_ = x.sum(0)"),
    "var": ("x = torch.randn(200000000)", LOOPS + "_ = x.var()"),
    "argmax": ("x = torch.randn(200000000)", LOOPS + "_ = x.argmax()"),
    "argmax of columns": ("x = torch.randn(10000, 10000)", LOOPS + "_ = x.argmax(0)"),
    "prod": ("x = torch.rand(100000000)", LOOPS + "_ = x.prod()"),
    "norm": ("x = torch.randn(200000000)", LOOPS + "_ = x.norm()"),
    "logsumexp": ("x = torch.randn(9000, 9000)", LOOPS + "_ = x.logsumexp(1)"),
    "softmax": ("x = torch.randn(9000, 9000)", LOOPS + "_ = x.softmax(1)"),
    "softmax of columns": ("x = torch.randn(9000, 9000)", LOOPS + "_ = x.softmax(0)"),
    "cross entropy": ("x = torch.randn(90000, 1000); y = torch.zeros(90000, dtype=torch.int64)", LOOPS + "_ = F.cross_entropy(x, y)"),
    "batch norm": ("x = torch.randn(50000, 1000); b = nn.BatchNorm1d(1000)", LOOPS + "_ = b(x)"),
    "layer norm": ("x = torch.randn(50000, 1000); b = nn.LayerNorm(1000)", LOOPS + "_ = b(x)"),
    "index": ("x = torch.randn(10000000); i = torch.randint(0, 10000000, (50000000,))", LOOPS + "_ = x[i]"),
    "mask": ("x = torch.randn(50000000)", LOOPS + "_ = x[x > 0]"),
    "gather": ("x = torch.randn(5000, 5000); i = torch.randint(0, 5000, (5000, 5000))", LOOPS + "_ = x.gather(1, i)"),
    "scatter_add": ("x = torch.zeros(5000, 5000); i = torch.randint(0, 5000, (5000, 5000))", LOOPS + "_ = x.scatter_add(1, i, x)"),
    "index_add": ("x = torch.zeros(1000); i = torch.randint(0, 1000, (30000000,)); y = torch.rand(30000000)", LOOPS + "_ = x.index_add_(0, i, y)"),
    "embedding": ("e = nn.Embedding(1000, 256); i = torch.randint(0, 1000, (200000,))", LOOPS + "_ = e(i)"),
    "nonzero": ("x = torch.randn(50000000)", LOOPS + "_ = (x > 0).nonzero()"),
    "repeat": ("x = torch.randn(1000, 1000)", LOOPS + "_ = x.repeat(10, 10)"),
    "cat": ("x = torch.randn(5000, 5000)", LOOPS + "_ = torch.cat([x, x, x])"),
    "tensor of a list": ("a = list(range(5000000))", LOOPS + "_ = torch.tensor(a)"),
    "tolist": ("x = torch.randn(10000000)", LOOPS + "_ = x.tolist()"),
    "cdist": ("x = torch.randn(5000, 100)", LOOPS + "_ = torch.cdist(x, x)"),
    "svd 1000": ("x = torch.randn(1000, 1000)", LOOPS + "_ = torch.linalg.svd(x)"),
    "svdvals 1000": ("x = torch.randn(1000, 1000)", LOOPS + "_ = torch.linalg.svdvals(x)"),
    "eigh 1000": ("x = torch.randn(1000, 1000); x = x + x.T", LOOPS + "_ = torch.linalg.eigh(x)"),
    "qr 1000": ("x = torch.randn(1000, 1000)", LOOPS + "_ = torch.linalg.qr(x)"),
    "inv 1000": ("x = torch.randn(1000, 1000)", LOOPS + "_ = torch.linalg.inv(x)"),
    "solve 1500": ("x = torch.randn(1500, 1500)", LOOPS + "_ = torch.linalg.solve(x, x)"),
    "cholesky 1500": ("x = torch.randn(1500, 1500); x = x @ x.T + torch.eye(1500)", LOOPS + "_ = torch.linalg.cholesky(x)"),
    "det 1500": ("x = torch.randn(1500, 1500)", LOOPS + "_ = torch.linalg.det(x)"),
    "lstsq 1000": ("x = torch.randn(1000, 500)", LOOPS + "_ = torch.linalg.lstsq(x, x)"),
    "matrix_rank": ("x = torch.randn(1000, 1000)", LOOPS + "_ = torch.linalg.matrix_rank(x)"),
    "pinv": ("x = torch.randn(800, 800)", LOOPS + "_ = torch.linalg.pinv(x)"),
    "svd of a batch": ("x = torch.randn(20000, 8, 8)", LOOPS + "_ = torch.linalg.svd(x)"),
    "orthogonal_": ("x = torch.empty(1500, 1500)", LOOPS + "_ = nn.init.orthogonal_(x)"),
    "trunc_normal_": ("x = torch.empty(20000000)", LOOPS + "_ = nn.init.trunc_normal_(x)"),
    "Adam": ("m = nn.Linear(5000, 5000); o = torch.optim.Adam(m.parameters()); m.weight.grad = torch.ones(5000, 5000)", LOOPS + "_ = o.step()"),
    "list sort": ("import random; a = [random.random() for _ in range(3000000)]", LOOPS + "_ = sorted(a)"),
    "list of range": ("pass", "a = list(range(10**9))"),
    "sum of range": ("pass", "sum(range(10**11))"),
    "sum of a generator": ("pass", "sum(i * i for i in range(10**10))"),
    "comprehension": ("pass", "a = [i for i in range(10**9)]"),
    "string product": ("pass", LOOPS + "_ = 'ab' * 10**8"),
    "string search": ("s = 'a' * 10**8", LOOPS + "_ = s.count('ab')"),
    "in a list": ("a = list(range(10**7))", LOOPS + "_ = -1 in a"),
    "list plus list": ("a = list(range(10**7))", LOOPS + "_ = a + a"),
    "list repeated": ("a = list(range(10**7))", LOOPS + "_ = a * 3"),
    "list reversed": ("a = list(range(10**7))", LOOPS + "_ = a[::-1]"),
    "tuple of a list": ("a = list(range(10**7))", LOOPS + "_ = tuple(a)"),
    "set of a list": ("a = list(range(10**7))", LOOPS + "_ = set(a)"),
    "set union": ("a = set(range(4 * 10**6)); b = set(range(10**6, 5 * 10**6))", LOOPS + "_ = a | b"),
    "dict copied": ("a = dict.fromkeys(range(4 * 10**6))", LOOPS + "_ = dict(a)"),
    "list of pairs": ("a = list(range(10**7))", LOOPS + "_ = list(zip(a, a))"),
    "shuffle": ("import random; a = list(range(10**7))", LOOPS + "_ = random.shuffle(a)"),
    "deepcopy": ("import copy; a = list(range(10**7))", LOOPS + "_ = copy.deepcopy(a)"),
    "split": ("a = 'ab c' * 3 * 10**7", LOOPS + "_ = a.split()"),
    "recursion": ("pass", "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\n\nf(60)"),
    "repr of a list": ("a = list(range(3000000))", LOOPS + "_ = repr(a)"),
    "join": ("a = ['x'] * 10**7", LOOPS + "_ = ','.join(a)"),
    "print": ("pass", LOOPS + "print('x' * 60)"),
    "printing a tensor": ("x = torch.randn(3000, 1000); torch.set_printoptions(threshold=10**9)", "x"),
    "sleep": ("import time", "time.sleep(60)"),
    "histogram": ("x = torch.randn(3000000)", LOOPS + "_ = plt.hist(x)"),
    "plot": ("x = torch.randn(3000000)", LOOPS + "_ = plt.plot(x); plt.show()"),
    "picture": ("x = torch.randn(1500, 1500)", LOOPS + "_ = plt.imshow(x); plt.show()"),
}


class Terminal:
    """A program at a pseudo-terminal."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="seodang-bench-")
        self.text = b""
        self.process, self.master = pty.fork()
        if self.process == 0:
            variables = {"TERM": "xterm", "NO_COLOR": "1", "HOME": self.folder, "LANG": "C.UTF-8",
                         "SEODANG_LANG": "en", "PATH": os.environ["PATH"]}
            os.execve(program, [program], variables)

    def read(self, seconds):
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            self.text += os.read(self.master, 1 << 16)
        except OSError:
            return False
        return True

    def expect(self, words, seconds):
        """Reads until the words come; what came before them is dropped."""
        end = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > end or not self.read(max(0, end - time.monotonic())):
                return False
        self.text = self.text[self.text.index(words) + len(words):]
        return True

    def send(self, text):
        os.write(self.master, text.encode())

    def enter(self, code, seconds=60):
        """Types an entry and waits for the next prompt."""
        for line in code.split("\n"):
            self.send(line + "\r")
        if not self.expect(b">>> ", seconds):
            raise TimeoutError(code)

    def close(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.master)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(program):
    begin = time.monotonic()
    terminal = Terminal(program)
    came = terminal.expect(b">>> ", 10)
    taken = time.monotonic() - begin
    terminal.close()
    return taken * 1e3 if came else float("inf")


def stop(program, before, code, alone):
    """Milliseconds from Ctrl-C to the words; infinite when they don't come, nothing when the computation ended first."""
    terminal = Terminal(program)
    try:
        terminal.expect(b">>> ", 10)
        terminal.enter("import torch, matplotlib.pyplot as plt; from torch import nn; import torch.nn.functional as F")
        terminal.enter(before)
        for line in code.split("\n"):
            terminal.send(line + "\r")
        if code.startswith("while"):
            terminal.send("\r")
        end = time.monotonic() + 0.7
        while time.monotonic() < end:
            terminal.read(0.05)
            terminal.text = terminal.text[-1000:]
        if terminal.text.endswith(b">>> "):
            return None
        if alone:
            subprocess.run(["chrt", "-a", "-f", "-p", "1", str(terminal.process)], check=True)
        begin = time.monotonic()
        terminal.send("\x03")
        if not terminal.expect(b"Stopped", 5):
            return float("inf")
        return (time.monotonic() - begin) * 1e3
    except TimeoutError:
        return float("nan")
    finally:
        terminal.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--alone", action="store_true",
                        help="don't let others' load count: the program comes first while it is stopped (needs root)")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    if not options.only:
        times = sorted(start(program) for _ in range(21))
        print(f"start to prompt: {statistics.median(times):.1f} ms (at most {times[-1]:.1f}, goal {GOAL_START})")
    for name, (before, code) in CASES.items():
        if options.only not in name:
            continue
        taken = stop(program, before, code, options.alone)
        words = "ended by itself" if taken is None else f"{taken:8.1f} ms" + ("   slow" if not taken <= GOAL_STOP else "")
        print(f"{name:24} {words}", flush=True)


main()
