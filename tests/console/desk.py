"""A desk without a server: a picture that a test fills, and commands that a test answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from msgspec.structs import replace

from backend_client.commands import CommandState, PendingCommand
from backend_client.picture import LinkState, Picture, Who
from domain.agency import Agency
from domain.alert import Alert, AlertKind, AlertState
from domain.call import Call, CallState, Draft
from domain.camera import Camera, CameraState
from domain.clock import SECOND, ManualClock
from domain.commands import OperatorCommand
from domain.incident import Incident, IncidentState
from domain.observed import Observed, Source
from domain.people import Operator, Role, Room, Workstation
from domain.place import Place, Position
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.wire import Do

ROOM = "911"
ME = UUID(int=1)
SOMEBODY = UUID(int=2)


class Answered(PendingCommand):
    """An intention whose answer the test gives."""

    def answer(self, state: CommandState, code: str | None = None, **params: str) -> None:
        self.move(state, code, params)


@dataclass
class Typed:
    """Commands that keep what was sent."""

    picture: Picture
    sent: list[Answered] = field(default_factory=list)
    drafts: dict[UUID, Draft] = field(default_factory=dict)
    saves: list[tuple[UUID, Draft]] = field(default_factory=list)
    unsaved: list[UUID] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)
    refused_list: tuple[object, ...] = ()
    journal_trouble: str | None = None

    def send(self, command: OperatorCommand) -> Answered:
        made = Answered(Do(id=uuid4(), at=self.picture.server_now(), command=command))
        self.sent.append(made)
        return made

    def save_draft(self, call: UUID, draft: Draft) -> Draft:
        kept = replace(draft, revision=self.draft(call).revision + 1)
        self.drafts[call] = kept
        self.saves.append((call, kept))
        if call not in self.unsaved:
            self.unsaved.append(call)
        self.tell()
        return kept

    def draft(self, call: UUID) -> Draft:
        found = self.picture.calls.get(call)
        settled = found.draft if found is not None else Draft()
        kept = self.drafts.get(call, settled)
        return kept if kept.revision >= settled.revision else settled

    def outstanding(self) -> tuple[PendingCommand, ...]:
        return tuple(one for one in self.sent if not one.done)

    def unsaved_drafts(self) -> tuple[UUID, ...]:
        return tuple(self.unsaved)

    def acknowledged(self, call: UUID) -> None:
        """The server has the latest draft of that call."""
        self.unsaved.remove(call)
        self.tell()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()


class Desk:
    """Lucía's desk: number 14 of room 911."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.picture = Picture(self.clock)
        self.picture.time.beat(self.clock.now())
        self.commands = Typed(self.picture)
        operator = Operator(id=ME, user="lferreyra", name="Lucía Ferreyra", role=Role.CALL_TAKER, room=ROOM)
        self.picture.who = Who(
            operator=operator,
            workstation=Workstation(id="puesto-14", desk="14", room=ROOM),
            room=Room(id=ROOM, name="Sala 911"),
            site=UUID(int=99),
            expires_at=self.clock.now() + 13 * 3600 * SECOND,
        )
        self.short = 0
        self.link(LinkState.LIVE)

    def sits(self, role: Role) -> None:
        """The same person in another function."""
        who = self.picture.who
        assert who is not None
        self.picture.who = replace(who, operator=replace(who.operator, role=role))

    def link(self, state: LinkState, attempts: int = 0) -> None:
        """The line is so from now on."""
        now = self.clock.monotonic()
        heard = now if state is LinkState.LIVE else self.picture.link.heard
        self.picture.set_link(
            replace(
                self.picture.link,
                state=state,
                since=now,
                heard=heard,
                current=state is LinkState.LIVE,
                attempts=attempts,
            )
        )

    def rings(self, number: str = "4307-5561", *, ago: float = 5.0, **more: object) -> Call:
        """A call rings since `ago` seconds; returned as the picture has it."""
        self.short += 1
        call = Call(
            id=uuid4(),
            short=self.short,
            room=ROOM,
            state=CallState.RINGING,
            ringing_at=self.picture.server_now() - round(ago * SECOND),
            number=number,
            line="05",
        )
        return self.put_call(replace(call, **more))

    def put_call(self, call: Call) -> Call:
        """The server says so of a call."""
        self.picture.calls.put(call)
        self.picture.flush()
        return call

    def answered(self, call: Call, by: UUID = ME, name: str = "Lucía Ferreyra") -> Call:
        """The server says that somebody answered."""
        now = self.picture.server_now()
        taken = replace(call, state=CallState.ANSWERED, answered_at=now, answered_by=by, answered_name=name)
        return self.put_call(taken)

    def alert(self, severity: Severity = Severity.CRITICAL, **more: object) -> Alert:
        """An alert rings."""
        now = self.picture.server_now()
        made = Alert(
            id=uuid4(),
            kind=AlertKind.PANIC,
            severity=severity,
            state=AlertState.UNACKNOWLEDGED,
            room=ROOM,
            group=f"panic:{uuid4().hex[:8]}",
            raised_at=now,
            last_at=now,
            rang_at=now,
            area="San Telmo",
        )
        return self.put_alert(replace(made, **more))

    def put_alert(self, alert: Alert) -> Alert:
        """The server says so of an alert."""
        self.picture.alerts.put(alert)
        self.picture.flush()
        return alert

    def unit(self, sign: str, index: int, **more: object) -> Unit:
        """A unit on duty."""
        unit = Unit(
            id=uuid4(),
            index=index,
            call_sign=sign,
            agency=Agency.POLICE,
            room=ROOM,
            status=UnitStatus.AVAILABLE,
            since=self.picture.server_now(),
        )
        made = replace(unit, **more)
        self.picture.put_unit(made)
        self.picture.flush()
        return made

    def camera(self, label: str, lat: float = -34.6037, lon: float = -58.3816) -> Camera:
        """A camera of the register."""
        made = Camera(
            id=uuid4(),
            label=label,
            name="Florida y Corrientes",
            position=Position(lat=lat, lon=lon),
            room=ROOM,
            state=CameraState.LIVE,
        )
        self.picture.cameras.put(made)
        self.picture.flush()
        return made

    def incident(self, number: str = "26-0001042", **more: object) -> Incident:
        """An incident that nobody has gone to."""
        self.short += 1
        made = Incident(
            id=uuid4(),
            number=number,
            short=self.short,
            room=ROOM,
            state=IncidentState.PENDING,
            priority=Severity.HIGH,
            place=Place(address="San Martín 438", position=Position(lat=-34.6037, lon=-58.3745)),
            created_at=self.picture.server_now(),
            created_by="Lucía Ferreyra",
        )
        made = replace(made, **more)
        self.picture.incidents.put(made)
        self.picture.flush()
        return made

    def located(self, lat: float, lon: float, accuracy: float = 14.0) -> Observed[Position]:
        """Where a caller's phone says it is."""
        now = self.picture.server_now()
        return Observed(
            value=Position(lat=lat, lon=lon), at=now, received_at=now, source=Source.AML, accuracy=accuracy
        )
