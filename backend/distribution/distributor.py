"""The task that gives calls to desks: looks ten times a second, and asks the writer for all of it at once."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from backend.accounts import Seat
from backend.database.trouble import DatabaseTrouble
from backend.distribution.proposal import Proposal
from backend.distribution.rounds import Rounds
from backend.distribution.seating import Seating
from domain.clock import Clock
from domain.commands import AnyCommand
from domain.ids import IdMint
from domain.people import Actor
from domain.wire import Outcome
from domain.words import RoomName
from domain.world import World

log = logging.getLogger(__name__)

LOOK_S = 0.1
PAUSE_S = 1.0
"""After a look that the writer could not keep: a silent database is not asked ten times a second."""
ROUTES_S = 30.0
REST_S = 1.0

Submit = Callable[[UUID, AnyCommand, Actor], Awaitable[Outcome]]


class Distributor:
    """The shell around `Rounds`. What it proposes in one look is one batch of the writer's, or two."""

    def __init__(
        self,
        *,
        world: World,
        clock: Clock,
        mint: IdMint,
        submit: Submit,
        seats: Callable[[], Iterable[Seat]],
        routes: Callable[[], Awaitable[dict[RoomName, RoomName]]],
    ) -> None:
        self._mint = mint
        self._clock = clock
        self._submit = submit
        self._routes = routes
        self._routes_at = float("-inf")
        self._resting = False
        self._idle = asyncio.Event()
        self._idle.set()
        self.seating = Seating(world, seats, clock.monotonic())
        self._rounds = Rounds(world, self.seating, clock, mint)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self._read_routes()
            began = self._clock.monotonic()
            made = [] if self._resting else self._rounds.proposals()
            took = self._clock.monotonic() - began
            kept = await self._propose(made)
            # Thousands that ring make a look dear: it never takes more than a twentieth of the server's time.
            await asyncio.sleep(min(PAUSE_S, max(LOOK_S, took * 20)) if kept else PAUSE_S)

    async def rest(self) -> None:
        """Ask for nothing more, and wait a moment for what was asked: a commit is not to be cut short."""
        self._resting = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(REST_S):
                await self._idle.wait()

    async def _propose(self, made: list[Proposal]) -> bool:
        """Ask for what is due; False when the writer could not keep something."""
        if not made:
            return True
        self._idle.clear()
        try:
            outcomes = await asyncio.gather(*(self._ask(one) for one in made))
        finally:
            self._idle.set()
        # What has moved on meanwhile is refused with a code of its own and is no trouble.
        troubles = {
            code for one in outcomes if (code := one.code or "").startswith(("database.", "command."))
        }
        if troubles:
            # A database that is away says so itself, everywhere; anything else is news.
            say = log.info if all(code.startswith("database.") for code in troubles) else log.warning
            say("the queue could not be distributed: %s", ", ".join(sorted(troubles)))
        return not troubles

    async def _ask(self, one: Proposal) -> Outcome:
        actor = Actor(name="system", room=one.room, exercise=one.exercise)
        return await self._submit(self._mint.mint(), one.command, actor)

    async def _read_routes(self) -> None:
        if self._clock.monotonic() - self._routes_at < ROUTES_S:
            return
        self._routes_at = self._clock.monotonic()
        with contextlib.suppress(DatabaseTrouble):  # what was read last still stands
            self._rounds.routes = await self._routes()
