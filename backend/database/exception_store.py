"""Where the exceptions list lies: one row a group."""

from __future__ import annotations

from backend.database.link import Link
from domain.exceptions_list import MOST_GROUPS, ExceptionGroup

_ALL = """
select kind, source, count, micros(first_at), micros(last_at), detail, grave, micros(seen_at), seen_by
  from intake_exception order by last_at desc limit %s
"""
_KEEP = """
insert into intake_exception (kind, source, count, first_at, last_at, detail, grave, seen_at, seen_by)
values (%(kind)s, %(source)s, %(count)s, moment(%(first_at)s), moment(%(last_at)s), %(detail)s, %(grave)s,
        moment(%(seen_at)s), %(seen_by)s)
on conflict (kind, source) do update set
    count = excluded.count, first_at = excluded.first_at, last_at = excluded.last_at,
    detail = excluded.detail, grave = excluded.grave, seen_at = excluded.seen_at, seen_by = excluded.seen_by
"""


class ExceptionStore:
    """A connection of its own: bad input never waits for a commit, nor a commit for it."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def all(self) -> list[ExceptionGroup]:
        """Return every group that is kept, at most as many as memory holds."""
        rows = await self._link.say(_ALL, [MOST_GROUPS], rows=True)
        names = ExceptionGroup.__struct_fields__
        return [ExceptionGroup(**dict(zip(names, row, strict=True))) for row in rows]

    async def keep(self, group: ExceptionGroup) -> None:
        """Keep a group as it is now."""
        row = {name: getattr(group, name) for name in group.__struct_fields__}
        await self._link.say(_KEEP, row)
