# Means, variances and deviations are computed exactly and rounded once, and stay whole for whole numbers.
import random
import statistics as st

print(st.mean([0.1, 0.2, 0.3]), st.mean([1e16, 1.0, -1e16]), st.fmean([0.1, 0.2, 0.3]))
print(st.mean(list(range(2001))), st.mean([1, 2]), st.mean([2**62, 2**62, 2**62]), st.mean([2**53 + 1, 2**53]))
print(st.variance(list(range(3000))), st.pvariance([1, 3]), st.stdev([2, 4, 4, 4, 5, 5, 7, 9]), st.pstdev([2, 4, 4, 4, 5, 5, 7, 9]))
print(st.pstdev([0.1 * i for i in range(7)]), st.stdev([1.5, 2.5, 2.5, 2.75, 3.25, 4.75]))
print(st.variance([1e9 + i / 3 for i in range(9)]), st.stdev([0.1, 0.1, 0.1]), st.pvariance([5.5]))
print(st.variance([1.5, 2.5, 4.0], 2.5), st.pstdev([1.5, 2.5, 4.0], 2.5))
random.seed(7)
for n in (2, 3, 7, 50, 400):
    data = [random.gauss(3.0, 1000.0) for _ in range(n)]
    print(st.mean(data), st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data))
    data = [random.randint(-10**12, 10**12) for _ in range(n)]
    print(st.mean(data), st.variance(data), st.stdev(data), st.pstdev(data))
    data = [random.uniform(-1, 1) * 10.0 ** random.randint(-8, 8) for _ in range(n)]
    print(st.mean(data), st.variance(data), st.stdev(data))
    data = [random.choice([random.randint(0, 9), random.random()]) for _ in range(n)]
    print(st.mean(data), st.stdev(data))
print(st.mean([float("inf"), 1.0]), st.mean([float("nan"), 1.0]))
