"""Runs random programs under Seodang and CPython and shows the first line that differs.

    python3 Tests/Differential/compare.py --seodang .build/release/seodang --python python3 --count 2000

What differs by design is left out: whole numbers beyond 64 bits, complex results, and addresses in texts.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

from calls import Calls
from generate import Program

# A line of CPython's that Seodang answers otherwise on purpose.
BY_DESIGN = re.compile(r"^OverflowError|OverflowError \||\d{19,}|\dj\)?$|complex|encoding|NotImplementedError|int too large|Exceeds the limit")
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


def run(command, environment):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    except subprocess.TimeoutExpired:
        return ["(no end within 60 s)"], "", -1
    return ADDRESS.sub("0x", done.stdout).split("\n"), done.stderr, done.returncode


def calls_only(seed):
    """Every third program is calls with random arguments, whose lines don't depend on each other."""
    return seed % 3 == 2


def depends_on_hashes(wanted, line, alone, python, path, environment):
    """Whether CPython itself prints something else when texts have other hashes: the order of a set of texts."""
    for seed in "123":
        other, _, _ = run([python, path], dict(environment, PYTHONHASHSEED=seed))
        if other[line : line + 1] != wanted[line : line + 1] or not alone and other[:line] != wanted[:line]:
            return True
    return False


def difference(seed, seodang, python, folder):
    path = os.path.join(folder, "program.py")
    alone = calls_only(seed)
    with open(path, "w") as file:
        file.write(Calls(seed).text() if alone else Program(seed).text())
    environment = dict(os.environ, SEODANG_LANG="en", PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONWARNINGS="ignore")
    wanted, wanted_errors, wanted_code = run([python, path], environment)
    got, errors, code = run([seodang, "run", path], environment)
    for line, (a, b) in enumerate(zip(wanted + ["<end>"], got + ["<end>"])):
        if a == b:
            continue
        if not BY_DESIGN.search(a) and not BY_DESIGN.search(b) and not depends_on_hashes(wanted, line, alone, python, path, environment):
            return f"output line {line + 1}\n  CPython  {a[:300]}\n  Seodang  {b[:300]}\n{errors[-500:]}"
        if not alone:
            # Behind such a line the programs have different values.
            return None
    if (code == 0) != (wanted_code == 0):
        return f"exit {code} instead of {wanted_code}\n{wanted_errors[-300:]}\n{errors[-500:]}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seodang", default=".build/release/seodang")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first program")
    options = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.count):
            problem = difference(seed, options.seodang, options.python, folder)
            if problem:
                found += 1
                print(f"program {seed}: {problem}", flush=True)
    print(f"{options.count} programs, {found} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
