"""A thousand random sequences of dispatch, with retries and crashes: no unit on two incidents, nothing lost.

Each sequence is drawn by hypothesis: up to four incidents, six units of two agencies, every order of dispatch
there is, from people who may and who may not; alone, several in one batch, sent again, and while the writer
dies before or just after its commit. After every step the world is searched for what must never be; after
every sequence the answers that were given are looked up in the log, and memory is compared with tables; at
the end the whole log is replayed. `make soak NAME=dispatch`. SABOTAGE=1 has a writer that sends a unit
without looking where it is, and takes orders for done that nobody wrote.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from backend.database.data_directory import DataDirectory
from backend.database.embedded import EmbeddedDatabase
from backend.database.migrate import migrate
from backend.database.rebuild import rebuild
from benchmarks.dispatch_orders_at_random import machine_of
from benchmarks.dispatch_sequences import Room, Tally, settle_city
from benchmarks.report import Claim, Figures, Setting, at_least, bench
from domain.clock import SystemClock

SEQUENCES, QUICK_SEQUENCES = 1000, 40
STEPS = 16
CLAIMS: tuple[Claim, ...] = (
    at_least("sequences", SEQUENCES, quick=QUICK_SEQUENCES),
    # A busy machine excuses none of these.
    Claim("two_incidents", "exactly", 0, firm=True),
    Claim("illegal", "exactly", 0, firm=True),
    Claim("lost", "exactly", 0, firm=True),
    at_least("crashes", 500, quick=20),
    at_least("retries", 500, quick=20),
)


def play(
    dsn: str,
    sequences: int,
    tally: Tally,
    *,
    steps: int = STEPS,
    strict: bool = False,
    careless: bool = False,
) -> None:
    """Play so many sequences on a database that has a city in it; raises in `strict` what was found."""
    with asyncio.Runner() as runner:
        room = Room(dsn, tally, careless=careless)
        runner.run(room.open())
        try:
            machine = machine_of(room, tally, runner, strict)
            run_state_machine_as_test(  # type: ignore[no-untyped-call]
                machine,
                settings=settings(
                    max_examples=sequences,
                    stateful_step_count=steps,
                    deadline=None,
                    database=None,
                    derandomize=True,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(room.close())


def measure(setting: Setting) -> Figures:
    """All sequences on one database."""
    place = Path(tempfile.mkdtemp(prefix="atalaya-soak-"))
    place.chmod(0o755)  # the database's own user comes through here
    server = EmbeddedDatabase(DataDirectory.claim(place / "data"))
    tally = Tally()
    try:
        asyncio.run(server.start())
        dsn = server.dsn
        asyncio.run(migrate(dsn, SystemClock()))
        settle_city(dsn)
        play(dsn, setting.scaled(SEQUENCES, QUICK_SEQUENCES), tally, careless=setting.sabotage)
        replayed = asyncio.run(rebuild(dsn))
        for difference in replayed.differences:
            tally.find("lost", difference)
    finally:
        asyncio.run(server.stop())
        shutil.rmtree(place, ignore_errors=True)
    return {
        "n": tally.commands,
        "sequences": tally.sequences,
        "two_incidents": tally.two_incidents,
        "illegal": tally.illegal,
        "lost": tally.lost,
        "crashes": tally.crashes,
        "in_doubt": tally.in_doubt,
        "retries": tally.retries,
        "accepted": tally.accepted,
        "refused": tally.refused,
        "events": replayed.events,
        "found": "; ".join(tally.found[:3])[:300],
    }


if __name__ == "__main__":
    sys.exit(bench("soak_dispatch", CLAIMS, measure))
