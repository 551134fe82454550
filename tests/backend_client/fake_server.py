"""A server written for these tests: real TLS and websockets, the domain's own decisions, faults on demand."""

from __future__ import annotations

import asyncio
import os
import ssl
from contextlib import suppress
from uuid import UUID

from msgspec.structs import replace
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from domain.agency import Agency
from domain.call import Call, CallState
from domain.clock import DAY, SystemClock
from domain.commands import AnyCommand
from domain.context import Context
from domain.decide import decide
from domain.desk_orders import intent
from domain.ids import IdMint
from domain.incident import Incident
from domain.people import Actor, Operator, Role, Room, Workstation
from domain.refusal import Refused
from domain.unit import Unit, UnitStatus
from domain.wire import (
    PROTOCOL,
    AskSnapshot,
    AskTicket,
    Beat,
    Changes,
    Do,
    Hello,
    Login,
    Message,
    Outcome,
    Pulse,
    Refusal,
    Snapshot,
    Ticket,
    Watch,
    Welcome,
    decode_from_desk,
    encode,
)
from domain.world import Thing, World

PASSWORD = "secreto"
ROOM = "911"


def person(user: str = "ana", role: Role = Role.SUPERVISOR) -> Operator:
    """An operator whose id is made of the user name."""
    return Operator(
        id=UUID(bytes=user.ljust(16, "-").encode()), user=user, name=user.title(), role=role, room=ROOM
    )


def ringing(number: int) -> Call:
    """A call that rings."""
    return Call(id=UUID(int=number), short=number, room=ROOM, state=CallState.RINGING, ringing_at=number)


def free_unit(number: int) -> Unit:
    """A unit that can be sent."""
    return Unit(
        id=UUID(int=1000 + number), index=number, call_sign=f"M{number}", agency=Agency.POLICE, room=ROOM,
        status=UnitStatus.AVAILABLE, since=0,
    )  # fmt: skip


class FakeServer:
    """One site. `beat_s` None stops the heart; `swallow` takes commands and loses the answers."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._clock = SystemClock()
        self.mint = IdMint(self._clock, os.urandom)
        self.site = UUID(int=7)
        self.world = World()
        self.seq = 0
        self.batches: list[Changes] = []
        self.answers: dict[UUID, tuple[object, Outcome]] = {}
        self.applied: list[UUID] = []
        self.heard: list[Message] = []
        self.tokens: dict[str, str] = {}
        self.beat_s: float | None = 0.25
        self.clock_ahead = 0
        self.slow_welcome_s = 0.0
        self.refuse: Refusal | None = None
        self.passing: dict[UUID, int] = {}
        self.swallow = False
        self.snapshots = 0
        self.lines: set[ServerConnection] = set()
        self.connections = 0
        self._server: Server | None = None
        self.port = 0

    # ---- the room

    async def start(self) -> None:
        """Listen; the same port again after `stop`."""
        self._server = await serve(
            self._line, "127.0.0.1", self.port, ssl=self._context, compression=None, ping_interval=None,
            close_timeout=0.2,
        )  # fmt: skip
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Hang up on everybody and listen no more."""
        if self._server is not None:
            for line in tuple(self.lines):
                line.transport.abort()
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def publish(self, *things: Thing, tell: bool = True) -> None:
        """Change something, as another desk would; `tell` False loses the message on the way."""
        for thing in things:
            match thing:
                case Call():
                    self.world.calls.put(thing.id, thing)
                case Incident():
                    self.world.incidents.put(thing.id, thing)
                case Unit():
                    self.world.units.put(thing.id, thing)
                case _:
                    self.world.put_alert(thing)
        self._commit(tell)

    def run(self, command: AnyCommand, actor: Actor) -> None:
        """Decide and publish. Raises `Refused`."""
        try:
            decide(self.world, command, Context(now=self._clock.now(), actor=actor))
        except Refused:
            self.world.drop()
            raise
        self._commit(True)

    def say(self, message: Message | str | bytes) -> None:
        """Send to every desk, whatever it is."""
        frame = encode(message) if isinstance(message, Message) else message
        for line in self.lines:
            task = asyncio.ensure_future(_say(line, frame))
            task.add_done_callback(lambda _: None)

    def _commit(self, tell: bool) -> None:
        things = self.world.take_touched()
        self.world.settle()
        changes = Changes(
            after=self.seq, upto=self.seq + max(1, len(things)), at=self._clock.now(), things=things
        )
        self.seq = changes.upto
        self.batches.append(changes)
        if tell:
            self.say(changes)

    # ---- one desk

    async def _line(self, line: ServerConnection) -> None:
        self.connections += 1
        with suppress(ConnectionClosed):
            operator = await self._let_in(line)
            if operator is None:
                return
            self.lines.add(line)
            beating = asyncio.create_task(self._beat(line))
            try:
                async for frame in line:
                    await self._hear(line, operator, decode_from_desk(frame))
            finally:
                self.lines.discard(line)
                beating.cancel()

    async def _let_in(self, line: ServerConnection) -> Operator | None:
        who = decode_from_desk(await line.recv())
        self.heard.append(who)
        await asyncio.sleep(self.slow_welcome_s)
        refusal = self.refuse
        user = ""
        if isinstance(who, Login):
            user = who.user
            if who.password != PASSWORD:
                refusal = refusal or Refusal(code="login.wrong", params={"left": "4"})
        elif isinstance(who, Hello):
            user = self.tokens.get(who.token, "")
            if not user:
                refusal = refusal or Refusal(code="session.expired")
        if refusal is not None:
            await line.send(encode(refusal))
            await line.close()
            return None
        token = f"token-of-{user}-{len(self.tokens):08d}"
        self.tokens[token] = user
        missed = self._missed(who) if isinstance(who, Hello) else None
        operator = person(user)
        welcome = Welcome(
            protocol=PROTOCOL, token=token, site=self.site, seq=self.seq, at=self._now(), operator=operator,
            workstation=Workstation(id="puesto-07", desk="07", room=ROOM),
            room=Room(id=ROOM, name="Sala 911"), expires_at=self._now() + DAY, resumed=missed is not None,
        )  # fmt: skip
        await line.send(encode(welcome))
        for message in missed if missed is not None else [self._snapshot()]:
            await line.send(encode(message))
        return operator

    def _missed(self, hello: Hello) -> list[Changes] | None:
        if hello.site != self.site or hello.seq not in {
            0,
            self.seq,
            *(batch.after for batch in self.batches),
        }:
            return None
        return [batch for batch in self.batches if batch.after >= hello.seq]

    def _snapshot(self) -> Snapshot:
        self.snapshots += 1
        return Snapshot(
            site=self.site,
            seq=self.seq,
            at=self._now(),
            calls=tuple(call for call in self.world.calls.values() if call.state is not CallState.CLOSED),
            incidents=tuple(self.world.incidents.values()),
            units=tuple(self.world.units.values()),
            alerts=tuple(self.world.alerts.values()),
        )

    async def _beat(self, line: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(self.beat_s or 0.05)
                if self.beat_s is not None:
                    await line.send(encode(Beat(at=self._now(), seq=self.seq)))

    async def _hear(self, line: ServerConnection, operator: Operator, message: Message) -> None:
        self.heard.append(message)
        match message:
            case Do():
                await self._do(line, operator, message)
            case AskSnapshot():
                await line.send(encode(self._snapshot()))
            case AskTicket(ask=ask, camera=camera):
                await line.send(encode(Ticket(ask=ask, camera=camera, url=f"rtsp://127.0.0.1/{camera}")))
            case Pulse() | Watch():
                pass

    async def _do(self, line: ServerConnection, operator: Operator, do: Do) -> None:
        if self.passing.get(do.id, 0) or self.passing.get(UUID(int=0), 0):
            key = do.id if do.id in self.passing else UUID(int=0)
            self.passing[key] -= 1
            await line.send(encode(Outcome(id=do.id, result="refused", code="database.unavailable")))
            return
        if do.id in self.answers:
            body, answer = self.answers[do.id]
            if body != intent(do.command):
                answer = Outcome(id=do.id, result="conflict", code="command.conflict")
        else:
            answer = self._decide(operator, do)
            self.answers[do.id] = (intent(do.command), answer)
        if not self.swallow:
            await line.send(encode(answer))

    def _decide(self, operator: Operator, do: Do) -> Outcome:
        try:
            self.run(
                do.command, Actor(name=operator.user, room=ROOM, operator=operator, workstation="puesto-07")
            )
        except Refused as refused:
            return Outcome(id=do.id, result="refused", code=refused.code, params=refused.params)
        self.applied.append(do.id)
        return Outcome(id=do.id, result="accepted", seq=self.seq)

    def _now(self) -> int:
        return self._clock.now() + self.clock_ahead

    def taken_over(self, call: Call, by: str) -> None:
        """Another desk answers."""
        self.publish(replace(call, state=CallState.ANSWERED, answered_name=by, answered_by=person(by).id))


async def _say(line: ServerConnection, frame: str | bytes) -> None:
    with suppress(ConnectionClosed):
        await line.send(frame)
