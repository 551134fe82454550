"""Rules about versions: every dependency exact, pyproject and constraints.txt of one mind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from dev.house.source import ROOT, Finding

_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(\[[a-z,]+\])?==(?P<version>[0-9][A-Za-z0-9.+!]*)(\s*;.*)?"
)


def canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def constraints(root: Path = ROOT) -> dict[str, str]:
    """Canonical name -> exact version, of every distribution that may be installed."""
    found = (_PIN.fullmatch(line) for line in (root / "constraints.txt").read_text().splitlines())
    return {canonical(pin["name"]): pin["version"] for pin in found if pin}


def pins(root: Path = ROOT) -> Iterator[Finding]:
    """Lines of pyproject.toml and constraints.txt that do not pin, or pin apart."""
    exact = constraints(root)
    for number, line in enumerate((root / "constraints.txt").read_text().splitlines(), 1):
        if line.strip() and not line.startswith("#") and not _PIN.fullmatch(line):
            yield Finding("constraints.txt", number, f"{line!r}: write name==version")
    text = (root / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [
        *project["dependencies"],
        *(w for extra in project["optional-dependencies"].values() for w in extra),
    ]
    for want in wanted:
        number = next((n for n, line in enumerate(text.splitlines(), 1) if want in line), 1)
        pin = _PIN.fullmatch(want)
        if pin is None:
            yield Finding("pyproject.toml", number, f"{want!r}: pin it with ==")
        elif exact.get(canonical(pin["name"])) != pin["version"]:
            other = exact.get(canonical(pin["name"]), "nothing")
            yield Finding("pyproject.toml", number, f"{want!r}: constraints.txt says {other}")
