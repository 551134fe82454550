"""Nobody is turned away below the limits, the room is alarmed before; what cannot be stored is tried on."""

from __future__ import annotations

import asyncio
from random import Random
from uuid import UUID

import pytest

from backend.intake.telephony import switchboard as module
from backend.intake.telephony.flow import Flow
from backend.intake.telephony.framing import read_datagram
from backend.intake.telephony.load import MOST_A_SECOND, MOST_RINGING, Load
from backend.intake.telephony.sdp import NoVoice
from backend.intake.telephony.switchboard import Switchboard
from backend.intake.telephony.user_agent import UserAgent
from domain.alert import AlertKind
from domain.clock import ManualClock, SystemClock
from domain.commands import AnyCommand, EndCall, RaiseAlert, RingCall
from domain.ids import IdMint
from domain.people import Actor
from domain.wire import Outcome
from domain.world import World
from tests.backend.telephony.caller import Caller, Heard, hear


def test_500_ringing_and_100_a_second_are_taken_and_the_next_is_turned_away() -> None:
    clock = ManualClock()
    load = Load(clock)
    for ringing in range(MOST_RINGING):
        assert load.admit(ringing) is None
        clock.advance(1 / (MOST_A_SECOND - 1))
    turned = load.admit(MOST_RINGING)
    assert turned is not None
    assert (turned.status, turned.retry_after_s > 0) == (503, True)


def test_a_burst_is_no_overload_and_a_flood_is() -> None:
    clock = ManualClock()
    load = Load(clock)
    assert all(load.admit(0) is None for _ in range(150)), "150 at once, then a quiet second"
    clock.advance(2.1)
    taken = 0
    for _ in range(600):
        taken += load.admit(0) is None
        clock.advance(1 / 300)
    assert MOST_A_SECOND * 2 <= taken <= MOST_A_SECOND * 2 + 1, "two seconds of 300 a second"


def test_the_room_is_told_at_four_fifths_of_either_and_when_it_is_over() -> None:
    clock = ManualClock()
    load = Load(clock)
    assert load.word(399) == ""
    assert load.word(400) == "alarm"
    assert load.word(450) == "", "once in ten seconds"
    clock.advance(5)
    assert load.word(100) == ""
    clock.advance(6)
    assert load.word(100) == "over"
    for _ in range(160):
        load.admit(0)
    assert load.word(0) == "alarm", "80 a second over two seconds"


class Writer:
    """Decides nothing; remembers, and refuses for as long as it is told to."""

    def __init__(self) -> None:
        self.world = World()
        self.asked: list[AnyCommand] = []
        self.ids: list[UUID] = []
        self.away = 0
        self.both = asyncio.Event()
        """A call and its end are here."""

    async def submit(
        self, command_id: UUID, command: AnyCommand, actor: Actor, said: bytes | None = None
    ) -> Outcome:
        """Take it, or say that the database is away."""
        if self.away:
            self.away -= 1
            return Outcome(id=command_id, result="refused", code="database.unavailable")
        self.asked.append(command)
        self.ids.append(command_id)
        if len(self.asked) == 2:
            self.both.set()
        return Outcome(id=command_id, result="accepted")


class Room:
    """A house, and the wire out of it."""

    def __init__(self, load: Load | None = None) -> None:
        clock = SystemClock()
        self.stands: Writer | None = Writer()
        self.noted: list[str] = []
        self.sent: list[Heard] = []
        self.told = asyncio.Event()
        self.board = Switchboard(self, clock, IdMint(clock, Random(1).randbytes), load=load)
        self.agent = UserAgent(
            clock=clock, entropy=Random(2).randbytes, wire=self, room=self.board, media=NoVoice("127.0.0.1")
        )

    def writer(self) -> Writer | None:
        """Who writes."""
        return self.stands

    def main_room(self) -> str:
        """The room."""
        return "911"

    async def lines_before(self) -> frozenset[UUID]:
        """None."""
        return frozenset()

    def notes(self) -> Room:
        """The exceptions list."""
        return self

    def note(self, kind: str, source: str, detail: str, at: int, *, grave: bool = False) -> None:
        """Keep its kind."""
        self.noted.append(kind)

    def send(self, data: bytes, flow: Flow) -> None:
        """Keep what is sent."""
        self.sent += hear(data)
        self.told.set()

    def local(self, flow: Flow) -> str:
        """Where it listens."""
        return "127.0.0.1:5060"

    def close(self, flow: Flow) -> None:
        """No connection here."""

    def take(self, data: bytes) -> None:
        """Let it receive."""
        self.agent.receive(read_datagram(data), Flow(transport="udp", host="127.0.0.9", port=5070))

    async def settle(self) -> None:
        """Let every task that can go on do so."""
        for _ in range(20):
            await asyncio.sleep(0)

    def statuses(self) -> list[int]:
        """Return and forget the statuses that were sent."""
        sent, self.sent = self.sent, []
        return [one.status for one in sent]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds of waiting for the database as milliseconds."""
    monkeypatch.setattr(module, "RETRY_S", 0.001)
    monkeypatch.setattr(module, "PATIENCE_S", 0.02)


async def test_503_with_retry_after_only_beyond_the_limit_and_the_alarm_before_it() -> None:
    room = Room(Load(SystemClock(), most_ringing=10, most_a_second=1000))
    for _ in range(10):
        room.take(Caller().located())
    await room.settle()
    assert room.statuses() == [100] * 10 + [180] * 10
    room.take(Caller().located())
    (refused,) = room.sent
    assert (refused.status, refused.one("retry-after")) == (503, "2")
    assert "sip.overload" in room.noted
    writer = room.stands
    assert writer is not None
    alarms = [one for one in writer.asked if isinstance(one, RaiseAlert)]
    assert [(one.kind, one.params["ringing"]) for one in alarms] == [(AlertKind.SIP_LOAD, "8")]
    await room.board.end()


async def test_while_the_database_is_away_the_caller_waits_and_then_it_rings(quick: None) -> None:
    room = Room()
    assert room.stands is not None
    room.stands.away = 3
    room.take(Caller().located())
    await room.settle()
    assert room.statuses() == [100], "nothing rings that is not on disk"
    room.told.clear()
    async with asyncio.timeout(2):
        await room.told.wait()
    assert room.statuses() == [180]
    await room.board.end()


async def test_a_caller_who_gives_up_meanwhile_is_on_disk_first_as_a_call_and_then_as_its_end(
    quick: None,
) -> None:
    room, caller = Room(), Caller()
    writer = room.stands
    assert writer is not None
    writer.away = 60  # longer than a caller is kept waiting
    room.take(caller.located())
    room.take(caller.cancel())
    assert room.statuses() == [100, 200, 487]
    async with asyncio.timeout(4):
        await writer.both.wait()
    ring, end = writer.asked
    assert isinstance(ring, RingCall)
    assert isinstance(end, EndCall)
    assert (ring.call, ring.number) == (end.call, "+541155550101")
    assert len(set(writer.ids)) == 2
    await room.board.end()


async def test_a_call_that_cannot_be_stored_is_given_back_to_the_network_and_kept(quick: None) -> None:
    room = Room()
    writer = room.stands
    assert writer is not None
    writer.away = 60
    room.take(Caller().located())
    async with asyncio.timeout(4):
        await writer.both.wait()
    refused = room.sent[-1]
    assert (refused.status, refused.one("retry-after")) == (500, "1")
    assert [type(one) for one in writer.asked] == [RingCall, EndCall], "its number is to be called back"
    assert "sip.not_taken" in room.noted
    await room.board.end()


async def test_a_backend_that_only_follows_says_so_and_one_that_resigns_sends_its_callers_on() -> None:
    room = Room()
    room.take(Caller().located())
    await room.settle()
    assert room.statuses() == [100, 180]
    room.stands, writer = None, room.stands
    room.board.resigned()
    assert room.statuses() == [503]
    room.take(Caller().located())
    room.take(Caller().request("OPTIONS"))
    assert room.statuses() == [503, 503]
    await room.settle()
    assert writer is not None
    assert [type(one) for one in writer.asked] == [RingCall], "the call rings on, at the other backend"
    await room.board.end()
