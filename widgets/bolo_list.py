"""What the room looks out for: vehicles, people, anything; each with its issuer, its case and its end."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from domain.bolo import BoloKind
from domain.clock import HOUR, MINUTE, Micros
from domain.severity import Severity
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.timer import time_of_day

HEIGHT = 68
SOON: Micros = HOUR
"""A BOLO that ends within this time says so in orange."""
_ICONS = {BoloKind.VEHICLE: "car", BoloKind.PERSON: "user", BoloKind.OTHER: "eye"}


@dataclass(frozen=True, slots=True)
class BoloRow:
    """One BOLO; `about` is its incident or case, `over` when it is cancelled or has ended."""

    id: UUID
    number: str
    what: BoloKind
    title: str
    priority: Severity
    expires_at: Micros
    plate: str = ""
    about: str = ""
    by: str = ""
    pending: bool = False
    over: str = ""


def left_words(row: BoloRow, now: Micros) -> str:
    """How long it still holds."""
    left, translate = row.expires_at - now, QCoreApplication.translate
    if row.over:
        return row.over
    if left <= 0:
        return translate("bolo", "vencido")
    if left < HOUR:
        return translate("bolo", "vence en {n} min").format(n=max(1, left // MINUTE))
    return translate("bolo", "vence en {n} h").format(n=left // HOUR)


def spoken(row: BoloRow, now: Micros) -> str:
    """The row as a screen reader says it."""
    return f"BOLO {row.number}. {row.title}. {row.plate}. {row.about}. {left_words(row, now)}"


class BoloDelegate(RowDelegate):
    """Draws one: what is looked for; plate, case, issuer; until when."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """Three lines."""
        assert isinstance(row, BoloRow)
        look = self.look
        left, right = area.left() + look.px(42), area.right() - look.px(14)
        first = QRectF(left, area.top() + look.px(7), right - left, look.px(20))
        paint_mark(
            ink.painter,
            look,
            row.priority,
            QPointF(area.left() + look.px(22), first.center().y()),
            look.px(18),
        )
        strong = "text.tertiary" if row.over else "text.primary"
        soon = not row.over and row.expires_at - self.now < SOON
        until = left_words(row, self.now)
        tone = "severity.high" if soon else "text.secondary"
        wide = ink.text(first, until, "caption", tone, "right", elide=False)
        ink.text(first.adjusted(0, 0, -wide - look.px(10), 0), row.title, "input strong", strong)
        second = first.translated(0, look.px(20))
        at = left
        ink.icon(at, second.center().y(), _ICONS[row.what], 14, "text.secondary")
        at += look.px(22)
        if row.plate:
            at = ink.chip(at, second.center().y(), row.plate, "caption strong mono id") + look.px(8)
        ink.text(
            QRectF(at, second.top(), right - at, second.height()), row.about, "caption", "text.secondary"
        )
        third = second.translated(0, look.px(18))
        if row.pending:
            ink.spinner(left, third.center().y(), 13)
        ink.text(
            third.adjusted(look.px(18) if row.pending else 0, 0, 0, 0),
            f"{row.number} · {row.by}", "caption", self.faint,
        )  # fmt: skip
        if not selected:
            ink.rule(left, right, area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        """Everything, uncut."""
        assert isinstance(row, BoloRow)
        return f"{row.title}\n{row.plate} {row.about}\n{row.by} · {time_of_day(row.expires_at, self.look)}"


class BoloList(Pane):
    """The pane.

    *Signals:* `issue_requested`; `cancel_requested(BoloRow)`; `opened(BoloRow)` on Enter or a double click.
    """

    issue_requested = Signal()
    cancel_requested = Signal(object)
    opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt B") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "crosshair", "BOLO", parent, key=key)
        self.set_lacks(translate("bolo", "pueden faltar BOLO nuevos"))
        self.list = RowList(BoloDelegate(look, HEIGHT), translate("bolo", "BOLO vigentes"))
        self.list.enter_words = translate("bolo", "ver su incidente")
        self.list.activated.connect(self._open)
        self.issue = ActionButton(look, translate("bolo", "Emitir"), icon="plus", key="Ins", shortcut=False)
        self.cancel = ActionButton(
            look, translate("bolo", "Levantar"), icon="x", key=translate("bolo", "Supr"), shortcut=False
        )
        self.issue.clicked.connect(self.issue_requested)
        self.cancel.clicked.connect(self._cancel)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut(self, "Ins", self.issue.words(), self.issue_requested.emit, within)
        shortcut(self, "Del", self.cancel.words(), self._cancel, within)
        foot = QWidget()
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(8))
        inside.addWidget(self.issue)
        inside.addWidget(self.cancel)
        inside.addStretch(1)
        self.set_body(self.list)
        self.set_foot(foot)
        self.set_empty(True)

    def take_focus(self) -> None:
        """Its key leads to the list; while nothing is looked for, to what issues one: Ins works there."""
        (self.list if self.list.isVisible() else self.issue).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a BoloRow, those in force first."""
        self.list.setModel(model)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick: how long each still holds."""
        super().set_now(now)
        self.list.set_now(now)

    def empty_words(self) -> tuple[str, str]:
        """Nothing is looked for."""
        translate = QCoreApplication.translate
        return translate("bolo", "Ningún BOLO vigente"), translate("bolo", "«bolo 1042 texto» emite uno")

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("bolo", "No se pudieron leer los BOLO")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _counted(self) -> None:
        model = self.list.model()
        rows = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        in_force = sum(not row.over for row in rows if isinstance(row, BoloRow))
        self.set_count(in_force)
        self.cancel.setEnabled(in_force > 0)
        self.set_empty(not rows)

    def _cancel(self) -> None:
        row = self.list.chosen()
        if isinstance(row, BoloRow) and not row.over:
            self.cancel_requested.emit(row)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, BoloRow):
            self.opened.emit(row)
