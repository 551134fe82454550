"""What became of one entry: who asked for what, who signed, newest first; and one record in full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from widgets.administration.card import CardBody, Notice
from widgets.administration.facts import Facts
from widgets.administration.values import FactLine
from widgets.look import Look
from widgets.pane import Pane


class HistoryPane(Pane):
    """Lines under titles; a part with no lines is not shown."""

    def __init__(self, look: Look, icon: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(look, icon, title, parent)
        self.card = CardBody(look, title)
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice = Notice(look)
        self.card.add(self.notice)
        self._parts: list[Facts] = []
        self.card.end()
        self.set_body(self.card)
        self.set_empty(True)

    def set_parts(self, parts: tuple[tuple[str, tuple[FactLine, ...]], ...]) -> None:
        """Titles with their lines."""
        for part in self._parts:
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._parts = []
        for title, lines in parts:
            part = Facts(self.look, title)
            part.set_lines(lines)
            self.card.rows.insertWidget(self.card.rows.count() - 1, part)
            self._parts.append(part)
        self.set_empty(not parts)

    def lines(self) -> tuple[str, ...]:
        """What is read aloud."""
        return tuple(part.accessibleName() for part in self._parts)

    def take_focus(self) -> None:
        """The keyboard scrolls it."""
        self.card.setFocus()

    def empty_words(self) -> tuple[str, str]:
        """Nothing is chosen."""
        return (
            QCoreApplication.translate("administration", "Nada elegido"),
            QCoreApplication.translate("administration", "Elija una fila o una celda"),
        )
