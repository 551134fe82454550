"""The demo's register of premises: invented dangers at places of the model city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from backend.demo_city.register import DRAWN_AT, Row
from domain.clock import SECOND
from domain.ids import derived
from domain.premises import HazardKind
from resources.city import load_city

COUNT = 160

_NOTES: dict[HazardKind, tuple[tuple[str, str], ...]] = {
    HazardKind.WEAPONS: (("arma registrada en el domicilio", "RENAR"), ("arma vista en 2025", "Policía")),
    HazardKind.VIOLENCE: (("agredió a una dotación", "SAME"),),
    HazardKind.EXPLOSIVES: (("depósito de pirotecnia", "Bomberos"),),
    HazardKind.CHEMICALS: (("taller de cromado, ácidos", "Bomberos"), ("laboratorio", "Defensa Civil")),
    HazardKind.GAS: (("garrafas en el fondo", "Bomberos"), ("tanque de GNC", "Bomberos")),
    HazardKind.DOG: (("perro suelto en el patio", "Policía"), ("dos perros grandes", "SAME")),
    HazardKind.COLLAPSE: (("balcón apuntalado", "Defensa Civil"),),
    HazardKind.ELECTRICITY: (("instalación precaria", "Bomberos"),),
    HazardKind.STAIRS: (("sin ascensor, cuarto piso", "SAME"), ("escalera caracol", "SAME")),
    HazardKind.ACCESS: (("portero: 4471#", "Administración"), ("clave del portón: 2290", "Administración")),
    HazardKind.VULNERABLE: (("vive sola, 88 años", "SAME"), ("electrodependiente", "Defensa Civil")),
}
# One known place for everybody who shows the program: the corner that its pictures are taken at.
_SHOWN = (
    (HazardKind.DOG, "perro suelto en el patio", "Comisaría Vecinal 1-A", 40),
    (HazardKind.GAS, "garrafas en el fondo", "Bomberos", 390),
    (HazardKind.ACCESS, "portero: 4471#", "Administración", 12),
)
_SHOWN_AT = (-34.6037, -58.3745)


def premises(seed: int) -> Iterator[Row]:
    """Draw the rows of `premise`: id, address, lat, lon, hazard, note, masked, source, noted_at."""
    rng = Random(f"premises-{seed}")
    barrios = load_city().barrios
    drawn_at = datetime.fromtimestamp(DRAWN_AT / SECOND, UTC)
    for place, (kind, note, source, days) in enumerate(_SHOWN):
        noted = drawn_at - timedelta(days=days)
        yield _row(f"shown-{place}", "San Martín 438", _SHOWN_AT, kind, note, source, noted)
    kinds = tuple(HazardKind)
    for number in range(COUNT):
        barrio = rng.choice(barrios)
        lon, lat = barrio.centre
        kind = rng.choice(kinds)
        note, source = rng.choice(_NOTES[kind])
        at = (round(lat + rng.uniform(-0.006, 0.006), 6), round(lon + rng.uniform(-0.006, 0.006), 6))
        noted = drawn_at - timedelta(days=rng.randint(3, 900))
        yield _row(f"{seed}-{number}", barrio.name, at, kind, note, source, noted)


def _row(
    name: str,
    address: str,
    at: tuple[float, float],
    kind: HazardKind,
    note: str,
    source: str,
    noted: datetime,
) -> Row:
    masked = "true" if kind is HazardKind.ACCESS else "false"
    key = derived("demo-premise", name)
    return key, address, at[0], at[1], kind.value, note, masked, source, noted.isoformat()
