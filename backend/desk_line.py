"""One desk's socket: the shell around a Conversation that moves frames, and pulls what the desk lacks.

Sending is pulled, never queued: while one frame is on its way, changes and cells only mark what is new. A
desk that takes longer than two seconds over a frame is cut, and resumes where it was.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from backend.accounts import Seat
from backend.conversation import (
    SILENCE_S,
    Admit,
    Authenticate,
    Conversation,
    Execute,
    Inquire,
    Leave,
    Look,
    Place,
    Proof,
    Refuse,
    Resend,
    Step,
    Unclear,
)
from backend.line_room import Room
from backend.older_desks import understood
from backend.position_feed import View
from backend.positions import CellClass
from domain.people import Actor
from domain.refusal import Refused
from domain.wire import (
    PROTOCOL,
    Answer,
    Ask,
    AskTicket,
    Beat,
    Challenge,
    Do,
    Hello,
    Login,
    Message,
    Prove,
    Welcome,
    encode,
)

log = logging.getLogger(__name__)

BEAT_S = 0.25
SLOWEST_SEND_S = 2.0
IN_FLIGHT = 128
"""Commands and tickets of one desk that may wait at a time; beyond that its socket is not read."""
MOST_LINES = 4
"""Lines of one session: a desk that comes back may still have half-open ones, nobody needs more."""
GOING_AWAY = 1001
POLICY = 1008


class DeskLine:
    """One open line."""

    def __init__(self, socket: WebSocket, room: Room, no_stranger: Callable[[], None]) -> None:
        self._socket = socket
        self._room = room
        self._no_stranger = no_stranger
        self._talk = Conversation(room.clock)
        self.seat: Seat | None = None
        self.opened = room.clock.monotonic()
        self._wake = asyncio.Event()
        self._cursor = 0
        self._resend = False
        self._first: deque[Message] = deque()
        self._cells: set[CellClass] = set()
        self._view: View | None = None
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[None]] = set()
        self._over: Refuse | None = None
        self._protocol = PROTOCOL

    async def run(self) -> None:
        """Talk until either side ends it."""
        sender: asyncio.Task[None] | None = None
        try:
            seat = await self._let_in()
            if seat is None:
                return
            sender = asyncio.create_task(self._send_all(), name="desk-sender")
            receiver = asyncio.create_task(self._receive_all(), name="desk-receiver")
            self._tasks.add(receiver)
            await asyncio.wait({sender, receiver}, return_when=asyncio.FIRST_COMPLETED)
        except WebSocketDisconnect:
            pass
        finally:
            await self._end(sender)

    def cut(self, code: str, **params: str | int) -> None:
        """End the line from outside, with a reason that the desk is told."""
        self._over = self._talk.refuse(code, **params)
        self._wake.set()

    def resend(self) -> None:
        """Send everything again: what may be seen has changed beside the sequence."""
        self._resend = True
        self._wake.set()

    def tell(self, message: Message) -> None:
        """Send this outside the sequence (camera states, outcomes, tickets)."""
        self._first.append(message)
        self._wake.set()

    async def _let_in(self) -> Seat | None:
        try:
            async with asyncio.timeout(SILENCE_S):
                step = self._talk.receive(await self._frame())
        except TimeoutError:
            step = self._talk.refuse("login.silence", seconds=int(SILENCE_S))
        if not isinstance(step, Authenticate):
            await self._close(step if isinstance(step, Refuse) else self._talk.refuse("frame.too_early"))
            return None
        try:
            client = self._socket.client
            address = client.host if client else "unknown"
            self.seat = await self._room.authenticate(step.who, address, self._prove)
        except Refused as refused:
            await self._close(self._talk.refuse(refused.code, **refused.params))
            return None
        self._talk.admitted(self.seat.actor)
        self._no_stranger()
        self._welcome(self.seat, step.who)
        return self.seat

    async def _prove(self, challenge: Challenge) -> Prove:
        """Ask for a second proof. Raises `Refused` when something else, or nothing, comes."""
        self._talk.challenged()
        await self._send(challenge)
        try:
            async with asyncio.timeout(challenge.seconds):
                step = self._talk.receive(await self._frame())
        except TimeoutError:
            raise Refused("factor.silence", seconds=challenge.seconds) from None
        if isinstance(step, Proof):
            return step.prove
        raise Refused(step.refusal.code if isinstance(step, Refuse) else "frame.too_early")

    def _welcome(self, seat: Seat, who: Login | Hello) -> None:
        hub, now = self._room.hub, self._room.clock.now()
        self._protocol = min(PROTOCOL, who.protocol)
        resumed = (
            isinstance(who, Hello)
            and who.site == hub.site
            and seat.digest not in self._room.anew
            and hub.since(seat.actor, who.seq, now) is not None
        )
        self._cursor = who.seq if resumed and isinstance(who, Hello) else -1
        self._room.anew.discard(seat.digest)
        self._resend = not resumed
        welcome = Welcome(
            protocol=self._protocol,
            token=seat.token,
            site=hub.site,
            seq=hub.seq,
            at=now,
            operator=seat.operator,
            workstation=seat.workstation,
            room=seat.room,
            expires_at=seat.expires_at,
            resumed=resumed,
            relief=seat.relief,
        )
        self._first.append(welcome)
        self._replace_twins(seat)
        self._room.lines.add(self)
        hub.join(self._wake.set)
        self._room.feed.join(self._cells_changed)

    def _replace_twins(self, seat: Seat) -> None:
        """Cut the oldest lines of this session, should it have as many as it may."""
        twins = [line for line in self._room.lines if line.seat and line.seat.digest == seat.digest]
        twins.sort(key=lambda line: line.opened)
        for line in twins[: max(0, len(twins) - MOST_LINES + 1)]:
            line.cut("line.replaced")

    async def _frame(self) -> str | bytes:
        message = await self._socket.receive()
        if message["type"] != "websocket.receive":
            raise WebSocketDisconnect(message.get("code", GOING_AWAY))
        text, data = message.get("text"), message.get("bytes")
        return text if text is not None else data or b""

    # ---- what the desk says

    async def _receive_all(self) -> None:
        with contextlib.suppress(WebSocketDisconnect):
            while self._talk.place is Place.INSIDE:
                step = self._talk.receive(await self._frame())
                if step is not None:
                    await self._take(step)

    async def _take(self, step: Step) -> None:
        assert self.seat is not None, "only an admitted desk gets here"
        match step:
            case Execute(do):
                await self._slots.acquire()
                self._spawn(self._execute(self.seat.actor, do))
            case Look(watch):
                self._view = View(self.seat.actor, watch)
                self._cells_changed(self._room.feed.all_cells())
            case Resend():
                self._resend = True
                self._wake.set()
            case Admit(ask):
                await self._slots.acquire()
                self._spawn(self._admit(self.seat, ask))
            case Inquire(ask):
                await self._slots.acquire()
                self._spawn(self._answer(self.seat, ask))
            case Unclear(mark, detail):
                self.tell(Answer(ask=mark, code="inquiry.bad", params={"detail": detail}))
            case Leave():
                await self._room.logout(self.seat)
                self._wake.set()
            case Refuse():
                self._over = step
                self._wake.set()
            case Authenticate() | Proof():
                raise AssertionError("a conversation authenticates once")

    async def _execute(self, actor: Actor, do: Do) -> None:
        try:
            outcome = await self._room.execute(actor, do)
            self.tell(outcome)
            if outcome.code == "forbidden":
                await self._room.forbade(actor)
        finally:
            self._slots.release()  # not before: who comes in waits for the audit behind what is forbidden

    async def _admit(self, seat: Seat, ask: AskTicket) -> None:
        try:
            ticket = await self._room.ticket(seat, ask, self._dialled())
        finally:
            self._slots.release()
        self.tell(ticket)

    async def _answer(self, seat: Seat, ask: Ask) -> None:
        try:
            answer = await self._room.answer(seat, ask)
            self.tell(answer)
            if answer.code == "forbidden":
                await self._room.forbade(seat.actor)
        finally:
            self._slots.release()

    def _dialled(self) -> str | None:
        """Return the host that the desk dialled, as it says; None when that is no host."""
        try:
            return self._socket.url.hostname
        except ValueError:
            return None

    # ---- what the desk is told

    def _cells_changed(self, places: set[CellClass]) -> None:
        if self._view is not None:
            mine = {place for place in places if self._view.holds(place)}
            # Still unsent from the last period: those fixes were overtaken, not lost silently.
            self._room.feed.conflated += len(self._cells & mine)
            self._cells |= mine
            if mine:
                self._wake.set()

    async def _send_all(self) -> None:
        clock = self._room.clock
        next_beat = clock.monotonic()
        while self._over is None and self._talk.place is Place.INSIDE:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, next_beat - clock.monotonic())):
                    await self._wake.wait()
            self._wake.clear()
            await self._send_news()
            if clock.monotonic() >= next_beat:
                next_beat = clock.monotonic() + BEAT_S
                await self._send(Beat(at=clock.now(), seq=max(self._cursor, 0)))

    async def _send_news(self) -> None:
        while self._first:
            await self._send(self._first.popleft())
        await self._send_sequence()
        while self._cells:
            place = self._cells.pop()
            async with asyncio.timeout(SLOWEST_SEND_S):
                await self._socket.send_bytes(self._room.feed.frame(place))

    async def _send_sequence(self) -> None:
        assert self.seat is not None, "only an admitted desk gets here"
        hub, now = self._room.hub, self._room.clock.now()
        changes = None if self._resend else hub.since(self.seat.actor, self._cursor, now)
        if changes is None:
            self._resend = False
            snapshot = hub.snapshot(self.seat.actor, now)
            self._cursor = snapshot.seq
            await self._send(understood(snapshot, self._protocol))
            if self._view is not None:
                self._cells |= {p for p in self._room.feed.all_cells() if self._view.holds(p)}
        elif changes.upto > changes.after:
            self._cursor = changes.upto
            await self._send(understood(changes, self._protocol))

    async def _send(self, message: Message) -> None:
        async with asyncio.timeout(SLOWEST_SEND_S):
            await self._socket.send_text(encode(message))

    # ---- the end

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a desk's request failed", exc_info=error)
            self.cut("server.error")

    async def _close(self, refuse: Refuse) -> None:
        await _say_goodbye(self._socket, refuse)

    async def _end(self, sender: asyncio.Task[None] | None) -> None:
        self._room.lines.discard(self)
        self._room.hub.leave(self._wake.set)
        self._room.feed.leave(self._cells_changed)
        # What the desk asked for goes on: an accepted command is never abandoned because its desk hung up.
        if sender is not None:
            sender.cancel()
            (failure,) = await asyncio.gather(sender, return_exceptions=True)
            if isinstance(failure, TimeoutError):
                self._over = self._talk.refuse("line.slow", seconds=int(SLOWEST_SEND_S))
        for task in self._tasks:
            if task.get_name() == "desk-receiver":
                task.cancel()
        if self._over is not None:
            await self._close(self._over)


async def turn_away(socket: WebSocket, talk: Conversation, code: str) -> None:
    """Tell a desk that it cannot be served here, once it has said what it is."""
    with contextlib.suppress(WebSocketDisconnect, TimeoutError):
        async with asyncio.timeout(SILENCE_S):
            await socket.receive()
    await _say_goodbye(socket, talk.refuse(code))


async def _say_goodbye(socket: WebSocket, refuse: Refuse) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, TimeoutError):
        async with asyncio.timeout(SLOWEST_SEND_S):
            await socket.send_text(encode(refuse.refusal))
            await socket.close(POLICY, refuse.refusal.code)
