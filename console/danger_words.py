"""Dangers of a place in words: what it is, who noted it, and how long ago."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.clock import DAY, HOUR, MINUTE, Micros
from domain.premises import Hazard, HazardKind
from widgets.form_notes import Danger

translate = QCoreApplication.translate


def danger(hazard: Hazard, now: Micros, code: str = "") -> Danger:
    """A danger with its source and age; `code`: what a masked one hides, while it may be seen."""
    name = hazard_word(hazard.kind)
    if code:
        name = f"{name}: {code}"
    elif hazard.masked:
        name = translate("histories", "{what}: hay código").format(what=name)
    elif hazard.note:
        name = f"{name}: {hazard.note}"
    return Danger(name, hazard.source, long_ago(now - hazard.at), hazard.masked)


def hazard_word(kind: HazardKind) -> str:
    """Perro, Gas, Armas ..."""
    return {
        HazardKind.WEAPONS: translate("histories", "Armas"),
        HazardKind.VIOLENCE: translate("histories", "Violencia"),
        HazardKind.EXPLOSIVES: translate("histories", "Explosivos"),
        HazardKind.CHEMICALS: translate("histories", "Químicos"),
        HazardKind.GAS: translate("histories", "Gas"),
        HazardKind.DOG: translate("histories", "Perro"),
        HazardKind.COLLAPSE: translate("histories", "Derrumbe"),
        HazardKind.ELECTRICITY: translate("histories", "Electricidad"),
        HazardKind.STAIRS: translate("histories", "Escaleras"),
        HazardKind.ACCESS: translate("histories", "Acceso"),
        HazardKind.VULNERABLE: translate("histories", "Persona vulnerable"),
    }[kind]


def long_ago(age: Micros) -> str:
    """hace 5 min, hace 3 h, hace 40 d."""
    if age < HOUR:
        return translate("histories", "hace {n} min").format(n=max(0, age) // MINUTE)
    if age < 2 * DAY:
        return translate("histories", "hace {n} h").format(n=age // HOUR)
    return translate("histories", "hace {n} d").format(n=age // DAY)
