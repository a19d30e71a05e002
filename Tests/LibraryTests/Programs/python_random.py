import random

for seed in [0, 1, 42, -5, 2**40 + 7, "hello", "한글", 1.5, True]:
    random.seed(seed)
    print(seed, random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(-1, 1))
random.seed(7)
print([random.randrange(10) for _ in range(12)], random.randrange(5, 50, 5), random.randrange(10, 0, -3), random.getrandbits(10), random.getrandbits(50))
xs = list(range(12))
random.shuffle(xs)
print(xs, random.sample(range(100), 5), random.sample([1, 2, 3], 3), random.sample(range(10**6), 8))
print(random.choices("abc", k=6), random.choices([1, 2, 3], weights=[5, 1, 1], k=8), random.choices([1, 2], cum_weights=[1, 4], k=5))
print(random.gauss(0, 1), random.gauss(10, 2), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(2), random.triangular(0, 1, 0.3), random.lognormvariate(0, 0.5))
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)])
r = random.Random(3)
print(r.random(), r.randint(0, 9), [r.gauss(0, 1) for _ in range(2)], random.sample("abcdefgh", 4, counts=None))
print(sum(random.random() for _ in range(1000)))
for f in [lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.choices([1], [1, 2])]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
