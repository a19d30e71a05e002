"""Sorted inputs as one sorted stream."""

from heapq import heapify as _heapify, heappop as _heappop, heapreplace as _heapreplace


class _Head:
    """The next value of one input; equal values come in the order of the inputs."""

    def __init__(self, key, order, value, rest, reverse):
        self.key, self.order, self.value, self.rest, self.reverse = key, order, value, rest, reverse

    def __lt__(self, other):
        if self.reverse:
            return other.key < self.key or not self.key < other.key and self.order < other.order
        return self.key < other.key or not other.key < self.key and self.order < other.order


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        rest = iter(iterable)
        for value in rest:
            heap.append(_Head(value if key is None else key(value), order, value, rest, reverse))
            break
    _heapify(heap)
    while heap:
        head = heap[0]
        yield head.value
        for value in head.rest:
            head.key, head.value = value if key is None else key(value), value
            _heapreplace(heap, head)
            break
        else:
            _heappop(heap)
