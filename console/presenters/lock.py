"""What a locked desk may show: how many calls and alarms there are, and nothing of what they are."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import LinkState, Picture
from console.models.calls import is_mine
from domain.alert import AlertState
from domain.call import Call, CallState
from domain.clock import Micros
from domain.commands import AnswerCall
from domain.roles import Action, may
from widgets.lock import LockView

UNTAKEN = frozenset({AlertState.UNACKNOWLEDGED, AlertState.RETURNED})
translate = QCoreApplication.translate


class LockPresenter:
    """Between the picture and the lock, from `locked_at` on (the server's time)."""

    def __init__(self, picture: Picture, view: LockView) -> None:
        self._picture = picture
        self._view = view
        self.locked_at: Micros = picture.server_now()
        who = picture.who
        if who is not None:
            view.set_who(who.operator.name, who.workstation.desk, self.locked_at)
        self._ends = (picture.calls.subscribe(self._changed), picture.alerts.subscribe(self._changed))
        self._changed([])

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    def time_passes(self) -> None:
        """Some tenth of a second has gone by."""
        self._view.set_now(self._picture.server_now())
        self._view.set_line(self._line())

    def next_call(self) -> AnswerCall | None:
        """Return the command that answers the gravest and oldest call that rings; None when none does."""
        ringing = [call for call in self._picture.calls.values() if call.state is CallState.RINGING]
        if not ringing:
            return None
        return AnswerCall(call=min(ringing, key=lambda call: (int(call.priority), call.ringing_at)).id)

    def in_hand(self, active: UUID | None) -> Call | None:
        """Return the form's call, should it have been answered from here: older ones stay hidden."""
        call = self._picture.calls.get(active) if active is not None else None
        if call is None or not is_mine(call, self._picture) or call.state is CallState.CLOSED:
            return None
        return call if (call.answered_at or 0) > self.locked_at else None

    def _changed(self, _: list[UUID]) -> None:
        picture = self._picture
        ringing = [c.ringing_at for c in picture.calls.values() if c.state is CallState.RINGING]
        who = picture.who
        answers = who is not None and may(who.operator, Action.ANSWER_CALL)
        self._view.calls.set_calls(len(ringing), min(ringing, default=None), answers)
        untaken = Counter(a.severity for a in picture.alerts.values() if a.state in UNTAKEN)
        self._view.alarms.set_counts(dict(untaken))
        self.time_passes()

    def _line(self) -> str:
        state = self._picture.link.state
        if state is LinkState.EXPIRED:
            return translate("lock", "La sesión venció: entre con su contraseña")
        if self._picture.desk_mode:
            return translate("lock", "Sin servidor: modo puesto")
        return translate("lock", "Sin datos nuevos") if state is LinkState.STALE else ""
