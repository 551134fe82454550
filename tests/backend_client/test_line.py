"""The line on real sockets and real TLS: comes in, falls silent, comes back, and says why when it cannot."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from backend_client.failure import LineFailed
from backend_client.link import LinkState
from domain.call import CallState
from domain.positions_frame import UnitFix
from domain.positions_frame import encode as encode_positions
from domain.wire import Hello, Pulse, Refusal, Watch
from tests.backend_client.certificates import Authority
from tests.backend_client.fake_server import FakeServer, free_unit, ringing
from tests.backend_client.room import Room


async def test_a_desk_sees_what_is_there_and_what_changes(room: Room) -> None:
    room.server.publish(ringing(1), free_unit(3))
    desk = room.desk()
    await desk.log_in()
    assert desk.picture.link.state is LinkState.LIVE
    assert desk.picture.link.current
    assert desk.picture.who is not None
    assert desk.picture.who.operator.name == "Ana"
    assert [call.short for call in desk.picture.calls.values()] == [1]
    room.server.publish(replace(ringing(1), state=CallState.ABANDONED))
    await desk.until(lambda: desk.picture.calls.get(UUID(int=1)).state is CallState.ABANDONED)
    room.server.say(encode_positions((1, 2), 0, [UnitFix(index=3, x=0, y=0, age=1.5)]))
    await desk.until(lambda: desk.picture.positions.known().tolist() == [3])
    assert desk.picture.unit_at(3) == free_unit(3)


async def test_a_wrong_password_is_told_and_the_right_one_then_works(room: Room) -> None:
    desk = room.desk()
    with pytest.raises(LineFailed) as told:
        await desk.client.login("ana", "errada")
    assert (told.value.code, told.value.params) == ("login.wrong", {"left": "4"})
    assert desk.picture.link.state is LinkState.OFFLINE
    await desk.log_in()
    assert desk.picture.link.state is LinkState.LIVE


async def test_nobody_there_is_told_at_once_and_patience_waits_for_a_server_that_starts(room: Room) -> None:
    await room.server.stop()
    desk = room.desk()
    with pytest.raises(LineFailed, match=r"link\.unreachable"):
        await desk.client.login("ana", "secreto")
    login = asyncio.create_task(desk.client.login("ana", "secreto", patience=5.0))
    await asyncio.sleep(0.6)
    await room.server.start()
    await login
    assert desk.picture.link.state is LinkState.LIVE


async def test_a_follower_is_told_and_waited_for(room: Room) -> None:
    room.server.refuse = Refusal(code="server.follower")
    desk = room.desk()
    with pytest.raises(LineFailed, match=r"server\.follower"):
        await desk.client.login("ana", "secreto")
    login = asyncio.create_task(desk.client.login("ana", "secreto", patience=5.0))
    await asyncio.sleep(0.5)
    room.server.refuse = None
    await login


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"from_days": -10, "to_days": -1}, "link.certificate_expired"),
        ({"from_days": 5, "to_days": 9}, "link.certificate_not_yet"),
        ({"address": "127.0.0.9"}, "link.certificate_name"),
    ],
)
async def test_a_bad_certificate_is_named(room: Room, made: dict[str, object], code: str) -> None:
    other = FakeServer(room.authority.server(**made))
    await other.start()
    desk = room.desk(address=f"https://127.0.0.1:{other.port}")
    with pytest.raises(LineFailed) as told:
        await desk.client.login("ana", "secreto")
    assert told.value.code == code
    assert other.heard == []  # the password never left
    await other.stop()


async def test_a_certificate_of_another_authority_is_not_trusted(room: Room, tmp_path: Path) -> None:
    other = FakeServer(Authority(tmp_path, "Somebody else").server())
    await other.start()
    desk = room.desk(address=f"https://127.0.0.1:{other.port}")
    with pytest.raises(LineFailed) as told:
        await desk.client.login("ana", "secreto")
    assert told.value.code == "link.certificate_untrusted"
    await other.stop()


async def test_a_server_without_tls_is_not_ours(room: Room) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    web = await asyncio.start_server(plain, "127.0.0.1", 0)
    desk = room.desk(address=f"https://127.0.0.1:{web.sockets[0].getsockname()[1]}")
    with pytest.raises(LineFailed, match=r"link\.wrong_address"):
        await desk.client.login("ana", "secreto", patience=5.0)  # no patience with a wrong address
    web.close()


async def test_a_web_server_of_somebody_else_is_not_ours(room: Room) -> None:
    async def not_found(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            writer.close()

    web = await asyncio.start_server(not_found, "127.0.0.1", 0, ssl=room.authority.server())
    desk = room.desk(address=f"https://127.0.0.1:{web.sockets[0].getsockname()[1]}")
    with pytest.raises(LineFailed) as told:
        await desk.client.login("ana", "secreto")
    assert (told.value.code, told.value.params["status"]) == ("link.wrong_address", "302")
    web.close()


async def test_a_server_that_takes_the_connection_and_says_nothing_is_told(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        desk = room.desk(address=f"https://127.0.0.1:{mute.getsockname()[1]}")
        with pytest.raises(LineFailed, match=r"link\.no_answer"):
            await desk.client.login("ana", "secreto")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1", "https://", "https://x:99999", "ftp://x", "https://x/y?z"]
)
async def test_an_address_that_is_none_is_told_before_anything_is_opened(room: Room, address: str) -> None:
    with pytest.raises(LineFailed, match=r"link\.bad_address"):
        room.desk(address=address)


async def test_a_ca_file_that_is_none_is_told(room: Room, tmp_path: Path) -> None:
    room.authority.file = tmp_path / "missing.pem"
    with pytest.raises(LineFailed) as told:
        room.desk()
    assert told.value.code == "link.ca_file"
    assert told.value.params["file"].endswith("missing.pem")


async def test_a_cut_cable_is_stale_in_a_second_dead_in_two_and_a_half_and_heals_in_two(room: Room) -> None:
    cable = await room.lay_cable()
    desk = room.desk()
    await desk.log_in()
    room.server.publish(ringing(1))
    await desk.until(lambda: UUID(int=1) in desk.picture.calls)
    cable.cut()
    assert await desk.until(lambda: desk.picture.link.state is LinkState.STALE) <= 1.0
    cut_for = await desk.until(lambda: desk.picture.link.state is LinkState.DEAD)
    assert cut_for <= 1.6  # after STALE: 2.5 in all
    room.server.publish(ringing(2))
    await asyncio.sleep(1.3)
    cable.mend()
    healed = await desk.until(lambda: desk.picture.link.state is LinkState.LIVE and desk.picture.link.current)
    assert healed <= 2.0
    assert UUID(int=2) in desk.picture.calls
    assert any(isinstance(said, Hello) for said in room.server.heard)
    assert room.server.snapshots == 1  # resumed, not sent anew


async def test_a_server_that_is_started_again_is_found_and_resumed(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    await room.server.stop()
    await desk.until(lambda: desk.picture.link.state is LinkState.DEAD)
    assert desk.picture.link.code == "link.unreachable"
    assert desk.picture.link.attempts >= 2
    room.server.publish(ringing(9))
    await room.server.start()
    assert await desk.until(lambda: desk.picture.link.state is LinkState.LIVE) <= 2.0
    assert UUID(int=9) in desk.picture.calls


async def test_a_server_slower_than_an_attempt_is_reached_all_the_same(room: Room) -> None:
    cable = await room.lay_cable()
    desk = room.desk()
    await desk.log_in()
    cable.cut()
    await desk.lose()
    cable.delay_s = 1.5
    cable.mend()
    assert await desk.until(lambda: desk.picture.link.state is LinkState.LIVE) <= 4.0


async def test_changes_lost_on_the_way_are_noticed_and_made_good(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    room.server.publish(ringing(1), tell=False)
    room.server.publish(ringing(2))
    await desk.until(lambda: len(desk.picture.calls) == 2)
    assert desk.client.line.session.sequence.gaps == 1
    assert desk.picture.link.state is LinkState.LIVE


async def test_one_lost_change_and_then_nothing_is_noticed_by_the_heartbeat(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    room.server.publish(ringing(1), tell=False)
    assert await desk.until(lambda: len(desk.picture.calls) == 1) <= 2.0


async def test_frames_that_nobody_can_read_are_counted_and_the_line_lives_on(room: Room) -> None:
    desk = room.desk()
    told: list[str] = []
    desk.client.on_bad_frame(told.append)
    await desk.log_in()
    for frame in ("{", '{"is":"beat","at":"yesterday","seq":1}', b"P1", b"\x00" * 40):
        room.server.say(frame)
    await desk.until(lambda: desk.client.bad_frames == 4)
    assert "at: int expected, not str" in told
    assert "positions: shorter than its header" in told
    await asyncio.sleep(0.6)
    assert desk.picture.link.state is LinkState.LIVE


async def test_the_servers_clock_may_be_set_and_nothing_is_lost_or_late(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    for hours in (1, -1, 0):
        room.server.clock_ahead = hours * 3_600_000_000
        room.server.publish(ringing(hours + 10))
        await desk.until(
            lambda: abs(desk.picture.server_now() - (desk.clock.now() + room.server.clock_ahead)) < 500_000
        )
        assert UUID(int=hours + 10) in desk.picture.calls
    assert [link.state for _, link in desk.links][-1] is LinkState.LIVE
    assert LinkState.STALE not in [link.state for _, link in desk.links]


async def test_what_the_map_shows_is_said_again_after_a_reconnection(room: Room) -> None:
    desk = room.desk()
    view = Watch(south=-34.7, west=-58.6, north=-34.5, east=-58.3)
    desk.client.watch(view)
    await desk.log_in()
    await desk.until(lambda: view in room.server.heard)
    await room.server.stop()
    await room.server.start()
    await desk.until(lambda: [said for said in room.server.heard if said == view] == [view, view])


async def test_an_expired_session_keeps_the_picture_and_a_new_login_goes_on(room: Room) -> None:
    room.server.publish(ringing(1))
    desk = room.desk()
    await desk.log_in()
    room.server.say(Refusal(code="session.expired"))
    await desk.until(lambda: desk.picture.link.state is LinkState.EXPIRED)
    assert desk.picture.read_only
    assert UUID(int=1) in desk.picture.calls
    knocks = room.server.connections
    await asyncio.sleep(1.0)
    assert room.server.connections == knocks
    await desk.log_in()
    assert not desk.picture.read_only


async def test_two_desks_that_know_the_same_have_the_same_digest(room: Room) -> None:
    first, second = room.desk(), room.desk("puesto-08")
    await first.log_in()
    room.server.publish(ringing(1), free_unit(3))
    await first.until(lambda: len(first.picture.units) == 1)
    await second.log_in()
    assert first.client.seq == second.client.seq == room.server.seq
    assert first.picture.digest() == second.picture.digest()
    room.server.publish(ringing(2))
    await first.until(lambda: first.client.seq == second.client.seq == room.server.seq)
    assert first.picture.digest() == second.picture.digest()
    second.picture.calls.remove(UUID(int=2))
    assert first.picture.digest() != second.picture.digest()


async def test_a_desk_that_leaves_shows_nothing_and_does_not_come_back(room: Room) -> None:
    room.server.publish(ringing(1))
    desk = room.desk()
    await desk.log_in()
    desk.client.logout()
    assert len(desk.picture.calls) == 0
    assert desk.picture.who is None
    await asyncio.sleep(0.8)
    assert desk.picture.link.state is LinkState.OFFLINE
    assert room.server.connections == 1


async def test_a_desk_asks_for_a_ticket_and_is_told_when_there_is_no_line(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    assert (await desk.client.ask_ticket(UUID(int=5))).url == f"rtsp://127.0.0.1/{UUID(int=5)}"
    await room.server.stop()
    await desk.until(lambda: desk.picture.link.state is not LinkState.LIVE)
    assert (await desk.client.ask_ticket(UUID(int=5))).code == "link.silent"


async def test_a_desk_pulses_with_what_it_has(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    room.server.publish(ringing(1))
    await desk.until(lambda: Pulse(seq=room.server.seq) in room.server.heard, 3.0)


async def test_a_message_that_breaks_the_picture_is_logged_and_the_line_lives_on(
    room: Room, expect_log: object
) -> None:
    assert callable(expect_log)
    expect_log("could not be taken into the picture")
    desk = room.desk()
    await desk.log_in()

    def breaks(ids: object) -> None:
        raise RuntimeError("a pane of ours has a fault")

    desk.picture.subscribe_link(breaks)
    room.server.beat_s = None
    await desk.until(lambda: desk.client.line.failures > 0)
    room.server.beat_s = 0.25
    await desk.until(lambda: desk.client.line.session.state is LinkState.LIVE)


async def test_closing_takes_no_time_though_the_server_is_lost(room: Room) -> None:
    desk = room.desk()
    await desk.log_in()
    await room.server.stop()
    await asyncio.sleep(0.3)
    async with asyncio.timeout(1.0):
        await desk.close()
    room.desks.remove(desk)
