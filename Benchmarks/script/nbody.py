# Attributes and float arithmetic: a planetary system of five bodies, 6000 steps.
import math


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass

    def kinetic(self):
        return 0.5 * self.mass * (self.vx ** 2 + self.vy ** 2 + self.vz ** 2)


class System:
    def __init__(self, bodies):
        self.bodies = bodies

    def advance(self, dt):
        bodies = self.bodies
        for i, a in enumerate(bodies):
            for b in bodies[i + 1:]:
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                d2 = dx * dx + dy * dy + dz * dz
                mag = dt / (d2 * math.sqrt(d2))
                a.vx -= dx * b.mass * mag
                a.vy -= dy * b.mass * mag
                a.vz -= dz * b.mass * mag
                b.vx += dx * a.mass * mag
                b.vy += dy * a.mass * mag
                b.vz += dz * a.mass * mag
        for a in bodies:
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz

    def energy(self):
        return sum(b.kinetic() for b in self.bodies)


system = System([Body(i * 1.5, i * i * 0.3, -i, 0.01 * i, 0.2 / (i + 1), 0.0, 40.0 / (i * i + 1)) for i in range(5)])
for _ in range(6000):
    system.advance(0.001)
print(round(system.energy(), 9))
