"""A secret that is told once: a new password or token, to be handed over now and then put away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from widgets.administration.card import CardBody, CardFoot
from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import PlainLabel


class SecretPane(Pane):
    """The secret in a field that can be copied; putting it away forgets it.

    *Signals:* `put_away`.
    """

    put_away = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "key", translate("administration", "Clave nueva"), parent)
        body = CardBody(look, translate("administration", "Clave nueva"))
        self.whose = PlainLabel("", lines=True)
        self.whose.setFont(look.font("input strong"))
        self.secret = LineField(
            look, translate("administration", "Clave nueva"), cap=400, kind="input mono", visible_only=False
        )
        self.secret.setReadOnly(True)
        once = PlainLabel(
            translate("administration", "Se muestra esta única vez. Entréguela en mano y cierre este panel."),
            lines=True,
        )
        once.setFont(look.font("body"))
        once.setProperty("tone", "secondary")
        for part in (self.whose, self.secret, once):
            body.add(part)
        body.end()
        foot = CardFoot(look)
        self.done = ActionButton(look, translate("administration", "Ya está entregada"), kind="primary")
        foot.add(self.done, 1)
        self.done.clicked.connect(self._put_away)
        self.set_body(body)
        self.set_foot(foot)

    def show_secret(self, whose: str, secret: str) -> None:
        """Show it, chosen, ready to be copied."""
        self.whose.setText(whose)
        self.secret.setText(secret)
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard to the secret."""
        self.secret.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.secret.selectAll()

    def _put_away(self) -> None:
        self.secret.clear()
        self.whose.setText("")
        self.put_away.emit()
