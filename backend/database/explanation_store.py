"""The kept rankings of an incident, found by the ids under which they were written: no index is needed.

The writer's commands have derived ids, the first of an incident number 0, so that what was kept is found
however long the log is, and one that was sent twice is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from backend.database.searches import Searches
from domain.clock import Micros
from domain.ids import derived

MOST = 4000
"""Rankings that are kept of one incident: one for each minute of three days."""
MOST_READ = 200
"""Of those, the latest that are read at once."""
_KEPT = """
select e.seq, e.kind, e.version, micros(e.recorded_at), e.chain, p.body, c.exercise
  from command c join event e on e.seq = c.first_seq left join event_payload p on p.seq = e.seq
 where c.id = any(%(ids)s) and e.recorded_at <= moment(%(until)s) and e.kind = any(%(kinds)s)
 order by e.seq desc limit %(most)s
"""
_KNOWN = "select id from command where id = any(%(ids)s)"


class Kept(NamedTuple):
    """An event as the log has it; `body` None: it was erased."""

    seq: int
    kind: str
    version: int
    at: Micros
    link: bytes
    body: bytes | None
    exercise: bool


def keep_id(incident: UUID, number: int) -> UUID:
    """Return the id of the command that keeps an incident's ranking of this number."""
    return derived("explain", incident.hex, str(number))


class ExplanationStore(Searches):
    """A connection of its own: a look back waits behind nothing that is being decided."""

    async def kept(self, incident: UUID, kinds: Sequence[str], until: Micros) -> list[Kept]:
        """Return the latest of these kinds that were kept of an incident up to then, oldest first.

        Raises `Refused` search.slow and `DatabaseTrouble`.
        """
        ids = [keep_id(incident, number) for number in range(MOST)]
        values = {"ids": ids, "until": until, "kinds": list(kinds), "most": MOST_READ}
        async with self._link.turn:
            rows = await self._run(_KEPT, values)
        rows.reverse()
        return [
            Kept(row[0], row[1], row[2], row[3], bytes(row[4]), row[5] and row[5].encode(), row[6])
            for row in rows
        ]

    async def next_number(self, incident: UUID) -> int:
        """Return the number of the next ranking: after a restart nobody remembers it."""
        ids = {keep_id(incident, number): number for number in range(MOST)}
        async with self._link.turn:
            rows = await self._run(_KNOWN, {"ids": list(ids)})
        return 1 + max((ids[row[0]] for row in rows), default=-1)
