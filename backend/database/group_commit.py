"""Many callers, one writer: whatever queued up while the last batch went to disk is the next batch.

A lone caller waits for nothing: its command is a batch of one, sent at once. The rules of a batch:

- A command whose id is known gets its old answer and is taken out; the rest is decided again without it.
- A command that cannot be decided or stored is found by running the batch's commands one by one, is put into
  quarantine and answered POISONED; its neighbours are not touched.
- Nothing is answered, kept in memory or told to anybody before it is on disk.
- While the database is silent, callers hear so after PATIENCE_SECONDS; what was sent is settled by its
  command ids when the database is back. Who sends the same command again then gets the true answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from backend.database.entries import Entry, Outcome, Upsert, Verdict
from backend.database.event_log import EventLog, Poison, Repeated
from backend.database.trouble import DatabaseTrouble, DatabaseUnavailable, DiskFull, FencedOut

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.8
LAST_SECONDS = 0.5
"""How long the batch under way may take when the term ends."""
LARGEST_BATCH = 256
REMEMBERED = 20_000


class Request(Protocol):
    """What a command must tell about itself before it is decided; ``raw`` is its canonical body."""

    @property
    def command(self) -> UUID: ...
    @property
    def digest(self) -> bytes: ...
    @property
    def raw(self) -> bytes: ...


R_contra = TypeVar("R_contra", bound=Request, contravariant=True)
R = TypeVar("R", bound=Request)


class Decider(Protocol[R_contra]):
    """The memory that decisions are made from, with a layer that can be dropped."""

    def decide(self, request: R_contra) -> Entry:
        """Decide and stage the result; a refusal is an Entry too. Any exception makes it poison."""
        ...

    def poisoned(self, request: R_contra, reason: str) -> Entry:
        """Return the Entry (verdict POISONED, no events) that records what could not be done."""
        ...

    def projections(self) -> Sequence[Upsert]:
        """Return the rows of everything that is staged."""
        ...

    def keep(self, entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> None:
        """What was staged is on disk: make it the state, and tell the consoles. Must not raise."""
        ...

    def drop(self) -> None:
        """Forget what was staged."""
        ...


class Meter(Protocol):
    """Who counts what the writer does."""

    def wrote(self, commands: int, seconds: float) -> None:
        """One batch is on disk."""
        ...

    def answered(self, outcome: Outcome) -> None:
        """One command was answered for good."""
        ...

    def unanswered(self) -> None:
        """One caller was sent away: the database is silent."""
        ...


class Unmeasured:
    """Counts nothing."""

    def wrote(self, commands: int, seconds: float) -> None:
        """Count nothing."""

    def answered(self, outcome: Outcome) -> None:
        """Count nothing."""

    def unanswered(self) -> None:
        """Count nothing."""


class _Waiting(Generic[R]):
    """A caller and its command."""

    __slots__ = ("answer", "request")

    def __init__(self, request: R, answer: asyncio.Future[Outcome]) -> None:
        self.request = request
        self.answer = answer

    def succeed(self, outcome: Outcome) -> None:
        if not self.answer.done():
            self.answer.set_result(outcome)

    def fail(self, error: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(error)


class GroupCommit(Generic[R]):
    """The one writer's loop. ``run`` it as a task; ``submit`` from anywhere on the same event loop.

    ``explain`` may say why the database is silent (a full disk), None when it does not know.
    """

    def __init__(
        self,
        log: EventLog,
        decider: Decider[R],
        *,
        explain: Callable[[], DatabaseTrouble | None] = lambda: None,
        patience_seconds: float = PATIENCE_SECONDS,
        largest_batch: int = LARGEST_BATCH,
        meter: Meter | None = None,
    ) -> None:
        self._meter: Meter = meter or Unmeasured()
        self._log = log
        self._decider = decider
        self._explain = explain
        self._patience_seconds = patience_seconds
        self._largest_batch = largest_batch
        self._queue: deque[_Waiting[R]] = deque()
        self._filled = asyncio.Event()
        self._silent: DatabaseTrouble | None = None
        self._ended: DatabaseTrouble | None = None
        self._failed: DatabaseTrouble | None = None
        self._recent: OrderedDict[UUID, tuple[Outcome, bytes]] = OrderedDict()

    @property
    def silent(self) -> DatabaseTrouble | None:
        """Why nothing can be written now, None while all is well."""
        return self._ended or self._silent

    @property
    def trouble(self) -> DatabaseTrouble | None:
        """Why the last command could not be written, None once one could be: what /health tells."""
        return self.silent or self._failed

    async def submit(self, request: R) -> Outcome:
        """Return the command's answer once it is on disk.

        Raises DatabaseUnavailable (its fate is not known: send the same again), DiskFull, FencedOut.
        """
        if (why := self.silent) is not None:
            self._meter.unanswered()
            raise why
        waiting = _Waiting(request, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._filled.set()
        try:
            outcome = await waiting.answer
        except DatabaseTrouble:
            self._meter.unanswered()
            raise
        self._meter.answered(outcome)
        return outcome

    async def run(self) -> None:
        """Write batches until cancelled; raises FencedOut or DatabaseTrouble when the term is over."""
        try:
            while True:
                await self._filled.wait()
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), self._largest_batch))]
                if not self._queue:
                    self._filled.clear()
                await self._settle(batch)
        except FencedOut as error:
            self._ended = error
            raise
        except DatabaseTrouble as error:
            self._ended = error
            raise
        finally:
            self._ended = self._ended or DatabaseUnavailable("database.unavailable", reason="stopping")
            self._fail(list(self._queue), self._ended)
            self._queue.clear()

    async def _settle(self, batch: list[_Waiting[R]]) -> None:
        """Answer every caller of the batch, in as many transactions as it takes."""
        fresh = self._without_known(batch)
        while fresh:
            entries, poison = self._decide(fresh)
            if poison is not None:
                waiting, reason = poison
                fresh.remove(waiting)
                await self._quarantine(waiting, reason)
                continue
            try:
                outcomes = await self._commit(fresh, entries, self._decider.projections())
            except Repeated as error:
                self._decider.drop()
                fresh = [w for w in fresh if not self._answer_again(w, error.outcomes)]
                continue
            except Poison as error:
                self._decider.drop()
                if len(fresh) == 1:
                    await self._quarantine(fresh[0], error.reason)
                    return
                for waiting in fresh:
                    await self._settle([waiting])
                return
            except (DiskFull, DatabaseUnavailable) as error:
                self._failed = error
                self._decider.drop()
                self._fail(fresh, error)
                return
            except DatabaseTrouble as error:
                self._decider.drop()
                self._fail(fresh, error)
                raise
            self._failed = None
            self._decider.keep(entries, outcomes)
            self._answer(fresh, outcomes)
            return

    def _decide(self, batch: list[_Waiting[R]]) -> tuple[list[Entry], tuple[_Waiting[R], str] | None]:
        entries = []
        for waiting in batch:
            try:
                entries.append(self._decider.decide(waiting.request))
            except Exception as error:
                self._decider.drop()
                return [], (waiting, f"{type(error).__name__}: {error}")
        return entries, None

    async def _commit(
        self, batch: list[_Waiting[R]], entries: list[Entry], projections: Sequence[Upsert]
    ) -> list[Outcome]:
        """Commit; when that takes long, tell the callers, and go on until its fate is known."""
        time = asyncio.get_running_loop().time
        began = time()
        commit = asyncio.ensure_future(self._log.commit(entries, projections))
        try:
            done, _ = await asyncio.wait({commit}, timeout=self._patience_seconds)
            if not done:
                self._silent = self._explain() or DatabaseUnavailable(
                    "database.unavailable", reason=f"no answer within {self._patience_seconds} s"
                )
                self._fail([*batch, *self._queue], self._silent)
                self._queue.clear()
                self._filled.clear()
            outcomes = await commit
            self._meter.wrote(len(entries), time() - began)
            return outcomes
        except asyncio.CancelledError:
            # The end of the term: what was sent is on its way to the disk, and nearly there.
            await asyncio.wait({commit}, timeout=LAST_SECONDS)
            raise
        finally:
            self._silent = None
            if not commit.done():
                commit.cancel()
                await asyncio.gather(commit, return_exceptions=True)

    async def _quarantine(self, waiting: _Waiting[R], reason: str) -> None:
        """Record a command that cannot be done, so that its retry gets the same answer."""
        entry = self._decider.poisoned(waiting.request, reason)
        log.info("a command is put aside", extra={"command": entry.command})
        try:
            await self._log.quarantine(entry.command, entry.at, reason, waiting.request.raw)
            outcomes = await self._commit([waiting], [entry], ())
        except Repeated as error:
            self._answer_again(waiting, error.outcomes)
        except (DatabaseUnavailable, DiskFull, Poison) as error:
            waiting.fail(error)
        else:
            self._decider.keep([entry], outcomes)
            self._answer([waiting], outcomes)

    # ---- answers

    def _without_known(self, batch: list[_Waiting[R]]) -> list[_Waiting[R]]:
        """Answer what was answered a short while ago, and let doubles within the batch wait for the first."""
        fresh: list[_Waiting[R]] = []
        firsts: dict[UUID, _Waiting[R]] = {}
        for waiting in batch:
            command = waiting.request.command
            if command in self._recent:
                outcome, digest = self._recent[command]
                waiting.succeed(_again(outcome, digest, waiting.request.digest))
            elif command in firsts:
                self._follow(firsts[command], waiting)
            else:
                firsts[command] = waiting
                fresh.append(waiting)
        return fresh

    def _follow(self, first: _Waiting[R], double: _Waiting[R]) -> None:
        def copy(answer: asyncio.Future[Outcome]) -> None:
            if answer.cancelled():
                double.fail(DatabaseUnavailable("database.unavailable", reason="stopping"))
            elif (error := answer.exception()) is not None:
                double.fail(error if isinstance(error, Exception) else RuntimeError(str(error)))
            else:
                double.succeed(_again(answer.result(), first.request.digest, double.request.digest))

        first.answer.add_done_callback(copy)

    def _answer_again(self, waiting: _Waiting[R], known: dict[UUID, tuple[Outcome, bytes]]) -> bool:
        found = known.get(waiting.request.command)
        if found is None:
            return False
        waiting.succeed(_again(*found, waiting.request.digest))
        return True

    def _answer(self, batch: list[_Waiting[R]], outcomes: list[Outcome]) -> None:
        for waiting, outcome in zip(batch, outcomes, strict=True):
            self._recent[outcome.command] = (outcome, waiting.request.digest)
            waiting.succeed(outcome)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    def _fail(self, batch: Sequence[_Waiting[R]], error: Exception) -> None:
        for waiting in batch:
            waiting.fail(error)


def _again(outcome: Outcome, digest: bytes, asked: bytes) -> Outcome:
    """Return the old answer, or CONFLICT when the same id now carries another body."""
    if digest == asked:
        return msgspec.structs.replace(outcome, repeated=True)
    return Outcome(command=outcome.command, verdict=Verdict.CONFLICT, code="log.conflict", repeated=True)
