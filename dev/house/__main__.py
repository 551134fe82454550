"""python -m dev.house: the manners of the house that a machine can check, one line for each breach."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dev.house.boundaries import BOUNDARIES
from dev.house.clocks import CLOCKS
from dev.house.papers import papers
from dev.house.pins import pins
from dev.house.screens import SCREENS
from dev.house.sentences import SENTENCES, translations
from dev.house.shape import SHAPE
from dev.house.source import ROOT, Finding, Source, sources

RULES = (*SHAPE, *CLOCKS, *SCREENS, *BOUNDARIES, *SENTENCES)


def judge(source: Source) -> Iterator[Finding]:
    """What every rule says about one file."""
    for rule in RULES:
        yield from rule(source)


def inspect(root: Path = ROOT) -> Iterator[Finding]:
    """What every rule says about the whole checkout."""
    for source in sources(root):
        yield from judge(source)
    for file in sorted((root / "resources" / "i18n").glob("*.ts")):
        yield from translations(file, root)
    yield from papers(root)
    yield from pins(root)


def main() -> int:
    """Print the findings; the exit status says whether there were any."""
    found = list(inspect())
    for finding in found:
        print(finding)
    print(f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
