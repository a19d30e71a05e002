# Objects in lists: made with keywords, sorted by a key, grouped, compared, shown.
from dataclasses import dataclass


@dataclass
class Student:
    name: str
    grade: int
    score: float

    def passed(self):
        return self.score >= 50.0


class Group:
    def __init__(self, grade):
        self.grade = grade
        self.members = []

    def add(self, student):
        self.members.append(student)

    @property
    def mean(self):
        return sum(s.score for s in self.members) / len(self.members)


students = [Student(name=f"s{i}", grade=i % 6, score=(i * 7919 % 1000) / 10) for i in range(25000)]
groups = {}
for s in students:
    if s.grade not in groups:
        groups[s.grade] = Group(s.grade)
    groups[s.grade].add(s)
for grade in sorted(groups):
    print(grade, len(groups[grade].members), round(groups[grade].mean, 3))
best = sorted(students, key=lambda s: (-s.score, s.name))[:2]
print(best)
print(sum(1 for s in students if s.passed()), max(students, key=lambda s: s.score).name)
print(students[0] == Student("s0", 0, 0.0), len({s.score for s in students}))
