"""The call in hand: every keystroke kept in the same turn, and what becomes of the call."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt

from backend_client.commands import Commands, CommandState, PendingCommand
from backend_client.picture import Look, Picture
from console.models.calls import desk_number, is_mine
from console.plate_words import kept_vehicle, plate_complaint, plate_note
from console.presenters.duplicates import DuplicatesPresenter
from console.presenters.intentions import Intentions
from console.presenters.queue import mine_in_hand
from console.sentences import sentence
from domain.call import Call, CallState, Disposition, Draft
from domain.clock import Micros
from domain.commands import CloseCall, CreateIncident
from domain.event_orders import LinkCall
from domain.ids import IdMint
from domain.incident import Incident
from domain.mentioned import MOST_MENTIONED, VehicleMentioned
from domain.place import Place, Position
from domain.premises import Hazard
from domain.refusal import Refused
from widgets.call_form import CallForm
from widgets.call_head import FormCall

Changed = Callable[[UUID | None], None]
Barrio = Callable[[float, float], str]


class FormPresenter:
    """Between the form and the picture. `moved` is told which call is in hand, None for none."""

    def __init__(
        self,
        picture: Picture,
        commands: Commands,
        intentions: Intentions,
        pane: CallForm,
        mint: IdMint,
        barrio: Barrio,
        moved: Changed,
        created: Callable[[Incident], None],
    ) -> None:
        self._picture = picture
        self._commands = commands
        self._intentions = intentions
        self._pane = pane
        self._mint = mint
        self._barrio = barrio
        self._moved = moved
        self._tell_created = created
        self.active: UUID | None = None
        self._revision = 0
        self._kept_at: Micros | None = None
        self._creating: UUID | None = None
        self.place_of = self._plain_place
        """Text and call -> the incident's place, or None when a person must choose first; see desk_places."""
        self.pick_place: Callable[[str], bool] = lambda text: False
        self.position_of: Callable[[Call], Position | None] = lambda call: None
        """Where the words in the place field are, when that is certain; see desk_places."""
        self.look_back: Callable[[], None] = lambda: None
        """Ask what was before, of this number and place; see console.presenters.histories."""
        self.hazards: Callable[[], tuple[Hazard, ...]] = lambda: ()
        self.duplicates = DuplicatesPresenter(
            picture, intentions, pane, self.as_written, self.where, self._set_same
        )
        pane.call_head.set_call_keys(frozenset())  # the telephone of this desk comes with SIP
        pane.set_create_words(QCoreApplication.translate("form", "Crear incidente"))
        pane.edited.connect(self._edited)
        pane.save_requested.connect(self.save)
        pane.create_requested.connect(self.create)
        pane.close_requested.connect(self.settle)
        self._ends = (picture.calls.subscribe(self._calls), commands.subscribe(self._tell_saved))
        self.take_up()

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()
        self.duplicates.close()

    # ---- which call ------------------------------------------------------------------------------------

    def take_up(self) -> None:
        """Show the call that was in the form, else the latest of one's own: after login or a settled call."""
        mine = mine_in_hand(self._picture)
        self._show(self.active if self.active in mine else mine[0] if mine else None)

    def open(self, call: UUID) -> None:
        """Show one's own call and give it the keyboard."""
        found = self._picture.calls.get(call)
        if found is not None and is_mine(found, self._picture) and found.state is not CallState.CLOSED:
            self._show(call)
            self.give_keyboard()

    def give_keyboard(self) -> None:
        """The keyboard to where the call is written down."""
        field = self._pane.fields.place.field
        # Not by "shortcut": that would select the text, and the next letter would replace it.
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.end(False)

    def set_place(self, text: str) -> None:
        """Write the place, as the command line does; a figure alone chooses among the namesakes."""
        if self.active is not None and not self.pick_place(text):
            self._pane.fields.place.field.setText(text)
            self._edited("place", text)

    def call_in_hand(self) -> Call | None:
        """The call that is in the form."""
        return self._picture.calls.get(self.active) if self.active is not None else None

    def as_written(self) -> Call | None:
        """The call in the form with what stands there now, whether the server has heard of it or not."""
        call = self.call_in_hand()
        return replace(call, draft=self._pane.draft()) if call is not None else None

    def where(self, call: Call) -> Position | None:
        """Where the words of the form are, when that is certain."""
        return self.position_of(call)

    def _plain_place(self, text: str, call: Call) -> Place | None:
        return Place(address=text, position=call.location.value if call.location is not None else None)

    def _show(self, call: UUID | None) -> None:
        found = self._picture.calls.get(call) if call is not None else None
        other = call != self.active
        self.active = found.id if found is not None else None
        self._pane.set_call(self._form_call(found) if found is not None else None)
        if not other:
            return
        self._creating = None
        self._kept_at = None
        self._revision = -1
        if found is not None:
            self._take_draft(found.id)
        self._tell_saved()
        self._moved(self.active)
        self._look_about()

    def _form_call(self, call: Call) -> FormCall:
        provisional = self._picture.look(call.id) is Look.PROVISIONAL
        return FormCall(
            id=call.id,
            number=call.number,
            since=call.answered_at or call.ringing_at,
            line=call.line or "",
            state=call.state,
            ended_at=call.ended_at,
            provisional=desk_number(self._picture) if provisional else "",
        )

    # ---- what the server says --------------------------------------------------------------------------

    def _calls(self, keys: list[UUID]) -> None:
        newest = mine_in_hand(self._picture)[:1]
        if newest and newest[0] in keys and newest[0] != self.active and self._just_taken(newest[0]):
            self.open(newest[0])
            return
        if self.active not in keys or self.active is None:
            return
        call = self._picture.calls.get(self.active)
        if call is None or call.state is CallState.CLOSED or not is_mine(call, self._picture):
            self.take_up()
            return
        self._pane.set_call(self._form_call(call))
        self._take_draft(call.id)

    def _just_taken(self, call: UUID) -> bool:
        """A call that comes into one's hands is shown; one that was put aside by hand is not brought back."""
        found = self._picture.calls.get(call)
        active = self._picture.calls.get(self.active) if self.active is not None else None
        if found is None or active is None or active.state is CallState.CLOSED:
            return found is not None
        return (found.answered_at or 0) > (active.answered_at or 0) and found.draft.revision == 0

    def _take_draft(self, call: UUID) -> None:
        draft = self._commands.draft(call)
        if draft.revision > self._revision:
            self._revision = draft.revision
            self._pane.set_draft(draft)

    # ---- what the person does --------------------------------------------------------------------------

    def _edited(self, field: str, text: str) -> None:
        if self.active is None:
            return
        try:
            kept = self._commands.save_draft(self.active, self._pane.draft())
        except Refused as refused:
            self._pane.set_saved(None, failed=sentence(refused.code, refused.params))
            return
        self._revision = kept.revision
        self._kept_at = self._picture.server_now()
        self._tell_saved()
        if field in ("plate", "vehicles"):
            self._tell_plates()
        elif field in ("place", "type_code"):
            self._look_about()

    def _look_about(self) -> None:
        """The call, its place or its type is another: what may be the same, and what was before."""
        self.duplicates.look()
        self.look_back()

    def _set_same(self, calls: tuple[UUID, ...]) -> None:
        self._pane.fields.set_same(calls)
        self._edited("same", "")

    def _tell_plates(self) -> None:
        """What is odd about a plate, as it is typed; it is kept as it stands and holds nothing up."""
        text, entry = self._pane.fields.plate.text(), self._pane.fields.mentions.vehicle
        self._pane.fields.set_hint("plate", plate_complaint(text) or plate_note(text))
        entry.set_wrong(plate_complaint(entry.plate.text()) or plate_note(entry.plate.text()))

    def save(self) -> None:
        """F8: keep what is there, once more and visibly."""
        self._edited("", "")

    def create(self) -> None:
        """F9: ask for an incident of this call, which settles it."""
        call = self._picture.calls.get(self.active) if self.active is not None else None
        if call is None or self._creating is not None:
            return
        draft: Draft = self._pane.draft()
        place = self.place_of(draft.place, call)
        if place is None:
            return
        if not place.barrio and place.position is not None:
            place = replace(place, barrio=self._barrio(place.position.lat, place.position.lon))
        made_as = self._creating = self._mint.mint()
        self._pane.set_sending(True)
        self._intentions.send(
            CreateIncident(
                incident=made_as,
                room=call.room,
                priority=draft.priority or call.priority,
                place=place,
                call=call.id,
                close_call=True,
                type_code=draft.type_code,
                narrative=draft.narrative,
                agencies=draft.agencies,
                vehicles=vehicles_of(draft),
                people=draft.people,
                answers=draft.answers,
                hazards=self.hazards(),
            ),
            self._created,
        )
        for same in draft.same:  # refused with the incident, if it is: its own words say enough
            self._commands.send(LinkCall(call=same, incident=made_as))
        made = self._picture.incidents.get(self._creating) if self._creating is not None else None
        if made is not None and self._picture.look(made.id) is Look.PROVISIONAL:
            self._tell_created(made)

    def settle(self, disposition: Disposition) -> None:
        """F12: the call is over, and how."""
        if self.active is not None:
            self._intentions.send(CloseCall(call=self.active, disposition=disposition))

    def open_close_menu(self) -> None:
        """Ask how the call ended."""
        self._pane.call_head.open_menu()

    def _created(self, command: PendingCommand) -> None:
        asked = command.command
        if command.state is not CommandState.ACCEPTED:
            self._creating = None
            self._pane.set_sending(False)
        elif isinstance(asked, CreateIncident):
            incident = self._picture.incidents.get(asked.incident)
            if incident is not None:
                self._tell_created(incident)

    def _tell_saved(self) -> None:
        if self.active is None or self._kept_at is None:
            self._pane.set_saved(None)
            return
        waits = self.active in self._commands.unsaved_drafts()
        self._pane.set_saved(self._kept_at, on_server=not waits)


def vehicles_of(draft: Draft) -> tuple[VehicleMentioned, ...]:
    """Return the vehicles of a form as an incident keeps them: the plate beside the caller's name first."""
    said = (VehicleMentioned(plate=draft.plate), *draft.vehicles) if draft.plate.strip() else draft.vehicles
    kept = dict.fromkeys(kept_vehicle(vehicle) for vehicle in said)
    plates = {vehicle.plate for vehicle in kept if vehicle.plate and vehicle.description}
    bare = (one for one in kept if one.description or one.plate not in plates)
    return tuple(bare)[:MOST_MENTIONED]
