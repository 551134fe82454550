"""ATTACKS 18, 19, 27, 32, 44 in the dispatch room: ids no desk minted, clocks that are set, odd papers."""

from __future__ import annotations

from uuid import UUID

import msgspec
import pytest

from backend.dispatching.timers import UnitTimers
from domain.alert import AlertKind
from domain.clock import HOUR
from domain.commands import AnyCommand, SetUnitStatus
from domain.dispatch_orders import ConfirmSafety
from domain.histories import AskHistory, RevealAccess
from domain.ids import derived
from domain.people import Actor
from domain.severity import Severity
from domain.shift import Point
from domain.shift_orders import MakeHandover
from domain.timers import read
from domain.unit import UnitStatus
from domain.wire import Outcome, Refusal
from resources.response_plans import limits_text
from tests.backend.registers import AUDITOR, refusal
from tests.domain.dispatch import BOSS, M21, A, Room
from tests.domain.test_papers import BOLO, HAND, POLICE, issued
from tests.domain.test_papers import handover as made
from tests.plugins.backend import Running


async def test_18_no_paper_takes_the_id_that_a_call_of_tomorrow_will_have(backend: Running) -> None:
    taken = str(derived("call", "911", "4711"))
    for order, field in (
        ({"do": "issue_bolo", "what": "other", "title": "nada", "case": "1/26", "expires_at": 1}, "bolo"),
        ({"do": "write_log", "text": "nada"}, "entry"),
        ({"do": "make_handover"}, "handover"),
    ):
        desk = await backend.desk("dpolicia")
        said = {"is": "do", "id": str(backend.mint.mint()), "at": 0, "command": {**order, field: taken}}
        await desk.socket.send(msgspec.json.encode(said).decode())
        told = await desk.hear(Refusal)
        assert told.params == {"detail": f"command.{field}: must be a uuidv7"}


async def test_44_who_handles_no_calls_reads_no_caller_s_past_and_no_access_code(backend: Running) -> None:
    for user in (AUDITOR, "jtoledo", "ribanez"):
        desk = await backend.desk(user)
        for asked in (AskHistory(number="1158234471"), RevealAccess(premise=UUID(int=1))):
            assert (await refusal(desk, asked))[0] == "forbidden"


@pytest.fixture
def room() -> Room:
    """One critical incident, nobody sent."""
    room = Room()
    room.make(A, Severity.CRITICAL)
    return room


def test_32_a_bolo_s_plate_is_written_as_every_other(room: Room) -> None:
    room.do(issued(room, plate="ad-123 ce"), POLICE)
    bolo = room.world.bolos.get(BOLO)
    assert bolo is not None
    assert bolo.plate == "AD123CE"
    cyrillic = issued(room, bolo=HAND, plate="\N{CYRILLIC CAPITAL LETTER A}D123CE")
    assert room.refused(cyrillic, POLICE) == "plate.character"


def test_30_a_handover_that_a_desk_blew_up_is_cut(room: Room) -> None:
    wide = Point(code="fault.other", params={f"p{n}": "x" * 240 for n in range(9)})
    many = tuple(Point(code="fault.cameras", params={"n": str(n)}) for n in range(200))
    room.do(MakeHandover(handover=HAND, points=(wide, *many)), POLICE)
    codes = [point.code for point in made(room).points]
    assert codes.count("fault.cameras") == 32
    assert "fault.other" not in codes
    assert "incident.untaken" in codes, "what is true is not pushed out"


@pytest.mark.parametrize("hours", [-1, 1])
async def test_27_a_crew_is_asked_for_in_time_whatever_the_wall_clock_says(room: Room, hours: int) -> None:
    async def submit(command_id: UUID, command: AnyCommand, actor: Actor) -> Outcome:
        room.do(command, actor)
        return Outcome(id=command_id, result="accepted")

    def alarms() -> set[AlertKind]:
        return {one.kind for one in room.world.alerts.values()}

    timers = UnitTimers(room.world, room.clock, room.mint, submit, read(limits_text()))
    room.send(M21, A)
    room.do(SetUnitStatus(unit=M21, status=UnitStatus.EN_ROUTE), BOSS)
    room.do(SetUnitStatus(unit=M21, status=UnitStatus.ON_SCENE), BOSS)
    room.do(ConfirmSafety(unit=M21), BOSS)
    due = room.unit(M21).check_due
    assert due is not None
    wait = (due - room.clock.now()) / 1_000_000
    await timers.look()
    room.clock.step(hours * HOUR / 1_000_000)
    room.clock.advance(wait - 1)
    await timers.look()
    assert alarms() == set(), "nothing is late because somebody set a clock"
    room.clock.advance(1)
    await timers.look()
    assert AlertKind.UNIT_SAFETY in alarms()


async def test_8_a_crew_s_report_that_cannot_be_read_leaves_a_line_without_its_credential(
    backend: Running,
) -> None:
    phone = backend.demo.sources.phones[0].id
    url = f"{backend.url}/intake/units/status"
    for body in ({"id": phone, "status": "lost", "pressed_at": 1}, [], {"id": phone * 9}):
        assert (await backend.http.post(url, json=body)).status == 400
    term = backend.backend._term
    assert term is not None
    (line,) = term.exceptions.listed()
    assert (line.kind, line.source, line.count) == ("status.bad", "phones", 3)
    assert phone not in line.detail
