"""What may have happened: the site's table of types, with its words in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from domain.agency import Agency
from domain.severity import Severity
from resources.incident_types import PRIORITIES, QuestionRow, load_types
from resources.type_search import TypeSearch

_SEVERITIES = {word: Severity(place) for place, word in enumerate(PRIORITIES, start=1)}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a type's protocol: its code and the codes of its answers."""

    code: str
    answers: tuple[str, ...] = ("yes", "no", "unknown")
    safety: bool = False


@dataclass(frozen=True, slots=True)
class IncidentType:
    """One line of the type table; the words are found by `type_word`."""

    code: str
    priority: Severity
    agencies: tuple[Agency, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What an answer brings: a priority at least that grave, and agencies."""

    priority: Severity | None = None
    agencies: tuple[Agency, ...] = ()


@lru_cache(maxsize=1)
def incident_types() -> tuple[IncidentType, ...]:
    """Every type of the site, in the table's order."""
    table = load_types()
    return tuple(
        IncidentType(
            row.code,
            _SEVERITIES[row.priority],
            tuple(Agency(agency) for agency in row.agencies),
            tuple(_question(one) for one in table.asked(row.code, {})),
        )
        for row in table.types
    )


@lru_cache(maxsize=1)
def _by_code() -> dict[str, IncidentType]:
    return {kind.code: kind for kind in incident_types()}


@lru_cache(maxsize=1)
def _search() -> TypeSearch:
    return TypeSearch(load_types())


def by_code(code: str | None) -> IncidentType | None:
    """The line of that code, or None."""
    return _by_code().get(code or "")


def find_types(typed: str, most: int = 8) -> tuple[str, ...]:
    """Codes of the types that somebody may mean, the likeliest first."""
    return _search().find(typed, most)


def asked(code: str | None, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """What is to be asked after these answers: safety first, what an answer brings after its question."""
    return tuple(_question(row) for row in load_types().asked(code, answers))


def brought(question: str, answer: str) -> Brought:
    """What this answer brings."""
    then = load_types().brought(question, answer)
    if then is None:
        return Brought()
    return Brought(_SEVERITIES.get(then.priority), tuple(Agency(agency) for agency in then.agencies))


def type_word(code: str | None) -> str:
    """Robo con arma, Principio de incendio ... ; an unknown code is shown as it is."""
    row = load_types().type(code)
    return _said(row.es, row.en) if row is not None else code or ""


def question_words(code: str) -> str:
    """The question as it is asked; an unknown code is shown as it is."""
    row = load_types().questions.get(code)
    return _said(row.es, row.en) if row is not None else code


def answer_word(code: str) -> str:
    """The answer on its button; an unknown code is shown as it is."""
    said = load_types().answers.get(code)
    return _said(said.es, said.en) if said is not None else code


def _said(es: str, en: str) -> str:
    """The table's words in the language that the program speaks: its translation of "es" says which."""
    return en if QCoreApplication.translate("incident_types", "es") == "en" else es


def _question(row: QuestionRow) -> Question:
    return Question(row.code, row.answers, row.safety)


def agency_word(agency: Agency) -> str:
    """Policía, SAME, Bomberos ... as short as they stand on a button."""
    return {
        Agency.POLICE: QCoreApplication.translate("agency", "Policía"),
        Agency.MEDICAL: QCoreApplication.translate("agency", "SAME"),
        Agency.FIRE: QCoreApplication.translate("agency", "Bomberos"),
        Agency.CIVIL_PROTECTION: QCoreApplication.translate("agency", "Def. Civil"),
        Agency.EMERGENCY: QCoreApplication.translate("agency", "Emergencias"),
    }[agency]


def agency_title(agency: Agency) -> str:
    """The agency's full name, as a group's head says it."""
    return {
        Agency.POLICE: QCoreApplication.translate("agency", "Policía de la Ciudad"),
        Agency.MEDICAL: QCoreApplication.translate("agency", "SAME"),
        Agency.FIRE: QCoreApplication.translate("agency", "Bomberos"),
        Agency.CIVIL_PROTECTION: QCoreApplication.translate("agency", "Defensa Civil"),
        Agency.EMERGENCY: QCoreApplication.translate("agency", "Emergencias"),
    }[agency]
