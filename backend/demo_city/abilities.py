"""What the demo's units can do: what their kind of vehicle gives, and to some of each fleet more."""

from __future__ import annotations

from typing import Any

import psycopg

from backend.demo_city.register import DrawnUnit, Register
from domain.agency import Agency
from domain.capability import Capability as Can

BY_KIND: dict[str, tuple[Can, ...]] = {
    "car": (Can.CAR,),
    "motorcycle": (Can.MOTORCYCLE, Can.PURSUIT),
    "foot": (Can.FOOT,),
    "ambulance": (Can.CAR, Can.TRANSPORT),
    "engine": (Can.HEAVY, Can.WATER, Can.RESCUE),
}
BY_AGENCY: dict[tuple[Agency, str], tuple[Can, ...]] = {
    (Agency.POLICE, "car"): (Can.TRANSPORT,),
    (Agency.EMERGENCY, "car"): (Can.RESCUE,),
}
SOME: tuple[tuple[Agency, str, int, Can], ...] = (
    (Agency.POLICE, "car", 6, Can.LONG_ARM),
    (Agency.POLICE, "car", 4, Can.PURSUIT),
    (Agency.MEDICAL, "ambulance", 3, Can.LIFE_SUPPORT),
    (Agency.FIRE, "engine", 4, Can.LADDER),
    (Agency.FIRE, "engine", 9, Can.HAZMAT),
    (Agency.EMERGENCY, "car", 5, Can.HAZMAT),
)
"""Every so many units of a fleet can do that too."""


def abilities_of(unit: DrawnUnit) -> tuple[Can, ...]:
    """Return what a unit can do; always the same for the same register."""
    fleet = unit.fleet
    more = [
        can
        for agency, kind, each, can in SOME
        if (agency, kind) == (fleet.agency, fleet.kind) and unit.number % each == 0
    ]
    return (*BY_KIND[fleet.kind], *BY_AGENCY.get((fleet.agency, fleet.kind), ()), *more)


async def write_abilities(connection: psycopg.AsyncConnection[tuple[Any, ...]], register: Register) -> None:
    """Write them to the units that are told none."""
    await connection.execute(
        "update unit set capabilities = string_to_array(told.able, ' ')"
        " from (select unnest(%s::uuid[]) as id, unnest(%s::text[]) as able) as told"
        " where told.id = unit.id and unit.capabilities = '{}'",
        [[unit.id for unit in register.units], [" ".join(abilities_of(unit)) for unit in register.units]],
    )
