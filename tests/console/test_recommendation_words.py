"""Every reason that the server gives has a sentence; a dispatcher reads no code."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.recommendation_words import apart_words, distance, reason_words
from domain.recommendation import Apart, Reason, Why

PARAMS: dict[str, int | str] = {
    "ahead": 25, "capability": "pursuit", "others": 3, "rank": 2, "comuna": 8, "before": 240, "after": 660,
    "number": "26-0001042", "priority": 3, "minutes": 18, "metres": 1120, "seconds": 45, "people": 2,
    "mover": "motorcycle", "age": 96, "status": "on_scene",
}  # fmt: skip


@pytest.mark.parametrize("code", [*Why])
def test_every_reason_is_a_sentence(qapp: QApplication, code: Why) -> None:
    said = reason_words(Reason(code, PARAMS))
    assert code.value not in said
    assert "{" not in said
    assert "…" not in said, "nothing is missing in it"


@pytest.mark.parametrize("code", [*Apart])
def test_every_unit_that_is_set_apart_says_why(qapp: QApplication, code: Apart) -> None:
    said = apart_words(Reason(code, PARAMS))
    assert code.value not in said
    assert "{" not in said


def test_what_is_lost_is_said_in_minutes(qapp: QApplication) -> None:
    assert reason_words(Reason(Why.LEAVES, PARAMS)) == "deja la Comuna 8 a 11:00 (hoy 04:00)"
    assert apart_words(Reason(Apart.STALE, {"age": 96})).endswith("de hace 01:36")


def test_one_is_said_as_one_and_who_has_not_left_is_not_on_the_way(qapp: QApplication) -> None:
    assert reason_words(Reason(Why.QUICKER_BY_ROAD, {"others": 1})).endswith("otra más cercana")
    assert reason_words(Reason(Why.ALREADY_GOING, {"status": "dispatched"})) == "Ya despachada"
    assert reason_words(Reason(Why.ALREADY_GOING, {"status": "en_route"})) == "Ya en camino"


def test_a_length_is_said_as_people_say_it(qapp: QApplication) -> None:
    assert distance(780) == "780 m"
    assert distance(1120) in ("1,1 km", "1.1 km")
