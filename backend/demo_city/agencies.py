"""The five agencies of the demo in figures: people, units, crews and how units are called.

32,000 agents, 24,869 of them of the City Police: the model city's figures. How the rest divides among the
other four agencies, and everything about units, is ours.
"""

from __future__ import annotations

from typing import NamedTuple

from domain.agency import Agency


class Fleet(NamedTuple):
    """Units of one kind. `sign` is filled with comuna and number; `each` = numbered within each comuna."""

    agency: Agency
    kind: str
    sign: str
    each: bool
    units: int
    on_duty: int
    crew: int
    vehicle: bool


AGENTS: dict[Agency, int] = {
    Agency.POLICE: 24_869,
    Agency.FIRE: 1_900,
    Agency.MEDICAL: 2_500,
    Agency.EMERGENCY: 1_731,
    Agency.CIVIL_PROTECTION: 1_000,
}

AGENCY_NAMES: dict[Agency, str] = {
    Agency.POLICE: "Policía de la Ciudad",
    Agency.FIRE: "Bomberos de la Ciudad",
    Agency.MEDICAL: "SAME",
    Agency.EMERGENCY: "Guardia de Emergencias",
    Agency.CIVIL_PROTECTION: "Defensa Civil",
}

BADGES: dict[Agency, str] = {
    Agency.POLICE: "PC",
    Agency.FIRE: "BC",
    Agency.MEDICAL: "SM",
    Agency.EMERGENCY: "GE",
    Agency.CIVIL_PROTECTION: "DC",
}

RANKS: dict[Agency, tuple[tuple[str, float], ...]] = {
    Agency.POLICE: (
        ("Oficial", 70),
        ("Oficial mayor", 17),
        ("Inspector", 9),
        ("Comisario", 3),
        ("Director", 1),
    ),
    Agency.FIRE: (("Bombero", 70), ("Cabo", 18), ("Sargento", 9), ("Subcomisario", 3)),
    Agency.MEDICAL: (("Médico", 30), ("Enfermero", 35), ("Conductor", 35)),
    Agency.EMERGENCY: (("Operario", 75), ("Técnico", 20), ("Jefe de guardia", 5)),
    Agency.CIVIL_PROTECTION: (("Agente", 80), ("Jefe de turno", 20)),
}

FLEETS: tuple[Fleet, ...] = (
    Fleet(Agency.POLICE, "car", "M {comuna}-{number:03d}", True, 2_000, 230, 2, True),
    Fleet(Agency.POLICE, "motorcycle", "Moto {comuna}-{number}", True, 760, 90, 1, True),
    Fleet(Agency.POLICE, "foot", "P {comuna}-{number:03d}", True, 1_200, 60, 2, False),
    Fleet(Agency.MEDICAL, "ambulance", "SAME {number}", False, 400, 60, 2, True),
    Fleet(Agency.FIRE, "engine", "B {comuna}-{number}", True, 220, 30, 4, True),
    Fleet(Agency.EMERGENCY, "car", "GE {number:03d}", False, 240, 15, 3, True),
    Fleet(Agency.CIVIL_PROTECTION, "car", "DC {number:02d}", False, 180, 15, 2, True),
)
"""5,000 units, in these proportions; the second number: the first 500, for a small city."""

FIRST_NUMBERS = {"SAME {number}": 101}

COMUNA_SHARES: dict[int, float] = dict(enumerate((14, 6, 7, 8, 6, 5, 7, 7, 6, 5, 5, 6, 6, 8, 4), start=1))
"""How units divide among the 15 comunas, per cent."""

FIRST_ON_DUTY = (
    *("M 1-204", "M 1-118", "Moto 1-31", "M 1-142", "M 1-077", "M 1-090", "M 1-166", "M 1-171", "M 1-061"),
    *("M 1-155", "Moto 1-12", "M 1-033", "M 1-210", "SAME 107", "SAME 112", "SAME 104", "SAME 119"),
    *("SAME 115", "SAME 121", "B 1-3", "B 1-1", "B 2-4", "DC 07", "DC 11"),
)
"""Units that are on duty however few are."""
