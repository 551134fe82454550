"""Group commit against the same promise kept per transaction: what a crowd gains and a lone caller pays.

Both sides run in one process on one server with fsync on, decide the same commands (a call-taker's
keystrokes) by the domain's rules, and write the same rows, the same chain and a NOTIFY. Ours: the backend's
group commit. The peer: every caller has a connection of its own and commits its command alone, in one round
trip, the counter row giving the number. Turns alternate, so that a slow minute of the machine hits both.
SABOTAGE=1 takes the group away: one command a batch.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from backend.database.batch import projections_text
from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.entries import Verdict
from backend.database.event_log import EventLog
from backend.database.export import export_logs
from backend.database.group_commit import LARGEST_BATCH, GroupCommit
from backend.database.lease import Lease
from backend.database.link import Connection, connect
from backend.database.migrate import migrate
from backend.decisions import Asked, Decisions, asked
from backend.verify import check, payload_digest, read_lines
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from domain.call import Draft
from domain.clock import SystemClock
from domain.commands import AnswerCall, RingCall, SaveDraft
from domain.ids import IdMint
from domain.people import Actor, Operator, Role
from domain.world import World

CALLERS = 64
CLAIMS = (
    at_least("speedup", 3.0),
    at_most("lone_ratio", 1.5),
    exactly("gaps", 0),
    exactly("chain_broken", 0),
)
_TYPED = "choque en la esquina, dos heridos, uno atrapado; corta el tránsito hacia el centro. "
_EXCHANGE = Actor(name="intake:calls", room="911")
_DESK = Actor(
    name="lferreyra", room="911", workstation="P07",
    operator=Operator(id=UUID(int=7), user="lferreyra", name="Laura", role=Role.SUPERVISOR, room="911"),
)  # fmt: skip
_PEER = """
select peer_commit(%s::uuid, %b::bytea, %s::text, %s::text, %s::bigint, %s::text, %s::integer, %b::bytea,
                   %b::bytea, %s::text, %s::json)
"""

Save = Callable[[int], Awaitable[None]]
"""Save one more keystroke of a caller's form; returns once it is on disk."""


@dataclass
class Side:
    """What one side did: commands in crowds and how long those took, and the lone caller's times."""

    crowd: int = 0
    seconds: float = 0.0
    lone: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.crowd / self.seconds

    @property
    def lone_ms(self) -> float:
        return statistics.median(self.lone) * 1000


def measure(setting: Setting) -> Figures:
    """Run both sides in turns and check both logs afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o711)  # the server's own user must reach its files
    try:
        return asyncio.run(_measure(setting, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(setting: Setting, folder: Path) -> Figures:
    directory = DataDirectory.claim(folder / "data")
    server = EmbeddedDatabase(directory, ServerSettings(options={"max_connections": str(CALLERS + 20)}))
    await server.start()
    try:
        ours_dsn, peer_dsn = await _two_databases(server)
        ours, peer = Side(), Side()
        largest = 1 if setting.sabotage else LARGEST_BATCH
        async with _Ours(ours_dsn, largest) as save_ours, _Peer(peer_dsn) as save_peer:
            for _ in range(setting.scaled(6, 2)):
                for side, save in ((ours, save_ours), (peer, save_peer)):
                    await _lone(side, save, setting.scaled(150, 100))
                    await _crowd(side, save, setting.scaled(6, 3))
        faults_ours, gaps = await _checked(ours_dsn, folder / "ours.jsonl")
        faults_peer, gaps_peer = await _checked(peer_dsn, folder / "peer.jsonl")
    finally:
        await server.stop()
    return {
        "n": ours.crowd + peer.crowd + len(ours.lone) + len(peer.lone),
        "callers": CALLERS,
        "speedup": round(ours.per_second / peer.per_second, 2),
        "ours_per_s": round(ours.per_second),
        "peer_per_s": round(peer.per_second),
        "lone_ratio": round(ours.lone_ms / peer.lone_ms, 2),
        "ours_lone_ms": round(ours.lone_ms, 3),
        "peer_lone_ms": round(peer.lone_ms, 3),
        "fsync_us": round(_fsync_us(directory.root)),
        "gaps": gaps + gaps_peer,
        "chain_broken": faults_ours + faults_peer,
    }


async def _two_databases(server: EmbeddedDatabase) -> tuple[str, str]:
    made = []
    for name in ("ours", "peer"):
        async with await connect(server.dsn) as connection:
            await connection.execute(f"create database {name}".encode())
        made.append(server.dsn_of(name))
        await migrate(made[-1], SystemClock())
    async with await connect(made[1]) as connection:
        await connection.execute(Path(__file__).with_name("peer_commit.sql").read_bytes())
    return made[0], made[1]


async def _lone(side: Side, save: Save, count: int) -> None:
    for _ in range(count):
        began = time.perf_counter()
        await save(0)
        side.lone.append(time.perf_counter() - began)


async def _crowd(side: Side, save: Save, seconds: float) -> None:
    began = time.perf_counter()
    counts = [0] * CALLERS

    async def caller(number: int) -> None:
        while time.perf_counter() - began < seconds:
            await save(number)
            counts[number] += 1

    await asyncio.gather(*(caller(number) for number in range(CALLERS)))
    side.seconds += time.perf_counter() - began
    side.crowd += sum(counts)


async def _durable(connection: Connection) -> None:
    """Refuse to measure a server or a session that does not flush."""
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        row = await (await connection.execute(f"show {name}".encode())).fetchone()
        assert row == ("on",), f"{name} is {row}"


class _Forms:
    """The forms of all callers: what each one types next."""

    def __init__(self) -> None:
        self._mint = IdMint(SystemClock(), os.urandom)
        self.calls = [self._mint.mint() for _ in range(CALLERS)]
        self._revisions = [0] * CALLERS

    def ring(self, number: int) -> tuple[Asked, Asked]:
        call = self.calls[number]
        ringing = RingCall(call=call, room="911", at=0, number="+541148080001")
        return (
            asked(self._mint.mint(), ringing, _EXCHANGE),
            asked(self._mint.mint(), AnswerCall(call=call), _DESK),
        )

    def keystroke(self, number: int) -> Asked:
        self._revisions[number] += 1
        revision = self._revisions[number]
        typed = (_TYPED * 3)[: 20 + revision % 200]
        draft = Draft(revision=revision, place="Av. Corrientes 3200", caller="Rosa Ñáñez", narrative=typed)
        return asked(self._mint.mint(), SaveDraft(call=self.calls[number], draft=draft), _DESK)


class _Ours:
    """The backend's own way: one world, one writer, whatever queued up is one transaction."""

    def __init__(self, dsn: str, largest_batch: int) -> None:
        self._dsn = dsn
        self._forms = _Forms()
        self._log = EventLog(dsn)
        self._lease = Lease(dsn)
        decisions = Decisions(World(), SystemClock(), lambda *_: None)
        self._commits: GroupCommit[Asked] = GroupCommit(self._log, decisions, largest_batch=largest_batch)

    async def __aenter__(self) -> Save:
        async with await connect(self._dsn) as connection:
            await _durable(connection)
        term = await self._lease.acquire()
        self._log.lead(term.fence, term.head)
        self._running = asyncio.create_task(self._commits.run())
        for number in range(CALLERS):
            for each in self._forms.ring(number):
                await self._commits.submit(each)
        return self._save

    async def _save(self, number: int) -> None:
        outcome = await self._commits.submit(self._forms.keystroke(number))
        assert outcome.verdict is Verdict.DONE, outcome

    async def __aexit__(self, *_: object) -> None:
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        await self._log.close()
        await self._lease.release()


class _Peer:
    """Every caller its own connection, every command its own transaction."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._forms = _Forms()
        # One world each, as if each caller held the lock of its own call while it commits.
        self._worlds = [World() for _ in range(CALLERS)]
        self._deciders = [Decisions(world, SystemClock(), lambda *_: None) for world in self._worlds]
        self._connections: list[Connection] = []

    async def __aenter__(self) -> Save:
        for number in range(CALLERS):
            self._connections.append(await connect(self._dsn))
            await _durable(self._connections[-1])
            for each in self._forms.ring(number):
                await self._commit(number, each)
        return self._save

    async def _save(self, number: int) -> None:
        await self._commit(number, self._forms.keystroke(number))

    async def _commit(self, number: int, wanted: Asked) -> None:
        decider = self._deciders[number]
        entry = decider.decide(wanted)
        [event] = entry.events
        salt = os.urandom(16)
        rows = projections_text(decider.projections())
        values: Sequence[Any] = (
            entry.command, entry.digest, entry.actor, entry.workstation, entry.at, event.kind, event.version,
            payload_digest(salt, event.body), salt, event.body.decode(), rows,
        )  # fmt: skip
        await self._connections[number].execute(_PEER, values, prepare=True)
        self._worlds[number].take_touched()
        self._worlds[number].settle()

    async def __aexit__(self, *_: object) -> None:
        for connection in self._connections:
            await connection.close()


async def _checked(dsn: str, target: Path) -> tuple[int, int]:
    """Return how many faults the verifier finds, and how many numbers are missing."""
    await export_logs(dsn, target)
    faults = len(check(read_lines(target), [], None).faults)
    async with await psycopg.AsyncConnection.connect(dsn) as connection:
        cursor = await connection.execute("select max(seq) - count(*) from event")
        row = await cursor.fetchone()
    return faults, int(row[0]) if row else -1


def _fsync_us(folder: Path) -> float:
    """Median time of one 8 kB write and its flush, on the disk that the server writes to."""
    times = []
    descriptor = os.open(folder / "flushed", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        for _ in range(200):
            os.pwrite(descriptor, os.urandom(8192), 0)
            began = time.perf_counter()
            os.fdatasync(descriptor)
            times.append(time.perf_counter() - began)
    finally:
        os.close(descriptor)
    return statistics.median(times) * 1e6


def main() -> int:
    """Run the bench."""
    return bench("eventlog", CLAIMS, measure)


if __name__ == "__main__":
    sys.exit(main())
