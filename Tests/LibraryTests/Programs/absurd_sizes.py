# Sizes as large as an int where little or nothing is there to divide.
import torch
from torch.utils.data import DataLoader

print([batch.tolist() for batch in DataLoader(range(3), batch_size=9223372036854775807)])
print(len(DataLoader(range(3), batch_size=2, drop_last=True)), len(DataLoader(range(4), batch_size=2)), len(DataLoader(range(5), batch_size=2)))
