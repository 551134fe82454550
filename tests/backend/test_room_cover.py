"""How soon a patrol can be in each comuna: from where free units are, by road, and only those that speak."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from backend.dispatching.roster import AGENCIES, SIZE, STATUSES, Columns, Present
from backend.room_health.cover import cover
from domain.agency import Agency
from domain.clock import MINUTE
from domain.unit import UnitStatus

NOW = 1_795_000_000_000_000


class Town:
    """Four corners a minute apart in a row, two comunas of two places each."""

    def __init__(self) -> None:
        self.columns = Columns.empty()
        self.where = SimpleNamespace(
            known=np.zeros(SIZE, np.bool_), at=np.full(SIZE, NOW), piece=np.zeros(SIZE, np.int32),
            along=np.zeros(SIZE),
        )  # fmt: skip
        road = SimpleNamespace(back=np.full(4, 1e9), start=np.arange(4), end=np.arange(4))
        self.streets = SimpleNamespace(graphs={"car": road}, cover=self)

    def with_units_at(self, corners: Any) -> Any:
        places, comunas = np.arange(4), np.array([1, 1, 2, 2])
        away = [min((abs(int(c) - p) * 60.0 for c in corners), default=3600.0) for p in places]
        return SimpleNamespace(comunas=comunas, nearest=np.array(away))

    def stands(self, index: int, corner: int, status: UnitStatus = UnitStatus.AVAILABLE) -> None:
        self.columns.there[index] = True
        self.columns.agency[index] = AGENCIES.index(Agency.POLICE)
        self.columns.status[index] = STATUSES.index(status)
        self.where.known[index], self.where.piece[index] = True, corner

    def told(self) -> dict[int, float | None]:
        present = Present(self.columns, [], {})
        found = cover(present, cast(Any, self.where), cast(Any, self.streets), False, NOW)
        return {one.comuna: one.seconds for one in found}


def test_each_comuna_waits_for_the_nearest_free_patrol() -> None:
    town = Town()
    assert town.told() == {1: None, 2: None}
    town.stands(5, corner=0)
    assert town.told() == {1: 30.0, 2: 150.0}
    town.stands(6, corner=3)
    assert town.told() == {1: 30.0, 2: 30.0}


def test_who_is_busy_of_an_exercise_or_silent_covers_nothing() -> None:
    town = Town()
    town.stands(5, corner=0, status=UnitStatus.ON_SCENE)
    town.stands(6, corner=0)
    town.columns.exercise[6] = True
    town.stands(7, corner=0)
    town.where.at[7] = NOW - 11 * MINUTE
    assert town.told() == {1: None, 2: None}
