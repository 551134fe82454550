"""The foot of the form: what may be the same event, joined with one key and taken back with the same."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer

from backend_client.picture import Picture
from console.models.same_event import SameEvent, Where, is_open, proposals, why_words
from console.presenters.intentions import Intentions
from domain.call import Call, CallState
from domain.event_orders import LinkCall, UnlinkCall
from domain.incident import Incident
from widgets.call_form import CallForm
from widgets.form_parts import Duplicate
from widgets.incident_types import type_word

LOOK_AGAIN_MS = 10_000
"""Ages move on: so often the proposals are made anew while nothing else asks for it."""


class DuplicatesPresenter:
    """Between the picture and the form's foot. A call of one's own that was just linked can be taken back."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        pane: CallForm,
        in_hand: Callable[[], Call | None],
        where: Where,
        set_same: Callable[[tuple[UUID, ...]], None],
    ) -> None:
        """`set_same`: keep in the draft which calls join the incident that is made of this one."""
        self._picture = picture
        self._intentions = intentions
        self._pane = pane
        self._in_hand = in_hand
        self._where = where
        self._set_same = set_same
        self._found: tuple[SameEvent, ...] = ()
        self._at = 0
        self._call: UUID | None = None
        self.last_linked: tuple[UUID, UUID] | None = None
        """The call that this desk linked last, and the incident: what `undo` takes back."""
        self._ties = (
            (pane.link_requested, self.link),
            (pane.unlink_requested, self.unlink),
            (pane.next_duplicate, self.step),
            (pane.take_back_requested, self.take_back),
        )
        for signal, slot in self._ties:
            signal.connect(slot)
        self._calls: dict[UUID, Call] = {}
        self._incidents: dict[UUID, Incident] = {}
        """What is open: a day's closed calls are not walked through at every change."""
        self._ends = (
            picture.calls.subscribe(self._calls_changed),
            picture.incidents.subscribe(self._incidents_changed),
        )
        self._calls_changed([call.id for call in picture.calls.values()])
        self._incidents_changed([incident.id for incident in picture.incidents.values()])
        self._timer = QTimer(pane)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Follow the picture no more."""
        self._timer.stop()
        for signal, slot in self._ties:
            signal.disconnect(slot)
        for end in self._ends:
            end()

    def look(self) -> None:
        """Propose anew for the call in hand."""
        call = self._in_hand()
        if call is None:
            self._found, self._call, self._at = (), None, 0
            self._pane.set_duplicate(None)
            return
        shown = self._shown()
        if call.id != self._call:
            self._call, self._at, shown = call.id, 0, None
        now = self._picture.server_now()
        self._found = proposals(call, self._incidents.values(), self._calls.values(), now, self._where)
        keys = [one.key for one in self._found]
        self._at = keys.index(shown.key) if shown is not None and shown.key in keys else 0
        self._tell(call)

    def _calls_changed(self, keys: list[UUID]) -> None:
        for key in keys:
            call = self._picture.calls.get(key)
            if call is not None and is_open(call):
                self._calls[key] = call
            else:
                self._calls.pop(key, None)
        self.look()

    def _incidents_changed(self, keys: list[UUID]) -> None:
        for key in keys:
            incident = self._picture.incidents.get(key)
            if incident is not None and is_open(incident):
                self._incidents[key] = incident
            else:
                self._incidents.pop(key, None)
        self.look()

    def step(self) -> None:
        """Show the next proposal."""
        call = self._in_hand()
        if call is not None and self._found:
            self._at = (self._at + 1) % len(self._found)
            self._tell(call)

    def link(self, code: str) -> None:
        """F10: this call is about that incident, and settled; or that call joins what is made of this."""
        call = self._in_hand()
        proposal = next((one for one in self._found if one.code == code), None)
        if call is None or proposal is None:
            return
        if proposal.is_incident:
            self.last_linked = (call.id, proposal.key)
            self._intentions.send(LinkCall(call=call.id, incident=proposal.key, close_call=True))
        elif proposal.key not in call.draft.same:
            self._set_same((*self._same(), proposal.key))
            self.look()

    def unlink(self, code: str) -> None:
        """F10 again: it was not the same."""
        call = self._in_hand()
        kind, _, key = code.partition(":")
        if call is None:
            return
        if kind == "incident" and call.incident is not None:
            self._intentions.send(UnlinkCall(call=call.id, incident=call.incident))
        else:
            self._set_same(tuple(one for one in self._same() if str(one) != key))
            self.look()

    def take_back(self) -> bool:
        """Undo the last link of this desk; False when there is none."""
        linked, self.last_linked = self.last_linked, None
        call = self._picture.calls.get(linked[0]) if linked is not None else None
        if linked is None or call is None or call.incident is None:
            return False
        self._intentions.send(UnlinkCall(call=call.id, incident=call.incident))
        return True

    def _same(self) -> tuple[UUID, ...]:
        return self._pane.draft().same

    def _shown(self) -> SameEvent | None:
        return self._found[self._at] if self._at < len(self._found) else None

    def _tell(self, call: Call) -> None:
        linked = self._picture.incidents.get(call.incident) if call.incident is not None else None
        if linked is not None and call.state is not CallState.CLOSED:
            words = QCoreApplication.translate("same_event", "Vinculada a {incident}")
            named = words.format(incident=_incident_words(linked))
            self._pane.set_duplicate(Duplicate(f"incident:{linked.id}", named, linked=True))
            return
        proposal = self._shown()
        if proposal is None:
            self._pane.set_duplicate(None)
            return
        self._pane.set_duplicate(
            Duplicate(
                proposal.code,
                self._words(proposal),
                why_words(proposal, self._pane.look),
                more=len(self._found) - 1,
                linked=not proposal.is_incident and proposal.key in self._same(),
            )
        )

    def _words(self, proposal: SameEvent) -> str:
        if proposal.is_incident:
            incident = self._picture.incidents.get(proposal.key)
            return _incident_words(incident) if incident is not None else ""
        call = self._picture.calls.get(proposal.key)
        if call is None:
            return ""
        line = call.line or str(call.short)
        return QCoreApplication.translate("same_event", "Otra llamada (línea {line})").format(line=line)


def _incident_words(incident: Incident) -> str:
    number = incident.number if incident.number.startswith("P") else str(incident.short)
    kind = type_word(incident.type_code)
    named = QCoreApplication.translate("same_event", "Incidente {number}").format(number=number)
    return f"{named}, {kind}" if kind else named
