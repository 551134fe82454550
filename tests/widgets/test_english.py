"""Every sentence of the desk has its English, with the same holes, and it fits the small window."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QSize, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.paths import path
from tests.widgets.conftest import Painted
from widgets import style
from widgets.buttons import ActionButton
from widgets.gallery_sheets import operator
from widgets.look import Look

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = path("i18n", "en.ts")
HOLE = re.compile(r"\{\w+\}")


def tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools of this environment."""
    subprocess.run([str(Path(sys.executable).with_name(name)), *arguments], check=True, capture_output=True)


def messages(file: Path) -> Iterator[tuple[str, str, str]]:
    """Context, Spanish and finished English (empty when there is none)."""
    for context in ElementTree.parse(file).getroot().findall("context"):
        for message in context.findall("message"):
            found = message.find("translation")
            done = found is not None and found.get("type") is None
            english = (found.text or "") if found is not None and done else ""
            yield context.findtext("name", ""), message.findtext("source", ""), english


def test_every_sentence_has_its_english(tmp_path: Path) -> None:
    fresh = tmp_path / "en.ts"
    fresh.write_bytes(ENGLISH.read_bytes())
    files = [str(file) for room in ("widgets", "console") for file in sorted((ROOT / room).rglob("*.py"))]
    tool("pyside6-lupdate", *files, "-no-obsolete", "-locations", "none", "-ts", str(fresh))
    missing = [
        f"{context}: {spanish}" for context, spanish, english in messages(fresh) if not english.strip()
    ]
    assert not missing, (
        "give these their English in resources/i18n/en.ts (pyside6-lupdate adds them): " + "; ".join(missing)
    )


def test_english_has_the_holes_of_the_spanish() -> None:
    for _, spanish, english in messages(ENGLISH):
        assert sorted(HOLE.findall(spanish)) == sorted(HOLE.findall(english)), spanish


@pytest.fixture
def english(qapp: QApplication, tmp_path: Path) -> Iterator[Look]:
    built = tmp_path / "en.qm"
    tool("pyside6-lrelease", str(ENGLISH), "-qm", str(built))
    translator = QTranslator()
    assert translator.load(str(built))
    qapp.installTranslator(translator)
    look = Look("light", locale=QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    style.apply(qapp, look)
    yield look
    qapp.removeTranslator(translator)
    qapp.setStyleSheet("")


def test_the_small_window_speaks_english_and_cuts_no_button(
    qtbot: QtBot, english: Look, painted: Painted
) -> None:
    shell = operator(english, QSize(1366, 768))
    qtbot.addWidget(shell)
    shell.show()
    words = painted.of(shell).words
    for word in (
        "Call queue",
        "CALL IN PROGRESS · LINE 05",
        "What weapon?",
        "CRITICAL",
        "4,912/s · 1 s ago",
        "LIVE · 38 ms",
    ):
        assert word in words
    assert not {"Cola de llamadas", "Llamante", "sin tomar"} & set(words)
    for button in shell.findChildren(ActionButton):
        if button.isVisible() and not button._stacked:
            assert button.width() >= english.metrics(button._font).horizontalAdvance(button.words()), (
                button.words()
            )
