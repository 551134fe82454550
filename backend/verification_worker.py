"""Verifies both chains in a process of its own: `python -m backend.verification_worker`, never imported.

Hashing millions of records would hold up every desk if the backend did it. The task comes as one line on
standard input, whose end is also the parent's: whatever ends the backend ends this.
"""

from __future__ import annotations

import base64
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg.rows import dict_row

from backend.database.export import AUDITS, EVENTS
from backend.verification_messages import MOST_BREAKS, Ended, Failed, Progress, Said, Task
from backend.verify import Checker, read_lines
from domain.audit_reading import Break, Span
from domain.clock import Micros
from lifeline.parent import watch_parent

NICE = 10
"""Calls go before: the verification takes what the machine has left."""
TELL_S = 0.2
AT_A_TIME = 2_000


def say(said: Said) -> None:
    """Tell the backend."""
    sys.stdout.buffer.write(msgspec.json.encode(said) + b"\n")
    sys.stdout.buffer.flush()


def verify(task: Task) -> Ended:
    """Check everything as of one moment. Raises psycopg.Error, OSError, ValueError."""
    # The anchors first: what they saw is in any later view of the logs.
    anchors = [anchor for path in task.anchors for anchor in _anchors(Path(path))]
    checker = Checker(anchors, base64.b64decode(Path(task.key).read_text(encoding="ascii")))
    with psycopg.connect(task.dsn, application_name="atalaya verification") as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        events, audits = _last(connection, "log_head"), _last(connection, "audit_head")
        done, told = 0, 0.0
        for row in chain(_rows(connection, EVENTS), _rows(connection, AUDITS)):
            checker.take(row)
            done += 1
            if done % 256 == 0 and time.monotonic() - told > TELL_S:
                told = time.monotonic()
                say(Progress(done=done, total=events + audits))
    report = checker.finish()
    tail = [("event", report.events, events), ("audit", report.audits, audits)]
    cut = [Break(log=log, number=found + 1, code="cut_off") for log, found, head in tail if found < head]
    breaks = cut + [Break(log=log, number=number, code=code) for log, number, code in report.breaks]
    breaks = sorted(dict.fromkeys(breaks), key=lambda one: (one.number, one.log))
    return Ended(
        done=done,
        events=Span(first=min(1, report.events), last=report.events),
        audits=Span(first=min(1, report.audits), last=report.audits),
        anchors=report.anchors,
        last_anchor_at=_newest(anchors),
        erased=len(report.erased),
        orders=tuple(dict.fromkeys(report.erased.values())),
        breaks=tuple(breaks[:MOST_BREAKS]),
    )


def _anchors(path: Path) -> list[dict[str, Any]]:
    """Return the anchors of a file; a last line that is being written at this moment is none yet."""
    if not path.exists():
        return []
    found = list(read_lines(path))
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 1))
        torn = stream.read(1) != b"\n"
    return found[:-1] if torn and found and "count" not in found[-1] else found


def _rows(connection: psycopg.Connection[Any], query: Any) -> Iterator[dict[str, Any]]:
    with connection.cursor(name="verification", row_factory=dict_row) as cursor:
        cursor.itersize = AT_A_TIME
        for row in cursor.execute(query):
            yield {name: str(value) if name == "command" else value for name, value in row.items()}


def _last(connection: psycopg.Connection[Any], head: str) -> int:
    row = connection.execute(f"select seq from {head} where id = 1".encode()).fetchone()
    return int(row[0]) if row is not None else 0


def _newest(anchors: list[dict[str, Any]]) -> Micros | None:
    moments = [anchor["at"] for anchor in anchors if isinstance(anchor.get("at"), int)]
    return max(moments, default=None)


def main() -> int:
    """Do the one task; 0 when it was done, whatever was found."""
    with contextlib.suppress(OSError):
        os.nice(NICE)
    try:
        task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    except msgspec.DecodeError:
        return 2
    watch_parent(sys.stdin.fileno(), lambda: os._exit(1))
    try:
        say(verify(task))
    except psycopg.Error:
        say(Failed(code="database.unavailable"))
    except (OSError, ValueError):
        say(Failed(code="verify.anchors"))
    sys.stdout.flush()
    os._exit(0)  # the thread that watches the parent sleeps in a read


if __name__ == "__main__":
    sys.exit(main())
