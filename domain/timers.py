"""How long a unit may stay as it is, by state and by its incident's priority: one table for all who ask.

The numbers are the site's (resources/response_plans/limits.toml); until that is read, and where it says
nothing, those of this file stand.
"""

import tomllib
from collections.abc import Mapping

import msgspec

from domain.clock import MINUTE, SECOND, Micros
from domain.severity import Severity
from domain.unit import Unit, UnitStatus


class BadLimits(ValueError):
    """A table of limits that cannot be used; the text names the field."""


class Limit(msgspec.Struct, frozen=True):
    """From `warn` on it is noticed, from `overdue` on it is late."""

    warn: Micros
    overdue: Micros


_S = UnitStatus
_ANY: dict[UnitStatus, Limit] = {
    _S.DISPATCHED: Limit(60 * SECOND, 90 * SECOND),
    _S.EN_ROUTE: Limit(7 * MINUTE, 10 * MINUTE),
    _S.DELAYED: Limit(3 * MINUTE, 5 * MINUTE),
    _S.STAGED: Limit(15 * MINUTE, 20 * MINUTE),
    _S.ON_SCENE: Limit(30 * MINUTE, 45 * MINUTE),
    _S.TRANSPORTING: Limit(20 * MINUTE, 30 * MINUTE),
    _S.AT_FACILITY: Limit(20 * MINUTE, 30 * MINUTE),
}
_NAMES: dict[str, Severity] = {one.name.lower(): one for one in Severity}


class _Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds."""

    warn: float
    overdue: float


class Limits:
    """The table: by state, then by the incident's priority, else the state's own."""

    def __init__(self, table: Mapping[tuple[UnitStatus, Severity | None], Limit] | None = None) -> None:
        self._table = {(status, None): limit for status, limit in _ANY.items()} | dict(table or {})

    def of(self, status: UnitStatus, priority: Severity | None = None) -> Limit | None:
        """Return the limit of a state at an incident of this priority; None: it may last."""
        found = self._table.get((status, priority))
        return found if found is not None else self._table.get((status, None))

    def of_unit(self, unit: Unit, priority: Severity | None) -> Limit | None:
        """Return the limit of what a unit is doing now."""
        return self.of(unit.status, priority)


DEFAULT = Limits()


def read(text: str) -> Limits:
    """Return the limits of a TOML text, in seconds: [state] with `any` and names of priorities.

    Raises `BadLimits` naming the state.
    """
    try:
        told = msgspec.convert(tomllib.loads(text), dict[str, dict[str, _Times]])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadLimits(str(error)) from None
    table: dict[tuple[UnitStatus, Severity | None], Limit] = {}
    for state, times in told.items():
        if state not in set(UnitStatus):
            raise BadLimits(f"{state}: no state of a unit")
        for priority, one in times.items():
            if priority != "any" and priority not in _NAMES:
                raise BadLimits(f"{state}.{priority}: no priority")
            if not 0 < one.warn <= one.overdue:
                raise BadLimits(f"{state}.{priority}: 0 < warn <= overdue")
            limit = Limit(round(one.warn * SECOND), round(one.overdue * SECOND))
            table[UnitStatus(state), _NAMES.get(priority)] = limit
    return Limits(table)
