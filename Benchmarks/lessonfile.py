"""Reads a lesson file for the Python side of the checks: its cells in order, with their recorded outputs.

This is a reader for files that are already well-formed. Seodang's own reader is the strict one; here a fence is
found by its opening line, and prose is skipped."""
import re
from dataclasses import dataclass, field

OPENING = re.compile(r"^(?P<ticks>`{3,})(?P<language>\w+)[ \t]*(?P<attributes>.*)$")
ATTRIBUTE = re.compile(r'(?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))')
SOLUTION = re.compile(r"^([ \t]*)# BEGIN SOLUTION\n.*?^[ \t]*# END SOLUTION[ \t]*$", re.M | re.S)


@dataclass
class Cell:
    id: str
    line: int
    source: str
    attributes: dict
    output: str = ""
    output_attributes: dict = field(default_factory=dict)

    @property
    def role(self):
        return self.attributes.get("role", "cell")

    @property
    def target(self):
        """The exercise that a test cell is for."""
        return self.attributes.get("for")

    @property
    def error(self):
        """The name of the exception that the cell is meant to raise."""
        return self.attributes.get("error")

    @property
    def starter(self):
        """The cell as a learner gets it: `...` stands where the solution was."""
        return SOLUTION.sub(r"\1...", self.source)


def attributes(text):
    return {m["key"]: m["quoted"] if m["quoted"] is not None else m["bare"] for m in ATTRIBUTE.finditer(text)}


def fences(text):
    """Every fenced block: (language, attributes, source, line of the first line inside)."""
    lines = text.split("\n")
    i = 0
    while i < len(lines):
        opening = OPENING.match(lines[i])
        i += 1
        if not opening:
            continue
        start = i
        while i < len(lines) and lines[i].rstrip() != opening["ticks"]:
            i += 1
        yield opening["language"], attributes(opening["attributes"]), "\n".join(lines[start:i]) + "\n", start + 1
        i += 1


def cells(path):
    """The cells of a lesson in the order in which they run."""
    found = []
    with open(path, encoding="utf-8") as file:
        for language, attrs, source, line in fences(file.read()):
            if language == "python":
                found.append(Cell(attrs.get("id", f"line-{line}"), line, source, attrs))
            elif language == "output" and found:
                found[-1].output = source
                found[-1].output_attributes = attrs
    return found
