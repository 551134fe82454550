"""The call queue: rows from the picture, and answering."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from backend_client.picture import Picture
from console.models.calls import ANSWER_WITHIN, WAITING, CallRows, in_queue, is_mine, rank
from console.models.rows import Rows
from console.presenters.intentions import Intentions
from console.presenters.steady import Steady
from domain.call import CallState
from domain.clock import HOUR, SECOND, Micros
from domain.commands import AnswerCall
from widgets.call_queue import CallQueue, CallRow, spoken
from widgets.look import Look


class QueuePresenter:
    """Between the picture's calls and the queue's pane. `opened` is told which call the form should show."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        pane: CallQueue,
        look: Look,
        opened: Callable[[UUID], None],
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._pane = pane
        self._opened = opened
        self._made = CallRows(picture)
        self._answers: dict[UUID, tuple[Micros, Micros]] = {}
        self.rows: Rows[UUID, CallRow] = Rows(
            self._made.row, rank, lambda row: spoken(row, look, picture.server_now()), pane
        )
        pane.set_model(self.rows)
        self._steady = Steady(pane.list, self.rows.hold)
        pane.answer_requested.connect(self._requested)
        pane.selected.connect(self._selected)
        pane.call_back_requested.connect(self.answer)
        self._end = picture.calls.subscribe(self.changed)
        self.changed([call.id for call in picture.calls.values()])

    def close(self) -> None:
        """Follow the picture no more."""
        self._end()

    def changed(self, keys: list[UUID]) -> None:
        """These calls are not what they were."""
        self.rows.apply(self._made.follow(keys))
        self._count_answers(keys)

    def set_active(self, call: UUID | None) -> None:
        """The form holds another call: its neighbours may be duplicates."""
        if call != self._made.active:
            self._made.active = call
            self.rows.apply(list(self.rows.keys()))
            if call is not None:
                self._pane.choose(call)

    def answer(self, call: UUID) -> None:
        """Take this call; one's own is only opened again."""
        found = self._picture.calls.get(call)
        if found is None:
            return
        if is_mine(found, self._picture):
            self._opened(call)
        elif found.state in WAITING:
            self._intentions.send(AnswerCall(call=call))

    def answer_next(self) -> None:
        """Take the gravest and oldest that rings, whatever order a held list shows."""
        ringing = [row for row in self.rows.values() if row.state is CallState.RINGING and not row.pending]
        if ringing:
            self.answer(min(ringing, key=rank).id)

    def call_back_next(self) -> None:
        """Call back whoever has waited for it longest."""
        missed = self.missed()
        if missed:
            self.answer(missed[0].id)

    def missed(self) -> list[CallRow]:
        """Return who is to be called back, the first first."""
        rows = [row for row in self.rows.values() if row.state is CallState.ABANDONED and not row.pending]
        return sorted(rows, key=lambda row: row.since)

    def chosen_or_oldest(self) -> UUID | None:
        """Return the call under the cursor when it rings, else the one at the head."""
        row = self._pane.list.chosen()
        if isinstance(row, CallRow) and row.state is CallState.RINGING:
            return row.id
        return self._pane.oldest()

    def _requested(self, call: UUID) -> None:
        """Enter and a double click mean the row under the cursor; F2 without one means the next."""
        chosen = self._pane.list.chosen()
        if isinstance(chosen, CallRow) and chosen.id == call:
            self.answer(call)
        else:
            self.answer_next()

    def waiting(self) -> tuple[int, Micros | None]:
        """Return how many ring, and since when the oldest does."""
        ringing = [row.since for row in self.rows.values() if row.state is CallState.RINGING]
        return len(ringing), min(ringing, default=None)

    def by_short(self, number: int) -> UUID | None:
        """Return the call with that short number of the day, if it is in the queue."""
        for key in tuple(self.rows.keys()):
            call = self._picture.calls.get(key)
            if call is not None and call.short == number:
                return key
        return None

    def _selected(self, call: UUID) -> None:
        found = self._picture.calls.get(call)
        if found is not None and is_mine(found, self._picture):
            self._opened(call)

    def _count_answers(self, keys: list[UUID]) -> None:
        now = self._picture.server_now()
        for key in keys:
            call = self._picture.calls.get(key)
            if call is None or call.answered_at is None or call.answered_at <= now - HOUR:
                continue
            if not call.call_backs:  # who had hung up was not answered: his time is nobody's answer time
                self._answers[key] = (call.answered_at, call.answered_at - call.ringing_at)
        self._answers = {key: told for key, told in self._answers.items() if told[0] > now - HOUR}
        if self._answers:
            quick = sum(took <= ANSWER_WITHIN for _, took in self._answers.values())
            self._pane.set_target(quick / len(self._answers))
            self._pane.set_last_answer(max(at for at, _ in self._answers.values()))

    def p90_s(self) -> float | None:
        """Return the 90th percentile of the answers this desk saw in the last hour, in seconds."""
        took = sorted(took for _, took in self._answers.values())
        return took[min(len(took) - 1, len(took) * 9 // 10)] / SECOND if took else None


def mine_in_hand(picture: Picture) -> list[UUID]:
    """Return this operator's calls that are not settled, the latest answered first."""
    held = [call for call in picture.calls.values() if in_queue(call, picture) and is_mine(call, picture)]
    held.sort(key=lambda call: call.answered_at or 0, reverse=True)
    return [call.id for call in held]
