"""What happens on the album's evening before a dispatcher's pages are photographed; all of it invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.agency import Agency
from domain.commands import CreateIncident
from domain.place import Place, Position
from domain.severity import Severity

if TYPE_CHECKING:
    from console.app import App
    from console.desk import Desk

_P, _F, _M = Agency.POLICE, Agency.FIRE, Agency.MEDICAL
EVENTS = (
    ("0211", "San Martín 438", "San Nicolás", -34.6037, -58.3743, Severity.CRITICAL, (_P, _M)),
    ("0401", "Av. Corrientes 1215", "San Nicolás", -34.6041, -58.3841, Severity.HIGH, (_F, _P)),
    ("0502", "Piedras 415", "Monserrat", -34.6122, -58.3776, Severity.MEDIUM, (_M,)),
    ("0241", "Reconquista 640", "Retiro", -34.6002, -58.3731, Severity.MEDIUM, (_P,)),
    ("0601", "Chacabuco 860", "San Telmo", -34.6175, -58.3758, Severity.LOW, (_P,)),
)
"""Type, address, barrio, where, priority, who is needed."""


def open_events(app: App, desk: Desk, room: str) -> None:
    """Create them, as a call-taker would."""
    for code, address, barrio, lat, lon, priority, agencies in EVENTS:
        place = Place(address=address, barrio=barrio, position=Position(lat=lat, lon=lon))
        desk.intentions.send(
            CreateIncident(
                incident=app.mint.mint(),
                room=room,
                priority=priority,
                place=place,
                type_code=code,
                agencies=agencies,
            )
        )


def first_lines(desk: Desk, number: int, sign: str) -> tuple[str, ...]:
    """What the dispatcher types first: a unit goes, a note, a BOLO, a line of the log, the handover."""
    return (
        f"d {number} {sign}",
        f"ec {sign}",
        f"n {number} Dos en moto roja, salieron por Lavalle",
        f"bolo {number} moto A148KLD roja, dos ocupantes",
        "bitácora Corte de luz en Monserrat: semáforos apagados en 9 de Julio",
        "relevo generar",
        "relevo firmar",
    )
