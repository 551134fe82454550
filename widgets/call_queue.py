"""The call queue: who waits, for how long, where from; the gravest and the oldest at the top."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from domain.call import CallState
from domain.clock import SECOND, Micros
from domain.observed import Source
from domain.severity import Severity
from widgets.incident_types import type_word
from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.queue_foot import TargetFoot
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.timer import Due, ago, due, paint_timer, span

HEIGHT = 52
HEIGHT_COMPACT = 44


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call as the queue shows it. Text is as it came; times in microseconds UTC, metres.

    `since`: from when the timer counts (the ring, or the answer). `limit`: the answering target, None once
    answered.
    `place_source`, `place_accuracy`: how `place` is known. `duplicate_of_yours`: metres to your own call.
    `provisional`: the desk's own number (P07-3) while the server has not numbered it.
    """

    id: UUID
    number: str
    severity: Severity
    state: CallState
    since: Micros
    line: str = ""
    type_code: str | None = None
    place: str = ""
    place_source: Source | None = None
    place_accuracy: float | None = None
    duplicate_of_yours: float | None = None
    limit: Micros | None = None
    yours: bool = False
    answered_name: str = ""
    pending: bool = False
    provisional: str = ""


def place_words(row: CallRow, look: Look) -> str:
    """Second line: what happened, how the place is known, the place itself."""
    translate = QCoreApplication.translate
    parts = [type_word(row.type_code)]
    metres = "" if row.place_accuracy is None else look.locale.toString(round(row.place_accuracy))
    place = row.place
    if row.place_source is Source.AML:
        parts.append(translate("call_queue", "AML ± {m} m").format(m=metres) if metres else "AML")
    elif row.place_source is Source.CELL:
        parts.append(translate("call_queue", "Celda"))
        if metres:
            place = translate("call_queue", "{place}, radio {m} m").format(place=row.place, m=metres)
    elif row.place_source is Source.FIXED_LINE:
        parts.append(translate("call_queue", "Fija"))
    if row.duplicate_of_yours is not None:
        near = look.locale.toString(round(row.duplicate_of_yours))
        parts.append(translate("call_queue", "A {m} m de su llamada · posible duplicada").format(m=near))
    parts.append(place)
    shown = " · ".join(part for part in parts if part)
    return shown or translate("call_queue", "Sin ubicación todavía")


def state_words(row: CallRow) -> tuple[str, str]:
    """The words at the right of the second line, and their colour."""
    translate = QCoreApplication.translate
    if row.pending:
        return translate("call_queue", "Atendiendo"), "text.tertiary"
    if row.yours:
        return translate("call_queue", "Usted"), "accent.text"
    if row.state is CallState.ANSWERED:
        return row.answered_name or translate("call_queue", "Atendida"), "text.tertiary"
    if row.state is CallState.ABANDONED:
        return translate("call_queue", "Devolver"), "severity.high"
    if row.state is CallState.ENDED:
        return translate("call_queue", "Cortada"), "text.tertiary"
    return (
        translate("call_queue", "Línea {line}").format(line=row.line) if row.line else ""
    ), "text.tertiary"


def spoken(row: CallRow, look: Look, now: Micros) -> str:
    """The row as a screen reader says it (for the model's AccessibleTextRole)."""
    return QCoreApplication.translate("call_queue", "{severity}. {number}. {place}. {wait}. {state}").format(
        severity=severity_word(row.severity),
        number=row.number,
        place=place_words(row, look),
        wait=span(now - row.since),
        state=state_words(row)[0],
    )


class CallDelegate(RowDelegate):
    """Draws one call: mark, number and wait; place and line."""

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """52 px: two lines; 44 px in the small window."""
        assert isinstance(row, CallRow)
        look = self.look
        compact = self.height < HEIGHT
        left, right = area.left() + look.px(42), area.right() - look.size("space.three")
        first = QRectF(left, area.top() + look.px(4 if compact else 6), right - left, look.px(20))
        second = QRectF(left, area.top() + look.px(23 if compact else 27), right - left, look.px(18))
        middle = QPointF(area.left() + look.px(22), first.center().y() + (0 if compact else 1))
        paint_mark(ink.painter, look, row.severity, middle, look.px(19))
        edge = self._timer(ink, first, row)
        number = QRectF(first.left(), first.top(), edge - first.left() - look.px(8), first.height())
        unknown = QCoreApplication.translate("call_queue", "Número oculto")
        ink.text(number, row.number or unknown, "input strong", "text.primary")
        self._second(ink, second, row)
        if not selected:
            ink.rule(left, right, area.bottom() - 1)

    def _timer(self, ink: Ink, line: QRectF, row: CallRow) -> float:
        elapsed = self.now - row.since
        waits = row.state in (CallState.RINGING, CallState.ABANDONED)
        state = due(elapsed, row.limit) if waits else Due.ON_TIME
        edge = paint_timer(ink, line, span(elapsed), state, boxed=False)
        if row.state is CallState.ANSWERED:
            edge -= self.look.px(20)
            ink.icon(edge, line.center().y(), "phone-call-fill", 14, "accent.text")
        elif row.state is CallState.ABANDONED:
            edge -= self.look.px(20)
            ink.icon(edge, line.center().y(), "phone-x", 14, "severity.high")
        return edge

    def _second(self, ink: Ink, line: QRectF, row: CallRow) -> None:
        look = self.look
        right = line.right()
        if row.provisional:
            word = QCoreApplication.translate("call_queue", "PROVISIONAL {number}").format(
                number=row.provisional
            )
            right = ink.tag(right, line.center().y(), word) - look.px(8)
        else:
            words, colour = state_words(row)
            colour = self.faint if colour == "text.tertiary" else colour
            kind = "caption strong" if row.yours else "caption"
            right -= ink.text(line, words, kind, colour, "right", elide=False) + look.px(8)
            if row.pending:
                ink.spinner(right - look.px(14), line.center().y(), 13)
                right -= look.px(20)
        ink.text(
            QRectF(line.left(), line.top(), right - line.left(), line.height()),
            place_words(row, look),
            "caption",
            "text.secondary",
        )

    def tip_of(self, row: object) -> str:
        """Both lines in full."""
        assert isinstance(row, CallRow)
        return f"{row.number}\n{place_words(row, self.look)}\n{state_words(row)[0]}"


class CallQueue(Pane):
    """The pane of waiting and answered calls.

    *Signals:* `selected(UUID)` when the cursor moves to a call; `answer_requested(UUID)` on Enter, double
    click or F2.
    """

    selected = Signal(object)
    answer_requested = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 1") -> None:
        super().__init__(
            look,
            "phone-incoming",
            QCoreApplication.translate("call_queue", "Cola de llamadas"),
            parent,
            key=key,
        )
        self.set_lacks(QCoreApplication.translate("call_queue", "puede faltar una llamada"))
        self.list = RowList(
            CallDelegate(look, HEIGHT), QCoreApplication.translate("call_queue", "Llamadas en cola")
        )
        self.list.activated.connect(self._answer)
        words = QCoreApplication.translate("call_queue", "atender la primera de la cola")
        shortcut(self, "F2", words, self.answer_next)
        self.list.enter_words = QCoreApplication.translate("call_queue", "atender la de esta fila")
        self._target = TargetFoot(look)
        self._last_answer: Micros | None = None
        self._barred = False
        self.set_body(self.list)
        self.set_foot(self._target)
        self.set_count(0)
        self.set_empty(True)

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with a CallRow, in the order to show."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._counted)
        self._counted()

    def set_now(self, now: Micros) -> None:
        """Tick the waits."""
        super().set_now(now)
        self.list.set_now(now)

    def set_compact(self, compact: bool) -> None:
        """44 px rows for the small window."""
        self.list.set_row_height(HEIGHT_COMPACT if compact else HEIGHT)
        self._target.set_compact(compact)

    def set_target(self, share: float | None, goal: float = 0.90, within: Micros = 15 * SECOND) -> None:
        """The last hour against the answering target: `share` of calls (0 to 1) answered in time."""
        self._target.set_target(share, goal, within)

    def set_barred(self, barred: bool) -> None:
        """Whoever sits here may not see calls: an empty queue says that, and not that nobody waits."""
        self._barred = barred
        self.set_empty(self.list.model() is None or self.list.model().rowCount() == 0)

    def set_last_answer(self, at: Micros | None) -> None:
        """When the last call was answered, for the words of an empty queue."""
        self._last_answer = at

    def choose(self, call: UUID) -> bool:
        """Put the cursor on that call; False when it is not in the queue."""
        model = self.list.model()
        for position in range(model.rowCount() if model is not None else 0):
            index = model.index(position, 0)
            row = index.data(ROW)
            if isinstance(row, CallRow) and row.id == call:
                self.list.setCurrentIndex(index)
                return True
        return False

    def oldest(self) -> UUID | None:
        """The ringing call at the head of the queue, which F2 answers."""
        model = self.list.model()
        for position in range(model.rowCount() if model is not None else 0):
            row = model.index(position, 0).data(ROW)
            if isinstance(row, CallRow) and row.state is CallState.RINGING and not row.pending:
                return row.id
        return None

    def answer_next(self) -> None:
        """What F2 does: the chosen call when it rings, else the one at the head."""
        row = self.list.chosen()
        ringing = isinstance(row, CallRow) and row.state is CallState.RINGING and not row.pending
        call = row.id if isinstance(row, CallRow) and ringing else self.oldest()
        if call is not None:
            self.answer_requested.emit(call)

    def empty_words(self) -> tuple[str, str]:
        """Nobody waits, and since when."""
        if self._barred:
            title = QCoreApplication.translate("call_queue", "Llamadas no visibles")
            return title, QCoreApplication.translate("call_queue", "su función no las atiende")
        title = QCoreApplication.translate("call_queue", "Nadie espera")
        if self._last_answer is None:
            return title, ""
        last = ago(self.now - self._last_answer)
        return title, QCoreApplication.translate("call_queue", "última atendida {ago}").format(ago=last)

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("call_queue", "No se pudo leer la cola")

    def show_faded(self, faded: bool) -> None:
        """Old rows lose their grey hints."""
        self.list.set_faded(faded)

    def _answer(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, CallRow) and not row.pending:
            self.answer_requested.emit(row.id)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, CallRow):
            self.selected.emit(row.id)

    def _counted(self) -> None:
        model = self.list.model()
        rows = [model.index(n, 0).data(ROW) for n in range(model.rowCount())]
        states = [row.state for row in rows if isinstance(row, CallRow)]
        self.set_count(states.count(CallState.RINGING))
        back = states.count(CallState.ABANDONED)
        words = QCoreApplication.translate("call_queue", "devolver {n}").format(n=back)
        self.set_note(words if back else "")
        self.set_empty(not rows)
