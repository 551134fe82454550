"""Rules about all text files: no address of a package registry, no lock file, no place on one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dev.house.source import ROOT, Finding, text_files

# Written in pieces, so that this page does not find itself.
_REGISTRIES = re.compile(
    "|".join(
        (
            r"pypi\.o" "rg",
            r"python" "hosted",
            r"npm" r"js\.",
            r"--(extra-)?index" "-url",
            r"https?://\S+\.(whl|deb)\b",
        )
    )
)
_MACHINE_PATHS = re.compile(
    "|".join((r"(?<![\w.~/])/ro" r"ot/\w", r"(?<![\w./])/ho" r"me/\w", r"(?<![\w./])/wo" r"rk/\w"))
)
_LOCKS = {
    "Pipfile.lock",
    "package-lock.json",
    "pdm.lock",
    "pixi.lock",
    "poetry.lock",
    "pylock.toml",
    "uv.lock",
    "yarn.lock",
}


def findings_in_text(path: str, text: str) -> Iterator[Finding]:
    """What one file says that only one machine or one registry could understand."""
    for number, line in enumerate(text.splitlines(), 1):
        if said := _REGISTRIES.search(line):
            yield Finding(path, number, f"{said.group()}: no file records where packages are downloaded from")
        if said := _MACHINE_PATHS.search(line):
            yield Finding(
                path, number, f"{said.group()}: a place on one machine; pass it in or make it relative"
            )


def papers(root: Path = ROOT) -> Iterator[Finding]:
    """All findings in all text files of the checkout."""
    for path in text_files(root):
        relative = path.relative_to(root).as_posix()
        if path.name in _LOCKS:
            yield Finding(relative, 1, "a lock file records addresses: the pins are in constraints.txt")
        else:
            yield from findings_in_text(relative, path.read_text(encoding="utf-8", errors="replace"))
