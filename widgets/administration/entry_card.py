"""The card of one entry: its fields to change; of an account also what it can do today and where it was."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.administration.card import CardBody, CardFoot, Notice
from widgets.administration.entries import EntryGrid
from widgets.administration.facts import Facts
from widgets.administration.values import EntryField, FactLine, Verdict
from widgets.buttons import ActionButton
from widgets.look import Look
from widgets.pane import Pane


class EntryCard(Pane):
    """The card of the chosen entry; a new one is entered in the same place.

    *Signals:* `edited(dict)` with every value; `sign_requested(dict)`: ask for the second signature;
    `danger_requested(dict)`: what the red button does, with the values, for the reason is among them;
    `queries_requested`: its records in the audit; `left` on Escape.
    """

    edited = Signal(dict)
    sign_requested = Signal(dict)
    danger_requested = Signal(dict)
    queries_requested = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "identification-card", translate("administration", "Cuenta"), parent)
        body = CardBody(look, translate("administration", "Cuenta elegida"))
        self.notice = Notice(look)
        self.grid = EntryGrid(look, 2)
        self.abilities = Facts(look, translate("administration", "Lo que puede hoy"))
        self.sessions = Facts(look, translate("administration", "Sesiones y equipo"), ruled=False)
        self.queries = Facts(look, translate("administration", "Últimas consultas"), ruled=False)
        for part in (self.notice, self.grid, self.abilities, self.sessions, self.queries):
            body.add(part)
        body.end()
        self.body = body
        self.grid.changed.connect(lambda: self.edited.emit(self.grid.values()))
        self.grid.entered.connect(self._sign)
        self.queries.act_requested.connect(self.queries_requested)
        self.foot = CardFoot(look)
        self.danger = ActionButton(
            look, translate("administration", "Bloquear"), kind="danger", icon="lock", font="input strong"
        )
        self.sign = ActionButton(
            look, translate("administration", "Pedir segunda firma"), kind="primary", key="F7", shortcut=False
        )
        self.foot.add(self.danger, 0)
        self.foot.add(self.sign, 1)
        self.danger.clicked.connect(lambda: self.danger_requested.emit(self.grid.values()))
        self.sign.clicked.connect(self._sign)
        self.set_body(body)
        self.set_foot(self.foot)
        self.set_empty(True)

    def show_entry(self, name: str, note: str, fields: tuple[EntryField, ...]) -> None:
        """Another entry with its values; the facts come after."""
        self.set_title(name)
        self.set_note("", note)
        self.grid.set_fields(fields)
        last: QWidget | None = None
        for entry in self.grid.entries.values():
            entry.field.installEventFilter(self)
            last = entry.field
        if last is not None:
            QWidget.setTabOrder(last, self.danger)
            QWidget.setTabOrder(self.danger, self.sign)
        self.sign.set_sending(False)
        self.danger.set_sending(False)
        self.set_empty(False)
        self.body.verticalScrollBar().setValue(0)

    def set_danger(self, words: str, icon: str, able: bool = True) -> None:
        """What the red button does to this entry, and whether it may; no words hide it."""
        self.danger.set_words(words)
        self.danger.set_icon(icon)
        self.danger.setVisible(bool(words))
        self.danger.setEnabled(able)
        self.foot.refresh()

    def set_parts(
        self, abilities: tuple[FactLine, ...], sessions: tuple[FactLine, ...], queries: tuple[FactLine, ...],
        queries_act: str = "",
    ) -> None:  # fmt: skip
        """What it can do today, where it was, what it asked for; a part with no lines is hidden."""
        self.abilities.set_lines(abilities)
        self.sessions.set_lines(sessions)
        self.queries.set_lines(queries, queries_act)
        for part, lines in ((self.abilities, abilities), (self.sessions, sessions), (self.queries, queries)):
            part.setVisible(bool(lines))

    def set_verdict(self, verdict: Verdict, able_to_endanger: bool = True) -> None:
        """What the rules say of what was entered."""
        self.grid.set_verdict(verdict)
        self.sign.setEnabled(not verdict.hindrance)
        self.sign.setAccessibleDescription(verdict.hindrance)
        self.danger.setEnabled(able_to_endanger)
        self.foot.say(verdict.hindrance)

    def set_sending(self, sending: bool) -> None:
        """Asked for, and not answered yet."""
        self.sign.set_sending(sending)

    def set_empty(self, empty: bool) -> None:
        """Nothing to do without an entry: the buttons go too."""
        super().set_empty(empty)
        self.foot.setVisible(not empty)

    def take_focus(self) -> None:
        """The keyboard to the first field."""
        self.grid.take_focus()

    def empty_words(self) -> tuple[str, str]:
        """No account is chosen."""
        return (
            QCoreApplication.translate("administration", "Elija una cuenta"),
            QCoreApplication.translate("administration", "Enter sobre una fila la abre aquí"),
        )

    def eventFilter(self, watched: object, event: object) -> bool:
        """Escape leaves the card from any of its fields."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on a button leaves too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _sign(self) -> None:
        if self.sign.isEnabled() and not self.sign.sending():
            self.sign_requested.emit(self.grid.values())
