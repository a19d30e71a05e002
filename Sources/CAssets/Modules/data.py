"""Data sets made of others."""

from torch.utils.data import Dataset as _Dataset, IterableDataset as _IterableDataset

from _library import error as _error


class ChainDataset(_IterableDataset):
    def __init__(self, datasets):
        self.datasets = datasets

    def __iter__(self):
        for dataset in self.datasets:
            yield from dataset

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)


class StackDataset(_Dataset):
    def __init__(self, *args, **kwargs):
        if bool(args) == bool(kwargs):
            raise _error(
                ValueError,
                'At least one dataset should be passed' if not args else
                'Supported either ``tuple``- (via ``args``) or ``dict``- (via ``kwargs``) like input/output, '
                'but both types are given.',
                '데이터셋을 차례로 주거나 이름을 붙여 주세요')
        self.datasets = args if args else kwargs
        each = args if args else list(kwargs.values())
        if any(len(one) != len(each[0]) for one in each):
            raise _error(
                ValueError, 'Size mismatch between datasets', '데이터셋의 크기가 서로 달라요')
        self._length = len(each[0])

    def __getitem__(self, index):
        if isinstance(self.datasets, dict):
            return {name: dataset[index] for name, dataset in self.datasets.items()}
        return tuple(dataset[index] for dataset in self.datasets)

    def __len__(self):
        return self._length
