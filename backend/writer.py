"""The one writer: takes commands in turn, decides from memory, commits in groups, then tells everyone.

Nothing is answered or shown before the log has it. While one group is being committed the next gathers,
so a lone command waits for nobody and a crowd shares one flush of the disk.
"""

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

import msgspec

from domain.changes import AnyChange
from domain.clock import Clock, Micros
from domain.commands import AnyCommand
from domain.context import Context
from domain.decide import decide
from domain.people import Actor
from domain.refusal import Refused
from domain.wire import Outcome, canonical
from domain.world import Thing, World

log = logging.getLogger(__name__)

LARGEST_GROUP = 256
LONGEST_QUEUE = 20_000
"""Commands that may wait; more are answered `server.busy`, and their journals send them again."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A command in the queue and the future that its sender awaits."""

    id: UUID
    command: AnyCommand
    actor: Actor
    digest: bytes
    answer: "asyncio.Future[Outcome]"


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A command, what it changed (nothing when refused) and the things as they are then."""

    id: UUID
    digest: bytes
    actor: Actor
    at: Micros
    changes: list[AnyChange]
    things: tuple[Thing, ...]
    refusal: Refused | None = None


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What the log holds of a command."""

    digest: bytes
    seq: int
    code: str | None = None
    params: dict[str, str] = {}


class Poisoned(Exception):
    """The log cannot store this group for what is in it: one of its commands is to blame."""


class Ledger(Protocol):
    """The log, as the writer needs it (backend/ledger.py)."""

    async def known(self, ids: Sequence[UUID]) -> dict[UUID, Answered]:
        """Return the answers of those commands that the log already has."""
        ...

    async def commit(self, group: Sequence[Decided], world: World) -> int:
        """Store a group whole and return the sequence after it.

        Raises `Poisoned`, `DatabaseTrouble`; after a connection lost in the middle it has found out which.
        """
        ...

    async def quarantine(self, decided: Decided, reason: str) -> None:
        """Keep what could not be stored, apart."""
        ...


class Unavailable(Exception):
    """The database cannot take commands now; `code` tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Publish = Callable[[int, Micros, tuple[Thing, ...]], None]
Trouble = Callable[[str, UUID, Actor], None]


class Writer:
    """Serves its queue until cancelled; `submit` may be called from any task of the loop."""

    def __init__(self, world: World, ledger: Ledger, clock: Clock, publish: Publish) -> None:
        self._world = world
        self._ledger = ledger
        self._clock = clock
        self._publish = publish
        self._queue: deque[Waiting] = deque()
        self._wake = asyncio.Event()
        self.on_trouble: Trouble | None = None
        self.poisoned = 0

    async def submit(self, command_id: UUID, command: AnyCommand, actor: Actor) -> Outcome:
        """Return the command's outcome once the log has it; the same id and body give the same answer."""
        if len(self._queue) >= LONGEST_QUEUE:
            return Outcome(id=command_id, result="refused", code="server.busy")
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        digest = hashlib.sha256(actor.name.encode() + b"\0" + canonical(command)).digest()
        waiting = Waiting(id=command_id, command=command, actor=actor, digest=digest, answer=answer)
        self._queue.append(waiting)
        self._wake.set()
        return await answer

    async def run(self) -> None:
        """Serve until cancelled; whoever still waits then is told that the server is going."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._queue:
                    take = min(len(self._queue), LARGEST_GROUP)
                    await self._serve([self._queue.popleft() for _ in range(take)])
        finally:
            for waiting in self._queue:
                waiting.answer.cancel()

    async def _serve(self, group: list[Waiting]) -> None:
        try:
            fresh = await self._answer_known(group)
            if not fresh:
                return
            try:
                await self._commit(fresh)
            except Poisoned:
                # One of them spoils the group; alone, each stands or falls by itself.
                for waiting in fresh:
                    await self._commit_alone(waiting)
        except Unavailable as trouble:
            for waiting in group:
                self._reply(waiting, Outcome(id=waiting.id, result="refused", code=trouble.code))
        except BaseException:
            for waiting in group:
                waiting.answer.cancel()
            raise

    async def _answer_known(self, group: list[Waiting]) -> list[Waiting]:
        """Answer retries from the log and return the rest, each id once."""
        known = await self._ledger.known([waiting.id for waiting in group])
        fresh: dict[UUID, Waiting] = {}
        for waiting in group:
            answered, twin = known.get(waiting.id), fresh.get(waiting.id)
            if answered is not None:
                self._answer_again(waiting, answered)
            elif twin is None:
                fresh[waiting.id] = waiting
            elif twin.digest == waiting.digest:
                twin.answer.add_done_callback(lambda done, w=waiting: _follow(done, w))  # type: ignore[misc]
            else:
                self._conflict(waiting)
        return list(fresh.values())

    def _answer_again(self, waiting: Waiting, answered: Answered) -> None:
        if answered.digest != waiting.digest:
            self._conflict(waiting)
            return
        result = "accepted" if answered.code is None else "refused"
        outcome = Outcome(
            id=waiting.id, result=result, seq=answered.seq, code=answered.code, params=answered.params
        )
        self._reply(waiting, outcome)

    def _conflict(self, waiting: Waiting) -> None:
        self._reply(waiting, Outcome(id=waiting.id, result="conflict", code="command.conflict"))
        if self.on_trouble is not None:
            self.on_trouble("command.conflict", waiting.id, waiting.actor)

    async def _commit(self, group: list[Waiting]) -> None:
        decided = [self._decide(waiting) for waiting in group]
        try:
            seq = await self._ledger.commit(decided, self._world)
        except BaseException:
            self._world.drop()
            raise
        self._world.settle()
        things = {thing.id: thing for one in decided for thing in one.things}
        self._publish(seq, self._clock.now(), tuple(things.values()))
        for waiting, one in zip(group, decided, strict=True):
            self._reply(waiting, _outcome(one, seq))

    async def _commit_alone(self, waiting: Waiting) -> None:
        try:
            await self._commit([waiting])
        except Poisoned as poison:
            self.poisoned += 1
            log.error("command %s cannot be stored and is put aside", waiting.id)
            await self._ledger.quarantine(self._bare(waiting), str(poison))
            self._reply(waiting, Outcome(id=waiting.id, result="refused", code="command.poison"))
            if self.on_trouble is not None:
                self.on_trouble("command.poison", waiting.id, waiting.actor)

    def _decide(self, waiting: Waiting) -> Decided:
        now = self._clock.now()
        refusal: Refused | None = None
        changes: list[AnyChange] = []
        try:
            changes = decide(self._world, waiting.command, Context(now=now, actor=waiting.actor))
        except Refused as refused:
            refusal = refused
        things = self._world.take_touched()
        return Decided(
            id=waiting.id,
            digest=waiting.digest,
            actor=waiting.actor,
            at=now,
            changes=changes,
            things=things,
            refusal=refusal,
        )

    def _bare(self, waiting: Waiting) -> Decided:
        return Decided(
            id=waiting.id,
            digest=waiting.digest,
            actor=waiting.actor,
            at=self._clock.now(),
            changes=[],
            things=(),
            refusal=Refused("command.poison"),
        )

    def _reply(self, waiting: Waiting, outcome: Outcome) -> None:
        if not waiting.answer.done():
            waiting.answer.set_result(outcome)


def _outcome(decided: Decided, seq: int) -> Outcome:
    if decided.refusal is None:
        return Outcome(id=decided.id, result="accepted", seq=seq)
    return Outcome(
        id=decided.id, result="refused", code=decided.refusal.code, params=decided.refusal.params, seq=seq
    )


def _follow(done: "asyncio.Future[Outcome]", waiting: Waiting) -> None:
    if waiting.answer.done():
        return
    if done.cancelled():
        waiting.answer.cancel()
    else:
        waiting.answer.set_result(done.result())
