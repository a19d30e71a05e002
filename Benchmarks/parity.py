#!/usr/bin/env python3
"""The same lessons and examples under CPython + PyTorch and under Seodang: do they print the same text?

  parity.py --python PATH --seodang PATH [FILE …]    compare the two, cell by cell
  parity.py --python PATH --recorded [FILE …]        compare PyTorch with the outputs recorded in the lessons

A lesson's cells run in order in one namespace, exercises with their reference solution, tests too. Text must be
equal; a number may differ by 1e-4 of its size (what float32 sums leave over when they are added in another
order), and a cell whose output says match="none" isn't compared. Without files: every lesson and example."""
import argparse, os, re, subprocess, sys, tempfile, textwrap, time
from pathlib import Path

import lessonfile

ROOT = Path(__file__).resolve().parent.parent
MARK = "@@ 셀 "
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?|\b(?:inf|nan)\b")
RELATIVE, ABSOLUTE = 1e-4, 1e-12


def program(path):
    """One script that says before each cell which one comes."""
    if path.suffix != ".md":
        return f'print("{MARK}{path.name}")\n' + path.read_text(encoding="utf-8")
    parts = []
    for cell in lessonfile.cells(path):
        source = cell.source
        if cell.error:
            source = (f"try:\n{textwrap.indent(source, '    ')}"
                      f"except {cell.error}:\n    pass\nelse:\n    raise AssertionError('{cell.error} expected')\n")
        parts.append(f'print("{MARK}{cell.id}")\n{source}')
    return "\n".join(parts)


def run(command, script, environment):
    """What each cell printed, the error if the script failed, and the seconds it took."""
    started = time.perf_counter()
    done = subprocess.run([*command, script], capture_output=True, text=True, env={**os.environ, **environment})
    printed, name = {}, ""
    for line in done.stdout.splitlines(keepends=True):
        if line.startswith(MARK):
            name = line[len(MARK):].strip()
            printed[name] = ""
        else:
            printed[name] = printed.get(name, "") + line
    error = f"cell {name}: {done.stderr.strip()}" if done.returncode else None
    return printed, error, time.perf_counter() - started


def split(text):
    """The text with its numbers taken out, and the numbers."""
    return NUMBER.sub("#", text), [float(t) for t in NUMBER.findall(text)]


def close(a, b):
    return a == b or (a != a and b != b) or abs(a - b) <= RELATIVE * max(abs(a), abs(b)) + ABSOLUTE


def differences(left, right):
    """The lines that differ, as pairs."""
    a, b = left.rstrip().split("\n"), right.rstrip().split("\n")
    a += [""] * (len(b) - len(a))
    b += [""] * (len(a) - len(b))
    found = []
    for p, q in zip(a, b):
        (words, xs), (other, ys) = split(p.rstrip()), split(q.rstrip())
        if words != other or len(xs) != len(ys) or not all(map(close, xs, ys)):
            found.append((p, q))
    return found


def report(names, left, right, skipped=()):
    """Compares two runs cell by cell; returns how many cells differ."""
    wrong = 0
    for name in left | right:
        found = [] if name in skipped else differences(left.get(name, ""), right.get(name, ""))
        if found:
            wrong += 1
            print(f"  cell {name} differs")
            for a, b in found[:6]:
                print(f"    {names[0]:9} {a}\n    {names[1]:9} {b}")
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--python", required=True, help="an interpreter that has torch and matplotlib")
    options.add_argument("--seodang", help="the seodang binary")
    options.add_argument("--recorded", action="store_true", help="compare PyTorch with the recorded outputs")
    options.add_argument("files", nargs="*", type=Path)
    o = options.parse_args()
    if bool(o.seodang) == o.recorded:
        options.error("give either --seodang PATH or --recorded")
    has_torch = subprocess.run([o.python, "-c", "import torch"], capture_output=True)
    if has_torch.returncode:
        sys.exit(f"{o.python} has no torch: `pip install torch matplotlib` in a virtual environment, then PYTHON=…/bin/python")

    lessons = sorted((ROOT / "lessons").glob("[0-9]*.md"))
    examples = [] if o.recorded else sorted(p for p in (ROOT / "examples").glob("*.py") if p.name != "seodang.py")
    environment = {"PYTHONPATH": str(ROOT / "examples"), "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}
    failed = 0
    for path in o.files or lessons + examples:
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as script:
            script.write(program(path))
            script.flush()
            theirs, error, seconds = run([o.python], script.name, environment)
            ours, our_error, our_seconds = ({}, None, 0.0) if o.recorded else run([o.seodang, "run"], script.name, {})
        skipped = set()
        if path.suffix == ".md":
            cells = lessonfile.cells(path)
            skipped = {c.id for c in cells if c.output_attributes.get("match") == "none"}
            if o.recorded:
                ours = {c.id: c.output for c in cells}
        wrong = 1 if error or our_error else 0
        for side, message in (("PyTorch", error), ("Seodang", our_error)):
            if message:
                print(f"  {side} failed in {message}")
        if not wrong:
            wrong = report(("PyTorch", "recorded" if o.recorded else "Seodang"), theirs, ours, skipped)
        failed += wrong
        times = f"PyTorch {seconds:.1f} s" + ("" if o.recorded else f", Seodang {our_seconds:.1f} s")
        print(f"{'✘' if wrong else '✔'} {path.name}  ({times})", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
