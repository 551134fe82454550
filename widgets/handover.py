"""The handover: what the next shift must know: found, completed, signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.clock import Micros
from widgets.buttons import ActionButton
from widgets.fields import LineField
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.rows import ROW, RowDelegate, RowList
from widgets.timer import time_of_day

HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature; nobody's when `name` is empty."""

    name: str = ""
    at: Micros = 0


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One handover. `can_sign`: this person may; `why`: else why not."""

    made_at: Micros
    made_by: str
    points: tuple[str, ...]
    remarks: str = ""
    given: Signed = Signed()
    taken: Signed = Signed()
    can_sign: bool = False
    why: str = ""
    pending: bool = False


class _Points(QAbstractListModel):
    """The sentences as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[str, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        known = role in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._rows[index.row()] if known and index.isValid() else None

    def replace(self, rows: Sequence[str]) -> None:
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()


class _PointDelegate(RowDelegate):
    """Draws a sentence behind its number."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        look = self.look
        line = area.adjusted(look.px(14), 0, -look.px(14), 0)
        dot = look.px(6)
        mark = QRectF(line.left() + look.px(4), line.center().y() - dot / 2, dot, dot)
        ink.box(mark, dot / 2, "text.tertiary")
        ink.text(line.adjusted(look.px(24), 0, 0, 0), str(row), "body", "text.primary")
        if not selected:
            ink.rule(line.left() + look.px(24), line.right(), area.bottom() - 1)

    def tip_of(self, row: object) -> str:
        return str(row)


class _Signatures(QWidget):
    """Who made it, and the two signatures."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: HandoverView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_view(self, view: HandoverView | None) -> None:
        self._view = view
        self.setAccessibleName(". ".join(f"{title}: {words}" for title, words, _ in self._lines()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, self._look.px(84))

    def _lines(self) -> tuple[tuple[str, str, bool], ...]:
        view, translate, look = self._view, QCoreApplication.translate, self._look
        if view is None:
            return ()
        made = translate("handover", "{time} · {by}").format(
            time=time_of_day(view.made_at, look), by=view.made_by
        )
        return (
            (translate("handover", "Generado"), made, True),
            (translate("handover", "Entrega"), self._signed(view.given), bool(view.given.name)),
            (translate("handover", "Recibe"), self._signed(view.taken), bool(view.taken.name)),
        )

    def _signed(self, signed: Signed) -> str:
        if not signed.name:
            return QCoreApplication.translate("handover", "falta firmar")
        return QCoreApplication.translate("handover", "{time} · {by}").format(
            time=time_of_day(signed.at, self._look), by=signed.name
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, look = Ink(painter, self._look), self._look
        line = QRectF(look.px(14), look.px(6), self.width() - look.px(28), look.px(24))
        for title, words, done in self._lines():
            ink.text(line, title, "body", "text.secondary", elide=False)
            icon, tone = ("check-circle", "accent.text") if done else ("pen-nib", "text.tertiary")
            ink.icon(line.left() + look.px(84), line.center().y(), icon, 16, tone)
            ink.text(
                line.adjusted(look.px(110), 0, 0, 0),
                words,
                "body strong" if done else "body",
                "text.primary" if done else "text.secondary",
            )
            line.translate(0, look.px(25))
        ink.rule(0, self.width(), self.height() - 1)
        painter.end()


class HandoverPane(Pane):
    """The pane.

    *Signals:* `make_requested(str)` with the remarks; `sign_requested`.
    """

    make_requested = Signal(str)
    sign_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt R") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "arrows-left-right", translate("handover", "Relevo"), parent, key=key)
        self.set_lacks(translate("handover", "se generó con lo que había"))
        self._view: HandoverView | None = None
        self.signatures = _Signatures(look)
        self.points = _Points(self)
        self.list = RowList(
            _PointDelegate(look, HEIGHT), translate("handover", "Lo que el otro turno debe saber")
        )
        self.list.setModel(self.points)
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.signatures)
        rows.addWidget(self.list, 1)
        body.setFocusProxy(self.list)
        self.set_body(body)
        self.remarks = LineField(look, translate("handover", "Observaciones"), cap=2000)
        self.remarks.setPlaceholderText(translate("handover", "Observaciones para el turno que entra…"))
        self.make = ActionButton(look, translate("handover", "Generar"), icon="note-pencil")
        self.sign = ActionButton(look, translate("handover", "Firmar"), kind="primary", icon="pen-nib")
        self.make.clicked.connect(self._make)
        self.sign.clicked.connect(self.sign_requested)
        foot = QWidget()
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(8))
        inside.addWidget(self.remarks)
        acts = QHBoxLayout()
        acts.addWidget(self.make)
        acts.addStretch(1)
        acts.addWidget(self.sign)
        inside.addLayout(acts)
        self.set_foot(foot)
        self.show_view(None)

    def take_focus(self) -> None:
        """Its key leads to what the other shift must know; before there is any, to the remarks."""
        (self.list if self._view is not None else self.remarks).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_view(self, view: HandoverView | None) -> None:
        """The room's last handover; None: there is none yet."""
        self._view = view
        self.set_empty(view is None)
        self.signatures.show_view(view)
        rows = view.points if view is not None else ()
        remarks = view.remarks if view is not None else ""
        self.points.replace((*rows, remarks) if remarks else rows)
        self.set_count(len(rows) if view is not None else None)
        self.sign.setEnabled(view is not None and view.can_sign)
        self.sign.set_sending(view is not None and view.pending)
        self.set_note("", view.why if view is not None else "")

    def empty_words(self) -> tuple[str, str]:
        """None was made."""
        translate = QCoreApplication.translate
        return translate("handover", "Todavía no hay relevo"), translate(
            "handover", "«Generar» lo arma con lo que está abierto"
        )

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("handover", "No se pudo leer el relevo")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _make(self) -> None:
        text = self.remarks.text().strip()
        self.remarks.clear()
        self.make_requested.emit(text)
