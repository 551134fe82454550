"""The form of a call: no keystroke is lost, whatever ends."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from backend_client.picture import Look
from domain.call import CallState, Disposition, Draft
from domain.commands import CloseCall, SaveDraft
from domain.refusal import Refused
from domain.wire import Do
from tests.backend_client.room import Room
from tests.backend_client.scene import CALL, answer, ready


async def test_typing_is_on_disk_at_once_and_at_the_server_within_a_quarter_of_a_second(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    text = "Choque en Rivadavia y Medrano"
    for end in range(1, len(text) + 1):
        saved = desk.commands.save_draft(CALL, Draft(narrative=text[:end]))
        kept = desk.client.journal.draft(CALL)
        assert kept is not None
        assert kept.narrative == text[:end]
        await asyncio.sleep(0.02)
    assert saved.revision == len(text)
    took = await desk.until(lambda: room.server.world.calls.get(CALL).draft.narrative == text)
    assert took <= 0.25
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())
    sent = [
        said for said in room.server.heard if isinstance(said, Do) and isinstance(said.command, SaveDraft)
    ]
    assert 3 <= len(sent) <= 15  # not one frame a keystroke
    assert desk.picture.look(CALL) is Look.CONFIRMED


async def test_nothing_new_makes_no_new_revision(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    first = desk.commands.save_draft(CALL, Draft(caller="Delfina"))
    assert desk.commands.save_draft(CALL, first) == first
    assert desk.commands.draft(CALL) == first


async def test_a_text_that_is_too_long_is_refused_by_its_field_and_the_last_one_kept(room: Room) -> None:
    desk = await ready(room)
    desk.commands.save_draft(CALL, Draft(caller="Delfina"))
    with pytest.raises(Refused) as refused:
        desk.commands.save_draft(CALL, Draft(caller="D" * 121))
    assert refused.value.code == "command.bad"
    assert refused.value.params["detail"] == "command.draft.caller: at most 120 characters"
    assert desk.commands.draft(CALL).caller == "Delfina"


async def test_what_was_typed_while_the_server_was_away_comes_to_it(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    await room.server.stop()
    await desk.lose()
    for text in ("R", "Ri", "Riv"):
        desk.commands.save_draft(CALL, Draft(place=text))
    assert desk.commands.unsaved_drafts() == (CALL,)
    assert desk.commands.draft(CALL).place == "Riv"
    await room.server.start()
    await desk.until(lambda: room.server.world.calls.get(CALL).draft.place == "Riv")
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())


async def test_the_form_of_a_killed_desk_is_there_after_its_restart(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    desk.commands.save_draft(CALL, Draft(narrative="mitad de una pal"))
    await room.kill(desk)
    again = room.desk()
    assert again.commands.draft(CALL).narrative == "mitad de una pal"
    await again.log_in()
    await again.until(lambda: room.server.world.calls.get(CALL).draft.narrative == "mitad de una pal")


async def test_a_form_is_erased_once_its_call_is_closed_and_acknowledged(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    desk.commands.save_draft(CALL, Draft(narrative="Delfina"))
    await desk.until(lambda: desk.commands.unsaved_drafts() == ())
    assert CALL in desk.client.journal.drafts  # acknowledged, but the call is open
    await desk.commands.send(CloseCall(call=CALL, disposition=Disposition.ERROR)).settled()
    assert CALL not in desk.client.journal.drafts
    path = desk.client.journal.file.path
    await desk.until(lambda: b"Delfina" not in path.read_bytes(), 3.0)


async def test_text_that_the_server_will_not_take_is_not_thrown_away(room: Room) -> None:
    desk = await ready(room)
    await desk.commands.send(answer()).settled()
    await room.server.stop()
    await desk.lose()
    desk.commands.save_draft(CALL, Draft(narrative="lo último que dijo"))
    closed = replace(room.server.world.calls.get(CALL), state=CallState.CLOSED)
    room.server.publish(closed)
    await room.server.start()
    await desk.until(lambda: desk.commands.refused_list)
    (listed,) = desk.commands.refused_list
    assert isinstance(listed.command, SaveDraft)
    assert listed.command.draft.narrative == "lo último que dijo"
    desk.commands.clear_refused(listed.id)
    path = desk.client.journal.file.path
    await desk.until(lambda: "lo último".encode() not in path.read_bytes(), 3.0)
