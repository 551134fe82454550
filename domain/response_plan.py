"""Response plans: which agencies, able to do what, how many units, by type and alarm level.

The tables are TOML (resources/response_plans); this room reads their text and answers from them, so that the
writer, a desk that is alone and every board answer alike. A type that no plan names has the plan that follows
from its agencies and priority: what is asked for is never nothing because a table is short.
"""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from domain.agency import Agency
from domain.capability import Capability
from domain.clock import SECOND, Micros
from domain.incident import Incident
from domain.severity import Severity
from domain.unit import Unit
from domain.words import Code, Name

SAFETY_CHECK: Mapping[Severity, Micros] = {Severity.CRITICAL: 600 * SECOND, Severity.HIGH: 1200 * SECOND}
"""How long after "on scene" a crew is asked whether all is well, where no plan says otherwise."""


class BadPlan(ValueError):
    """A table of plans that cannot be used; the text names the plan and what is wrong."""


class Need(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """So many units of an agency, and of one capability where it matters."""

    agency: Agency
    count: int = 1
    capability: Capability | None = None


Level = tuple[Need, ...]
"""All that an alarm level asks for: levels are whole and do not add up."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One plan. `check_every`: how often crews on scene are asked; 0 = never; None = as the priority says."""

    code: Code
    es: Name
    en: Name
    levels: tuple[Level, ...]
    check_every: Micros | None = None

    def level(self, number: int) -> Level:
        """Return what this alarm level asks for; above the last, what the last one does."""
        return self.levels[min(max(number, 1), len(self.levels)) - 1]


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """What is still missing at an incident: so many units more of an agency (able to do something)."""

    agency: Agency
    count: int
    has: int
    capability: Capability | None = None


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A plan as it is written: levels in words, as in "police 2, medical 1 life_support"."""

    code: Code
    es: Name
    en: Name
    levels: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=5)]
    safety_check_s: Annotated[int, msgspec.Meta(ge=0, le=24 * 3600)] | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    plan: tuple[_Row, ...] = ()


class Plans:
    """All plans, and the one that an incident has. `of_types`: which plan a type names."""

    def __init__(self, plans: Iterable[Plan] = (), of_types: Mapping[str, str] | None = None) -> None:
        self.all: tuple[Plan, ...] = tuple(plans)
        self._by_code = {plan.code: plan for plan in self.all}
        self._of_types = dict(of_types or {})

    def of_type(self, type_code: str | None) -> Plan | None:
        """Return the plan that this type names; None when it names none that is there."""
        return self._by_code.get(self._of_types.get(type_code or "", ""))

    def needs(self, incident: Incident) -> tuple[Need, ...]:
        """Return what an incident asks for now, agencies that people asked for besides included."""
        plan = self.of_type(incident.type_code)
        needs = plan.level(incident.alarm_level) if plan is not None else _by_priority(incident)
        named = {need.agency for need in needs}
        asked = [Need(agency=agency) for agency in incident.agencies if agency not in named]
        return (*needs, *asked)

    def agencies(self, type_code: str | None, level: int = 1) -> tuple[Agency, ...]:
        """Return whom a type's plan asks for at this level, in the plan's order; nobody without a plan."""
        plan = self.of_type(type_code)
        if plan is None:
            return ()
        return tuple(dict.fromkeys(need.agency for need in plan.level(level)))

    def check_every(self, incident: Incident) -> Micros | None:
        """Return how often crews on scene of this incident are asked if all is well; None: they are not."""
        plan = self.of_type(incident.type_code)
        if plan is not None and plan.check_every is not None:
            return plan.check_every or None
        return SAFETY_CHECK.get(incident.priority)


def _by_priority(incident: Incident) -> tuple[Need, ...]:
    """Without a plan: one unit of each agency, two of the first where life is at stake, more by level."""
    agencies = incident.agencies or (Agency.POLICE,)
    extra = max(0, incident.alarm_level - 1)
    first = (2 if incident.priority is Severity.CRITICAL else 1) + extra
    return (
        Need(agency=agencies[0], count=first),
        *(Need(agency=agency, count=1 + extra) for agency in agencies[1:]),
    )


def missing(plans: Plans, incident: Incident, units: Iterable[Unit]) -> tuple[Lack, ...]:
    """Return what is still missing at an incident, given the units that are committed to it.

    A unit counts for one need, and as many needs are met as can be: no ladder is counted as a mere engine
    while a ladder is asked for. One whose capabilities nobody has told counts for any of its agency. A unit
    that has left the scene (transporting, at a facility) still counts: the incident has had it.
    """
    there = sorted(units, key=lambda unit: len(unit.capabilities))
    needs = plans.needs(incident)
    fit = [[n for n, unit in enumerate(there) if _able(unit, need)] for need in needs]
    taken: dict[int, int] = {}  # unit -> need
    has = [0] * len(needs)
    # Whoever has the least choice chooses first; later ones may have them choose again (Kuhn's algorithm).
    for need in sorted(range(len(needs)), key=lambda one: len(fit[one])):
        while has[need] < needs[need].count and _seat(need, fit, taken, set()):
            has[need] += 1
    return tuple(
        Lack(agency=need.agency, count=need.count - has[n], has=has[n], capability=need.capability)
        for n, need in enumerate(needs)
        if has[n] < need.count
    )


def _seat(need: int, fit: list[list[int]], taken: dict[int, int], asked: set[int]) -> bool:
    """Give the need one unit more, if others can do with another one."""
    for unit in fit[need]:
        if unit in asked or taken.get(unit) == need:
            continue
        asked.add(unit)
        if unit not in taken or _seat(taken[unit], fit, taken, asked):
            taken[unit] = need
            return True
    return False


def _able(unit: Unit, need: Need) -> bool:
    if unit.agency is not need.agency:
        return False
    return need.capability is None or not unit.capabilities or need.capability in unit.capabilities


def read(texts: Mapping[str, str], of_types: Mapping[str, str] | None = None) -> Plans:
    """Return the plans of these files, name → text; `of_types`: type → plan, as the table of types says.

    Raises `BadPlan` naming the file, the plan and what is wrong.
    """
    plans: dict[str, Plan] = {}
    for name, text in sorted(texts.items()):
        try:
            rows = msgspec.convert(tomllib.loads(text), _File).plan
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise BadPlan(f"{name}: {error}") from None
        for row in rows:
            if row.code in plans:
                raise BadPlan(f"{name}: plan {row.code} is there twice")
            plans[row.code] = Plan(
                code=row.code,
                es=row.es,
                en=row.en,
                levels=tuple(_level(f"{name}: plan {row.code}", words) for words in row.levels),
                check_every=None if row.safety_check_s is None else row.safety_check_s * SECOND,
            )
    for type_code, plan in (of_types or {}).items():
        if plan not in plans:
            raise BadPlan(f"type {type_code}: no plan {plan}")
    return Plans(plans.values(), of_types)


def _level(where: str, words: str) -> Level:
    """Read "police 2, medical 1 life_support"; the number may be left out and is 1."""
    needs = []
    for part in words.split(","):
        agency, *rest = part.split() or [""]
        count = int(rest.pop(0)) if rest and rest[0].isdecimal() and len(rest[0]) <= 2 else 1
        capability = rest.pop(0) if rest else None
        if agency not in set(Agency) or capability not in {None, *Capability} or rest or not count:
            raise BadPlan(f"{where}: {part.strip()!r} is no need: agency, how many, able to do what")
        able = Capability(capability) if capability is not None else None
        needs.append(Need(agency=Agency(agency), count=count, capability=able))
    return tuple(needs)
