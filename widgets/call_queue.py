"""The call queue: who waits, for how long, where from; the gravest and the oldest at the top."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from domain.call import CallState
from domain.clock import SECOND, Micros
from widgets.call_words import CallRow as CallRow
from widgets.call_words import mark_sentence, mark_words, place_words, state_words
from widgets.call_words import spoken as spoken
from widgets.ink import Ink
from widgets.keys import shortcut
from widgets.look import Look
from widgets.pane import Pane
from widgets.queue_foot import TargetFoot
from widgets.rows import ROW, RowDelegate, RowList
from widgets.severity import paint_mark
from widgets.timer import Due, ago, paint_timer, span
from widgets.wait_marks import paint_wait

HEIGHT = 52
HEIGHT_COMPACT = 44


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
        used = ink.text(number, row.number or unknown, "input strong", "text.primary")
        self._marks(ink, number.adjusted(used + look.px(8), 0, 0, 0), row)
        self._second(ink, second, row)
        if not selected:
            ink.rule(left, right, area.bottom() - 1)

    def _timer(self, ink: Ink, line: QRectF, row: CallRow) -> float:
        elapsed = self.now - row.since
        if row.state is CallState.RINGING:
            return paint_wait(ink, line, elapsed)
        edge = paint_timer(ink, line, span(elapsed), Due.ON_TIME, boxed=False)
        if row.state is CallState.ANSWERED:
            edge -= self.look.px(20)
            ink.icon(edge, line.center().y(), "phone-call-fill", 14, "accent.text")
        elif row.state is CallState.ABANDONED:
            edge -= self.look.px(20)
            ink.icon(edge, line.center().y(), "phone-x", 14, "severity.high")
        return edge

    def ground(self, row: object) -> tuple[str, str]:
        """The call that rings here first is lit."""
        lit = isinstance(row, CallRow) and row.offered_yours and not row.pending
        return ("surface.selected", "accent.bar") if lit else ("", "")

    def _marks(self, ink: Ink, line: QRectF, row: CallRow) -> None:
        left = line.left()
        for word, colour in mark_words(row):
            if (
                left + max(ink.width(word, "caption strong") + self.look.px(12), self.look.px(22))
                > line.right()
            ):
                return  # the tip has them all
            left = ink.chip(left, line.center().y(), word, colour=colour) + self.look.px(5)

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
        lines = (row.number, place_words(row, self.look), state_words(row)[0], mark_sentence(row))
        return "\n".join(line for line in lines if line)


class CallQueue(Pane):
    """The pane of waiting and answered calls.

    *Signals:* `selected(UUID)` when the cursor moves to a call; `answer_requested(UUID)` on Enter, double
    click or F2; `call_back_requested(UUID)` on Shift F2.
    """

    selected = Signal(object)
    answer_requested = Signal(object)
    call_back_requested = Signal(object)

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
        words = QCoreApplication.translate("call_queue", "devolver la primera llamada sin atender")
        shortcut(self, "Shift+F2", words, self.call_back_next)
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

    def call_back_next(self) -> None:
        """What Shift F2 does: the chosen call when it is to be called back, else the first of those."""
        model = self.list.model()
        rows = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        for row in (self.list.chosen(), *rows):
            if isinstance(row, CallRow) and row.state is CallState.ABANDONED and not row.pending:
                self.call_back_requested.emit(row.id)
                return

    def _lit(self) -> CallRow | None:
        """The call that rings at this desk first."""
        model = self.list.model()
        rows = [model.index(n, 0).data(ROW) for n in range(model.rowCount())] if model is not None else []
        lit = (row for row in rows if isinstance(row, CallRow) and row.offered_yours and not row.pending)
        return next(lit, None)

    def answer_next(self) -> None:
        """What F2 does: the call that is offered here, else the chosen one, else the one at the head."""
        row = self._lit() or self.list.chosen()
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
