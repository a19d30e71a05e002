import torch
from torch.utils.data import *
torch.manual_seed(0)
x = torch.arange(10.).reshape(10, 1); y = torch.arange(10)
ds = TensorDataset(x, y)
print(len(ds), ds[3], ds.tensors[0].shape)
for s in [SequentialSampler(ds), RandomSampler(ds), RandomSampler(ds, replacement=True, num_samples=4), SubsetRandomSampler([1, 3, 5]), WeightedRandomSampler([0.1, 0.9, 0.0, 1.0], 6), WeightedRandomSampler([0.1, 0.9, 1.0], 2, replacement=False), BatchSampler(SequentialSampler(range(7)), 3, False), BatchSampler(RandomSampler(range(7)), 3, True)]:
    print(type(s).__name__, len(s), list(s))
g = torch.Generator().manual_seed(5)
print(list(RandomSampler(ds, generator=g)), list(SubsetRandomSampler([4, 5, 6], generator=g)))
dl = DataLoader(ds, batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(3))
for a, b in dl: print(a.flatten().tolist(), b)
print(len(dl), dl.batch_size, dl.drop_last, dl.dataset is ds, len(DataLoader(ds, batch_size=3, drop_last=True)))
for b in DataLoader(ds, batch_sampler=BatchSampler(SequentialSampler(ds), 5, False)): print(b[1])
for b in DataLoader(ds, sampler=WeightedRandomSampler([1.0] * 10, 4), batch_size=2): print(b[1])
for b in DataLoader(list(range(5)), batch_size=2): print(b)
for b in DataLoader([{'a': 1, 'b': torch.ones(2)}, {'a': 2, 'b': torch.zeros(2)}], batch_size=2): print(b)
for b in DataLoader([('x', 1.5), ('y', 2.5)], batch_size=2): print(b)
for b in DataLoader([1, 2, 3], batch_size=None): print(b)
for b in DataLoader([(1, 2), (3, 4)], batch_size=2, collate_fn=lambda z: z): print(b)
c = ConcatDataset([ds, TensorDataset(x + 100, y + 100)]); print(len(c), c[12], c[-1], c.cumulative_sizes)
c2 = ds + ds; print(type(c2).__name__, len(c2))
a, b, t = random_split(ds, [0.5, 0.3, 0.2], generator=torch.Generator().manual_seed(1)); print(len(a), len(b), len(t), a.indices, list(b.indices), a[0])
a, b = random_split(range(10), [7, 3]); print(list(a), list(b))
try: random_split(ds, [3, 3])
except ValueError as e: print(e)
sub = Subset(ds, [0, 2]); print(len(sub), sub[1], sub.indices)
class It(IterableDataset):
    def __iter__(self): return iter(range(5))
for b in DataLoader(It(), batch_size=2): print(b)
class Sq(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return torch.tensor([i ** 2.0]), i % 2
for b in DataLoader(Sq(5), batch_size=2): print(b)
print(list(Sq(3)))
try: DataLoader(ds, batch_size=2, shuffle=True, sampler=SequentialSampler(ds))
except ValueError as e: print(e)
try: DataLoader(ds, batch_size=0)
except ValueError as e: print(e)
try: WeightedRandomSampler([1.0], 0)
except ValueError as e: print(e)
try: TensorDataset(torch.zeros(2), torch.zeros(3))
except AssertionError as e: print(e)
it = iter(DataLoader(ds, batch_size=5)); print(next(it)[1], next(it)[1])
try: next(it)
except StopIteration: print('stop')
for i, (a, b) in enumerate(DataLoader(ds, batch_size=4)): print(i, b.tolist())
print(default_collate([torch.tensor(1), torch.tensor(2)]), default_collate([[1, 2], [3, 4]]), default_collate([(torch.ones(1), 'a'), (torch.zeros(1), 'b')]))
