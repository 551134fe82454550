"""Questions that need a person's words before something is done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from widgets.buttons import ActionButton
from widgets.choices import ChoiceStrip
from widgets.fields import LineField
from widgets.labelled import Labelled
from widgets.look import Look
from widgets.plain_text import PlainLabel

SHORTEST_REASON = 3
MINUTES = (15, 60, 240)

translate = QCoreApplication.translate


class ShelveDialog(QDialog):
    """For how long and why an alert is put aside; without a reason it cannot be."""

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("dialogs", "Posponer alerta"))
        self.setObjectName("overlay")
        head = PlainLabel(title, elide=True)
        head.setFont(look.font("title strong"))
        words = {
            15: translate("dialogs", "15 min"),
            60: translate("dialogs", "1 h"),
            240: translate("dialogs", "4 h"),
        }
        self._strip = ChoiceStrip(
            look, translate("dialogs", "Por cuánto tiempo"), tuple((str(n), words[n]) for n in MINUTES)
        )
        self._strip.set_code(str(MINUTES[0]))
        self._reason = LineField(look, translate("dialogs", "Motivo"), cap=240)
        self._labelled = Labelled(look, translate("dialogs", "Motivo"), self._reason)
        keep = ActionButton(look, translate("dialogs", "Posponer"), kind="primary", key="↵", shortcut=False)
        drop = ActionButton(look, translate("dialogs", "Cancelar"), key="Esc", shortcut=False)
        keep.setDefault(True)  # else Enter without a reason presses the other one
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        rows.setSpacing(look.px(14))
        rows.addWidget(head)
        rows.addWidget(Labelled(look, translate("dialogs", "Por cuánto tiempo"), self._strip))
        rows.addWidget(self._labelled)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(drop)
        acts.addWidget(keep)
        rows.addLayout(acts)
        self.setMinimumWidth(look.px(440))
        self._reason.setFocus()

    @property
    def minutes(self) -> int:
        """For how many minutes."""
        return int(self._strip.code() or MINUTES[0])

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.text().strip()

    def _keep(self) -> None:
        if len(self.reason) < SHORTEST_REASON:
            self._labelled.set_wrong(translate("dialogs", "Escriba el motivo: queda en el registro"))
            self._reason.setFocus()
            return
        self.accept()
