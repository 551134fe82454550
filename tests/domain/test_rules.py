"""What an operator would notice of the rules beyond the tables."""

from datetime import UTC, datetime

import pytest

from domain.alert import AlertKind, AlertState
from domain.call import CallState, Draft
from domain.changes import AlertRaised, AlertRepeated, AlertReturned, CallClosed, CallRang, IncidentCreated
from domain.clock import DAY, HOUR, MINUTE, SECOND
from domain.commands import (
    AnswerCall,
    CreateIncident,
    RaiseAlert,
    ReturnAlert,
    RingCall,
    SaveDraft,
    ShelveAlert,
    UnshelveAlert,
)
from domain.evolve import evolve
from domain.observed import Observed, Source
from domain.people import Role
from domain.place import Place
from domain.refusal import Refused
from domain.severity import Severity
from domain.world import World
from tests.domain.world import ALERT, CALL, INCIDENT, City, actor, alert, call, source


def ring(city: City, key: int) -> CallRang:
    (rang,) = city.do(RingCall(call=type(CALL)(int=key), room="911", at=0), source())
    assert isinstance(rang, CallRang)
    return rang


def press(verified: bool = True) -> RaiseAlert:
    return RaiseAlert(
        alert=ALERT, kind=AlertKind.PANIC, severity=Severity.CRITICAL, room="911", group="panic:1",
        verified=verified,
    )  # fmt: skip


def create(city: City, key: int = 50, desk: str | None = None) -> IncidentCreated:
    command = CreateIncident(
        incident=type(CALL)(int=key), room="911", priority=Severity.HIGH, place=Place(address="x")
    )
    created = city.do(command, desk=desk)[0]
    assert isinstance(created, IncidentCreated)
    return created


def at(city: City, moment: datetime) -> None:
    city.clock.step(moment.timestamp() - city.clock.now() / SECOND)


def test_short_numbers_begin_anew_each_day_at_the_site_and_never_repeat() -> None:
    city = City()
    at(city, datetime(2026, 11, 23, 2, 59, tzinfo=UTC))  # 23:59 at the site
    assert [ring(city, 10).short, ring(city, 11).short] == [1, 2]
    at(city, datetime(2026, 11, 23, 3, 1, tzinfo=UTC))
    assert ring(city, 12).short == 1
    at(city, datetime(2026, 11, 23, 2, 58, tzinfo=UTC))  # the clock was set back over midnight
    assert ring(city, 13).short == 2, "yesterday's numbers are not given again"


def test_incident_numbers_begin_anew_each_year() -> None:
    city = City()
    at(city, datetime(2026, 12, 31, 12, 0, tzinfo=UTC))
    assert [create(city, 50).number, create(city, 51).number] == ["26-0000001", "26-0000002"]
    at(city, datetime(2027, 1, 1, 12, 0, tzinfo=UTC))
    assert create(city, 52).number == "27-0000001"


def test_a_desk_alone_gives_its_own_numbers() -> None:
    assert create(City(), desk="07").number == "P07-1"


def test_an_older_copy_of_the_form_never_replaces_a_newer() -> None:
    city = City(call(CallState.ANSWERED))
    city.do(SaveDraft(call=CALL, draft=Draft(revision=5, narrative="moto roja")))
    assert city.do(SaveDraft(call=CALL, draft=Draft(revision=4, narrative="moto"))) == []
    kept = city.world.calls.get(CALL)
    assert kept is not None
    assert kept.draft.narrative == "moto roja"


def test_an_incident_settles_its_call_in_the_same_breath() -> None:
    city = City(call(CallState.ANSWERED))
    command = CreateIncident(
        incident=INCIDENT, room="911", priority=Severity.HIGH, place=Place(), call=CALL, close_call=True
    )
    assert [type(change) for change in city.do(command)] == [IncidentCreated, CallClosed]
    with pytest.raises(Refused, match=r"call\.has_incident"):
        city.do(
            CreateIncident(
                incident=ALERT, room="911", priority=Severity.HIGH, place=Place(), call=CALL, close_call=True
            )
        )


def test_a_verified_press_rings_every_time() -> None:
    city = City()
    (raised,) = city.do(press(), source())
    assert isinstance(raised, AlertRaised)
    (again,) = city.do(press(), source())
    assert isinstance(again, AlertRepeated)
    assert again.rings


def test_an_unverified_press_rings_once_a_minute_and_is_counted() -> None:
    city = City()
    city.do(press(verified=False), source())
    rang = []
    for _ in range(4):
        city.clock.advance(25)
        (again,) = city.do(press(verified=False), source())
        assert isinstance(again, AlertRepeated)
        rang.append(again.rings)
    assert rang == [False, False, True, False]
    counted = city.world.alerts.get(ALERT)
    assert counted is not None
    assert counted.count == 5


def test_a_real_press_rings_through_a_doubtful_one() -> None:
    city = City()
    city.do(press(verified=False), source())
    (again,) = city.do(press(verified=True), source())
    assert isinstance(again, AlertRepeated)
    assert again.rings


def test_a_condition_that_goes_away_waits_to_be_seen() -> None:
    city = City(alert())
    (returned,) = city.do(ReturnAlert(group="panic:1"), source())
    assert isinstance(returned, AlertReturned)
    assert city.do(ReturnAlert(group="panic:1"), source()) == []


def test_a_shelf_has_an_end_and_the_clock_alone_may_not_shorten_it() -> None:
    city = City(alert())
    now = city.clock.now()
    with pytest.raises(Refused, match=r"alert\.shelf_time"):
        city.do(ShelveAlert(alert=ALERT, until=now + 2 * DAY, reason="obra en la esquina"))
    city.do(ShelveAlert(alert=ALERT, until=now + HOUR, reason="obra en la esquina"))
    with pytest.raises(Refused, match=r"alert\.shelf_time"):
        city.do(UnshelveAlert(alert=ALERT), source())
    city.clock.advance(3600)
    city.do(UnshelveAlert(alert=ALERT), source())
    back = city.world.alerts.get(ALERT)
    assert back is not None
    assert back.state is AlertState.UNACKNOWLEDGED


def test_what_is_unknown_is_refused_by_kind() -> None:
    with pytest.raises(Refused, match=r"call\.unknown"):
        City().do(AnswerCall(call=CALL))


def test_a_dropped_batch_leaves_no_trace() -> None:
    city = City(alert())
    evolve(
        city.world,
        AlertRaised(
            at=1, alert=CALL, alert_kind=AlertKind.PANIC, severity=Severity.LOW, room="911", group="panic:1"
        ),
    )
    city.world.drop()
    open_alert = city.world.open_alert("panic:1", "911", False)
    assert open_alert is not None
    assert open_alert.id == ALERT
    assert city.world.touched() == ()


def test_living_and_replaying_give_the_same_world() -> None:
    city = City()
    changes = [ring(city, 10)]
    changes += city.do(AnswerCall(call=type(CALL)(int=10)), actor(Role.CALL_TAKER))  # type: ignore[arg-type]
    changes += [create(city, 50)]  # type: ignore[list-item]
    replayed = World()
    for change in changes:
        evolve(replayed, change)
    replayed.settle()
    assert list(replayed.calls.values()) == list(city.world.calls.values())
    assert list(replayed.incidents.values()) == list(city.world.incidents.values())
    assert replayed.counters == city.world.counters


def test_an_observation_has_one_age_whatever_the_device_thinks() -> None:
    fast = Observed(value=1, at=100 * SECOND, received_at=10 * SECOND, source=Source.PHONE_GPS)
    assert fast.age(12 * SECOND) == 2 * SECOND
    late = Observed(value=1, at=10 * SECOND, received_at=100 * SECOND, source=Source.PHONE_GPS)
    assert late.age(100 * SECOND) == 90 * SECOND
    assert late.age(MINUTE * 0) == 0
