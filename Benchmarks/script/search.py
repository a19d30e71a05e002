# Graphs: breadth-first search with a deque over a grid, memoised recursion with a dict, a heap.
from collections import deque
import heapq


def bfs(width, height):
    start = (0, 0)
    seen = {start}
    queue = deque([(start, 0)])
    far = 0
    while queue:
        (x, y), distance = queue.popleft()
        far = max(far, distance)
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            nx, ny = x + dx, y + dy
            if 0 <= nx < width and 0 <= ny < height and (nx, ny) not in seen and (nx * ny) % 7 != 3:
                seen.add((nx, ny))
                queue.append(((nx, ny), distance + 1))
    return far, len(seen)


memo = {}


def paths(x, y):
    if x == 0 or y == 0:
        return 1
    if (x, y) in memo:
        return memo[(x, y)]
    memo[(x, y)] = (paths(x - 1, y) + paths(x, y - 1)) % 1000007
    return memo[(x, y)]


def dijkstra(n):
    dist = {0: 0}
    heap = [(0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v, w in ((u * 2 % n, 3), ((u + 7) % n, 2), ((u * u + 1) % n, 5)):
            nd = d + w
            if v not in dist or nd < dist[v]:
                dist[v] = nd
                heapq.heappush(heap, (nd, v))
    return sum(dist.values())


print(bfs(150, 150), paths(150, 150), dijkstra(8000))
