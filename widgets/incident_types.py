"""What may have happened: the codes of the 911 type table with their words, usual priority and questions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from domain.agency import Agency
from domain.severity import Severity

YES_NO = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a type's protocol: its code and the codes of its answers."""

    code: str
    answers: tuple[str, ...] = YES_NO


@dataclass(frozen=True, slots=True)
class IncidentType:
    """One line of the type table; the words are found by `type_word`."""

    code: str
    priority: Severity
    agencies: tuple[Agency, ...]
    questions: tuple[Question, ...] = ()


_HURT, _STILL, _WEAPON = (
    Question("hurt"),
    Question("still_there"),
    Question("weapon", ("firearm", "blade", "other")),
)
_BREATHES, _AWAKE = Question("breathes"), Question("awake")
_TRAPPED, _SMOKE = Question("trapped"), Question("smoke")
_CRITICAL, _HIGH, _MEDIUM, _LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW
_POLICE, _FIRE, _MEDICAL, _CIVIL = Agency.POLICE, Agency.FIRE, Agency.MEDICAL, Agency.CIVIL_PROTECTION

INCIDENT_TYPES = (
    IncidentType("0211", _CRITICAL, (_POLICE,), (_HURT, _WEAPON, _STILL)),
    IncidentType("0212", _MEDIUM, (_POLICE,), (_HURT, _STILL)),
    IncidentType("0213", _HIGH, (_POLICE,), (_HURT, _STILL)),
    IncidentType("0221", _CRITICAL, (_POLICE,), (_HURT, _WEAPON, _STILL)),
    IncidentType("0231", _CRITICAL, (_POLICE,), (_HURT, _WEAPON, _STILL)),
    IncidentType("0241", _MEDIUM, (_POLICE,), (_HURT, _STILL)),
    IncidentType("0301", _HIGH, (_POLICE, _MEDICAL), (_HURT, _TRAPPED)),
    IncidentType("0302", _MEDIUM, (_POLICE,), (_HURT,)),
    IncidentType("0401", _HIGH, (_FIRE,), (_HURT, _TRAPPED, _SMOKE)),
    IncidentType("0402", _HIGH, (_FIRE, _CIVIL), (_HURT, _SMOKE)),
    IncidentType("0501", _CRITICAL, (_MEDICAL,), (_BREATHES, _AWAKE)),
    IncidentType("0502", _MEDIUM, (_MEDICAL,), (_AWAKE, _HURT)),
    IncidentType("0601", _LOW, (_POLICE,)),
    IncidentType("0602", _LOW, (_POLICE,)),
    IncidentType("0603", _LOW, (_CIVIL,), (_HURT,)),
    IncidentType("0901", _MEDIUM, (_POLICE,), (_HURT, _STILL)),
)


def by_code(code: str | None, types: tuple[IncidentType, ...] = INCIDENT_TYPES) -> IncidentType | None:
    """The line of that code, or None."""
    return next((kind for kind in types if kind.code == code), None)


def type_word(code: str | None) -> str:
    """Robo con arma, Principio de incendio ... ; an unknown code is shown as it is."""
    if not code:
        return ""
    translate = QCoreApplication.translate
    return {
        "0211": translate("incident_types", "Robo con arma"),
        "0212": translate("incident_types", "Robo consumado"),
        "0213": translate("incident_types", "Robo en curso"),
        "0221": translate("incident_types", "Violencia de género"),
        "0231": translate("incident_types", "Disparos"),
        "0241": translate("incident_types", "Disturbio en local"),
        "0301": translate("incident_types", "Choque con lesionados"),
        "0302": translate("incident_types", "Accidente de tránsito"),
        "0401": translate("incident_types", "Principio de incendio"),
        "0402": translate("incident_types", "Escape de gas"),
        "0501": translate("incident_types", "Persona que no responde"),
        "0502": translate("incident_types", "Persona caída"),
        "0601": translate("incident_types", "Ruidos molestos"),
        "0602": translate("incident_types", "Obstrucción de cochera"),
        "0603": translate("incident_types", "Árbol o poste caído"),
        "0901": translate("incident_types", "Otro hecho"),
    }.get(code, code)


def question_words(code: str) -> str:
    """The question as it is asked; an unknown code is shown as it is."""
    translate = QCoreApplication.translate
    return {
        "hurt": translate("incident_types", "¿Hay heridos?"),
        "weapon": translate("incident_types", "¿Tipo de arma?"),
        "still_there": translate("incident_types", "¿Siguen en el lugar?"),
        "breathes": translate("incident_types", "¿Respira?"),
        "awake": translate("incident_types", "¿Está consciente?"),
        "trapped": translate("incident_types", "¿Hay atrapados?"),
        "smoke": translate("incident_types", "¿Hay humo o llamas?"),
    }.get(code, code)


def answer_word(code: str) -> str:
    """The answer on its button; an unknown code is shown as it is."""
    translate = QCoreApplication.translate
    return {
        "yes": translate("incident_types", "Sí"),
        "no": translate("incident_types", "No"),
        "unknown": translate("incident_types", "No sabe"),
        "firearm": translate("incident_types", "Fuego"),
        "blade": translate("incident_types", "Blanca"),
        "other": translate("incident_types", "Otra"),
    }.get(code, code)


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
