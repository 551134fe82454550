"""One desk's client, put together: picture, commands, journal and line on the running loop."""

import asyncio
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from backend_client.address import parse_address, trust
from backend_client.commands import Commands
from backend_client.dial import Dialler
from backend_client.failure import WORTH_ANOTHER_TRY, LineFailed
from backend_client.feed import Feed
from backend_client.inquiries import Questions
from backend_client.introduction import Prover
from backend_client.journal import Journal
from backend_client.ladder import Ladder
from backend_client.last_seat import SAVE_EVERY_S, LastSeat, seat_of, server_time
from backend_client.line import Line
from backend_client.link import LinkState
from backend_client.picture import Picture
from backend_client.tickets import Tickets
from backend_client.upkeep import Upkeep
from domain.clock import SECOND, Clock
from domain.ids import IdMint
from domain.inquiries import AnyInquiry, AnyReply
from domain.wire import Message, Relief, Ticket, Watch

BRING_IN_S = 1.0
"""How long a change of shift waits for what was typed last."""
ALONE_AFTER_S = 4.0
"""How long a desk that can go on alone waits for the server first."""


class Client:
    """What the console, the simulator and tests hold.

    Use: `client = Client(...)`, start `client.run()` in a nursery, then `await client.login(...)`. Panes
    read `client.picture`, presenters call `client.commands`.
    """

    def __init__(
        self,
        *,
        servers: tuple[str, ...],
        ca: Path | None,
        workstation: str,
        journal_directory: Path,
        clock: Clock,
        mint: IdMint,
        rng: random.Random,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Open the journal. `servers` as https://host:port, the first is used; `ca` None = the system's.

        Raises `LineFailed` for a bad address or CA file, `JournalFailed` when the journal is another's.
        """
        address = parse_address(servers[0])
        context = trust(ca)
        loop = loop or asyncio.get_running_loop()
        self._workstation = workstation
        self._clock = clock
        self._view: Watch | None = None
        self._bad_frame_listeners: list[Callable[[str], None]] = []
        self.bad_frames = 0
        self.journal = Journal(journal_path(journal_directory, workstation))
        self.upkeep = Upkeep(self.journal, clock)
        self._newcomers: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        """Who has just come in, until the key is made of the password."""
        self._seat = LastSeat(self.journal.file.path.with_suffix(".ats"))
        self.picture = Picture(clock)
        self.line = Line(Dialler(address, context), Ladder(rng.random), clock)
        self.commands = Commands(self.picture, self.journal, mint, self.line.send, loop.call_later)
        self._tickets = Tickets(self.line.send)
        self._questions = Questions(self.line.send)
        feed = Feed(
            self.picture,
            self.commands,
            clock,
            admitted=self._admitted,
            ticket=self._tickets.take,
            answer=self._questions.take,
            complain=self._bad_frame,
        )
        self.line.take = feed.take

    @property
    def seq(self) -> int:
        """How far this desk has seen: the log's own number."""
        return self.line.session.sequence.seq

    async def run(self) -> None:
        """Keep the line until cancelled or closed: start this once, in the program's nursery."""
        async with asyncio.TaskGroup() as group:
            upkeep = group.create_task(self.upkeep.run(), name="journal-upkeep")
            keeping = group.create_task(self._keep_seat(), name="last-seat")
            await self.line.run()
            upkeep.cancel()
            keeping.cancel()

    async def login(self, user: str, password: str, patience: float = 0.0) -> None:
        """Take the desk; returns when the picture is whole. Raises `LineFailed` with the reason.

        `patience`: seconds to go on trying while the server is not there or not ready yet. Also used after
        the session expired: picture, forms and journal are kept. Where the server does not answer, the same
        person within the session comes in alone, on this desk's own copy: in desk mode.
        """
        first = min(patience, ALONE_AFTER_S) if self._seat.there else patience
        try:
            await self.line.login(user, password, self._workstation, first)
        except LineFailed as failed:
            if failed.code not in WORTH_ANOTHER_TRY:
                raise
            if await self._sit_alone(user, password):
                return
            if first == patience:
                raise
            await self.line.login(user, password, self._workstation, patience - first)
        self._newcomers.put_nowait((user, password))

    async def save_seat(self) -> None:
        """Keep a sealed copy of the picture: what a console that starts without the server begins with."""
        seq = self.line.session.sequence.seq
        if self._seat.open_to_write and self.picture.link.current:
            seat = seat_of(self.picture, self.line.session.token or "", seq, self._clock.now())
            if seat is not None:
                await self._seat.save(seat)

    async def _keep_seat(self) -> None:
        """Seal the copy now and again, and at once when somebody comes in: nobody waits for it."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(SAVE_EVERY_S):
                    await self._seat.remember(*await self._newcomers.get())
            await self.save_seat()

    async def _sit_alone(self, user: str, password: str) -> bool:
        """Take the desk without the server: the same person, within the session, on this desk's own copy."""
        now = self._clock.now()
        seat = await self._seat.open(user, password, now)
        if seat is None or seat.who.workstation.id != self._workstation:
            return False
        picture, snapshot, sequence = self.picture, seat.snapshot, self.line.session.sequence
        if picture.who is not None:  # the picture is here already, and newer than the copy
            if picture.who.operator.user != user:
                return False
            self.line.sit_alone(seat.token, sequence.site or snapshot.site, sequence.seq, picture.link.heard)
            return True
        picture.who = seat.who
        picture.time.beat(server_time(seat, now))
        picture.calls.replace(snapshot.calls)
        picture.incidents.replace(snapshot.incidents)
        picture.alerts.replace(snapshot.alerts)
        picture.replace_units(snapshot.units)
        self.commands.seated()
        heard = self._clock.monotonic() - max(0, now - seat.wall) / SECOND
        self.line.sit_alone(seat.token, snapshot.site, snapshot.seq, heard)
        return True

    async def relieve(self, user: str, password: str) -> Relief | None:
        """Another person takes the desk over; returns who was relieved, None when it was the same person.

        The picture is whole on return. Raises `LineFailed`: then who sat there still does.
        """
        await self._bring_in()
        welcome = await self.line.relieve(user, password, self._workstation)
        self._newcomers.put_nowait((user, password))
        return welcome.relief

    async def _bring_in(self) -> None:
        """Give what was typed last the time to reach the server: the next person cannot send it any more."""
        end = self._clock.monotonic() + BRING_IN_S
        while self.commands.outstanding() or self.commands.unsaved_drafts():
            if self.picture.link.state is not LinkState.LIVE or self._clock.monotonic() > end:
                return
            await asyncio.sleep(0.01)

    def prove_with(self, prover: Prover) -> None:
        """Have `prover` ask the person when an account wants a second proof."""
        self.line.prove_with(prover)

    def logout(self) -> None:
        """Leave the desk: the session ends at the server, the picture is emptied, the journal kept."""
        self.line.logout()
        self._seat.forget()
        self.picture.empty()
        self.commands.left()

    async def close(self) -> None:
        """End the line and bring the journal to disk; the session stays valid at the server."""
        await self.line.close()
        await self.upkeep.close()

    def watch(self, view: Watch | None) -> None:
        """Say which part of the map is shown; repeated by itself after each reconnection. None = nothing."""
        self._view = view
        if view is not None:
            self.line.send(view)

    async def ask_ticket(self, camera: UUID) -> Ticket:
        """Ask where to see a camera; `Ticket.code` says why not (`link.silent` when there is no line)."""
        return await self._tickets.ask(camera)

    async def ask(self, inquiry: AnyInquiry) -> AnyReply:
        """Ask the server something besides the picture. Raises `Refused` with its code, or the line's."""
        return await self._questions.ask(inquiry)

    def send(self, message: Message) -> bool:
        """Send a message of the wire as it is; False when the desk is not in."""
        return self.line.send(message)

    def on_bad_frame(self, listener: Callable[[str], None]) -> None:
        """Have `listener` told of each frame that could not be read; `bad_frames` counts them."""
        self._bad_frame_listeners.append(listener)

    def _admitted(self) -> None:
        if self._view is not None:
            self.line.send(self._view)

    def _bad_frame(self, detail: str) -> None:
        self.bad_frames += 1
        for listener in self._bad_frame_listeners:
            listener(detail)


def journal_path(directory: Path, workstation: str) -> Path:
    """Return the journal's file of a desk: letters that a file name cannot hold become dots."""
    return directory / f"journal-{re.sub(r'[^A-Za-z0-9_-]', '.', workstation)}.atj"
