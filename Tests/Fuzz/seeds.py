"""Writes the seeds of the fuzzers: the golden programs, the lessons' cells and the random programs of the differential test."""

import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(root / "Tests/Differential"))
from generate import Program

out = pathlib.Path(sys.argv[1])
texts = [path.read_text() for path in root.glob("Tests/**/*.py") if "Differential" not in path.parts and "Fuzz" not in path.parts]
texts += [path.read_text() for path in root.glob("examples/*.py")]
for lesson in root.glob("lessons/*.md"):
    texts += re.findall(r"^```python[^\n]*\n(.*?)^```", lesson.read_text(), re.M | re.S)
texts += [Program(seed).text(6) for seed in range(60)]
for number, text in enumerate(texts):
    (out / f"seed-{number}").write_text(text[:4096])
