"""What was typed before a call was settled arrives before what settles it."""

from __future__ import annotations

import asyncio

from domain.call import CallState, Disposition, Draft
from domain.commands import CloseCall, SaveDraft
from domain.wire import Do
from tests.backend_client.room import Room
from tests.backend_client.scene import CALL, answer, ready


def said(room: Room) -> list[type]:
    return [type(one.command) for one in room.server.heard if isinstance(one, Do)]


async def test_the_last_word_typed_before_f12_is_no_refused_order(room: Room) -> None:
    desk = await ready(room)
    await asyncio.wait_for(desk.commands.send(answer()).settled(), 2)
    desk.commands.save_draft(CALL, Draft(place="Av. Belgrano 1350"))
    closing = desk.commands.send(CloseCall(call=CALL, disposition=Disposition.PRANK))
    await asyncio.wait_for(closing.settled(), 2)
    await desk.until(lambda: not desk.commands.unsaved_drafts())
    assert said(room)[-2:] == [SaveDraft, CloseCall]
    assert desk.picture.calls.get(CALL).draft.place == "Av. Belgrano 1350"
    assert desk.commands.refused_list == ()


async def test_a_call_that_was_written_down_and_settled_without_the_server_is_merged_in_that_order(
    room: Room,
) -> None:
    cable = await room.lay_cable()
    desk = await ready(room)
    await asyncio.wait_for(desk.commands.send(answer()).settled(), 2)
    cable.cut()
    await desk.until(lambda: desk.picture.desk_mode)
    desk.commands.save_draft(CALL, Draft(place="Av. Belgrano 1350"))
    desk.commands.send(CloseCall(call=CALL, disposition=Disposition.PRANK))
    cable.mend()
    await desk.until(lambda: not desk.commands.outstanding() and not desk.commands.unsaved_drafts())
    settled = desk.picture.calls.get(CALL)
    assert (settled.state, settled.draft.place) == (CallState.CLOSED, "Av. Belgrano 1350")
    assert said(room)[-2:] == [SaveDraft, CloseCall]
    assert desk.commands.refused_list == ()
