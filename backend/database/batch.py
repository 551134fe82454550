"""Turns decided commands into the parameters of one call of ``commit_batch``, sequence and chain included.

The chain is computed here and not in SQL: over the bytes that we encoded, by the functions that the verifier
checks with (docs/decisions/0006-event-log.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from backend.database.entries import Entry, Head, Outcome, Upsert
from backend.verify import link, payload_digest

_SALT = 16
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Batch:
    """One transaction: what to send, and what to answer once it is durable."""

    before: Head
    after: Head
    commands: str
    events: str | None
    projections: str | None
    outcomes: list[Outcome]


def assemble(
    entries: Sequence[Entry], projections: Sequence[Upsert], head: Head, entropy: Callable[[int], bytes]
) -> Batch:
    """Give sequence numbers and links. Raises ValueError when a text or body is not valid UTF-8."""
    count = sum(len(entry.events) for entry in entries)
    salts = entropy(_SALT * count) if count else b""
    seq, chain = head.seq, head.chain
    commands: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    for entry in entries:
        first = seq + 1
        for new in entry.events:
            salt = salts[_SALT * (seq - head.seq) : _SALT * (seq - head.seq + 1)]
            seq += 1
            digest = payload_digest(salt, new.body)
            chain = link(
                chain, seq, entry.command.bytes, new.kind, new.version, entry.actor, entry.workstation,
                entry.at, entry.exercise, digest,
            )  # fmt: skip
            events.append(
                {
                    "seq": seq, "command": entry.command, "kind": new.kind, "version": new.version,
                    "actor": entry.actor, "workstation": entry.workstation, "at": entry.at,
                    "exercise": entry.exercise, "digest": _hex(digest), "chain": _hex(chain),
                    "salt": _hex(salt), "body": new.body.decode("utf-8"),
                }
            )  # fmt: skip
        outcome = _outcome(entry, first, seq)
        outcomes.append(outcome)
        commands.append(_command_row(entry, outcome))
    return Batch(
        before=head,
        after=Head(seq, chain),
        commands=_encode(commands).decode(),
        events=_encode(events).decode() if events else None,
        projections=projections_text(projections) if events and projections else None,
        outcomes=outcomes,
    )


def _hex(value: bytes) -> str:
    return "\\x" + value.hex()


def _outcome(entry: Entry, first: int, last: int) -> Outcome:
    wrote = bool(entry.events)
    return Outcome(
        command=entry.command, verdict=entry.verdict, code=entry.code, params=entry.params,
        first_seq=first if wrote else None, last_seq=last if wrote else None,
    )  # fmt: skip


def _command_row(entry: Entry, outcome: Outcome) -> dict[str, Any]:
    return {
        "id": entry.command, "digest": _hex(entry.digest), "outcome": entry.verdict.value, "code": entry.code,
        "params": _encode(entry.params).decode(), "first_seq": outcome.first_seq,
        "last_seq": outcome.last_seq, "actor": entry.actor, "workstation": entry.workstation,
        "at": entry.at, "exercise": entry.exercise,
    }  # fmt: skip


def projections_text(upserts: Sequence[Upsert]) -> str:
    """Return rows as the parameter of the SQL function ``project``."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for upsert in upserts:
        tables.setdefault(upsert.table, []).append(upsert.row)
    return _encode(tables).decode()
