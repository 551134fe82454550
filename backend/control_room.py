"""What desks and doors ask of the backend while it is the writer: commands, seats, cameras, alarms."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from backend import desk_conflicts
from backend.accounts import Seat
from backend.database.audit import Audit
from backend.database.entries import Outcome as Logged
from backend.database.entries import Verdict
from backend.database.group_commit import GroupCommit
from backend.database.trouble import DatabaseTrouble
from backend.decisions import Asked, asked
from backend.desk_line import DeskLine
from backend.hub import Hub
from backend.inquiries import Inquiries
from backend.intake.located import call_of
from backend.position_feed import PositionFeed
from backend.reception import Prover, Reception
from backend.streams.relay_process import RelayProcess, RelayRefused
from domain.alert import AlertKind, AlertState
from domain.call import Call
from domain.camera import Camera, CameraState
from domain.clock import Clock, Micros
from domain.commands import AnyCommand, RaiseAlert, UnshelveAlert
from domain.ids import IdMint
from domain.people import Actor, Role
from domain.roles import Action, permits
from domain.severity import Severity
from domain.wire import Answer, Ask, AskTicket, CameraSeen, Do, Hello, Login, Outcome, Ticket
from domain.words import RoomName
from domain.world import World

log = logging.getLogger(__name__)

_RESULTS = {Verdict.DONE: "accepted", Verdict.CONFLICT: "conflict"}


Sending = Callable[[Actor, Do], Callable[[Outcome], Awaitable[None]] | None]
"""Told of an order before it is decided; what it returns is told how that went, before the desk is."""
FORBIDDEN_LIMIT = 3
"""Forbidden commands of one person before the room is alarmed."""


class ControlRoom:
    """The writer's side of every line and door."""

    def __init__(
        self,
        *,
        clock: Clock,
        mint: IdMint,
        world: World,
        hub: Hub,
        feed: PositionFeed,
        commits: GroupCommit[Asked],
        reception: Reception,
        audit: Audit,
        relay: RelayProcess | None,
        room: RoomName,
        inquiries: Inquiries,
    ) -> None:
        self.clock = clock
        self.hub = hub
        self.feed = feed
        self.lines: set[DeskLine] = set()
        self.anew: set[bytes] = set()  # sessions that see other things than before: nothing is resumed
        self._mint = mint
        self.world = world
        self._commits = commits
        self._reception = reception
        reception.sits_elsewhere = self._sits_elsewhere
        self._audit = audit
        self._relay = relay
        self._room = room
        self._inquiries = inquiries
        self.sending: Sending = lambda actor, do: None
        self._cameras: dict[UUID, Camera] = {}
        self._alarms: set[asyncio.Task[None]] = set()
        self._forbidden: Counter[str] = Counter()

    def _sits_elsewhere(self, seat: Seat) -> bool:
        return any(
            one.seat.operator.id == seat.operator.id and one.seat.workstation.id != seat.workstation.id
            for one in self.lines
            if one.seat is not None
        )

    # ---- commands

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        """Decide, commit and answer; a database that does not answer is a refusal that may be repeated."""
        try:
            logged = await self._commits.submit(asked(command_id, command, actor, said))
        except DatabaseTrouble as trouble:
            return Outcome(id=command_id, result="refused", code=trouble.code)
        outcome = _told(logged)
        if logged.verdict is Verdict.CONFLICT:
            self._alarm(AlertKind.COMMAND_CONFLICT, actor)
        elif logged.verdict is Verdict.POISONED and not logged.repeated:
            self._alarm(AlertKind.COMMAND_POISON, actor, command=str(command_id))
        return outcome

    def knows_call(self, call: UUID) -> bool:
        """Tell whether this call has rung, today or while it is open."""
        return self.world.calls.get(call) is not None

    def call_of_number(self, number: str) -> Call | None:
        """Return the call of this number that a location can still be about."""
        return call_of(self.world.calls.settled(), number, self.clock.now())

    async def execute(self, actor: Actor, do: Do) -> Outcome:
        """Give a desk's command to the writer and return its answer."""
        keep = self.sending(actor, do)
        outcome = await desk_conflicts.execute(self, actor, do)
        if keep is not None:
            await keep(outcome)
        return outcome

    async def forbade(self, actor: Actor) -> None:
        """Count what a person may not do; at the third, and every third after, the room is told.

        By person and not by line: who hangs up and comes back goes on where he stopped.
        """
        self._forbidden[actor.name] += 1
        # Counted before the record is waited for: who asks on meanwhile must not step over the third.
        count = self._forbidden[actor.name]
        await self._reception.witness(actor, "forbidden", actor.name)
        if count % FORBIDDEN_LIMIT:
            return
        self._alarm(AlertKind.COMMAND_FORBIDDEN, actor)

    def conflicted(self, actor: Actor) -> None:
        """Tell the room that one id came with two bodies."""
        self._alarm(AlertKind.COMMAND_CONFLICT, actor)

    def rights_changed(self, role: Role) -> None:
        """Have everybody of a role come in anew: their desks come back by themselves, with what holds now."""
        for line in tuple(self.lines):
            if line.seat is not None and line.seat.operator.role is role:
                self.anew.add(line.seat.digest)
                line.cut("line.rights_changed")

    def _alarm(self, kind: AlertKind, about: Actor, **more: str) -> None:
        workstation = about.workstation or about.name
        raised = RaiseAlert(
            alert=self._mint.mint(),
            kind=kind,
            severity=Severity.HIGH,
            room=self._room,
            group=f"{kind.value}:{about.name}".lower()[:64],
            params={"user": about.name, "workstation": workstation, **more},
            verified=False,
        )
        self._spawn(self._submit_own(raised))

    async def _submit_own(self, command: AnyCommand) -> None:
        outcome = await self.submit(self._mint.mint(), command, Actor(name="system", room=self._room))
        if outcome.result != "accepted":
            log.warning("an alarm of the system itself was refused: %s", outcome.code)

    # ---- people

    async def authenticate(self, who: Login | Hello, address: str, prove: Prover) -> Seat:
        """Return the seat. Raises `Refused` with a code of the reception's."""
        return await self._reception.admit(who, address, prove, self.submit)

    async def logout(self, seat: Seat) -> None:
        """End the session, and every other line that it was used for."""
        await self._reception.accounts.logout(seat)
        self._reception.left(seat)
        self._cut_video(seat)
        for line in tuple(self.lines):
            if line.seat is not None and line.seat is not seat and line.seat.digest == seat.digest:
                line.cut("session.expired")
        await self._reception.witness(seat.actor, "logout", seat.operator.user)

    async def answer(self, seat: Seat, ask: Ask) -> Answer:
        """Answer what a desk asks besides the picture."""
        return await self._inquiries.answer(seat, ask)

    async def watch_sessions(self) -> None:
        """Cut, within a second, lines whose session is over, changed, or of a disabled account."""
        while True:
            await asyncio.sleep(1.0)
            seats = {line.seat.digest: line.seat for line in self.lines if line.seat is not None}
            try:
                over = await self._reception.accounts.over(list(seats.values()))
            except DatabaseTrouble:
                continue  # nobody is thrown out because the database is away
            for digest, code in over.items():
                self._reception.left(seats[digest])
                self._cut_video(seats[digest])
                for line in tuple(self.lines):
                    if line.seat is not None and line.seat.digest == digest:
                        line.cut(code)

    async def watch_shelves(self) -> None:
        """Bring shelved alerts back when their time is up."""
        while True:
            await asyncio.sleep(1.0)
            now = self.clock.now()
            due = [
                alert
                for alert in self.world.alerts.settled()
                if alert.state is AlertState.SHELVED and (alert.shelved_until or 0) <= now
            ]
            for alert in due:
                command = UnshelveAlert(alert=alert.id)
                actor = Actor(name="system", room=alert.room, exercise=alert.exercise)
                await self.submit(self._mint.mint(), command, actor)

    # ---- cameras

    def set_cameras(self, cameras: list[Camera]) -> None:
        """Take over the register's cameras; one that was there is as it was last seen."""
        known = self._cameras
        self._cameras = {
            camera.id: replace(camera, state=old.state, since=old.since, reason=old.reason)
            if (old := known.get(camera.id)) is not None
            else camera
            for camera in cameras
        }

    def show_cameras(self) -> None:
        """Show the register's cameras to every desk, as they are now."""
        for line in self.lines:
            line.resend()

    @property
    def camera_table(self) -> Mapping[UUID, Camera]:
        """The cameras by id, as the relay sees them."""
        return self._cameras

    def cameras(self) -> list[Camera]:
        """Return the cameras as the relay sees them."""
        return list(self._cameras.values())

    def camera_seen(self, key: UUID, state: str, reason: str | None, since: Micros) -> None:
        """The relay says how a camera is: every desk that may watch hears it."""
        camera = self._cameras.get(key)
        if camera is None:
            return
        if (camera.state, camera.since, camera.reason) == (state, since, reason):
            return
        seen = CameraSeen(camera=key, state=CameraState(state), since=since, reason=reason)
        self._cameras[key] = replace(camera, state=seen.state, since=since, reason=reason)
        for line in self.lines:
            if line.seat is not None and _may_watch(line.seat.actor, camera):
                line.tell(seen)

    async def ticket(self, seat: Seat, ask: AskTicket, host: str | None) -> Ticket:
        """Return where a camera can be seen, once and soon, or a code why not."""
        actor, camera = seat.actor, self._cameras.get(ask.camera)
        if camera is None or not _may_watch(actor, camera):
            return Ticket(ask=ask.ask, camera=ask.camera, code="forbidden")
        if self._relay is None:
            return Ticket(ask=ask.ask, camera=ask.camera, code="relay.gone")
        try:
            # Before the picture: who watched what is on record even if the desk dies the next moment.
            await self._audit.record(actor, "watch_video", camera.label)
            grant = await self._relay.ticket(ask.camera, _viewer(seat), host)
        except (RelayRefused, DatabaseTrouble) as refused:
            return Ticket(ask=ask.ask, camera=ask.camera, code=refused.code)
        return Ticket(ask=ask.ask, camera=ask.camera, url=grant.url, expires_at=grant.expires_at)

    def _cut_video(self, seat: Seat) -> None:
        if self._relay is not None:
            self._relay.cut_viewer(_viewer(seat))

    async def tell_flow(self) -> None:
        """Tell every desk once a second how many fixes the server takes."""
        while True:
            await asyncio.sleep(1.0)
            for line in self.lines:
                line.tell(self.feed.flow)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._alarms.add(task)
        task.add_done_callback(self._alarms.discard)


def _viewer(seat: Seat) -> str:
    """Name a session to the media worker without giving it anything that opens a door."""
    return seat.digest.hex()[:32]


def _may_watch(actor: Actor, camera: Camera) -> bool:
    return permits(actor, Action.WATCH_VIDEO, camera.room, camera.agency, actor.exercise)


def _told(logged: Logged) -> Outcome:
    return Outcome(
        id=logged.command,
        result=_RESULTS.get(logged.verdict, "refused"),
        seq=logged.last_seq or 0,
        code=logged.code or None,
        params=logged.params,
    )
