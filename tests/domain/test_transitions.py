"""Every state against every act: what may follow is exactly what the tables say, and nothing is half done."""

import itertools

import pytest

from domain import alert as alerts
from domain import call as calls
from domain import incident as incidents
from domain import unit as units
from domain.alert import AlertState
from domain.call import CallState, Disposition
from domain.clock import HOUR
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    AnyCommand,
    CloseAlert,
    CloseCall,
    CloseIncident,
    DispatchUnit,
    EndCall,
    SetUnitStatus,
    ShelveAlert,
)
from domain.incident import IncidentState
from domain.refusal import Refused
from domain.unit import COMMITTED, FREE, UnitStatus
from tests.domain.world import ALERT, CALL, INCIDENT, UNIT, City, alert, call, incident, source, unit


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (calls.TRANSITIONS, CallState),
        (incidents.TRANSITIONS, IncidentState),
        (units.TRANSITIONS, UnitStatus),
        (alerts.TRANSITIONS, AlertState),
    ],
)
def test_every_state_has_its_row_and_none_leads_to_itself(table: dict, states: type) -> None:  # type: ignore[type-arg]
    assert set(table) == set(states)
    for state, followers in table.items():
        assert state not in followers
        assert followers <= set(states)


@pytest.mark.parametrize("state", CallState)
def test_a_call_is_answered_only_while_somebody_may_be_there(state: CallState) -> None:
    city = City(call(state))
    if state in (CallState.RINGING, CallState.ABANDONED):
        city.do(AnswerCall(call=CALL))
        answered = city.world.calls.get(CALL)
        assert answered is not None
        assert answered.state is CallState.ANSWERED
    else:
        with pytest.raises(Refused) as refused:
            city.do(AnswerCall(call=CALL))
        assert refused.value.code in ("call.state", "call.taken")


@pytest.mark.parametrize("state", CallState)
def test_a_line_that_closes_never_closes_the_form(state: CallState) -> None:
    city = City(call(state))
    city.do(EndCall(call=CALL, at=0), source())
    after = city.world.calls.get(CALL)
    assert after is not None
    expected = {CallState.RINGING: CallState.ABANDONED, CallState.ANSWERED: CallState.ENDED}
    assert after.state is expected.get(state, state)


@pytest.mark.parametrize(("state", "how"), list(itertools.product(CallState, Disposition)))
def test_a_call_is_settled_as_its_table_says(state: CallState, how: Disposition) -> None:
    city = City(call(state))
    allowed = CallState.CLOSED in calls.TRANSITIONS[state] and how is not Disposition.INCIDENT
    code = refusal(city, CloseCall(call=CALL, disposition=how))
    assert code in ([None] if allowed else ["call.state", "call.no_incident"])


@pytest.mark.parametrize(("now", "then"), list(itertools.product(UnitStatus, UnitStatus)))
def test_a_unit_moves_as_its_table_says(now: UnitStatus, then: UnitStatus) -> None:
    on_incident = now in COMMITTED
    city = City(
        unit(now, incident=INCIDENT if on_incident else None),
        incident(IncidentState.ACTIVE, units=(UNIT,) if on_incident else ()),
    )
    allowed = then is now or (then in units.TRANSITIONS[now] and then is not UnitStatus.DISPATCHED)
    code = refusal(city, SetUnitStatus(unit=UNIT, status=then))
    assert code in ([None] if allowed else ["unit.state", "unit.dispatch_needs_incident"])
    if code is not None:
        return
    after = city.world.units.get(UNIT)
    assert after is not None
    assert after.status is then
    assert (after.incident is None) == (then not in COMMITTED), "free units have no incident, others have"


@pytest.mark.parametrize("status", UnitStatus)
def test_a_second_assignment_never_overwrites_the_first(status: UnitStatus) -> None:
    other = incident(id=CALL, number="26-0000002")
    taken = status in COMMITTED
    city = City(unit(status, incident=CALL if taken else None), incident(), other)
    if status in FREE:
        city.do(DispatchUnit(incident=INCIDENT, unit=UNIT))
        after = city.world.units.get(UNIT)
        assert after is not None
        assert (after.status, after.incident) == (UnitStatus.DISPATCHED, INCIDENT)
    else:
        with pytest.raises(Refused) as refused:
            city.do(DispatchUnit(incident=INCIDENT, unit=UNIT))
        assert refused.value.code == "unit.busy"
        after = city.world.units.get(UNIT)
        assert after is not None
        assert after.status is status


@pytest.mark.parametrize("state", IncidentState)
def test_closing_an_incident_frees_all_of_its_twenty_units(state: IncidentState) -> None:
    ids = [type(UNIT)(int=100 + n) for n in range(20)]
    crowd = [
        unit(UnitStatus.ON_SCENE, id=key, index=n, call_sign=f"M {n}", incident=INCIDENT)
        for n, key in enumerate(ids)
    ]
    city = City(incident(state, units=tuple(ids)), *crowd)
    changes = city.do(CloseIncident(incident=INCIDENT))
    assert len(changes) == (0 if state is IncidentState.CLOSED else 21)
    if changes:
        assert all(one.status is UnitStatus.AVAILABLE for one in city.world.units.values())
        assert all(one.incident is None for one in city.world.units.values())


@pytest.mark.parametrize("state", AlertState)
def test_an_alert_is_taken_as_its_table_says(state: AlertState) -> None:
    city = City(alert(state, by="Otra" if state is AlertState.ACKNOWLEDGED else ""))
    expected = {
        AlertState.UNACKNOWLEDGED: AlertState.ACKNOWLEDGED,
        AlertState.RETURNED: AlertState.CLOSED,
    }
    _expect(city, AcknowledgeAlert(alert=ALERT), expected.get(state))


@pytest.mark.parametrize("state", AlertState)
def test_an_alert_is_shelved_as_its_table_says(state: AlertState) -> None:
    city = City(alert(state))
    command = ShelveAlert(alert=ALERT, until=city.clock.now() + HOUR, reason="obra en la esquina")
    allowed = AlertState.SHELVED in alerts.TRANSITIONS[state]
    _expect(city, command, AlertState.SHELVED if allowed else None)


@pytest.mark.parametrize("state", AlertState)
def test_an_alert_is_closed_only_after_it_was_seen(state: AlertState) -> None:
    allowed = AlertState.CLOSED in alerts.TRANSITIONS[state]
    assert not (allowed and state is AlertState.UNACKNOWLEDGED)
    _expect(
        City(alert(state)), CloseAlert(alert=ALERT, reason="visto"), AlertState.CLOSED if allowed else None
    )


def _expect(city: City, command: AnyCommand, state: AlertState | None) -> None:
    before = city.world.alerts.get(ALERT)
    code = refusal(city, command)
    after = city.world.alerts.get(ALERT)
    assert after is not None
    if state is None:
        assert code in ("alert.state", "alert.taken")
        assert after == before
    else:
        assert code is None
        assert after.state is state


def refusal(city: City, command: AnyCommand) -> str | None:
    """Give a command; return the code of its refusal, None when it was done."""
    try:
        city.do(command)
    except Refused as refused:
        return refused.code
    return None
