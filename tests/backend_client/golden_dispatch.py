"""One of every order of dispatch and of the shift's papers, and the things they are about, whole."""

from __future__ import annotations

from uuid import UUID

from domain.agency import Agency
from domain.bolo import Bolo, BoloKind
from domain.commands import CloseIncident, OperatorCommand
from domain.dispatch_orders import (
    AddNote,
    ChangeIncident,
    CloseTask,
    ConfirmSafety,
    ExchangeUnits,
    OverrideDispatch,
    PreemptUnit,
    RaiseAlarmLevel,
    ReopenIncident,
    RequestAgency,
    StackUnit,
    TakeTask,
    UnstackUnit,
)
from domain.incident import AgencyTask, Incident, IncidentState, TaskState
from domain.place import Place, Position
from domain.severity import Severity
from domain.shift import Handover, LogEntry, Point, Signature
from domain.shift_orders import CancelBolo, IssueBolo, MakeHandover, SignHandover, WriteLog
from domain.unit import Unit, UnitStatus
from domain.wire import Changes, Message

AT = 1_790_000_000_000_000


def key(number: int) -> UUID:
    return UUID(int=number)


POINTS = (
    Point(code="incident.open", params={"number": "26-0001042", "short": "513"}, things=(key(3), key(4))),
    Point(code="fault.cameras"),
)
COMMANDS: dict[str, OperatorCommand] = {
    "add_note": AddNote(incident=key(3), text="El portero espera en la puerta."),
    "change_incident": ChangeIncident(
        incident=key(3),
        priority=Severity.CRITICAL,
        type_code="0211",
        place=Place(address="Av. Rivadavia 4100", barrio="Almagro", position=Position(lat=-34.61, lon=-58.4)),
        narrative="Son dos, en moto.",
    ),
    "raise_alarm_level": RaiseAlarmLevel(incident=key(3), level=2),
    "request_agency": RequestAgency(incident=key(3), agency=Agency.MEDICAL),
    "take_task": TakeTask(incident=key(3), agency=Agency.MEDICAL),
    "close_task": CloseTask(incident=key(3), agency=Agency.MEDICAL, disposition="transported"),
    "reopen_incident": ReopenIncident(incident=key(3), reason="vuelve a llamar el vecino"),
    "override_dispatch": OverrideDispatch(unit=key(4), incident=key(3), reason="está a dos cuadras"),
    "preempt_unit": PreemptUnit(unit=key(4), incident=key(3), reason="disparos a tres cuadras"),
    "stack_unit": StackUnit(unit=key(4), incident=key(3)),
    "unstack_unit": UnstackUnit(unit=key(4), incident=key(3)),
    "exchange_units": ExchangeUnits(unit=key(4), other=key(9)),
    "confirm_safety": ConfirmSafety(unit=key(4)),
    "issue_bolo": IssueBolo(
        bolo=key(20),
        what=BoloKind.VEHICLE,
        title="Fiat Cronos gris, vidrio roto",
        expires_at=AT + 28_800_000_000,
        room="911",
        priority=Severity.HIGH,
        details="Dos ocupantes.",
        plate="AD123CE",
        case="IPP 4471/26",
        incident=key(3),
        agencies=(Agency.POLICE,),
    ),
    "cancel_bolo": CancelBolo(bolo=key(20), reason="hallado en Barracas"),
    "write_log": WriteLog(
        entry=key(21), text="Se cae el enlace con el nodo Florida.", incident=key(3), unit=key(4)
    ),
    "make_handover": MakeHandover(handover=key(22), points=POINTS, remarks="El nodo sigue con cortes."),
    "sign_handover": SignHandover(handover=key(22)),
}
ALONE: dict[str, OperatorCommand] = {
    "raise_alarm_level": RaiseAlarmLevel(incident=key(3), level=2, local=True),
    "close_task": CloseTask(
        incident=key(3), agency=Agency.MEDICAL, disposition="transported", local=True, knew=(key(4),)
    ),
    "override_dispatch": OverrideDispatch(
        unit=key(4), incident=key(3), reason="está a dos cuadras", local=True
    ),
    "preempt_unit": PreemptUnit(unit=key(4), incident=key(3), reason="disparos a tres cuadras", local=True),
    "close_incident_with_its_end": CloseIncident(incident=key(3), local=True, disposition="resolved"),
}
_TASKED = Incident(
    id=key(3),
    number="26-0001042",
    short=513,
    room="911",
    state=IncidentState.ACTIVE,
    priority=Severity.HIGH,
    place=Place(address="Av. Rivadavia 4100"),
    created_at=AT,
    created_by="Ana Ríos",
    agencies=(Agency.POLICE, Agency.MEDICAL),
    units=(key(4),),
    tasks=(
        AgencyTask(
            agency=Agency.POLICE,
            state=TaskState.CLOSED,
            since=AT + 1,
            dispatcher=key(2),
            dispatcher_name="Nora Insaurralde",
            disposition="resolved",
        ),
        AgencyTask(agency=Agency.MEDICAL, state=TaskState.PENDING, since=AT),
    ),
    alarm_level=2,
    notes=3,
    disposition="resolved",
)
_NEXT = Unit(
    id=key(4),
    index=7,
    call_sign="M21",
    agency=Agency.POLICE,
    room="911",
    status=UnitStatus.ON_SCENE,
    since=AT,
    incident=key(3),
    stack=(key(13), key(14)),
    check_due=AT + 600_000_000,
    capabilities=("als", "ladder"),
)
_SIGNED = Signature(operator=key(2), name="Ana Ríos", at=AT)
BOLOS = (
    Bolo(
        id=key(20),
        short=514,
        room="911",
        what=BoloKind.VEHICLE,
        title="Fiat Cronos gris, vidrio roto",
        issued_at=AT,
        issued_by="Ana Ríos",
        expires_at=AT + 28_800_000_000,
        priority=Severity.HIGH,
        details="Dos ocupantes.",
        plate="AD123CE",
        case="IPP 4471/26",
        incident=key(3),
        agencies=(Agency.POLICE,),
        cancelled_at=AT + 9,
        cancelled_by="Beto Sosa",
        cancel_reason="hallado en Barracas",
        exercise=True,
    ),
)
ENTRIES = (
    LogEntry(
        id=key(21),
        room="911",
        at=AT,
        by="Ana Ríos",
        text="Se cae el enlace con el nodo Florida.",
        incident=key(3),
        unit=key(4),
        exercise=True,
    ),
)
HANDOVERS = (
    Handover(
        id=key(22),
        room="911",
        made_at=AT,
        made_by="Ana Ríos",
        points=POINTS,
        remarks="El nodo sigue con cortes.",
        given=_SIGNED,
        taken=_SIGNED,
        exercise=True,
    ),
)
FROM_SERVER: dict[str, Message] = {
    "changes_dispatch": Changes(
        after=49,
        upto=55,
        at=AT,
        things=(
            _TASKED,
            _NEXT,
            *BOLOS,
            *ENTRIES,
            *HANDOVERS,
        ),
    ),
}
