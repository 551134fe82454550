"""The demo's register, drawn from a seed: agents, units, vehicles, devices; one seed, one register.

Rows are tuples in the order of the table's columns as tables.py copies them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from uuid import UUID

from backend.demo_city.agencies import (
    AGENCY_NAMES,
    AGENTS,
    BADGES,
    COMUNA_SHARES,
    FIRST_NUMBERS,
    FIRST_ON_DUTY,
    FLEETS,
    RANKS,
    Fleet,
)
from domain.agency import Agency
from domain.clock import SECOND, ManualClock, Micros
from domain.ids import IdMint
from resources.people import Names

DRAWN_AT: Micros = 1_767_236_400 * SECOND
"""2026-01-01 00:00 at the site: the date inside the register's ids, the same whenever it is loaded."""

PHONES = 25_000
BUTTONS = 200

Row = tuple[object, ...]


class DrawnUnit(NamedTuple):
    """A unit with what the rest of the demo needs of it."""

    id: UUID
    number: int
    call_sign: str
    fleet: Fleet
    comuna: int
    device: UUID
    device_label: str
    vehicle: UUID | None


@dataclass
class Register:
    """Everything drawn. `units` in the order in which they go on duty; `agents` by agency."""

    agents: dict[Agency, list[UUID]] = field(default_factory=dict)
    units: list[DrawnUnit] = field(default_factory=list)
    phones: list[tuple[UUID, str]] = field(default_factory=list)
    buttons: list[tuple[UUID, str]] = field(default_factory=list)
    agency_rows: list[Row] = field(default_factory=list)
    agent_rows: list[Row] = field(default_factory=list)
    device_rows: list[Row] = field(default_factory=list)
    vehicle_rows: list[Row] = field(default_factory=list)


class _Draw:
    """One drawing: the seed's randomness and the ids that follow from it."""

    def __init__(self, seed: int, names: Names) -> None:
        self._rng = Random(seed)
        self._mint = IdMint(ManualClock(DRAWN_AT), self._rng.randbytes)
        self._names = names
        self.register = Register()

    def agents(self) -> None:
        """Draw 32,000 people, none of them real."""
        rng, mint, names = self._rng, self._mint.mint, self._names
        for agency, count in AGENTS.items():
            self.register.agency_rows.append((agency.value, AGENCY_NAMES[agency]))
            ranks = rng.choices(*zip(*RANKS[agency], strict=True), k=count)
            ids = [mint() for _ in range(count)]
            prefix = BADGES[agency]
            self.register.agents[agency] = ids
            self.register.agent_rows += [
                (key, f"{prefix} {number:06d}", names.draw(rng).listed(), agency.value, rank)
                for number, (key, rank) in enumerate(zip(ids, ranks, strict=True), 1)
            ]

    def devices(self) -> None:
        """Issue the telephones and the panic buttons."""
        for number in range(1, PHONES + 1):
            self._device("T", number, 5, "phone", self.register.phones)
        for number in range(1, BUTTONS + 1):
            self._device("BP", number, 4, "panic_button", self.register.buttons)

    def _device(self, mark: str, number: int, digits: int, kind: str, into: list[tuple[UUID, str]]) -> None:
        key, label = self._mint.mint(), f"{mark}-{number:0{digits}d}"
        into.append((key, label))
        self.register.device_rows.append((key, label, kind, kind == "panic_button"))

    def units(self) -> None:
        """Name the units, order them by when they go on duty, and give each its phone and vehicle."""
        named = [(sign, fleet, comuna) for fleet in FLEETS for sign, comuna in self._signs(fleet)]
        for index, (sign, fleet, comuna) in enumerate(self._by_duty(named)):
            vehicle = None
            if fleet.vehicle:
                vehicle = self._mint.mint()
                self.register.vehicle_rows.append((vehicle, f"V-{index:05d}", fleet.kind, fleet.agency.value))
            device, label = self.register.phones[index]
            self.register.units.append(
                DrawnUnit(self._mint.mint(), index, sign, fleet, comuna, device, label, vehicle)
            )

    def _signs(self, fleet: Fleet) -> list[tuple[str, int]]:
        """All call signs of a fleet, each with the comuna where the unit is at home."""
        comunas, weights = list(COMUNA_SHARES), list(COMUNA_SHARES.values())
        first = FIRST_NUMBERS.get(fleet.sign, 1)
        if not fleet.each:
            homes = self._rng.choices(comunas, weights, k=fleet.units)
            return [(fleet.sign.format(number=first + n), comuna) for n, comuna in enumerate(homes)]
        signs: list[tuple[str, int]] = []
        for comuna, count in _divide(fleet.units, COMUNA_SHARES).items():
            signs += [(fleet.sign.format(comuna=comuna, number=first + n), comuna) for n in range(count)]
        return signs

    def _by_duty(self, named: list[tuple[str, Fleet, int]]) -> list[tuple[str, Fleet, int]]:
        """First those that are always on duty, then the rest of each fleet's share, then all others."""
        always = {sign: place for place, sign in enumerate(FIRST_ON_DUTY)}
        left = {fleet: fleet.on_duty for fleet in FLEETS}
        first = sorted((unit for unit in named if unit[0] in always), key=lambda unit: always[unit[0]])
        for _, fleet, _ in first:
            left[fleet] -= 1
        rest = [unit for unit in named if unit[0] not in always]
        self._rng.shuffle(rest)
        second: list[tuple[str, Fleet, int]] = []
        third: list[tuple[str, Fleet, int]] = []
        for unit in rest:
            (second if left[unit[1]] > 0 else third).append(unit)
            left[unit[1]] -= 1
        return [*first, *second, *third]


def _divide(total: int, shares: dict[int, float]) -> dict[int, int]:
    """Divide whole things by shares; what rounding leaves over goes to the largest share."""
    whole = sum(shares.values())
    parts = {key: int(total * share / whole) for key, share in shares.items()}
    parts[max(shares, key=lambda key: shares[key])] += total - sum(parts.values())
    return parts


def draw(seed: int, names: Names) -> Register:
    """Draw the whole register."""
    drawing = _Draw(seed, names)
    drawing.agents()
    drawing.devices()
    drawing.units()
    return drawing.register
