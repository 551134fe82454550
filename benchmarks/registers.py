"""How long a person waits for a register: 14,000 cameras, 1,214 accounts, a large audit, and its chain.

Ours: the backend's own searches (folded words, literal, counted, with states and waiting changes). The peer:
one bare `ilike` over the same rows, which finds neither "Perú" under "peru" nor a literal %. Both on one
embedded server, in turns. `verify_per_s`: records of the audit a second in the process that verifies.
SABOTAGE=1 fills the city with ten times as many cameras.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec

from backend.database.anchors import Anchors
from backend.database.audit import Audit, AuditRecord
from backend.database.audit_search import AuditSearch
from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase, ServerSettings
from backend.database.link import Connection, connect
from backend.database.migrate import migrate
from backend.database.register_search import RegisterSearch, Seen
from backend.verification import COMMAND
from backend.verification_messages import Ended, Said, Task
from backend.verify import GENESIS, audit_link
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly
from domain.administered import Register
from domain.administration import Filters, SearchRegister
from domain.audit_reading import AuditQuery
from domain.camera import Camera, CameraState
from domain.clock import SECOND, SystemClock
from domain.place import Position
from domain.refusal import Refused

CAMERAS, ACCOUNTS = 14_000, 1_214
AUDIT, QUICK_AUDIT = 1_000_000, 100_000
WEEK = 604_800 * SECOND
CLAIMS = (
    at_most("cameras_p99_ms", 50),
    at_most("accounts_p99_ms", 50),
    at_most("audit_p99_ms", 250),
    at_least("verify_per_s", 20_000),
    exactly("chain_broken", 0),
)
STREETS = ("Corrientes", "Perú", "Callao", "Lavalle", "Florida", "Córdoba", "Alem", "Rivadavia", "Esmeralda")
WORDS = ("corrientes", "peru callao", "SN-0412", "lavalle florida", "nada de eso", "%%%", "ria")

_FILL = """
insert into room values ('911', 'Sala 911', false);
insert into agency values ('police', 'Policía de la Ciudad');
insert into camera (id, label, name, lat, lon, heading, room, agency, url, zone)
select gen_random_uuid(), 'SN-' || n, names.a[1 + n % 9] || ' y ' || names.a[1 + n / 9 %% 9], -34.6, -58.4,
       n %% 360, '911', 'police', 'rtsp://10.20.0.1/' || n, 'Comuna ' || 1 + n %% 15
  from generate_series(1, {cameras}) n, (select array[{streets}] as a) names;
insert into account (id, login, name, role, room, password_hash)
select gen_random_uuid(), 'u' || n, names.a[1 + n % 9] || ' ' || n, 'call_taker', '911', ''
  from generate_series(1, {accounts}) n, (select array[{streets}] as a) names;
""".replace("%%", "%")
_DEEDS = ("watch_video", "login", "read_calls")


class _Turns:
    """Times of one kind of question, in ms."""

    def __init__(self) -> None:
        self.ms: list[float] = []

    async def ask(self, question: Callable[[], Awaitable[object]]) -> None:
        """Ask, and keep how long the answer took."""
        began = time.perf_counter()
        await question()
        self.ms.append((time.perf_counter() - began) * 1000)

    @property
    def p50(self) -> float:
        return round(statistics.median(self.ms), 2)

    @property
    def p99(self) -> float:
        return round(sorted(self.ms)[int(len(self.ms) * 0.99)], 2)


def measure(setting: Setting) -> Figures:
    """Fill the registers, look through them, verify the audit."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-bench-"))
    folder.chmod(0o711)  # the server's own user must reach its files
    try:
        return asyncio.run(_measure(setting, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(setting: Setting, folder: Path) -> Figures:
    directory = DataDirectory.claim(folder / "data")
    server = EmbeddedDatabase(directory, ServerSettings())
    await server.start()
    try:
        records = setting.scaled(AUDIT, QUICK_AUDIT)
        now = await _fill(server.dsn, CAMERAS * 10 if setting.sabotage else CAMERAS, records)
        turns = await _look(server.dsn, now, 2 if setting.sabotage else setting.scaled(60, 8))
        clock = SystemClock()
        audit, anchors = Audit(server.dsn, clock), Anchors(directory, clock)
        anchors.see("audit", await audit.look())
        anchors.keep()
        await audit.close()
        took, ended = await asyncio.to_thread(_verify, server.dsn, anchors)
    finally:
        await server.stop()
    return {
        "n": sum(len(one.ms) for one in turns.values()),
        "cameras": CAMERAS,
        "accounts": ACCOUNTS,
        "records": records,
        **{f"{name}_p50_ms": one.p50 for name, one in turns.items()},
        **{f"{name}_p99_ms": one.p99 for name, one in turns.items()},
        "verify_per_s": round(ended.done / took),
        "verify_s": round(took, 1),
        "chain_broken": len(ended.breaks),
    }


async def _fill(dsn: str, cameras: int, records: int) -> int:
    await migrate(dsn, SystemClock())
    streets = ", ".join(f"'{street}'" for street in STREETS)
    now = SystemClock().now()
    async with await connect(dsn) as connection:
        fill = _FILL.format(cameras=cameras, accounts=ACCOUNTS, streets=streets)
        await connection.execute(fill.encode())
        await _write_audit(connection, records, now)
        await connection.execute("vacuum analyze")
    return now


async def _write_audit(connection: Connection, records: int, now: int) -> None:
    """Write some 130,000 records a day, as the model city's audit has, in their chain."""
    head = GENESIS
    async with connection.cursor().copy("copy audit (seq, line, chain) from stdin") as copy:
        for seq in range(1, records + 1):
            record = AuditRecord(
                at=now - (records - seq) * 660_000,
                actor=f"u{seq % 50}",
                workstation=f"puesto-{seq % 60}",
                action=_DEEDS[seq % 3],
                subject=f"SN-{seq % CAMERAS}",
                case=f"IPP {seq % 997}",
                reason="control de rutina",
            )
            line = msgspec.json.encode(record, order="deterministic").decode()
            head = audit_link(head, seq, line)
            await copy.write_row((seq, line, head))
    await connection.execute("update audit_head set seq = %s, chain = %s", [records, head])


async def _look(dsn: str, now: int, rounds: int) -> dict[str, _Turns]:
    turns = {name: _Turns() for name in ("cameras", "accounts", "audit", "peer_cameras")}
    search, audit = RegisterSearch(dsn), AuditSearch(dsn)
    rng = Random(1)
    async with await connect(dsn) as connection:
        cursor = await connection.execute("select id from camera where not removed limit 14000")
        keys = [row[0] for row in await cursor.fetchall()]
        # One in twenty is down: more than the model city has on a bad day.
        states = [CameraState.DOWN] + [CameraState.LIVE] * 19
        seen: Seen = {key: _camera(key, rng.choice(states)) for key in keys}
        for _ in range(rounds):
            for words in WORDS:
                cameras = SearchRegister(register=Register.CAMERAS, words=words, size=100)
                live = msgspec.structs.replace(cameras, filters=Filters(state="live", zone="Comuna 1"))
                people = SearchRegister(register=Register.ACCOUNTS, words=words, size=100)
                await turns["cameras"].ask(lambda asked=cameras: search.page(asked, seen, now))
                await turns["cameras"].ask(lambda asked=live: search.page(asked, seen, now))
                await turns["accounts"].ask(lambda asked=people: search.page(asked, seen, now))
                query = AuditQuery(words=words, since=now - WEEK)
                await turns["audit"].ask(lambda query=query: _audit(audit, query))
                await turns["peer_cameras"].ask(lambda words=words: _peer(connection, words))
    await search.close()
    await audit.close()
    return turns


def _camera(key: UUID, state: CameraState) -> Camera:
    return Camera(id=key, label="", name="", position=Position(lat=0, lon=0), room="911", state=state)


async def _audit(search: AuditSearch, query: AuditQuery) -> None:
    # What is given up after half a second counts as that: the figure tells it.
    with contextlib.suppress(Refused):
        await search.page(query, 1 << 62, 0, 50)
    with contextlib.suppress(Refused):
        await search.count(query, 1 << 62)


async def _peer(connection: Connection, words: str) -> None:
    like = f"%{words}%"
    query = "select * from camera where name ilike %s or label ilike %s order by label limit 100"
    await (await connection.execute(query, [like, like])).fetchall()


def _verify(dsn: str, anchors: Anchors) -> tuple[float, Ended]:
    history, latest, key = anchors.files
    task = Task(dsn=dsn, anchors=(str(history), str(latest)), key=str(key))
    began = time.perf_counter()
    # Its life hangs on its standard input: that stays open until it has said all.
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None, "asked for"
        assert worker.stdout is not None, "asked for"
        worker.stdin.write(msgspec.json.encode(task) + b"\n")
        worker.stdin.flush()
        said = worker.stdout.read().splitlines()
    took = time.perf_counter() - began
    last = msgspec.json.decode(said[-1], type=Said)
    if not isinstance(last, Ended):
        raise RuntimeError(f"the verification says {last}")
    return took, last


def main() -> int:
    """Run the bench."""
    return bench("registers", CLAIMS, measure)


if __name__ == "__main__":
    sys.exit(main())
