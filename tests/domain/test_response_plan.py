"""What an incident needs and still lacks, and how long a unit may stay as it is, from the site's tables."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain import response_plan, timers
from domain.agency import Agency
from domain.capability import Capability
from domain.clock import MINUTE, SECOND
from domain.incident import Incident
from domain.response_plan import BadPlan, Lack, Need, Plans, missing, read
from domain.severity import Severity
from domain.timers import BadLimits
from domain.unit import COMMITTED, FREE, Unit, UnitStatus
from resources.response_plans import limits_text, plan_texts, plans_of_types
from tests.domain.world import incident, unit

POLICE, MEDICAL, FIRE = Agency.POLICE, Agency.MEDICAL, Agency.FIRE


@pytest.fixture(scope="module")
def plans() -> Plans:
    return read(plan_texts(), plans_of_types())


def going(agency: Agency, *able: str, key: int = 0) -> Unit:
    return unit(UnitStatus.EN_ROUTE, id=UUID(int=900 + key), agency=agency, capabilities=able)


def event(type_code: str | None = None, **more: object) -> Incident:
    return incident(type_code=type_code, **more)


def test_every_type_has_a_plan_in_both_languages_that_asks_for_its_agencies(plans: Plans) -> None:
    assert len(plans_of_types()) >= 60
    for type_code in plans_of_types():
        plan = plans.of_type(type_code)
        assert plan is not None, type_code
        assert plan.es
        assert plan.en
        counts = [sum(need.count for need in level) for level in plan.levels]
        assert counts == sorted(counts), f"{plan.code}: a higher level asks for less"
        assert plans.agencies(type_code)


def test_a_higher_level_asks_for_more_and_the_last_one_holds(plans: Plans) -> None:
    shots = event("0231", agencies=(POLICE,))
    assert plans.needs(shots) == (Need(agency=POLICE, count=3),)
    higher = plans.needs(event("0231", alarm_level=2))
    assert Need(agency=MEDICAL, capability=Capability.LIFE_SUPPORT) in higher
    assert plans.needs(event("0231", alarm_level=5)) == plans.needs(event("0231", alarm_level=3))


def test_what_is_missing_is_told_by_agency(plans: Plans) -> None:
    crash = event("0301", agencies=(POLICE, MEDICAL))
    assert missing(plans, crash, []) == (
        Lack(agency=POLICE, count=1, has=0),
        Lack(agency=MEDICAL, count=1, has=0),
    )
    assert missing(plans, crash, [going(POLICE)]) == (Lack(agency=MEDICAL, count=1, has=0),), "Falta SAME"
    assert missing(plans, crash, [going(POLICE), going(MEDICAL, key=1)]) == ()
    robbery = event("0211", agencies=(POLICE,))
    assert missing(plans, robbery, [going(POLICE)]) == (Lack(agency=POLICE, count=1, has=1),), (
        "Pide 2.º móvil"
    )


def test_what_a_person_asked_for_besides_is_missing_too(plans: Plans) -> None:
    crash = event("0301", agencies=(POLICE, MEDICAL, FIRE))
    lacks = missing(plans, crash, [going(POLICE), going(MEDICAL, key=1)])
    assert lacks == (Lack(agency=FIRE, count=1, has=0),)


def test_a_need_for_something_special_is_met_by_who_can_and_no_abler_unit_is_wasted(plans: Plans) -> None:
    fire = event("0403")
    ladder, engine = going(FIRE, "ladder", "water"), going(FIRE, "water", key=1)
    lacks = missing(plans, fire, [ladder, engine, going(MEDICAL, key=2), going(POLICE, key=3)])
    assert lacks == (Lack(agency=FIRE, count=1, has=1, capability=Capability.WATER),)
    bare = going(FIRE, key=4)
    assert missing(plans, fire, [ladder, engine, bare, going(MEDICAL, key=2), going(POLICE, key=3)]) == ()


def test_as_many_needs_are_met_as_can_be() -> None:
    text = '[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["fire 1 rescue, fire 2 water"]'
    plans = read({"a": text}, {"0401": "x"})
    crew = [going(FIRE, "water"), going(FIRE, "water", "rescue", key=1)]
    heavy = going(FIRE, "rescue", "ladder", "heavy", key=2)
    assert missing(plans, event("0401"), [*crew, heavy]) == (), "the second makes way for the third"
    assert sum(lack.count for lack in missing(plans, event("0401"), crew)) == 1


@pytest.mark.parametrize(
    ("priority", "level", "counts"),
    [(Severity.CRITICAL, 1, (2, 1)), (Severity.LOW, 1, (1, 1)), (Severity.LOW, 3, (3, 3))],
)
def test_a_type_that_nobody_knows_has_what_its_agencies_and_priority_ask(
    plans: Plans, priority: Severity, level: int, counts: tuple[int, ...]
) -> None:
    odd = event("9999", priority=priority, agencies=(POLICE, FIRE), alarm_level=level)
    assert tuple(need.count for need in plans.needs(odd)) == counts
    assert Plans().needs(event(None)) == (Need(agency=POLICE, count=1),), "never nothing"
    assert Plans().check_every(event(None, priority=Severity.LOW)) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[plan]", "a.toml: "),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=[]', "length >= 1"),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["army 2"]', "plan x: 'army 2' is no need"),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["police 0"]', "'police 0' is no need"),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["police 2 wings"]', "'police 2 wings' is no need"),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["police"]\nunits=3', "unknown field `units`"),
        ('[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=["police"]\n' * 2, "plan x is there twice"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(text: str, what: str) -> None:
    with pytest.raises(BadPlan) as bad:
        read({"a.toml": text})
    assert what in str(bad.value)


def test_a_type_that_names_no_plan_is_found_when_the_tables_are_read() -> None:
    with pytest.raises(BadPlan, match="type 0211: no plan robbery"):
        read({}, {"0211": "robbery"})


def test_the_limits_go_by_state_and_then_by_priority() -> None:
    limits = timers.read(limits_text())
    for status in UnitStatus:
        limit = limits.of(status)
        assert (limit is not None) == (status in COMMITTED), "who is free may stay so"
        assert status not in FREE or limit is None
    critical, plain = limits.of(UnitStatus.DISPATCHED, Severity.CRITICAL), limits.of(UnitStatus.DISPATCHED)
    assert critical is not None
    assert plain is not None
    assert (critical.warn, critical.overdue) == (30 * SECOND, MINUTE)
    assert critical.overdue < plain.overdue
    assert limits.of(UnitStatus.STAGED, Severity.CRITICAL) == limits.of(UnitStatus.STAGED)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[flying]\nany={warn=1,overdue=2}", "flying: no state of a unit"),
        ("[staged]\nsome={warn=1,overdue=2}", "staged.some: no priority"),
        ("[staged]\nany={warn=3,overdue=2}", "staged.any: 0 < warn <= overdue"),
        ("[staged]\nany={warn=3}", "overdue"),
        ("[staged", "Expected"),
    ],
)
def test_limits_that_cannot_be_used_are_named(text: str, what: str) -> None:
    with pytest.raises(BadLimits) as bad:
        timers.read(text)
    assert what in str(bad.value)


def test_the_language_of_plans_is_forgiving_in_spaces_only() -> None:
    (plan,) = read(
        {"a": '[[plan]]\ncode="x"\nes="x"\nen="x"\nlevels=[" police ,medical  2   life_support"]'}
    ).all
    assert plan.levels == (
        (Need(agency=POLICE), Need(agency=MEDICAL, count=2, capability=Capability.LIFE_SUPPORT)),
    )
    assert response_plan.SAFETY_CHECK[Severity.CRITICAL] < response_plan.SAFETY_CHECK[Severity.HIGH]
