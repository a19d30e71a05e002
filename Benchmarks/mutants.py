#!/usr/bin/env python3
"""Tests the tests of the exercises.

  mutants.py [LESSON.md …]                  under CPython + PyTorch (by an interpreter that has torch and matplotlib)
  mutants.py --seodang PATH [LESSON.md …]   by `seodang grade`, as a class of students would be graded

For every exercise the reference solution must pass all tests, the starter must fail one, and so must each wrong
answer under Tests/Mutants (its README says how they are written). Prints one line an exercise and exits 1 if a
wrong answer survives."""
import argparse, contextlib, io, json, os, subprocess, sys, tempfile, warnings
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "Agg")
warnings.filterwarnings("ignore")

import lessonfile

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "Tests" / "Mutants"
sys.path.insert(0, str(ROOT / "examples"))


def mutants(lesson, exercise):
    """The wrong answers for an exercise: (what is wrong, source)."""
    path = MUTANTS / lesson / f"{exercise}.py"
    if not path.exists():
        return []
    parts = ("\n" + path.read_text(encoding="utf-8")).split("\n# %% ")[1:]
    return [part.split("\n", 1) for part in parts]


def execute(source, name, namespace):
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(source, name, "exec"), namespace)


def failures(answer, tests, namespace):
    """The ids of the tests that an answer fails. Each test sees the lesson and the answer, and no other test."""
    before = dict(namespace)
    failed = []
    for test in tests:
        try:
            execute(answer, "answer", namespace)
            execute(test.source, test.id, namespace)
        except Exception:
            failed.append(test.id)
        namespace.clear()
        namespace.update(before)
    return failed


def trials(path, cell):
    """What is tried for an exercise: (name, answer, whether it must pass)."""
    wrong = [(title, cell.source + "\n" + source, False) for title, source in mutants(path.stem, cell.id)]
    return [("reference", cell.source, True), ("starter", cell.starter, False), *wrong]


def check(path):
    """Runs a lesson under PyTorch; returns what went wrong."""
    cells = lessonfile.cells(path)
    exercises = {c.id for c in cells if c.role == "exercise"}
    namespace, wrong = {}, []
    for cell in cells:
        tests = [c for c in cells if c.role == "test" and c.target == cell.id]
        if cell.role == "exercise":
            for name, answer, must_pass in trials(path, cell):
                failed = failures(answer, tests, namespace)
                if bool(failed) == must_pass:
                    wrong.append(f"{path.stem}/{cell.id}: {name} " + (f"fails {failed}" if failed else "passes"))
        if cell.role != "test" or cell.target not in exercises:
            execute(cell.source, cell.id, namespace)
    return wrong


def check_by_grading(path, seodang):
    """Grades a class in which the n-th student gives the n-th trial as the answer to each exercise."""
    exercises = [c for c in lessonfile.cells(path) if c.role == "exercise"]
    students = []
    for cell in exercises:
        for place, trial in enumerate(trials(path, cell)):
            if place == len(students):
                students.append({})
            students[place][cell.id] = trial
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for place, answers in enumerate(students):
            file = Path(folder) / f"{place}.md"
            file.write_text("".join(f'```python id="{id}"\n{answer}```\n\n' for id, (_, answer, _) in answers.items()),
                            encoding="utf-8")
            done = subprocess.run([seodang, "grade", file, "--lesson", path, "--json"], capture_output=True, text=True)
            if not done.stdout.startswith("{"):
                return [f"{path.stem}: {done.stderr.strip()}"]
            for result in json.loads(done.stdout)["exercises"]:
                if result["id"] not in answers:
                    continue
                name, _, must_pass = answers[result["id"]]
                failed = [t["id"] for t in result["tests"] if t["outcome"] != "passed"]
                if bool(failed) == must_pass:
                    wrong.append(f"{path.stem}/{result['id']}: {name} " + (f"fails {failed}" if failed else "passes"))
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seodang", help="the seodang binary that grades")
    options.add_argument("lessons", nargs="*", type=Path)
    o = options.parse_args()
    total, wrong = 0, []
    for path in o.lessons or sorted((ROOT / "lessons").glob("[0-9]*.md")):
        print(path.name)
        exercises = [c.id for c in lessonfile.cells(path) if c.role == "exercise"]
        for id in exercises:
            count = len(mutants(path.stem, id))
            total += count
            print(f"  {id}: {count} wrong answers")
        wrong += [f"{p} is for no exercise" for p in sorted((MUTANTS / path.stem).glob("*.py")) if p.stem not in exercises]
        wrong += check_by_grading(path, o.seodang) if o.seodang else check(path)
        sys.stdout.flush()
    print(f"{total} wrong answers, {len(wrong)} problems")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
