#!/usr/bin/env python3
"""Tests the tests of the exercises, under CPython + PyTorch (needs torch and matplotlib; run it with that interpreter):

  mutants.py [LESSON.md …]

For every exercise the reference solution must pass all tests, the starter must fail one, and so must each wrong
answer under Tests/Mutants (its README says how they are written). Prints one line an exercise and exits 1 if a
wrong answer survives."""
import contextlib, io, os, sys, warnings
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


def check(path):
    """Runs a lesson once; returns how many wrong answers there were and what went wrong."""
    cells = lessonfile.cells(path)
    namespace, count, wrong = {}, 0, []
    exercises = {c.id for c in cells if c.role == "exercise"}
    for cell in cells:
        tests = [c for c in cells if c.role == "test" and c.target == cell.id]
        if cell.role == "exercise":
            for name, answer, must_pass in [("reference", cell.source, True), ("starter", cell.starter, False)] + [
                    (title, cell.source + "\n" + source, False) for title, source in mutants(path.stem, cell.id)]:
                failed = failures(answer, tests, namespace)
                if bool(failed) == must_pass:
                    wrong.append(f"{path.stem}/{cell.id}: {name} " + (f"fails {failed}" if failed else "passes"))
            found = mutants(path.stem, cell.id)
            count += len(found)
            hidden = {t.id for t in tests if t.attributes.get("hidden") == "true"}
            print(f"  {cell.id}: {len(found)} wrong answers, {len(tests)} tests ({len(hidden)} hidden)", flush=True)
        if cell.role != "test" or cell.target not in exercises:
            execute(cell.source, cell.id, namespace)
    wrong += [f"{p} is for no exercise" for p in sorted((MUTANTS / path.stem).glob("*.py")) if p.stem not in exercises]
    return count, wrong


def main():
    total, wrong = 0, []
    for path in map(Path, sys.argv[1:] or sorted((ROOT / "lessons").glob("[0-9]*.md"))):
        print(path.name)
        count, found = check(path)
        total += count
        wrong += found
    print(f"{total} wrong answers, {len(wrong)} problems")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
