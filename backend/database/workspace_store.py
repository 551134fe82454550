"""Where workspaces lie: one row for each account, role, workstation and name."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from backend.database.link import Link
from domain.clock import Micros
from domain.people import Role
from domain.workspace import Workspace

_ALL = """
select workstation, name, micros(kept_at), layout from workspace
 where account = %s and role = %s order by kept_at desc, workstation, name
"""
_COUNT = """
select count(*) filter (where workstation = %(workstation)s and role = %(role)s), count(*),
       coalesce(bool_or(workstation = %(workstation)s and role = %(role)s and name = %(name)s), false)
  from workspace where account = %(account)s
"""
_KEEP = """
insert into workspace (account, workstation, role, name, kept_at, layout)
values (%s, %s, %s, %s, moment(%s), %s)
on conflict (account, role, workstation, name)
do update set kept_at = excluded.kept_at, layout = excluded.layout
"""
_FORGET = "delete from workspace where account = %s and workstation = %s and role = %s and name = %s"


class Owner(NamedTuple):
    """Whose workspaces are meant, and at which desk."""

    account: UUID
    workstation: str
    role: Role


class WorkspaceStore:
    """A connection of its own: arranging panes never waits behind a commit, nor a commit behind it."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def of(self, owner: Owner) -> list[Workspace]:
        """Return what the account keeps for the role at every workstation, the latest first."""
        rows = await self._link.say(_ALL, [owner.account, owner.role.value], rows=True)
        return [
            Workspace(name=name, workstation=workstation, role=owner.role, at=at, layout=layout)
            for workstation, name, at, layout in rows
        ]

    async def counts(self, owner: Owner, name: str) -> tuple[int, int, bool]:
        """Return how many are kept here, how many anywhere, and whether this name is among the first."""
        asked = {**owner._asdict(), "role": owner.role.value, "name": name}
        here, anywhere, known = (await self._link.say(_COUNT, asked, rows=True))[0]
        return here, anywhere, known

    async def keep(self, owner: Owner, name: str, at: Micros, layout: str) -> None:
        """Keep a layout under a name."""
        await self._link.say(_KEEP, [owner.account, owner.workstation, owner.role.value, name, at, layout])

    async def forget(self, owner: Owner, name: str) -> None:
        """Forget a name."""
        await self._link.say(_FORGET, [owner.account, owner.workstation, owner.role.value, name])
