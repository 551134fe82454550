"""The events of one incident, found in the log between two moments by the ids that they name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from backend.database.searches import Searches
from domain.clock import Micros

MOST = 1000
"""Events of one incident that are read."""
_NAMED = """
select seq, kind, version, actor, workstation, micros(recorded_at), body
  from event join event_payload using (seq)
 where recorded_at between moment(%(since)s) and moment(%(until)s)
   and exercise = %(exercise)s and kind = any(%(kinds)s) and body like any(%(names)s)
 order by seq desc limit %(most)s
"""
_NAMES = "select login, name from account where login = any(%(logins)s)"


class LoggedEvent(NamedTuple):
    """An event as it lies in the log."""

    seq: int
    kind: str
    version: int
    actor: str
    workstation: str
    at: Micros
    body: bytes


class IncidentLog(Searches):
    """A connection of its own: a look back waits behind nothing that is being decided."""

    async def naming(
        self, things: Collection[UUID], kinds: Sequence[str], since: Micros, until: Micros, exercise: bool
    ) -> list[LoggedEvent]:
        """Return the events of these kinds that name one of these ids, oldest first.

        Raises `Refused` search.slow and `DatabaseTrouble`.
        """
        values = {
            "names": [f'%"{thing}"%' for thing in things],
            "kinds": list(kinds),
            "since": since,
            "until": until,
            "exercise": exercise,
            "most": MOST,
        }
        async with self._link.turn:
            rows = await self._run(_NAMED, values)
        rows.reverse()
        return [LoggedEvent._make((*row[:6], row[6].encode())) for row in rows]

    async def names(self, logins: Collection[str]) -> dict[str, str]:
        """Return people's names by what they come in with; a door's name is nobody's."""
        async with self._link.turn:
            return dict(await self._run(_NAMES, {"logins": list(logins)}))
