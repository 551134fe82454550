"""The table of incident types and the questions of their protocols, read from TOML and checked as it is read.

Words come in Spanish and English. Nothing here knows the domain: severities and agencies are their words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

import msgspec

from resources.paths import path

LANGUAGES = ("es", "en")
PRIORITIES = ("critical", "high", "medium", "low")
AGENCIES = ("police", "fire", "medical", "civil_protection", "emergency")
GROUPS = ("police", "gender", "traffic", "fire", "medical", "civil", "order", "other")

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=16, pattern=r"^[a-z0-9_]+\Z")]
"""Answers are kept by these in the call's form, whose labels have 16 characters."""
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer in both languages."""

    es: Words
    en: Words


class Then(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an answer brings: more questions, a priority at least that grave, more agencies."""

    answer: Key
    ask: tuple[Key, ...] = ()
    priority: str = ""
    agencies: tuple[str, ...] = ()


class QuestionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question; `safety`: somebody's life may hang on the answer, so that it is asked first."""

    code: Key
    es: Words
    en: Words
    answers: Annotated[tuple[Key, ...], msgspec.Meta(min_length=2, max_length=9)]
    safety: bool = False
    then: tuple[Then, ...] = ()


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One type. `plan` names its response plan, `needs` what units of it must be able to do."""

    code: Key
    es: Words
    en: Words
    group: str
    priority: str
    agencies: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    plan: str
    needs: tuple[Key, ...] = ()
    questions: tuple[Key, ...] = ()
    words: str = ""


class TypeTable(msgspec.Struct, frozen=True):
    """Types in the table's order, questions and answers by code."""

    types: tuple[TypeRow, ...]
    questions: Mapping[str, QuestionRow]
    answers: Mapping[str, Said]

    def type(self, code: str | None) -> TypeRow | None:
        """Return the type of that code."""
        return next((row for row in self.types if row.code == code), None)

    def asked(self, code: str | None, answers: Mapping[str, str]) -> tuple[QuestionRow, ...]:
        """Return what is to be asked for a type after these answers, those about safety first.

        What an answer brings follows its question at once; no question is asked twice.
        """
        row = self.type(code)
        if row is None:
            return ()
        first = sorted(row.questions, key=lambda name: not self.questions[name].safety)
        found: dict[str, QuestionRow] = {}
        waiting = list(first)
        while waiting:
            question = self.questions[waiting.pop(0)]
            if question.code in found:
                continue
            found[question.code] = question
            for then in question.then:
                if then.answer == answers.get(question.code):
                    waiting[:0] = then.ask
        return tuple(found.values())

    def brought(self, question: str, answer: str) -> Then | None:
        """Return what this answer brings, if anything."""
        row = self.questions.get(question)
        return next((then for then in row.then if then.answer == answer), None) if row else None


class BadTable(ValueError):
    """The table contradicts itself; the text names the row and what is wrong with it."""


@lru_cache(maxsize=1)
def load_types() -> TypeTable:
    """Read the site's table. Raises `BadTable`."""
    read = (path("incident_types", name).read_text("utf-8") for name in ("types.toml", "questions.toml"))
    types, questions = (tomllib.loads(text) for text in read)
    return table_of(types, questions)


def table_of(types: dict[str, Any], questions: dict[str, Any]) -> TypeTable:
    """Make a table of what TOML gave. Raises `BadTable` naming the row."""
    try:
        rows = msgspec.convert(types.get("type", []), tuple[TypeRow, ...])
        asked = msgspec.convert(questions.get("question", []), tuple[QuestionRow, ...])
        answers = msgspec.convert(questions.get("answers", {}), dict[str, Said])
    except msgspec.ValidationError as error:
        raise BadTable(str(error)) from None
    made = TypeTable(rows, {row.code: row for row in asked}, answers)
    wrong = next(_complaints(made), None)
    if wrong is not None or len(made.questions) != len(asked):
        raise BadTable(wrong or "question: a code stands twice")
    return made


def _complaints(table: TypeTable) -> Any:
    """Name what refers to nothing."""
    seen: set[str] = set()
    for row in table.types:
        at = f"type {row.code}"
        if row.code in seen:
            yield f"{at}: stands twice"
        seen.add(row.code)
        yield from _not_in(at, "priority", (row.priority,), PRIORITIES)
        yield from _not_in(at, "group", (row.group,), GROUPS)
        yield from _not_in(at, "agencies", row.agencies, AGENCIES)
        yield from _not_in(at, "questions", row.questions, table.questions)
    for question in table.questions.values():
        at = f"question {question.code}"
        yield from _not_in(at, "answers", question.answers, table.answers)
        for then in question.then:
            yield from _not_in(at, "then.answer", (then.answer,), question.answers)
            yield from _not_in(at, "then.ask", then.ask, table.questions)
            yield from _not_in(at, "then.agencies", then.agencies, AGENCIES)
            if then.priority:
                yield from _not_in(at, "then.priority", (then.priority,), PRIORITIES)


def _not_in(at: str, field: str, said: tuple[str, ...], known: Any) -> Any:
    for word in said:
        if word not in known:
            yield f"{at}: {field} {word!r} is not known"
