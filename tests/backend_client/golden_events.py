"""One of every order about one event, and forms and incidents with people and vehicles."""

from __future__ import annotations

from uuid import UUID

from domain.agency import Agency
from domain.call import Draft
from domain.commands import CreateIncident, OperatorCommand, SaveDraft
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.incident import Incident, IncidentState, Lent
from domain.mentioned import PersonMentioned, PersonRole, VehicleMentioned
from domain.place import Place
from domain.premises import Hazard, HazardKind
from domain.severity import Severity
from domain.wire import Changes, Do, Message

AT = 1_790_000_000_000_000


def key(number: int) -> UUID:
    return UUID(int=number)


PEOPLE = (PersonMentioned(role=PersonRole.VICTIM, name="Graciela Montes", description="campera azul"),)
VEHICLES = (VehicleMentioned(plate="A148KLD", description="Honda roja"),)
HAZARDS = (
    Hazard(
        kind=HazardKind.DOG, source="Bomberos", at=AT, note="en el patio", masked=True, premise=key(5)
    ),
)  # fmt: skip
COMMANDS: dict[str, OperatorCommand] = {
    "link_call": LinkCall(call=key(1), incident=key(2), close_call=True),
    "unlink_call": UnlinkCall(call=key(1), incident=key(2)),
    "join_incidents": JoinIncidents(incident=key(2), into=key(3)),
    "split_incident": SplitIncident(incident=key(2), reason="eran dos hechos"),
}
FROM_DESK: dict[str, Message] = {
    "do_save_draft_mentions": Do(
        id=key(8), at=AT,
        command=SaveDraft(
            call=key(1), draft=Draft(revision=3, people=PEOPLE, vehicles=VEHICLES, same=(key(4),))
        ),
    ),
    "do_create_incident_mentions": Do(
        id=key(8), at=AT,
        command=CreateIncident(
            incident=key(2), room="911", priority=Severity.HIGH, place=Place(address="x"), people=PEOPLE,
            vehicles=VEHICLES, answers={"weapon": "firearm"}, hazards=HAZARDS,
        ),
    ),
}  # fmt: skip
FROM_SERVER: dict[str, Message] = {
    "changes_joined_incident": Changes(
        after=50, upto=51, at=AT,
        things=(
            Incident(
                id=key(2), number="26-0001042", short=3, room="911", state=IncidentState.CLOSED,
                priority=Severity.HIGH, place=Place(address="x"), created_at=AT, created_by="Ana Ríos",
                merged_into=key(3), people=PEOPLE, vehicles=VEHICLES, answers={"weapon": "firearm"},
                hazards=HAZARDS,
                lent=Lent(
                    units=(key(4),), stacked=(key(5),), calls=(key(1),), agencies=(Agency.FIRE,),
                    vehicles=VEHICLES, people=PEOPLE, hazards=HAZARDS, priority=Severity.LOW,
                ),
            ),
        ),
    ),
}  # fmt: skip
