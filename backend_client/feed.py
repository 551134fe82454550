"""Takes what the line hands on into the picture, in order."""

from collections.abc import Callable

from msgspec.structs import replace

from backend_client.actions import Admitted, Complain, Deliver, DeliverPositions, Show
from backend_client.commands import Commands
from backend_client.line import Taken
from backend_client.picture import Picture, Who
from domain.alert import Alert
from domain.bolo import Bolo
from domain.call import Call
from domain.clock import Clock
from domain.desk import Desk
from domain.incident import Incident
from domain.positions_frame import BadPositions
from domain.shift import Handover, LogEntry
from domain.unit import Unit
from domain.wire import (
    Answer,
    Beat,
    CameraSeen,
    Changes,
    Flow,
    FromServer,
    Outcome,
    Snapshot,
    Ticket,
    Welcome,
)
from domain.world import Thing


class Feed:
    """The only writer of what the server says.

    `ticket` and `answer` take what was asked for, `complain` what was unreadable.
    """

    def __init__(
        self,
        picture: Picture,
        commands: Commands,
        clock: Clock,
        *,
        admitted: Callable[[], None],
        ticket: Callable[[Ticket], None],
        answer: Callable[[Answer], None],
        complain: Callable[[str], None],
    ) -> None:
        self._picture = picture
        self._commands = commands
        self._clock = clock
        self._admitted = admitted
        self._ticket = ticket
        self._answer = answer
        self._complain = complain

    def take(self, taken: Taken) -> None:
        """Take one thing that the line hands on."""
        match taken:
            case Deliver(message=message):
                self._message(message)
            case DeliverPositions(frame=frame):
                try:
                    self._picture.positions.apply(frame, self._clock.monotonic())
                except BadPositions as bad:
                    self._complain(str(bad))
            case Admitted(welcome=welcome):
                self._welcome(welcome)
            case Show(link=link):
                self._picture.set_link(link)
                self._commands.link_changed(link)
            case Complain(detail=detail):
                self._complain(detail)

    def _welcome(self, welcome: Welcome) -> None:
        before = self._picture.who
        if before is not None and before.site != welcome.site:
            self._commands.site_changed()
        self._picture.who = Who(
            operator=welcome.operator,
            workstation=welcome.workstation,
            room=welcome.room,
            site=welcome.site,
            expires_at=welcome.expires_at,
        )
        self._picture.time.beat(welcome.at)
        self._commands.admitted()
        self._admitted()

    def _message(self, message: FromServer) -> None:
        picture = self._picture
        match message:
            case Beat():
                picture.time.beat(message.at)
            case Changes():
                for thing in message.things:
                    self._put(thing)
                for key in message.gone:
                    picture.remove(key)
                self._commands.reached(message.upto)
            case Snapshot():
                self._snapshot(message)
            case Outcome():
                self._commands.outcome(message)
            case CameraSeen():
                camera = picture.cameras.settled(message.camera)
                if camera is not None:
                    seen = replace(camera, state=message.state, since=message.since, reason=message.reason)
                    picture.cameras.put(seen)
            case Flow():
                picture.flow = message
            case Ticket():
                self._ticket(message)
            case Answer():
                self._answer(message)
            case _:
                self._complain(f"unexpected: {type(message).__name__.lower()}")

    def _snapshot(self, snapshot: Snapshot) -> None:
        picture = self._picture
        picture.time.beat(snapshot.at)
        picture.calls.replace(snapshot.calls)
        picture.incidents.replace(snapshot.incidents)
        picture.alerts.replace(snapshot.alerts)
        picture.cameras.replace(snapshot.cameras)
        picture.desks.replace(snapshot.desks)
        picture.bolos.replace(snapshot.bolos)
        picture.entries.replace(snapshot.entries)
        picture.handovers.replace(snapshot.handovers)
        picture.replace_units(snapshot.units)
        self._commands.reached(snapshot.seq)

    def _put(self, thing: Thing) -> None:
        match thing:
            case Call():
                self._picture.calls.put(thing)
            case Incident():
                self._picture.incidents.put(thing)
            case Unit():
                self._picture.put_unit(thing)
            case Alert():
                self._picture.alerts.put(thing)
            case Desk():
                self._picture.desks.put(thing)
            case Bolo():
                self._picture.bolos.put(thing)
            case LogEntry():
                self._picture.entries.put(thing)
            case Handover():
                self._picture.handovers.put(thing)
