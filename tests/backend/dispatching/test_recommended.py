"""A desk asks who should go, sends one, and anybody may see later what it saw: from the log, unchanged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest

from backend.bootstrap import Backend
from domain.agency import Agency
from domain.clock import MINUTE, SECOND, SystemClock
from domain.commands import CreateIncident, DispatchUnit
from domain.place import Place, Position
from domain.recommendation import (
    Apart,
    AskExplanation,
    AskRecommendation,
    Explanation,
    Recommendation,
    Seen,
    Standing,
    Why,
)
from domain.severity import Severity
from domain.unit import Fix, Unit
from domain.wire import Answer, Ask
from tests.plugins.backend import Desk, Running

PLACE = Position(lat=-34.6037, lon=-58.3816)
STEP = 0.0045
"""Degrees of latitude between one unit and the next: 500 m."""


async def ask(desk: Desk, inquiry: Any, mark: int) -> Answer:
    await desk.say(Ask(ask=mark, inquiry=inquiry))
    return await desk.hear(Answer, lambda told: told.ask == mark)


def positions(backend: Backend) -> Any:
    assert backend._term is not None
    return backend._term.positions


async def an_incident(running: Running, desk: Desk, position: Position | None = PLACE) -> UUID:
    key = running.mint.mint()
    place = Place(address="Corrientes 1000", position=position)
    order = CreateIncident(
        incident=key, room="911", priority=Severity.CRITICAL, place=place, agencies=(Agency.POLICE,)
    )
    assert (await desk.do(order)).result == "accepted"
    return key


def put_units(running: Running, desk: Desk, ages: tuple[float, ...]) -> list[Unit]:
    """Free police units to the north of the place, each farther; ages of their fixes in seconds."""
    units = [one for one in desk.snapshot.units if one.agency is Agency.POLICE and one.incident is None]
    now = SystemClock().now()
    for number, age in enumerate(ages, 1):
        at = now - round(age * SECOND)
        fix = Fix(lat=PLACE.lat + number * STEP, lon=PLACE.lon, device_time=at, received_at=at, accuracy=8.0)
        positions(running.backend).put(units[number], fix)
    return units[1 : len(ages) + 1]


async def test_who_should_go_is_ranked_sent_and_explained_from_the_log(
    backend: Running, demo_database: str
) -> None:
    desk = await backend.desk("macuna")
    near, stale, far, lost = put_units(backend, desk, (1, 120, 2, 900))
    assert all(unit.capabilities for unit in desk.snapshot.units), "the register says what each can do"
    incident = await an_incident(backend, desk)

    told = (await ask(desk, AskRecommendation(incident=incident), 1)).reply
    assert isinstance(told, Recommendation)
    assert [row.unit for row in told.rows] == [near.id, far.id]
    assert [row.rank for row in told.rows] == [1, 2]
    assert told.rows[0].reasons[0].code == Why.FIRST
    assert told.rows[0].eta < told.rows[1].eta
    assert told.rows[0].route[-1] == pytest.approx((PLACE.lat, PLACE.lon), abs=2e-3)
    apart = {one.unit: one.why for one in told.excluded}
    assert apart[stale.id].code == Apart.STALE
    assert int(apart[stale.id].params["age"]) == pytest.approx(120, abs=5)
    assert apart[lost.id].code == Apart.LOST
    (part,) = told.basis.parts
    listed = len(told.rows) + len(told.excluded)
    assert part.considered == listed + sum(part.left_out.values()), "nobody is dropped in silence"

    again = (await ask(desk, AskRecommendation(incident=incident), 2)).reply
    assert isinstance(again, Recommendation)
    assert again.seq == told.seq, "the same is not kept twice"

    assert (await desk.do(DispatchUnit(unit=far.id, incident=incident))).result == "accepted"
    after = (await ask(desk, AskRecommendation(incident=incident), 3)).reply
    assert isinstance(after, Recommendation)
    standing = {row.unit: row.standing for row in after.rows}
    assert standing == {near.id: Standing.FREE, far.id: Standing.ASSIGNED}

    moved = Fix(
        lat=PLACE.lat + 4 * STEP, lon=PLACE.lon, device_time=SystemClock().now() + 1,
        received_at=SystemClock().now() + 1,
    )  # fmt: skip
    positions(backend.backend).put(near, moved)
    said = (await ask(desk, AskExplanation(incident=incident, unit=far.id), 4)).reply
    assert isinstance(said, Explanation)
    (sent,) = said.moments
    assert (sent.what, sent.unit, sent.rank, sent.order) == (Seen.DISPATCHED, far.id, 2, "dispatch_unit")
    assert (sent.by, sent.workstation, sent.shown) == ("Martín Acuña", "puesto-31", told.seq)
    assert [row.unit for row in sent.basis.rows] == [near.id, far.id]
    assert sent.basis.rows[0].at.lat == pytest.approx(PLACE.lat + STEP), "where it was then"
    turned = next(one for one in said.differences if one.unit == near.id)
    assert (turned.then, turned.now) == (1, 2)

    everything = (await ask(desk, AskExplanation(incident=incident), 5)).reply
    assert isinstance(everything, Explanation)
    assert [moment.what for moment in everything.moments] == [Seen.SHOWN, Seen.DISPATCHED, Seen.SHOWN]
    with psycopg.connect(demo_database) as connection:
        links = dict(connection.execute("select seq, chain from event").fetchall())
    assert all(links[moment.seq].hex() == moment.link for moment in everything.moments), "it is in the chain"


async def test_what_cannot_be_ranked_is_refused_with_the_reason(backend: Running) -> None:
    desk = await backend.desk("macuna")
    nowhere = await an_incident(backend, desk, None)
    at_sea = await an_incident(backend, desk, Position(lat=-34.2, lon=-57.6))
    for mark, (inquiry, code) in enumerate(
        (
            (AskRecommendation(incident=nowhere), "recommendation.no_position"),
            (AskRecommendation(incident=at_sea), "recommendation.off_streets"),
            (AskRecommendation(incident=backend.mint.mint()), "incident.unknown"),
            (AskExplanation(incident=nowhere), "explanation.none"),
            (
                AskExplanation(incident=backend.mint.mint(), at=SystemClock().now() - MINUTE),
                "incident.unknown",
            ),
        )
    ):
        assert (await ask(desk, inquiry, mark)).code == code
    analyst = await backend.desk("jtoledo")
    assert (await ask(analyst, AskRecommendation(incident=nowhere), 9)).code == "forbidden"
