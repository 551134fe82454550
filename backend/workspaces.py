"""Keeps how people arrange their desks: each sees and changes only what is kept under the own account."""

from __future__ import annotations

from backend.accounts import Seat
from backend.database.workspace_store import Owner, WorkspaceStore
from backend.inquiries import Inquiries
from domain.clock import Clock
from domain.refusal import Refused
from domain.workspace import (
    MOST_ANYWHERE,
    MOST_KEPT,
    ForgetWorkspace,
    KeepWorkspace,
    LoadWorkspaces,
    WorkspaceKept,
    Workspaces,
    clean_name,
    read_layout,
)


class WorkspaceRoom:
    """Answers what desks ask about workspaces; whose they are, the seat says and never the question."""

    def __init__(self, store: WorkspaceStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def answers(self, table: Inquiries) -> None:
        """Take a place in the table of handlers."""
        table.answers(LoadWorkspaces, self.load)
        table.answers(KeepWorkspace, self.keep)
        table.answers(ForgetWorkspace, self.forget)

    async def load(self, seat: Seat, asked: LoadWorkspaces) -> Workspaces:
        """Return what is kept for the role held now."""
        return Workspaces(account=seat.operator.id, kept=tuple(await self._store.of(_owner(seat))))

    async def keep(self, seat: Seat, asked: KeepWorkspace) -> WorkspaceKept:
        """Keep a layout. Raises `Refused`: workspace.name, .role, .many and as `read_layout`."""
        name, layout, owner = clean_name(asked.name), read_layout(asked.layout), _owner(seat)
        if layout.role is not seat.operator.role:
            raise Refused("workspace.role", role=layout.role.value)
        here, anywhere, known = await self._store.counts(owner, name)
        if not known and (here > MOST_KEPT or anywhere >= MOST_ANYWHERE):  # the nameless one is one more
            raise Refused("workspace.many", most=MOST_KEPT if here > MOST_KEPT else MOST_ANYWHERE)
        at = self._clock.now()
        await self._store.keep(owner, name, at, asked.layout)
        return WorkspaceKept(name=name, at=at)

    async def forget(self, seat: Seat, asked: ForgetWorkspace) -> WorkspaceKept:
        """Forget a name of this workstation. Raises `Refused` workspace.name."""
        name = clean_name(asked.name)
        await self._store.forget(_owner(seat), name)
        return WorkspaceKept(name=name)


def _owner(seat: Seat) -> Owner:
    return Owner(seat.operator.id, seat.workstation.id, seat.operator.role)
