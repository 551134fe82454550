"""One of every message of the wire, with every field filled: what the golden frames are compared to."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from domain.agency import Agency
from domain.alert import Alert, AlertKind, AlertState
from domain.call import Call, CallState, Disposition, Draft
from domain.camera import Camera, CameraState
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    CloseAlert,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    OperatorCommand,
    ReassignUnit,
    Resolution,
    ResolveRefused,
    SaveDraft,
    SetUnitStatus,
    ShelveAlert,
    TellSupervisor,
    UnshelveAlert,
)
from domain.incident import Incident, IncidentState
from domain.observed import Observed, Source
from domain.people import Operator, Role, Room, Workstation
from domain.place import Place, Position
from domain.severity import Severity
from domain.unit import Assignment, Unit, UnitStatus, Visibility
from domain.wire import (
    Answer,
    Ask,
    AskSnapshot,
    AskTicket,
    Beat,
    CameraSeen,
    Changes,
    Do,
    Flow,
    Hello,
    Login,
    Logout,
    Message,
    Outcome,
    Pulse,
    Refusal,
    Relief,
    Snapshot,
    Ticket,
    Watch,
    Welcome,
)
from tests.backend_client import golden_dispatch, golden_events, golden_queue, golden_sessions
from tests.backend_client.golden_inquiries import INQUIRIES, REPLIES

AT = 1_795_000_000_000_000


def key(number: int) -> UUID:
    """An id that says which it is."""
    return UUID(int=0x018F6D1E5A1A7C3E9D20A7A1A7A00000 + number)


HERE = Observed(
    value=Position(lat=-34.6037, lon=-58.3816),
    at=AT - 3_000_000,
    received_at=AT,
    source=Source.AML,
    accuracy=12.5,
)
DRAFT = Draft(
    revision=14,
    place="Av. Rivadavia 4100 & Medrano",
    type_code="choque",
    priority=Severity.HIGH,
    caller="Delfina Quiroga",
    plate="AB123CD",
    narrative="Chocan dos autos.\n«Hay heridos», dice; <b>grita</b> 🚑",
    answers={"heridos": "dos"},
    agencies=(Agency.POLICE, Agency.MEDICAL),
)
CALL = Call(
    id=key(1),
    short=512,
    room="911",
    state=CallState.CLOSED,
    ringing_at=AT,
    number="+5491155550000",
    line="L4",
    caller="Delfina Quiroga",
    address="Medrano 120",
    location=HERE,
    hint="frente a la plaza",
    priority=Severity.CRITICAL,
    answered_at=AT + 1,
    answered_by=key(2),
    answered_name="Ana Ríos",
    ended_at=AT + 2,
    closed_at=AT + 3,
    disposition=Disposition.INCIDENT,
    incident=key(3),
    draft=DRAFT,
    exercise=True,
)
PLACE = Place(address="Av. Rivadavia 4100", barrio="Almagro", position=Position(lat=-34.61, lon=-58.42))
INCIDENT = Incident(
    id=key(3),
    number="26-0001042",
    short=513,
    room="911",
    state=IncidentState.CLOSED,
    priority=Severity.HIGH,
    place=PLACE,
    created_at=AT,
    created_by="Ana Ríos",
    type_code="choque",
    narrative="Chocan dos autos.",
    agencies=(Agency.POLICE,),
    calls=(key(1),),
    units=(key(4),),
    closed_at=AT + 9,
    closed_by="Beto Sosa",
    exercise=True,
)
UNIT = Unit(
    id=key(4),
    index=65535,
    call_sign="M21",
    agency=Agency.POLICE,
    room="911",
    status=UnitStatus.ON_SCENE,
    since=AT,
    assignment=Assignment(agents=("A. Paz", "B. Ruiz"), device="tel-0441", vehicle="móvil 21", shift="noche"),
    incident=key(3),
    visibility=Visibility.COVERT,
    exercise=True,
)
ALERT = Alert(
    id=key(5),
    kind=AlertKind.PANIC_UNVERIFIED,
    severity=Severity.CRITICAL,
    state=AlertState.SHELVED,
    room="911",
    group="panic:0441",
    raised_at=AT,
    last_at=AT + 5,
    rang_at=AT + 4,
    count=3,
    agency=Agency.POLICE,
    params={"device": "0441"},
    area="Almagro",
    position=HERE,
    protected=True,
    verified=False,
    by="Ana Ríos",
    acknowledged_at=AT + 6,
    shelved_until=AT + 60_000_000,
    reason="en prueba",
    exercise=True,
)
CAMERA = Camera(
    id=key(6),
    label="C-0117",
    name="Plaza Almagro",
    position=Position(lat=-34.6, lon=-58.4),
    room="911",
    agency=Agency.FIRE,
    heading=270.0,
    view=54.5,
    state=CameraState.STALE,
    since=AT,
    reason="rtsp.timeout",
)
OPERATOR = Operator(
    id=key(2), user="arios", name="Ana Ríos", role=Role.DISPATCHER, room="911", agencies=(Agency.POLICE,)
)
COMMANDS: dict[str, OperatorCommand] = {
    "answer_call": AnswerCall(call=key(1)),
    "save_draft": SaveDraft(call=key(1), draft=DRAFT),
    "close_call": CloseCall(call=key(1), disposition=Disposition.PRANK),
    "create_incident": CreateIncident(
        incident=key(3),
        room="911",
        priority=Severity.HIGH,
        place=PLACE,
        call=key(1),
        close_call=True,
        type_code="choque",
        narrative="Chocan dos autos.",
        agencies=(Agency.POLICE, Agency.FIRE),
    ),
    "close_incident": CloseIncident(incident=key(3)),
    "dispatch_unit": DispatchUnit(incident=key(3), unit=key(4)),
    "set_unit_status": SetUnitStatus(unit=key(4), status=UnitStatus.EN_ROUTE),
    "reassign_unit": ReassignUnit(unit=key(4), incident=key(3), left=key(9)),
    "resolve_refused": ResolveRefused(
        refused=key(10), act=Resolution.REDONE, motive="nearer", order="dispatch_unit"
    ),
    "tell_supervisor": TellSupervisor(alert=key(11), count=2, refused=key(10), order="dispatch_unit"),
    "acknowledge_alert": AcknowledgeAlert(alert=key(5)),
    "shelve_alert": ShelveAlert(alert=key(5), until=AT + 60_000_000, reason="en prueba"),
    "unshelve_alert": UnshelveAlert(alert=key(5)),
    "close_alert": CloseAlert(alert=key(5), reason="atendida"),
    **golden_dispatch.COMMANDS,
    **golden_events.COMMANDS,
    **golden_queue.COMMANDS,
}
ALONE: dict[str, OperatorCommand] = {
    "save_draft": SaveDraft(call=key(1), draft=DRAFT, local=True),
    "create_incident": CreateIncident(
        incident=key(3), room="911", priority=Severity.HIGH, place=PLACE, local=True
    ),
    "close_incident": CloseIncident(incident=key(3), local=True, knew=(key(4), key(9))),
    "dispatch_unit": DispatchUnit(incident=key(3), unit=key(4), local=True),
    "set_unit_status": SetUnitStatus(unit=key(4), status=UnitStatus.EN_ROUTE, local=True, incident=key(3)),
    **golden_dispatch.ALONE,
}
"""As a desk says them that decided alone."""
FROM_DESK: dict[str, Message] = {
    "login": Login(
        protocol=1, minimum=1, user="arios", password="una clave", workstation="puesto-07", features=("look",)
    ),
    "hello": Hello(protocol=1, minimum=1, token="t" * 43, site=key(7), seq=41, features=("look",)),
    "hello_first": Hello(protocol=1, minimum=1, token="t" * 43),
    **golden_sessions.FROM_DESK,
    **golden_events.FROM_DESK,
    "watch": Watch(south=-34.71, west=-58.53, north=-34.52, east=-58.33),
    "ask_snapshot": AskSnapshot(),
    "ask_ticket": AskTicket(ask=9, camera=key(6)),
    "pulse": Pulse(seq=41),
    "logout": Logout(),
    **{f"do_{name}": Do(id=key(8), at=AT, command=command) for name, command in COMMANDS.items()},
    **{f"do_{name}_alone": Do(id=key(8), at=AT, command=command) for name, command in ALONE.items()},
    **{f"ask_about_{name}": Ask(ask=9, inquiry=inquiry) for name, inquiry in INQUIRIES.items()},
}
FROM_SERVER: dict[str, Message] = {
    "welcome": Welcome(
        protocol=1,
        token="t" * 43,
        site=key(7),
        seq=41,
        at=AT,
        operator=OPERATOR,
        workstation=Workstation(id="puesto-07", desk="07", room="911"),
        room=Room(id="911", name="Sala 911", exercise=True),
        expires_at=AT + 9,
        resumed=True,
        features=("look",),
    ),
    "welcome_rights": Welcome(
        protocol=1,
        token="t" * 43,
        site=key(7),
        seq=41,
        at=AT,
        operator=replace(OPERATOR, rights=(("shelve_alert", "room"), ("watch_video", "none"))),
        workstation=Workstation(id="puesto-07", desk="07", room="911"),
        room=Room(id="911", name="Sala 911", exercise=True),
        expires_at=AT + 9,
    ),
    "welcome_relief": Welcome(
        protocol=1,
        token="t" * 43,
        site=key(7),
        seq=41,
        at=AT,
        operator=OPERATOR,
        workstation=Workstation(id="puesto-07", desk="07", room="911"),
        room=Room(id="911", name="Sala 911"),
        expires_at=AT + 9,
        relief=Relief(name="Beto Sosa", handed=2, left=1),
    ),
    **golden_sessions.FROM_SERVER,
    **golden_dispatch.FROM_SERVER,
    **golden_events.FROM_SERVER,
    **golden_queue.FROM_SERVER,
    "refusal": Refusal(code="login.locked", params={"seconds": "42"}),
    "snapshot": Snapshot(
        site=key(7),
        seq=41,
        at=AT,
        calls=(CALL,),
        incidents=(INCIDENT,),
        units=(UNIT,),
        alerts=(ALERT,),
        cameras=(CAMERA,),
    ),
    "snapshot_room": Snapshot(
        site=key(7),
        seq=41,
        at=AT,
        desks=(golden_queue.DESK,),
        bolos=golden_dispatch.BOLOS,
        entries=golden_dispatch.ENTRIES,
        handovers=golden_dispatch.HANDOVERS,
    ),
    "snapshot_empty": Snapshot(site=key(7), seq=0, at=AT),
    "changes": Changes(after=41, upto=45, at=AT, things=(CALL, INCIDENT, UNIT, ALERT), gone=(key(1), key(3))),
    "changes_merged": Changes(
        after=46,
        upto=49,
        at=AT,
        things=(
            replace(CALL, closed_by="Beto Sosa"),
            replace(INCIDENT, joined=(key(12),)),
            replace(ALERT, workstation="puesto-11"),
        ),
    ),
    "changes_unseen": Changes(after=45, upto=46, at=AT),
    "outcome_accepted": Outcome(id=key(8), result="accepted", seq=45),
    "outcome_refused": Outcome(id=key(8), result="refused", code="unit.busy", params={"unit": "M21"}),
    "outcome_conflict": Outcome(id=key(8), result="conflict", code="command.conflict"),
    "beat": Beat(at=AT, seq=45),
    "camera_seen": CameraSeen(camera=key(6), state=CameraState.DOWN, since=AT, reason="rtsp.refused"),
    "ticket": Ticket(ask=9, camera=key(6), url="rtsps://10.0.0.5:8554/x?t=1", expires_at=AT),
    "ticket_refused": Ticket(ask=9, camera=key(6), code="forbidden"),
    **{f"answer_{name}": Answer(ask=9, reply=reply) for name, reply in REPLIES.items()},
    "answer_refused": Answer(ask=9, code="forbidden", params={"action": "read_audit"}),
    "flow": Flow(per_second=5012.5, conflated=7, refused=2),
}
