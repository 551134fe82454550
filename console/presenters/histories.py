"""What was before, in the form: asked for the call in hand, and again when its place is known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.danger_words import danger, long_ago
from console.models.same_event import Where
from domain.call import Call, Disposition
from domain.clock import Micros
from domain.geo import distance_m
from domain.histories import AccessTold, AskHistory, CallHistory, PastCall, PastIncident, RevealAccess
from domain.inquiries import AnyInquiry, AnyReply
from domain.place import Position
from domain.premises import Hazard
from domain.refusal import Refused
from widgets.call_form import CallForm
from widgets.call_head import disposition_word
from widgets.form_notes import Past
from widgets.incident_types import type_word
from widgets.place_picker import distance_words

translate = QCoreApplication.translate

REST_S = 0.6
"""How long the place must rest before it is asked about: nobody reads the past of half a street name."""
SHOWN_S = 15.0
"""How long an access code stays on screen."""
NOBODY = UUID(int=0)
MOVED_M = 15.0
"""A place that moved less is the same place."""

Ask = Callable[[AnyInquiry], Awaitable[AnyReply]]
Start = Callable[[Coroutine[Any, Any, None], str], object]


class HistoriesPresenter:
    """Asks and shows; an answer that was overtaken by another call or place is dropped."""

    def __init__(
        self,
        picture: Picture,
        pane: CallForm,
        ask: Ask,
        start: Start,
        in_hand: Callable[[], Call | None],
        where: Where,
    ) -> None:
        self._picture = picture
        self._pane = pane
        self._ask = ask
        self._start = start
        self._in_hand = in_hand
        self._where = where
        self._asked = 0
        self._call: UUID | None = None
        self._place: Position | None = None
        self._words = ""
        self._history = CallHistory()
        self._codes: dict[UUID, str] = {}
        pane.reveal_requested.connect(self.reveal)
        self.hazards: tuple[Hazard, ...] = ()
        """The dangers of the place in the form: they go into the incident that is made of the call."""

    def close(self) -> None:
        """Show nothing more."""
        self._asked += 1
        self._pane.reveal_requested.disconnect(self.reveal)

    def look(self) -> None:
        """The call in hand or its place may be another."""
        call = self._in_hand()
        if call is None:
            self._asked += 1
            self._call, self._place, self.hazards = None, None, ()
            return
        place, words = self._where(call) or _seen(call), call.draft.place
        fresh = call.id != self._call
        if not fresh and not _moved(place, self._place) and (place is not None or words == self._words):
            return
        if fresh:
            self.hazards = ()
            self._pane.set_past((), (), "")
        self._call, self._place, self._words = call.id, place, words
        self._asked += 1
        asked = AskHistory(call=call.id, number=call.number, address=words.strip(), position=place)
        self._start(self._tell(asked, self._asked, 0.0 if fresh else REST_S), "history")

    async def _tell(self, asked: AskHistory, mark: int, rest: float) -> None:
        if rest:
            await asyncio.sleep(rest)
        if mark != self._asked:
            return
        try:
            reply = await self._ask(asked)
        except Refused:
            if mark == self._asked:
                self._call = None  # the next change of the form asks again
                self._pane.set_past((), (), translate("histories", "Antecedentes: no se pudieron leer"))
            return
        if mark == self._asked and isinstance(reply, CallHistory):
            self._show(reply)

    def reveal(self) -> None:
        """Tell the access codes of the place for a quarter of a minute; each telling is on record."""
        masked = [one.premise for one in self.hazards if one.masked and one.premise is not None]
        if masked and not self._codes:
            self._start(self._reveal(masked, self._asked), "access")

    async def _reveal(self, premises: list[UUID], mark: int) -> None:
        for premise in premises:
            try:
                reply = await self._ask(RevealAccess(premise=premise))
            except Refused:
                continue
            if isinstance(reply, AccessTold):
                self._codes[premise] = reply.note
        if mark == self._asked:
            self._show(self._history)
            await asyncio.sleep(SHOWN_S)
        self._codes.clear()
        if mark == self._asked:
            self._show(self._history)

    def _show(self, history: CallHistory) -> None:
        now, look = self._picture.server_now(), self._pane.look
        self._history, self.hazards = history, history.hazards
        codes = self._codes
        dangers = tuple(danger(one, now, codes.get(one.premise or NOBODY, "")) for one in history.hazards)
        past = [_incident_line(one, now, look) for one in history.incidents]
        past += [_call_line(one, now) for one in history.calls]
        self._pane.set_past(dangers, tuple(past), summary(history, now))


def summary(history: CallHistory, now: Micros) -> str:
    """3 llamadas de este número, la última broma hace 2 d · 2 hechos en el lugar; empty for nothing."""
    told: list[str] = []
    count = len(history.calls)
    if count:
        last = history.calls[0]
        words = translate("histories", "1 llamada de este número: {last}")
        if count > 1:
            words = translate("histories", "{n} llamadas de este número, la última: {last}")
        told.append(words.format(n=count, last=f"{_how(last).lower()} {long_ago(now - last.at)}"))
    count = len(history.incidents)
    if count == 1:
        told.append(translate("histories", "1 hecho en el lugar"))
    elif count:
        told.append(translate("histories", "{n} hechos en el lugar").format(n=count))
    return " · ".join(told)


def _how(call: PastCall) -> str:
    if call.disposition is Disposition.INCIDENT or (call.disposition is None and call.type_code):
        return type_word(call.type_code)
    if call.disposition is None:
        return translate("histories", "sin cerrar")
    return disposition_word(call.disposition)


def _call_line(call: PastCall, now: Micros) -> Past:
    detail = " · ".join(part for part in (call.place, call.answered_name) if part)
    return Past("phone", _how(call), detail, long_ago(now - call.at))


def _incident_line(incident: PastIncident, now: Micros, look: Any) -> Past:
    away = distance_words(incident.metres, look) if incident.metres is not None else ""
    state = translate("histories", "abierto") if incident.open else ""
    detail = " · ".join(part for part in (incident.address, away, state) if part)
    words = type_word(incident.type_code) or incident.number
    return Past("map-pin", words, detail, long_ago(now - incident.at))


def _seen(call: Call) -> Position | None:
    """Where the network says the caller is, if it knows well enough to be a place."""
    seen = call.location
    return seen.value if seen is not None and (seen.accuracy or 0.0) <= MOVED_M * 4 else None


def _moved(one: Position | None, other: Position | None) -> bool:
    if one is None or other is None:
        return one is not other
    return distance_m(one.lat, one.lon, other.lat, other.lon) > MOVED_M
