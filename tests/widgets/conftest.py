"""A dressed application, and a note of every word that is painted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from widgets import style
from widgets.ink import Ink
from widgets.look import Look


@pytest.fixture(params=["dark"])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Look]:
    """A look put on the application, and taken off again."""
    made = Look(request.param)
    style.apply(qapp, made)
    yield made
    qapp.setStyleSheet("")


class Painted:
    """What was drawn since the last `clear`: words with their colour, and names of icons."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.colours: dict[str, str] = {}
        self.icons: list[str] = []

    def clear(self) -> None:
        """Forget."""
        self.words.clear()
        self.colours.clear()
        self.icons.clear()

    def of(self, widget: QWidget) -> Painted:
        """Draw the widget anew and note what is drawn."""
        self.clear()
        widget.grab()
        return self


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """Every line of text and every icon that passes through Ink is noted, and drawn as ever."""
    note = Painted()
    text, icon = Ink.text, Ink.icon

    def text_noted(
        ink: Ink,
        area: QRectF,
        words: str,
        kind: str,
        colour: str | QColor,
        side: str = "left",
        elide: bool = True,
    ) -> float:
        if words:
            note.words.append(words)
            note.colours[words] = colour if isinstance(colour, str) else colour.name()
        return text(ink, area, words, kind, colour, side, elide)

    def icon_noted(ink: Ink, left: float, middle: float, name: str, size: int, colour: str) -> None:
        note.icons.append(name)
        icon(ink, left, middle, name, size, colour)

    monkeypatch.setattr(Ink, "text", text_noted)
    monkeypatch.setattr(Ink, "icon", icon_noted)
    return note
