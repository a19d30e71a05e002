# A set from which much was taken is built anew, which shows in its order.
print({3, 10, 2, True}.difference([-2, -1, True, 0, 10]))
print({7, 0, -2, -17}.difference("", {False: "0x1f", -17: "x"}))
print({255, 10, 7}.difference([-3], {False: "x"}))
print({255, True, 2, -17, 100}.difference(range(100, 2, -1), range(10, 3, -1)))
for taken in ([1, 8], (9, 2), {16: 0}, {3, 24}, range(5), [], {40, 41}):
    for size in (3, 5, 12, 30):
        numbers = {i * 8 + i % 3 for i in range(size)}
        print(numbers.difference(taken), numbers.difference(taken, [8, 17]), end=" ")
        kept = set(numbers)
        kept.difference_update(taken)
        other = set(numbers)
        other -= set(taken)
        print(kept, other, numbers - set(taken))
few = {1, 8, 16}
few.difference_update(set(range(0, 100, 4)))
print(few, {5, 6}.difference(), {1}.difference({1}))
same = {1, 2}
same.difference_update(same)
print(same)
