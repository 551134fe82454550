"""Response plans: which agencies, able to do what, how many units, by type and alarm level.

The tables are TOML (resources/response_plans); this room reads their text and answers from them, so that the
writer, a desk that is alone and every board answer alike. A type that no plan names has the plan that follows
from its agencies and priority: what is asked for is never nothing because a table is short.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated

import msgspec

from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.incident import Incident
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.words import Code, Label, Name

Seconds = Annotated[int, msgspec.Meta(ge=30, le=24 * 3600)]
SAFETY_CHECK: Mapping[Severity, Micros] = {Severity.CRITICAL: 600 * SECOND, Severity.HIGH: 1200 * SECOND}
"""How long after "on scene" a crew is asked whether all is well, where no plan says otherwise."""


class BadPlan(ValueError):
    """A table of plans that cannot be used; the text names the plan and what is wrong."""


class Need(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many units of an agency, and of one capability where it matters."""

    agency: Agency
    count: Annotated[int, msgspec.Meta(ge=1, le=50)] = 1
    capability: Code | None = None


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that an alarm level asks for: levels are whole and do not add up."""

    needs: Annotated[tuple[Need, ...], msgspec.Meta(min_length=1, max_length=16)]


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One plan. `types`: the codes it is for; one that ends in `*` stands for all that begin so.

    `safety_check_s`: how often crews on scene are asked; 0 = never; None = as the priority says.
    """

    code: Code
    es: Name
    en: Name
    levels: Annotated[tuple[Level, ...], msgspec.Meta(min_length=1, max_length=5)]
    types: tuple[Label, ...] = ()
    safety_check_s: Seconds | int | None = None

    def level(self, number: int) -> Level:
        """Return what this alarm level asks for; above the last, what the last one does."""
        return self.levels[min(max(number, 1), len(self.levels)) - 1]


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """What is still missing at an incident: so many units more of an agency (able to do something)."""

    agency: Agency
    count: int
    has: int
    capability: Code | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    plan: tuple[Plan, ...] = ()


class Plans:
    """All plans, and the one that an incident has."""

    def __init__(self, plans: Iterable[Plan] = ()) -> None:
        self.all: tuple[Plan, ...] = tuple(plans)
        self._exact: dict[str, Plan] = {}
        self._beginnings: list[tuple[str, Plan]] = []
        for plan in self.all:
            for code in plan.types:
                if code.endswith("*"):
                    self._beginnings.append((code[:-1], plan))
                elif code in self._exact:
                    raise BadPlan(f"{plan.code}: type {code} has a plan already ({self._exact[code].code})")
                else:
                    self._exact[code] = plan
        self._beginnings.sort(key=lambda one: -len(one[0]))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all plans."""
        return frozenset(plan.code for plan in self.all)

    def of_type(self, type_code: str | None) -> Plan | None:
        """Return the plan that names this type, the longest beginning first; None when none does."""
        if type_code is None:
            return None
        found = self._exact.get(type_code)
        if found is not None:
            return found
        return next((plan for start, plan in self._beginnings if type_code.startswith(start)), None)

    def needs(self, incident: Incident) -> tuple[Need, ...]:
        """Return what an incident asks for now, agencies that people asked for besides included."""
        plan = self.of_type(incident.type_code)
        needs = plan.level(incident.alarm_level).needs if plan is not None else _by_priority(incident)
        named = {need.agency for need in needs}
        asked = [Need(agency=agency) for agency in incident.agencies if agency not in named]
        return (*needs, *asked)

    def agencies(self, type_code: str | None, level: int = 1) -> tuple[Agency, ...]:
        """Return whom a type's plan asks for at this level, in the plan's order; nobody without a plan."""
        plan = self.of_type(type_code)
        if plan is None:
            return ()
        return tuple(dict.fromkeys(need.agency for need in plan.level(level).needs))

    def check_every(self, incident: Incident) -> Micros | None:
        """Return how often crews on scene of this incident are asked if all is well; None: they are not."""
        plan = self.of_type(incident.type_code)
        if plan is not None and plan.safety_check_s is not None:
            return plan.safety_check_s * SECOND or None
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

    A unit counts for one need. One whose capabilities nobody has told counts for any of its agency. A unit
    that has left the scene (transporting, at a facility) still counts: the incident has had it.
    """
    free = [unit for unit in units if unit.status is not UnitStatus.OUT_OF_SERVICE]
    lacks: list[Lack] = []
    # What asks for a capability chooses first, and takes no more able unit than it must.
    for need in sorted(plans.needs(incident), key=lambda one: one.capability is None):
        fit = sorted(
            (u for u in free if u.agency is need.agency and _able(u, need)), key=lambda u: len(u.capabilities)
        )
        for unit in fit[: need.count]:
            free.remove(unit)
        if len(fit) < need.count:
            lacks.append(
                Lack(
                    agency=need.agency,
                    count=need.count - len(fit),
                    has=len(fit),
                    capability=need.capability,
                )
            )
    return tuple(lacks)


def _able(unit: Unit, need: Need) -> bool:
    return need.capability is None or not unit.capabilities or need.capability in unit.capabilities


def read(texts: Mapping[str, str]) -> Plans:
    """Return the plans of these files, name → text. Raises `BadPlan` naming the file and the field."""
    plans: list[Plan] = []
    for name, text in sorted(texts.items()):
        try:
            plans += msgspec.convert(tomllib.loads(text), _File).plan
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise BadPlan(f"{name}: {error}") from None
    codes = [plan.code for plan in plans]
    doubled = next((code for code in codes if codes.count(code) > 1), None)
    if doubled is not None:
        raise BadPlan(f"plan {doubled} is there twice")
    return Plans(plans)
