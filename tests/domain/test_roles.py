"""Role x action x scope, every pair: denied unless the table says otherwise."""

import itertools

import pytest
from msgspec.structs import replace

from domain.agency import Agency
from domain.people import Role
from domain.roles import PERMISSIONS, Action, Reach, may, permits
from tests.domain.world import actor, source

PAIRS = list(itertools.product(Role, Action))


@pytest.mark.parametrize(("role", "action"), PAIRS)
def test_every_pair_of_role_and_action(role: Role, action: Action) -> None:
    person = actor(role, agencies=(Agency.FIRE,))
    reach = PERMISSIONS[role].get(action)
    mine = permits(person, action, "911", Agency.FIRE, exercise=False)
    other_agency = permits(person, action, "911", Agency.POLICE, exercise=False)
    other_room = permits(person, action, "norte", Agency.FIRE, exercise=False)
    assert mine == (reach is not None)
    assert other_agency == (reach in (Reach.ROOM, Reach.CITY))
    assert other_room == (reach is Reach.CITY)


@pytest.mark.parametrize(("role", "action"), PAIRS)
def test_live_and_exercise_never_mix(role: Role, action: Action) -> None:
    assert not permits(actor(role), action, "911", None, exercise=True)
    assert not permits(actor(role, exercise=True), action, "911", None, exercise=False)


@pytest.mark.parametrize("action", Action)
def test_a_source_at_a_door_may_only_report(action: Action) -> None:
    assert permits(source(), action, "911", None, exercise=False) == (action is Action.REPORT)


@pytest.mark.parametrize("role", Role)
def test_no_person_may_report_what_only_sources_report(role: Role) -> None:
    assert not permits(actor(role), Action.REPORT, "911", None, exercise=False)


def test_an_auditor_sees_and_does_nothing() -> None:
    reading = {Action.READ_AUDIT, Action.VERIFY_CHAIN}
    assert all(action.value.startswith("see_") for action in PERMISSIONS[Role.AUDITOR].keys() - reading)


def test_a_changed_cell_goes_before_the_table() -> None:
    taker = actor(Role.CALL_TAKER)
    assert taker.operator is not None
    given = replace(taker.operator, rights=(("shelve_alert", "room"), ("watch_video", "none")))
    person = replace(taker, operator=given)
    assert permits(person, Action.SHELVE_ALERT, "911", None, exercise=False)
    assert not permits(person, Action.SHELVE_ALERT, "norte", None, exercise=False)
    assert not may(given, Action.WATCH_VIDEO)
    assert may(given, Action.ANSWER_CALL)
