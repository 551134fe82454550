"""Several agencies at one incident, and units that are taken from one incident to another."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.agency import Agency
from domain.alert import AlertKind, AlertState
from domain.changes import IncidentCreated, UnitDispatched, UnitFreed
from domain.clock import MINUTE
from domain.commands import AnyCommand, CloseIncident, DispatchUnit, ReassignUnit, SetUnitStatus
from domain.desk import Desk, DeskState
from domain.dispatch_changes import DispatchOverridden, TaskClosed, UnitPreempted
from domain.dispatch_orders import (
    AddNote,
    ChangeIncident,
    CloseTask,
    ExchangeUnits,
    OverrideDispatch,
    PreemptUnit,
    RaiseAlarmLevel,
    ReopenIncident,
    RequestAgency,
    StackUnit,
    TakeTask,
    UnstackUnit,
)
from domain.evolve import evolve
from domain.incident import IncidentState, TaskState
from domain.people import Role
from domain.place import Place
from domain.severity import Severity
from domain.unit import COMMITTED, UnitStatus
from tests.domain.dispatch import BOSS, M21, M22, MEDICAL, POLICE, SAME1, SAME2, A, B, C, Room
from tests.domain.world import actor, unit

ON_SCENE, EN_ROUTE, AVAILABLE = UnitStatus.ON_SCENE, UnitStatus.EN_ROUTE, UnitStatus.AVAILABLE


@pytest.fixture
def room() -> Room:
    made = Room()
    made.make(A)
    made.make(B, Severity.CRITICAL)
    made.make(C, Severity.LOW)
    return made


def test_each_agency_has_its_own_state_and_its_own_dispatcher(room: Room) -> None:
    assert [task.state for task in room.incident(A).tasks] == [TaskState.PENDING, TaskState.PENDING]
    room.do(TakeTask(incident=A, agency=Agency.MEDICAL), MEDICAL)
    room.do(DispatchUnit(unit=M21, incident=A), POLICE)
    police, medical = room.task(A, Agency.POLICE), room.task(A, Agency.MEDICAL)
    assert (police.state, police.dispatcher_name) == (TaskState.ACTIVE, "Nora"), "who sends has taken it"
    assert (medical.state, medical.dispatcher_name) == (TaskState.TAKEN, "Vilma")
    room.do(SetUnitStatus(unit=M21, status=AVAILABLE), POLICE)
    assert room.task(A, Agency.POLICE).state is TaskState.TAKEN, "no unit left, and Nora still has it"


def test_a_dispatcher_acts_for_her_own_agency_only(room: Room) -> None:
    room.send(SAME1, A)
    for order in (
        TakeTask(incident=A, agency=Agency.MEDICAL),
        CloseTask(incident=A, agency=Agency.MEDICAL, disposition="resolved"),
        DispatchUnit(unit=SAME2, incident=A),
        OverrideDispatch(unit=SAME1, incident=B, reason="más cerca"),
    ):
        assert room.refused(order, POLICE) == "forbidden", order
    assert room.refused(CloseIncident(incident=A), POLICE) == "incident.others_work"
    assert room.refused(TakeTask(incident=A, agency=Agency.FIRE), BOSS) == "task.unknown"


def test_one_agency_is_done_and_the_other_goes_on(room: Room) -> None:
    room.send(M21, A, ON_SCENE)
    room.send(SAME1, A, ON_SCENE)
    room.do(CloseTask(incident=A, agency=Agency.POLICE, disposition="resolved"), POLICE)
    assert (room.unit(M21).status, room.unit(SAME1).status) == (AVAILABLE, ON_SCENE)
    assert room.incident(A).state is IncidentState.ACTIVE
    room.do(CloseTask(incident=A, agency=Agency.MEDICAL, disposition="transported"), MEDICAL)
    whole = room.incident(A)
    assert (whole.state, whole.disposition) == (IncidentState.CLOSED, "transported"), "the last one closes it"
    assert room.unit(SAME1).status is AVAILABLE
    assert room.do(CloseTask(incident=A, agency=Agency.MEDICAL, disposition="resolved"), MEDICAL) == []


def test_what_is_over_by_its_last_task_is_nobodys_next_either(room: Room) -> None:
    room.send(M22, B)
    room.make(D := UUID(int=204), agencies=(Agency.POLICE,))
    room.do(StackUnit(unit=M22, incident=D))
    room.do(CloseTask(incident=D, agency=Agency.POLICE, disposition="resolved"), POLICE)
    assert room.incident(D).state is IncidentState.CLOSED
    assert room.unit(M22).stack == ()


def test_a_task_in_good_hands_is_not_taken_away_and_one_that_was_left_is(room: Room) -> None:
    assert POLICE.operator is not None
    other = actor(Role.DISPATCHER, name="beto", agencies=(Agency.POLICE,))
    room.do(TakeTask(incident=A, agency=Agency.POLICE), POLICE)
    desk = Desk(
        id=UUID(int=9), workstation="puesto-32", desk="32", room="911", state=DeskState.READY, since=0,
        operator=POLICE.operator.id,
    )  # fmt: skip
    room.world.desks.put(desk.id, desk)
    assert room.refused(TakeTask(incident=A, agency=Agency.POLICE), other) == "task.taken"
    room.world.desks.put(desk.id, replace(desk, state=DeskState.EMPTY))
    room.do(TakeTask(incident=A, agency=Agency.POLICE), other)
    assert room.task(A, Agency.POLICE).dispatcher_name == "Beto"


def test_case_2_an_incident_with_twenty_units_is_closed_and_none_stays_on_scene(room: Room) -> None:
    crowd = [UUID(int=400 + n) for n in range(20)]
    for n, key in enumerate(crowd):
        agency = Agency.MEDICAL if n % 4 == 0 else Agency.POLICE
        one = unit(id=key, index=20 + n, call_sign=f"X{n}", agency=agency)
        room.world.units.put(key, one)
        room.send(key, A, ON_SCENE)
    room.do(StackUnit(unit=crowd[0], incident=B))
    room.do(StackUnit(unit=crowd[1], incident=A), BOSS)
    changes = room.do(CloseIncident(incident=A, disposition="resolved"))
    assert sum(isinstance(one, UnitFreed) for one in changes) == 20
    assert [room.unit(key).status for key in crowd[1:]] == [AVAILABLE] * 19
    assert (room.unit(crowd[0]).incident, room.unit(crowd[0]).status) == (B, UnitStatus.DISPATCHED)
    assert all(task.state is TaskState.CLOSED for task in room.incident(A).tasks)


@pytest.mark.parametrize("status", [UnitStatus.ON_SCENE, UnitStatus.TRANSPORTING])
def test_case_3_a_second_assignment_never_overwrites_on_scene(room: Room, status: UnitStatus) -> None:
    room.send(M21, C, ON_SCENE)
    if status is UnitStatus.TRANSPORTING:
        room.do(SetUnitStatus(unit=M21, status=status))
    room.send(M22, A, EN_ROUTE)
    before, seats = room.unit(M21), room.incident(C).units
    orders: list[tuple[AnyCommand, str]] = [
        (DispatchUnit(unit=M21, incident=B), "unit.busy"),
        (DispatchUnit(unit=M21, incident=B, local=True), "unit.busy"),
        (OverrideDispatch(unit=M21, incident=B, reason="no hay otro"), "unit.on_scene"),
        (PreemptUnit(unit=M21, incident=B, reason="es más grave"), "unit.on_scene"),
        (ReassignUnit(unit=M21, incident=B, left=C), "unit.on_scene"),
        (ExchangeUnits(unit=M21, other=M22), "unit.on_scene"),
        (SetUnitStatus(unit=M21, status=UnitStatus.DISPATCHED), "unit.dispatch_needs_incident"),
        (SetUnitStatus(unit=M21, status=EN_ROUTE), "unit.state"),
    ]
    for order, code in orders:
        assert room.refused(order) == code
        assert room.unit(M21) == before
    room.do(StackUnit(unit=M21, incident=B))
    assert (room.unit(M21).status, room.unit(M21).since) == (before.status, before.since), (
        "it only comes next"
    )
    assert room.incident(C).units == seats


@pytest.mark.parametrize("status", sorted(COMMITTED - {UnitStatus.ON_SCENE, UnitStatus.TRANSPORTING}))
def test_a_busy_unit_is_sent_elsewhere_with_a_reason_and_what_it_left_is_told(
    room: Room, status: UnitStatus
) -> None:
    room.send(M21, A)
    for step in {
        UnitStatus.STAGED: (EN_ROUTE,), UnitStatus.AT_FACILITY: (ON_SCENE, UnitStatus.TRANSPORTING)
    }.get(status, ()):  # fmt: skip
        room.do(SetUnitStatus(unit=M21, status=step))
    room.do(SetUnitStatus(unit=M21, status=status)) if status is not UnitStatus.DISPATCHED else None
    assert room.refused(DispatchUnit(unit=M21, incident=B), POLICE) == "unit.busy"
    changes = room.do(OverrideDispatch(unit=M21, incident=B, reason="a dos cuadras"), POLICE)
    told = next(one for one in changes if isinstance(one, DispatchOverridden))
    assert (told.left, told.reason, told.by) == (A, "a dos cuadras", "Nora")
    assert (room.unit(M21).incident, room.unit(M21).status) == (B, UnitStatus.DISPATCHED)
    assert (room.incident(A).state, room.task(A, Agency.POLICE).state) == (
        IncidentState.PENDING,
        TaskState.TAKEN,
    )
    alarm = room.world.open_alert(f"incident_left:{A.hex}", "911", False)
    assert alarm is not None
    assert (alarm.kind, alarm.params["unit"]) == (AlertKind.INCIDENT_LEFT, "M21")
    room.send(M22, A)
    assert room.world.alerts.get(alarm.id).state is AlertState.CLOSED, "somebody goes again"  # type: ignore[union-attr]


def test_a_unit_out_of_service_goes_only_with_a_reason(room: Room) -> None:
    room.do(SetUnitStatus(unit=M21, status=UnitStatus.OUT_OF_SERVICE))
    assert room.refused(DispatchUnit(unit=M21, incident=A)) == "unit.busy"
    room.do(OverrideDispatch(unit=M21, incident=A, reason="está en el lugar"))
    assert room.unit(M21).incident == A


def test_only_a_lesser_incident_loses_its_unit(room: Room) -> None:
    room.send(M21, A, EN_ROUTE)
    assert room.refused(PreemptUnit(unit=M21, incident=C, reason="queda cerca")) == "unit.not_lesser"
    assert room.refused(PreemptUnit(unit=M22, incident=B, reason="queda cerca")) == "unit.free"
    changes = room.do(PreemptUnit(unit=M21, incident=B, reason="disparos"), POLICE)
    assert isinstance(changes[0], UnitPreempted)
    assert room.unit(M21).incident == B
    room.send(M22, C)
    room.send(SAME1, C)
    changes = room.do(PreemptUnit(unit=M22, incident=A, reason="es más grave"))
    assert room.incident(C).state is IncidentState.ACTIVE, "the ambulance is still on its way there"
    assert room.world.open_alert(f"incident_left:{C.hex}", "911", False) is not None, "and no police is"


def test_what_comes_next_begins_by_itself_when_the_unit_is_free(room: Room) -> None:
    assert room.refused(StackUnit(unit=M21, incident=B)) == "unit.free"
    room.send(M21, A, ON_SCENE)
    room.do(StackUnit(unit=M21, incident=C))
    room.do(StackUnit(unit=M21, incident=B))
    room.do(UnstackUnit(unit=M21, incident=C))
    room.do(StackUnit(unit=M21, incident=C))
    assert room.unit(M21).stack == (B, C)
    changes = room.do(SetUnitStatus(unit=M21, status=AVAILABLE), POLICE)
    assert [type(one) for one in changes] == [UnitFreed, UnitDispatched]
    assert (room.unit(M21).incident, room.unit(M21).stack) == (B, (C,))
    room.do(CloseIncident(incident=C))
    assert room.unit(M21).stack == (), "what is over is nobody's next"


def test_a_unit_that_is_out_of_service_goes_nowhere_next(room: Room) -> None:
    room.send(M21, A, ON_SCENE)
    room.do(StackUnit(unit=M21, incident=B))
    room.do(SetUnitStatus(unit=M21, status=UnitStatus.OUT_OF_SERVICE))
    assert (room.unit(M21).incident, room.unit(M21).stack) == (None, ())
    assert room.incident(B).state is IncidentState.PENDING


def test_a_stack_has_an_end(room: Room) -> None:
    room.send(M21, A)
    for n in range(5):
        room.make(UUID(int=500 + n))
        room.do(StackUnit(unit=M21, incident=UUID(int=500 + n)))
    assert room.refused(StackUnit(unit=M21, incident=B)) == "unit.stack_full"


def test_two_units_change_incidents_in_one_breath(room: Room) -> None:
    room.send(M21, A, EN_ROUTE)
    room.send(M22, B, EN_ROUTE)
    room.do(ExchangeUnits(unit=M21, other=M22), POLICE)
    assert (room.unit(M21).incident, room.unit(M22).incident) == (B, A)
    assert room.do(ExchangeUnits(unit=M21, other=M21)) == []


def test_a_free_unit_relieves_one_that_is_on_scene(room: Room) -> None:
    room.send(M21, A, ON_SCENE)
    room.do(ExchangeUnits(unit=M21, other=M22), POLICE)
    assert (room.unit(M21).status, room.unit(M22).incident) == (AVAILABLE, A)
    assert room.incident(A).state is IncidentState.ACTIVE, "it was never without a unit"
    assert room.refused(ExchangeUnits(unit=M21, other=SAME1)) == "unit.free"


def test_an_incident_is_opened_again_with_a_reason_and_everybody_has_a_part_again(room: Room) -> None:
    room.send(M21, A, ON_SCENE)
    number = room.incident(A).number
    room.do(CloseIncident(incident=A))
    assert room.refused(ChangeIncident(incident=A, priority=Severity.LOW)) == "incident.closed"
    room.do(AddNote(incident=A, text="llegó tarde el informe"), POLICE)
    taker = actor(Role.CALL_TAKER, name="ana")
    assert room.refused(ReopenIncident(incident=A, reason="volvió a llamar"), taker) == "forbidden"
    room.do(ReopenIncident(incident=A, reason="volvió a llamar"), POLICE)
    again = room.incident(A)
    assert (again.state, again.closed_at, again.number, again.notes) == (
        IncidentState.PENDING,
        None,
        number,
        1,
    )
    assert [task.state for task in again.tasks] == [TaskState.TAKEN, TaskState.PENDING]
    assert room.unit(M21).status is AVAILABLE, "the crew is where it is by now"


def test_corrections_say_only_what_is_different(room: Room) -> None:
    place = Place(address="Corrientes 3247 esquina Jean Jaurès")
    (changed,) = room.do(ChangeIncident(incident=A, priority=Severity.HIGH, type_code="0211", place=place))
    assert (changed.priority, changed.type_code, changed.place) == (None, "0211", place)  # type: ignore[union-attr]
    assert room.do(ChangeIncident(incident=A, type_code="0211")) == []
    assert room.incident(A).type_code == "0211"


def test_another_agency_is_asked_for_once_and_a_level_only_rises(room: Room) -> None:
    room.do(RequestAgency(incident=A, agency=Agency.FIRE), actor(Role.CALL_TAKER, name="ana"))
    assert room.do(RequestAgency(incident=A, agency=Agency.FIRE)) == []
    assert room.task(A, Agency.FIRE).state is TaskState.PENDING
    assert Agency.FIRE in room.incident(A).agencies
    room.do(RaiseAlarmLevel(incident=A, level=3))
    assert room.refused(RaiseAlarmLevel(incident=A, level=2)) == "incident.level"
    assert room.do(RaiseAlarmLevel(incident=A, level=2, local=True)) == [], "more is asked for already"


def test_a_unit_of_an_agency_that_nobody_asked_for_makes_its_task(room: Room) -> None:
    key = UUID(int=600)
    room.make(key, agencies=())
    room.send(M21, key)
    assert room.task(key, Agency.POLICE).state is TaskState.ACTIVE
    changes = room.do(CloseTask(incident=key, agency=Agency.POLICE, disposition="resolved"), POLICE)
    assert any(isinstance(one, TaskClosed) for one in changes)
    assert room.incident(key).state is IncidentState.CLOSED


def test_a_task_closed_alone_frees_nobody_unseen(room: Room) -> None:
    room.send(M21, A)
    room.send(M22, A)
    alone = CloseTask(incident=A, agency=Agency.POLICE, disposition="resolved", local=True, knew=(M21,))
    assert room.refused(alone) == "incident.units_joined"


def test_a_log_written_before_there_were_tasks_is_lived_through_as_it_was(room: Room) -> None:
    key, at = UUID(int=700), room.clock.now()
    old = IncidentCreated(
        at=at, incident=key, number="26-0000099", short=99, room="911", priority=Severity.HIGH,
        place=Place(), by="Ana", agencies=(Agency.POLICE,),
    )  # fmt: skip
    evolve(room.world, old)
    evolve(room.world, UnitDispatched(at=at + MINUTE, unit=M21, incident=key))
    evolve(room.world, UnitFreed(at=at + 2 * MINUTE, unit=M21, incident=key, status=AVAILABLE))
    assert room.incident(key).tasks == ()
    room.do(TakeTask(incident=key, agency=Agency.POLICE), POLICE)
    assert room.task(key, Agency.POLICE).state is TaskState.TAKEN, "and whoever works now has it as all have"
