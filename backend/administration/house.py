"""The running room as administration sees it, and what it has the room take up of an applied change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from backend.administration.second_person import effect_of
from backend.control_room import ControlRoom
from backend.database.register_entries import cell_of
from backend.database.register_search import Seen
from backend.database.trouble import DatabaseTrouble
from domain.administered import Register, Value
from domain.administration import Effect, Proposal
from domain.people import Actor

log = logging.getLogger(__name__)

GATHERED_S = 0.2
"""How long changes of cameras are gathered before desks are shown them."""


class RunningHouse:
    """`room` returns the room that reigns, None before and after; `reopen` reads the cameras anew."""

    def __init__(self, room: Callable[[], ControlRoom | None], reopen: Callable[[], Awaitable[None]]) -> None:
        self._room = room
        self._reopen = reopen
        self._tasks: set[asyncio.Task[None]] = set()
        self._gathering = False

    async def close(self) -> None:
        """Leave what is not done yet: the next reign reads the registers anyway."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cameras_seen(self) -> Seen:
        """Return the cameras as the relay sees them."""
        room = self._room()
        return room.camera_table if room is not None else {}

    def lines_open(self) -> frozenset[bytes]:
        """Return the digests of the sessions whose line is open."""
        room = self._room()
        lines = room.lines if room is not None else ()
        return frozenset(line.seat.digest for line in lines if line.seat is not None)

    def seated(self) -> Mapping[str, str]:
        """Return who sits at each workstation."""
        room = self._room()
        seats = [line.seat for line in room.lines if line.seat is not None] if room is not None else []
        return {seat.workstation.id: seat.operator.user for seat in seats}

    def conflict(self, actor: Actor) -> None:
        """Somebody sent one id with two bodies: the room is told."""
        if (room := self._room()) is not None:
            room.conflicted(actor)

    def felt(self, proposal: Proposal, before: Mapping[str, Value]) -> Effect:
        """Have the room take up an applied change; return when it is felt."""
        room = self._room()
        effect = effect_of(proposal.register, proposal.deed, [change.field for change in proposal.changes])
        if room is None:
            return Effect.NEXT_START
        if proposal.register is Register.ROLES and proposal.entry is not None:
            cell = cell_of(proposal.entry)
            if cell is not None:
                room.rights_changed(cell[0])
        elif proposal.register is Register.CAMERAS:
            if not self._gathering:
                self._gathering = True
                self._spawn(self._cameras(room))
        return effect

    async def _cameras(self, room: ControlRoom) -> None:
        # Whoever corrects a hundred cameras in a row makes every desk read them a few times, not a hundred.
        await asyncio.sleep(GATHERED_S)
        self._gathering = False
        try:
            await self._reopen()
        except DatabaseTrouble as trouble:
            log.error("the cameras could not be read anew: %s", trouble.code)
            return
        room.show_cameras()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="registers taken up")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
