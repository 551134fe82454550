"""The merge: what became of what this desk did alone, and the refused orders that a person settles.

It lies over form and map only: queue, alerts and command line stay live, and Esc goes on answering.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from domain.clock import Micros
from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look
from widgets.merge_parts import Count, PlainRow, PlainRows, RefusedCard, RefusedRow
from widgets.plain_text import PlainLabel
from widgets.timer import span, time_of_day

translate = QCoreApplication.translate

AT_ONCE = 8
"""How many refused orders that wait, and that are settled, are cards at a time."""
VEIL = 0.78
"""How much of what lies below is hidden: enough to read the page, not so much that one forgets the rest."""


@dataclass(frozen=True, slots=True)
class MergeView:
    """All that the page shows; times in microseconds UTC, `lasted` in microseconds."""

    began: Micros
    ended: Micros
    lasted: Micros
    refused: tuple[RefusedRow, ...] = ()
    renumbered: tuple[PlainRow, ...] = ()
    accepted: tuple[PlainRow, ...] = ()

    @property
    def waiting(self) -> int:
        """How many refused orders nobody has settled."""
        return sum(not row.settled for row in self.refused)


class MergePage(QWidget):
    """The page over form and map.

    *Signals:* `settled(object, int, str)`: id, act 0 or 1, motive; `undone(object)`; `opened(object)`;
    `left()`: go on answering; `closed()`: all is settled.
    """

    settled = Signal(object, int, str)
    undone = Signal(object)
    opened = Signal(object)
    left = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: MergeView | None = None
        self._cards: dict[UUID, RefusedCard] = {}
        self._box = QFrame(self)
        self._title, self._about = PlainLabel("", elide=True), PlainLabel("", lines=True)
        self._title.setFont(look.font("title strong"))
        self._about.setFont(look.font("input"))
        self._about.setProperty("tone", "secondary")
        self._counts = tuple(Count(look) for _ in range(4))
        self._heads = {
            "refused": self._head(
                translate("merge", "Rechazadas"),
                translate("merge", "se resuelven una por una; nada de lo despachado por radio se deshace"),
            ),
            "renumbered": self._head(
                translate("merge", "Renumeradas"),
                translate("merge", "quien llamó conserva el número provisional como referencia"),
            ),
            "accepted": self._head(
                translate("merge", "Aceptadas"), translate("merge", "en el orden en que las hizo")
            ),
        }
        self._refused = QVBoxLayout()
        self._more = PlainLabel("")
        self._more.setFont(look.font("body"))
        self._more.setProperty("tone", "secondary")
        self._renumbered = PlainRows(look, translate("merge", "Renumeradas"), opens=True)
        self._accepted = PlainRows(look, translate("merge", "Aceptadas"))
        self._renumbered.opened.connect(self.opened)
        self._missing = PlainLabel("", lines=True)
        self._missing.setFont(look.font("body"))
        self._missing.setProperty("tone", "secondary")
        self._on = ActionButton(
            look, translate("merge", "Seguir atendiendo"), icon="phone", key="Esc", shortcut=False
        )
        self._shut = ActionButton(look, translate("merge", "Cerrar"), kind="primary")
        self._on.clicked.connect(self.left)
        self._shut.clicked.connect(self._close)
        self._lay_out()
        self.setAccessibleName(translate("merge", "Unión con el servidor"))

    def _head(self, title: str, about: str) -> QWidget:
        look = self._look
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, look.px(8), 0, 0)
        row.setSpacing(look.px(12))
        for words, kind, tone in ((title, "input strong", ""), (about, "body", "secondary")):
            label = PlainLabel(words, elide=bool(tone))
            label.setFont(look.font(kind))
            if tone:
                label.setProperty("tone", tone)
            row.addWidget(label, 1 if tone else 0)
        return made

    def _lay_out(self) -> None:
        look = self._look
        counts = QHBoxLayout()
        counts.setSpacing(look.px(12))
        for count in self._counts:
            counts.addWidget(count, 1)
        body = QWidget()
        body.setObjectName("merge_body")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(look.px(22), 0, look.px(22), look.px(10))
        inner.setSpacing(look.px(6))
        self._refused.setSpacing(look.px(8))
        inner.addWidget(self._heads["refused"])
        inner.addLayout(self._refused)
        inner.addWidget(self._more)
        inner.addWidget(self._heads["renumbered"])
        inner.addWidget(self._renumbered)
        inner.addWidget(self._heads["accepted"])
        inner.addWidget(self._accepted)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        top = QVBoxLayout()
        top.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(4))
        top.setSpacing(look.px(4))
        top.addWidget(self._title)
        top.addWidget(self._about)
        top.addSpacing(look.px(8))
        top.addLayout(counts)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(22), look.px(10), look.px(22), look.px(12))
        foot.setSpacing(look.px(8))
        foot.addWidget(self._missing, 1)
        foot.addWidget(self._on)
        foot.addWidget(self._shut)
        self._shut.setMinimumWidth(look.px(140))
        rows = QVBoxLayout(self._box)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self._scroll, 1)
        rows.addLayout(foot)

    # ---- what it shows

    def view(self) -> MergeView | None:
        """What is shown."""
        return self._view

    def show_merge(self, view: MergeView) -> None:
        """Show this; the keyboard stays where it is as far as that is still there."""
        if view == self._view:
            return
        self._view = view
        self._tell(view)
        rows = self._rows_shown(view)
        keys = {row.id for row in rows}
        for key in [key for key in self._cards if key not in keys]:
            card = self._cards.pop(key)
            self._refused.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row in enumerate(rows):
            card = self._cards.get(row.id) or self._made(row)
            if card.row != row:
                card.show_row(row)
            if self._refused.indexOf(card) != place:
                self._refused.insertWidget(place, card)
        more = len(view.refused) - len(rows)
        self._more.setText(translate("merge", "y {n} más: vienen a medida que se resuelven").format(n=more))
        self._more.setVisible(bool(more))
        self._heads["refused"].setVisible(bool(view.refused))
        self._heads["renumbered"].setVisible(bool(view.renumbered))
        self._heads["accepted"].setVisible(bool(view.accepted))
        self._renumbered.set_rows(view.renumbered)
        self._accepted.set_rows(view.accepted)
        self._shut.setEnabled(not view.waiting)

    def _rows_shown(self, view: MergeView) -> list[RefusedRow]:
        """The first that wait and those settled last: a card costs 10 ms, and nothing may stand still."""
        waiting = [row.id for row in view.refused if not row.settled][:AT_ONCE]
        settled = [row.id for row in view.refused if row.settled]
        kept = {key for key in settled if key in self._cards} | set(settled[-AT_ONCE:]) | set(waiting)
        return [row for row in view.refused if row.id in kept]

    def _made(self, row: RefusedRow) -> RefusedCard:
        card = self._cards[row.id] = RefusedCard(self._look, row, self._box)
        card.settled.connect(self._settled)
        card.undone.connect(self.undone)
        card.moved.connect(lambda by: self._step(card, by))
        return card

    def _tell(self, view: MergeView) -> None:
        look = self._look
        self._title.setText(
            translate("merge", "Volvió el servidor: {span} en modo puesto").format(span=span(view.lasted))
        )
        done = translate("merge", "Todo lo hecho en este puesto ya fue enviado, en orden.")
        self._about.setText(" ".join((done, _need(view.waiting))))
        between = f"{time_of_day(view.began, look)} – {time_of_day(view.ended, look)}"
        sent, accepted, renumbered, refused = self._counts
        n = len(view.refused) + len(view.renumbered) + len(view.accepted)
        sent.tell(n, translate("merge", "órdenes enviadas"), between)
        accepted.tell(
            len(view.accepted), translate("merge", "aceptadas"), translate("merge", "tal como las hizo")
        )
        renumbered.tell(
            len(view.renumbered),
            translate("merge", "renumeradas"),
            translate("merge", "número nuevo, o unida a otra"),
        )
        refused.tell(
            len(view.refused),
            translate("merge", "rechazadas"),
            translate("merge", "decide una persona"),
            loud=bool(view.waiting),
        )
        self._missing.setText(
            translate(
                "merge",
                "Falta {n} de {all}. Si sigue atendiendo, la lista queda en la banda y la ve su supervisora.",
            ).format(n=view.waiting, all=len(view.refused))
            if view.waiting
            else translate("merge", "No falta nada. Al cerrar, la lista se borra de este puesto.")
        )

    # ---- what the person does

    def take_focus(self) -> None:
        """The keyboard to the first order that waits, to Close when none does."""
        rows = self._rows_shown(self._view) if self._view else []
        waiting = [self._cards[row.id] for row in rows if not row.settled]
        target = waiting[0] if waiting else self._shut if self._view and not self._view.waiting else self._on
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if waiting:
            self._scroll.ensureWidgetVisible(waiting[0])

    def _settled(self, key: UUID, which: int, motive: str) -> None:
        self.settled.emit(key, which, motive)
        self.take_focus()

    def _step(self, card: RefusedCard, by: int) -> None:
        assert self._view is not None, "only a card that is shown has the keyboard"
        keys = [row.id for row in self._rows_shown(self._view)]
        place = max(0, min(len(keys) - 1, keys.index(card.row.id) + by))
        self._cards[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(self._cards[keys[place]])

    def _close(self) -> None:
        if self._view is not None and not self._view.waiting:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on answering; Enter closes where everything is settled."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._shut.hasFocus():
            self._close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The box in the middle, at most 1120 px wide."""
        look = self._look
        width = min(self.width() - look.px(24), look.px(1120))
        height = min(self.height() - look.px(24), look.px(824))
        self._box.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil over what lies below, and the box's edge."""
        ink, look = Ink(QPainter(self), self._look), self._look
        ink.fill(QRectF(self.rect()), "surface.window", VEIL)
        box = QRectF(self._box.geometry())
        ink.box(box.adjusted(-1, -1, 1, 1), look.size("radius.pane"), "surface.pane", "outline.default")


def _need(waiting: int) -> str:
    if not waiting:
        return translate("merge", "No queda nada por decidir.")
    if waiting == 1:
        return translate("merge", "Una orden necesita que usted decida.")
    return translate("merge", "{n} órdenes necesitan que usted decida.").format(n=waiting)
