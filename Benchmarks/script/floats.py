# while loops with floats: Newton, Mandelbrot, numeric integration, a random generator by hand.
def mandelbrot(size, limit):
    inside = 0
    for py in range(size):
        for px in range(size):
            cx, cy = px / size * 3 - 2, py / size * 2 - 1
            x = y = 0.0
            n = 0
            while x * x + y * y <= 4 and n < limit:
                x, y = x * x - y * y + cx, 2 * x * y + cy
                n += 1
            if n == limit:
                inside += 1
    return inside


def integrate(f, a, b, n):
    h = (b - a) / n
    s = 0.0
    for i in range(n):
        s += f(a + (i + 0.5) * h)
    return s * h


def root(x):
    guess = x
    while abs(guess * guess - x) > 1e-12 * x:
        guess = (guess + x / guess) / 2
    return guess


state = 12345
total = 0.0
for _ in range(100000):
    state = (state * 1103515245 + 12345) % 2147483648
    total += state / 2147483648
print(mandelbrot(90, 60), round(integrate(lambda x: x ** 3 - 2 * x, 0, 3, 100000), 6))
print(round(sum(root(float(i)) for i in range(1, 8000)), 6), round(total, 3))
