"""The demo's register, drawn from a seed: agents, units, vehicles, devices; one seed, one register.

Rows are tuples in the order of the table's columns as tables.py copies them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

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
from domain.clock import SECOND, Micros
from resources.people import Names

DRAWN_AT: Micros = 1_767_236_400 * SECOND
"""2026-01-01 00:00 at the site: the date inside the register's ids, the same whenever it is loaded."""

PHONES = 25_000
BUTTONS = 200

Row = tuple[object, ...]


Id = str
"""A uuidv7 as text: 70,000 of them are drawn, and as text they are ready to be copied."""


class DrawnUnit(NamedTuple):
    """A unit with what the rest of the demo needs of it."""

    id: Id
    number: int
    call_sign: str
    fleet: Fleet
    comuna: int
    device: Id
    device_label: str
    vehicle: Id | None


@dataclass
class Register:
    """Everything drawn. `units` in the order in which they go on duty; `agents` by agency."""

    agents: dict[Agency, list[Id]] = field(default_factory=dict)
    units: list[DrawnUnit] = field(default_factory=list)
    phones: list[tuple[Id, str]] = field(default_factory=list)
    buttons: list[tuple[Id, str]] = field(default_factory=list)
    agency_rows: list[Row] = field(default_factory=list)
    agent_rows: list[Row] = field(default_factory=list)
    device_rows: list[Row] = field(default_factory=list)
    vehicle_rows: list[Row] = field(default_factory=list)


class _Draw:
    """One drawing: the seed's randomness and the ids that follow from it."""

    def __init__(self, seed: int, names: Names) -> None:
        self._rng = Random(seed)
        self._drawn = 0
        self._names = names
        self.register = Register()

    def _ids(self, count: int) -> list[Id]:
        """Return uuidv7 (RFC 9562) of one date that grow; many at once, since there are so many."""
        head = f"{DRAWN_AT // 1000:012x}"
        first, self._drawn = self._drawn, self._drawn + count
        tails = self._rng.randbytes(6 * count).hex()
        ids: list[Id] = []
        for place in range(count):
            # 26 bits count: 12 where RFC 9562 wants a finer time, 14 beside the variant.
            high, low = divmod(first + place, 1 << 14)
            tail = tails[12 * place : 12 * place + 12]
            ids.append(f"{head[:8]}-{head[8:]}-{0x7000 | high:04x}-{0x8000 | low:04x}-{tail}")
        return ids

    def agents(self) -> None:
        """Draw 32,000 people, none of them real."""
        rng = self._rng
        for agency, count in AGENTS.items():
            self.register.agency_rows.append((agency.value, AGENCY_NAMES[agency]))
            ranks = rng.choices(*zip(*RANKS[agency], strict=True), k=count)
            ids = self._ids(count)
            people = self._names.listed(rng, count)
            prefix = BADGES[agency]
            self.register.agents[agency] = ids
            self.register.agent_rows += [
                (key, f"{prefix} {number:06d}", name, agency.value, rank)
                for number, (key, name, rank) in enumerate(zip(ids, people, ranks, strict=True), 1)
            ]

    def devices(self) -> None:
        """Issue the telephones and the panic buttons."""
        register = self.register
        register.phones = [(key, f"T-{n:05d}") for n, key in enumerate(self._ids(PHONES), 1)]
        register.buttons = [(key, f"BP-{n:04d}") for n, key in enumerate(self._ids(BUTTONS), 1)]
        register.device_rows += [(key, label, "phone", "f") for key, label in register.phones]
        register.device_rows += [(key, label, "panic_button", "t") for key, label in register.buttons]

    def units(self) -> None:
        """Name the units, order them by when they go on duty, and give each its phone and vehicle."""
        named = [(sign, fleet, comuna) for fleet in FLEETS for sign, comuna in self._signs(fleet)]
        ids, vehicles = self._ids(len(named)), self._ids(len(named))
        for number, (sign, fleet, comuna) in enumerate(self._by_duty(named)):
            vehicle = vehicles[number] if fleet.vehicle else None
            if vehicle is not None:
                row = (vehicle, f"V-{number:05d}", fleet.kind, fleet.agency.value)
                self.register.vehicle_rows.append(row)
            device, label = self.register.phones[number]
            unit = DrawnUnit(ids[number], number, sign, fleet, comuna, device, label, vehicle)
            self.register.units.append(unit)

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
