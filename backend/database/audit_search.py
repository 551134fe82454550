"""The audit as an auditor looks through it: newest first, by words within a period, never for long."""

from __future__ import annotations

from typing import Any, LiteralString

from backend.database.searches import Searches
from backend.verify import GENESIS, audit_link
from domain.audit_reading import MOST_COUNTED, AuditEntry, AuditQuery
from domain.refusal import Refused
from domain.words import printable

SHORTEST_WORDS = 3
MOST_WORDS = 8
_COLUMNS: LiteralString = """
seq, micros(recorded_at), actor, action, subject, workstation, case_number, reason
"""
# Walks from action to action along the index, instead of reading millions of records for a dozen words.
_ACTIONS: LiteralString = """
with recursive a as (
    (select action from audit order by action limit 1)
    union all
    select (select b.action from audit b where b.action > a.action order by b.action limit 1)
      from a where a.action is not null)
select action from a where action is not null limit 200
"""


class AuditSearch(Searches):
    """One connection of its own, on which no statement runs for long."""

    async def page(self, query: AuditQuery, below: int, skip: int, size: int) -> list[AuditEntry]:
        """Return records with numbers smaller than `below`, newest first.

        Raises `Refused` search.short, search.slow and DatabaseTrouble.
        """
        values: dict[str, Any] = {"below": below, "skip": skip, "size": size}
        where = terms(query, values)
        async with self._link.turn:
            rows = await self._run(
                f"select {_COLUMNS} from audit where {where}"
                " order by recorded_at desc, seq desc limit %(size)s offset %(skip)s",
                values,
            )
        return [_entry(row) for row in rows]

    async def count(self, query: AuditQuery, below: int) -> tuple[int, bool]:
        """Return how many match, counted up to MOST_COUNTED, and whether there are more."""
        values: dict[str, Any] = {"below": below, "most": MOST_COUNTED + 1}
        where = terms(query, values)
        async with self._link.turn:
            rows = await self._run(
                f"select count(*) from (select from audit where {where} limit %(most)s) found", values
            )
        found = int(rows[0][0])
        return min(found, MOST_COUNTED), found > MOST_COUNTED

    async def total(self) -> int:
        """Return how many records there are."""
        async with self._link.turn:
            rows = await self._run("select seq from audit_head where id = 1", {})
        return int(rows[0][0])

    async def actions(self) -> tuple[str, ...]:
        """Return every action that was ever recorded."""
        async with self._link.turn:
            rows = await self._run(_ACTIONS, {})
        return tuple(row[0] or "" for row in rows)

    async def record(self, seq: int) -> tuple[AuditEntry, str, bytes, bytes, bool] | None:
        """Return a record, its line, its link, the one before, and whether the one follows from the other."""
        async with self._link.turn:
            rows = await self._run(
                f"select {_COLUMNS}, line, chain, (select p.chain from audit p where p.seq = %(seq)s - 1)"
                " from audit where seq = %(seq)s",
                {"seq": seq},
            )
        if not rows:
            return None
        line, link, before = rows[0][-3], bytes(rows[0][-2]), rows[0][-1]
        previous = bytes(before) if before is not None else GENESIS
        follows = audit_link(previous, seq, line) == link and (before is not None or seq == 1)
        return _entry(rows[0][:-3]), line, link, previous, follows


def terms(query: AuditQuery, values: dict[str, Any]) -> str:
    """Return what a record must fulfil, and put what was typed among the values."""
    words = _storable(query.words).strip()
    if 0 < len(words) < SHORTEST_WORDS:
        raise Refused("search.short", limit=SHORTEST_WORDS)
    found = ["seq < %(below)s"]
    for number, word in enumerate(words.split()[:MOST_WORDS]):
        values[f"word{number}"] = word
        found.append(f"strpos(search, (select folded(%(word{number})s))) > 0")
    for name, value in (("actor", query.actor), ("action", query.action)):
        if value is not None:
            values[name] = _storable(value)
            found.append(f"{name} = %({name})s")
    for name, moment, sign in (("since", query.since, ">="), ("until", query.until, "<")):
        if moment is not None:
            values[name] = moment
            found.append(f"recorded_at {sign} moment(%({name})s)")
    return " and ".join(found)


def _storable(text: str) -> str:
    return "".join(c if printable(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _entry(row: tuple[Any, ...]) -> AuditEntry:
    # Nothing is missing but where a record was edited.
    actor, action, subject, workstation, case, reason = (text or "" for text in row[2:])
    return AuditEntry(
        seq=row[0],
        at=row[1] or 0,
        actor=actor,
        action=action,
        subject=subject,
        workstation=workstation,
        case=case,
        reason=reason,
    )
