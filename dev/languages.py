"""The languages' files: `python -m dev.languages` brings them up to date with the sources and builds them.

With `--build` only what is older than its source is built (set-up does that); with `--pseudo` a made-up
language that is a third longer, in build/i18n, to see on the screen what would be cut.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
PSEUDO = ROOT / "build" / "i18n" / "pseudo.qm"
LONGER = 1.3
"""How much longer than Spanish a language may be."""

_ACCENTED = str.maketrans("aeiounAEIOUN", "àëîõüñÀËÎÕÜÑ")


def sentences() -> list[str]:
    """The files that speak to people; the gallery and its samples do not."""
    return [
        str(file)
        for room in ("console", "widgets")
        for file in sorted((ROOT / room).rglob("*.py"))
        if not file.stem.startswith(("gallery", "samples"))
    ]


def _tool(name: str, *words: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name(name)), *words], check=True, capture_output=True)


def update(file: Path) -> None:
    """Add new sentences to a translation file as unfinished, and take out those that are said no more."""
    _tool("pyside6-lupdate", *sentences(), "-no-obsolete", "-locations", "none", "-ts", str(file))


def build(source: Path, built: Path) -> None:
    """Compile a translation file; half a file is never left behind."""
    half = built.with_suffix(".half")
    built.parent.mkdir(parents=True, exist_ok=True)
    _tool("pyside6-lrelease", "-silent", str(source), "-qm", str(half))
    half.replace(built)


def longer(sentence: str) -> str:
    """The sentence, accented and a third longer, with its holes untouched."""
    parts, inside, out = sentence.replace("{", "\0{").replace("}", "}\0").split("\0"), False, []
    for part in parts:
        inside = part.startswith("{")
        out.append(part if inside else part.translate(_ACCENTED))
    return "".join(out) + "~" * max(1, round(len(sentence) * (LONGER - 1)))


def pseudo(like: Path, built: Path = PSEUDO) -> Path:
    """Make a language in which every sentence is a third longer than the Spanish one."""
    tree = ElementTree.parse(like)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        if translation is not None:
            translation.text = longer(message.findtext("source", ""))
            translation.attrib.pop("type", None)
    source = built.with_suffix(".ts")
    source.parent.mkdir(parents=True, exist_ok=True)
    tree.write(source, encoding="utf-8", xml_declaration=True)
    build(source, built)
    return built


def main() -> int:
    """Do what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m dev.languages", description=__doc__)
    parser.add_argument("--build", action="store_true", help="only build what is older than its source")
    parser.add_argument("--pseudo", action="store_true", help="make the longer language in build/i18n")
    told = parser.parse_args()
    if told.pseudo:
        print(pseudo(FOLDER / "en.ts"))
        return 0
    for source in sorted(FOLDER.glob("*.ts")):
        built = source.with_suffix(".qm")
        if not told.build:
            update(source)
        elif built.exists() and built.stat().st_mtime >= source.stat().st_mtime:
            continue
        build(source, built)
        print(f"{source.name}: built")
    return 0


if __name__ == "__main__":
    sys.exit(main())
