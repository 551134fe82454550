"""Calls linked and incidents joined: what belongs together is in one place, and all of it comes back."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.agency import Agency
from domain.call import CallState, Disposition
from domain.commands import CloseIncident, DispatchUnit
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from domain.incident import IncidentState
from domain.people import Role
from domain.place import Place
from domain.premises import Hazard, HazardKind
from domain.refusal import Refused
from domain.severity import Severity
from domain.unit import UnitStatus
from tests.domain.world import CALL, City, actor, call, incident, unit

FIRE, POLICE = UUID(int=11), UUID(int=12)
GAS = Hazard(kind=HazardKind.GAS, source="Bomberos", at=1)
MINE = actor(name="ana").operator
assert MINE is not None


def city(**more: object) -> City:
    """Two incidents, a call in Ana's hands, and a unit on the first."""
    return City(
        call(CallState.ANSWERED, answered_by=MINE.id, answered_name="Ana", answered_at=1, **more),
        incident(id=FIRE, number="26-0000001", priority=Severity.CRITICAL, narrative="humo", notes=2,
                 agencies=(Agency.FIRE,), hazards=(GAS,), units=(UUID(int=4),), state=IncidentState.ACTIVE),
        incident(id=POLICE, number="26-0000002", priority=Severity.LOW, narrative="pelea", notes=1,
                 agencies=(Agency.POLICE,), place=Place(address="y")),
        unit(UnitStatus.ON_SCENE, id=UUID(int=4), incident=FIRE, since=77),
    )  # fmt: skip


def test_a_linked_call_is_settled_as_duplicate_and_open_again_when_taken_back() -> None:
    town = city()
    town.do(LinkCall(call=CALL, incident=FIRE, close_call=True))
    linked = town.world.calls.get(CALL)
    assert linked is not None
    assert (linked.state, linked.disposition, linked.incident) == (
        CallState.CLOSED, Disposition.DUPLICATE, FIRE,
    )  # fmt: skip
    town.do(UnlinkCall(call=CALL, incident=FIRE))
    again = town.world.calls.get(CALL)
    assert again is not None
    assert (again.state, again.disposition, again.incident, again.closed_at, again.closed_by) == (
        CallState.ENDED, None, None, None, "",
    )  # fmt: skip
    kept = town.world.incidents.get(FIRE)
    assert kept is not None
    assert kept.calls == ()
    assert town.do(UnlinkCall(call=CALL, incident=FIRE)) == [], "a second time there is nothing to do"


def test_the_call_that_an_incident_was_made_of_stays_with_it() -> None:
    town = city(incident=FIRE, disposition=Disposition.INCIDENT)
    with pytest.raises(Refused, match=r"call\.made_incident"):
        town.do(UnlinkCall(call=CALL, incident=FIRE))


def test_nobody_settles_a_call_in_other_hands_but_may_say_what_it_is_about() -> None:
    town, bruno = city(), actor(name="bruno")
    with pytest.raises(Refused, match=r"call\.taken"):
        town.do(LinkCall(call=CALL, incident=FIRE, close_call=True), by=bruno)
    town.do(LinkCall(call=CALL, incident=FIRE), by=bruno)
    linked = town.world.calls.get(CALL)
    assert linked is not None
    assert (linked.state, linked.incident) == (CallState.ANSWERED, FIRE)
    with pytest.raises(Refused, match=r"call\.has_incident"):
        town.do(LinkCall(call=CALL, incident=POLICE))


def test_a_ringing_call_is_not_settled_unheard() -> None:
    town = City(call(CallState.RINGING), incident(id=FIRE))
    with pytest.raises(Refused, match=r"call\.state"):
        town.do(LinkCall(call=CALL, incident=FIRE, close_call=True))


def test_joined_incidents_share_everything_and_part_with_what_they_brought() -> None:
    town = city()
    before = {key: town.world.incidents.get(key) for key in (FIRE, POLICE)}
    town.do(JoinIncidents(incident=FIRE, into=POLICE))
    into, gone = town.world.incidents.get(POLICE), town.world.incidents.get(FIRE)
    moved = town.world.units.get(UUID(int=4))
    assert into is not None
    assert gone is not None
    assert moved is not None
    assert (into.units, into.priority, into.notes) == ((UUID(int=4),), Severity.CRITICAL, 3)
    assert into.agencies == (Agency.POLICE, Agency.FIRE)
    assert into.hazards == (GAS,)
    assert into.narrative == "pelea\n26-0000001: humo"
    assert (gone.state, gone.merged_into, gone.units) == (IncidentState.CLOSED, POLICE, ())
    assert (moved.incident, moved.status, moved.since) == (POLICE, UnitStatus.ON_SCENE, 77)
    town.do(SplitIncident(incident=FIRE, reason="eran dos hechos"))
    assert {key: town.world.incidents.get(key) for key in (FIRE, POLICE)} == before
    back = town.world.units.get(UUID(int=4))
    assert back is not None
    assert (back.incident, back.status, back.since) == (FIRE, UnitStatus.ON_SCENE, 77)


def test_a_unit_that_came_after_the_join_stays_where_it_was_sent() -> None:
    town = city()
    other = unit(id=UUID(int=5), index=2, call_sign="M 1-205")
    town.world.units.put(other.id, other)
    town.world.settle()
    town.do(JoinIncidents(incident=FIRE, into=POLICE))
    town.do(DispatchUnit(incident=POLICE, unit=other.id))
    town.do(SplitIncident(incident=FIRE, reason="eran dos hechos"))
    left = town.world.incidents.get(POLICE)
    assert left is not None
    assert (left.units, left.state) == ((other.id,), IncidentState.ACTIVE)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (JoinIncidents(incident=FIRE, into=FIRE), "incident.itself"),
        (SplitIncident(incident=FIRE, reason="eran dos hechos"), "incident.not_joined"),
        (UnlinkCall(call=CALL, incident=UUID(int=99)), "incident.unknown"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(command: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        city().do(command)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_call_taker_links_calls_but_joins_no_incidents() -> None:
    town, taker = city(), actor(Role.CALL_TAKER, name="ana")
    town.do(LinkCall(call=CALL, incident=FIRE, close_call=True), by=taker)
    with pytest.raises(Refused, match="forbidden"):
        town.do(JoinIncidents(incident=FIRE, into=POLICE), by=taker)


class AnyOrder(RuleBasedStateMachine):
    """Random links, joins and their undoing, with units coming and going."""

    CALLS = tuple(UUID(int=100 + n) for n in range(5))
    INCIDENTS = tuple(UUID(int=200 + n) for n in range(4))
    UNITS = tuple(UUID(int=300 + n) for n in range(4))

    def __init__(self) -> None:
        super().__init__()
        assert MINE is not None
        self.city = City(
            *(call(CallState.ANSWERED, id=key, short=n, answered_by=MINE.id, answered_at=1)
              for n, key in enumerate(self.CALLS)),
            *(incident(id=key, short=50 + n, number=f"26-000000{n}", narrative=f"hecho {n}")
              for n, key in enumerate(self.INCIDENTS)),
            *(unit(id=key, index=n, call_sign=f"M {n}") for n, key in enumerate(self.UNITS)),
        )  # fmt: skip

    def order(self, command: object) -> None:
        """Give an order; a refusal must leave everything as it was."""
        before = self.picture()
        try:
            self.city.do(command)  # type: ignore[arg-type]
        except Refused:
            self.city.world.drop()
            assert self.picture() == before

    def picture(self) -> list[object]:
        world = self.city.world
        return [*world.calls.values(), *world.incidents.values(), *world.units.values()]

    @rule(c=st.sampled_from(CALLS), i=st.sampled_from(INCIDENTS), close=st.booleans())
    def link(self, c: UUID, i: UUID, close: bool) -> None:
        self.order(LinkCall(call=c, incident=i, close_call=close))

    @rule(c=st.sampled_from(CALLS), i=st.sampled_from(INCIDENTS))
    def unlink(self, c: UUID, i: UUID) -> None:
        kept = self.city.world.calls.get(c)
        assert kept is not None
        self.order(UnlinkCall(call=c, incident=kept.incident or i))

    @rule(i=st.sampled_from(INCIDENTS), j=st.sampled_from(INCIDENTS))
    def join(self, i: UUID, j: UUID) -> None:
        self.order(JoinIncidents(incident=i, into=j))

    @rule(i=st.sampled_from(INCIDENTS))
    def split(self, i: UUID) -> None:
        self.order(SplitIncident(incident=i, reason="eran dos hechos"))

    @rule(u=st.sampled_from(UNITS), i=st.sampled_from(INCIDENTS))
    def dispatch(self, u: UUID, i: UUID) -> None:
        self.order(DispatchUnit(incident=i, unit=u))

    @rule(i=st.sampled_from(INCIDENTS))
    def close(self, i: UUID) -> None:
        kept = self.city.world.incidents.get(i)
        if kept is not None and kept.merged_into is None:
            self.order(CloseIncident(incident=i))

    @invariant()
    def every_call_is_in_one_place(self) -> None:
        world = self.city.world
        for key in self.CALLS:
            kept = world.calls.get(key)
            assert kept is not None
            holders = [i.id for i in world.incidents.values() if key in i.calls]
            assert holders == ([kept.incident] if kept.incident is not None else [])
            assert (kept.state is CallState.CLOSED) == (kept.disposition is not None)

    @invariant()
    def every_unit_is_in_one_place(self) -> None:
        world = self.city.world
        for key in self.UNITS:
            kept = world.units.get(key)
            assert kept is not None
            holders = [i.id for i in world.incidents.values() if key in i.units]
            assert holders == ([kept.incident] if kept.incident is not None else [])
            assert (kept.status is UnitStatus.AVAILABLE) == (kept.incident is None)

    @invariant()
    def a_joined_incident_holds_nothing_and_an_active_one_a_unit(self) -> None:
        for one in self.city.world.incidents.values():
            if one.merged_into is not None:
                assert (one.state, one.units) == (IncidentState.CLOSED, ())
            assert (one.state is IncidentState.ACTIVE) == bool(one.units)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
