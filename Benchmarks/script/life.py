# A list of lists as a board: the game of life, and a sieve with slices.
def step(board):
    h, w = len(board), len(board[0])
    new = []
    for y in range(h):
        row = []
        for x in range(w):
            n = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if dx != 0 or dy != 0:
                        n += board[(y + dy) % h][(x + dx) % w]
            row.append(1 if n == 3 or (n == 2 and board[y][x] == 1) else 0)
        new.append(row)
    return new


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
        i += 1
    return [i for i, f in enumerate(flags) if f]


board = [[1 if (x * y + x) % 3 == 1 else 0 for x in range(48)] for y in range(48)]
for _ in range(12):
    board = step(board)
print(sum(map(sum, board)), len(sieve(300000)))
