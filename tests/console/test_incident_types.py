"""The table of types: whole, in two languages, safety first, and refused when it contradicts itself."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from domain.agency import Agency
from domain.severity import Severity
from resources.incident_types import GROUPS, BadTable, load_types, table_of
from resources.paths import path
from widgets.incident_types import asked, brought, by_code, incident_types, type_word

FORMER = (
    "0211", "0212", "0213", "0221", "0231", "0241", "0301", "0302", "0401", "0402", "0501", "0502", "0601",
    "0602", "0603", "0901",
)  # fmt: skip
"""Codes that incidents were made with before there was a table."""


def test_the_table_holds_what_the_room_needs() -> None:
    table = load_types()
    assert len(table.types) >= 60
    assert {row.group for row in table.types} == set(GROUPS)
    assert all(table.type(code) is not None for code in FORMER)
    assert all(row.plan and row.es != row.en for row in table.types if row.code not in ("0901",))


def test_safety_is_asked_first_for_every_type() -> None:
    for kind in incident_types():
        flags = [question.safety for question in kind.questions]
        assert flags == sorted(flags, reverse=True), kind.code


def test_no_answer_leads_in_a_circle_and_all_can_be_said_with_a_digit() -> None:
    table = load_types()
    for row in table.types:
        gravest = {code: then.answer for code, q in table.questions.items() for then in q.then[:1]}
        questions = table.asked(row.code, gravest)
        assert len({question.code for question in questions}) == len(questions) <= 16
        assert all(2 <= len(question.answers) <= 9 for question in questions)


def test_an_answer_brings_its_questions_right_after_itself() -> None:
    codes = [question.code for question in asked("0501", {"breathes": "no"})]
    assert codes == ["breathes", "cpr", "awake"]
    assert [question.code for question in asked("0501", {})] == ["breathes", "awake"]
    assert brought("breathes", "no").priority is Severity.CRITICAL
    assert brought("trapped", "yes").agencies == (Agency.FIRE, Agency.MEDICAL)
    assert brought("breathes", "yes").priority is None
    assert brought("nothing", "no").agencies == ()


def test_a_code_that_nobody_knows_is_shown_as_it_is() -> None:
    assert by_code("9999") is None
    assert type_word("9999") == "9999"
    assert asked("9999", {}) == ()


def test_the_words_follow_the_language(qapp: QApplication) -> None:
    assert type_word("0211") == "Robo con arma"

    class English(QTranslator):
        def translate(self, context: str, source: str, note: str | None = None, n: int = -1) -> str:
            return "en" if (context, source) == ("incident_types", "es") else ""

        def isEmpty(self) -> bool:
            return False

    translator = English()
    qapp.installTranslator(translator)
    try:
        assert type_word("0211") == "Armed robbery"
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"priority": "urgent"}, "type 0201: priority 'urgent' is not known"),
        ({"agencies": ["navy"]}, "type 0201: agencies 'navy' is not known"),
        ({"questions": ["hurt", "colour"]}, "type 0201: questions 'colour' is not known"),
        ({"group": "sea"}, "type 0201: group 'sea' is not known"),
        ({"code": "02 01"}, "Expected `str` matching regex"),
        ({"wings": 2}, "unknown field `wings`"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused_by_name(change: dict[str, Any], words: str) -> None:
    read = (path("incident_types", name).read_text("utf-8") for name in ("types.toml", "questions.toml"))
    types, questions = (tomllib.loads(text) for text in read)
    types["type"][0] |= change
    with pytest.raises(BadTable, match=words):
        table_of(types, questions)
