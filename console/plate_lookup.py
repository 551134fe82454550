"""A plate among what the desk has before it anyway: the room's BOLOs and its incidents of today.

Registers of vehicles and reads of cameras are another matter: those are asked with a purpose, on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.choice import inc
from domain.plates import kinds_of, normal_plate
from domain.refusal import Refused

LEAST = 3
"""Letters and figures of a part of a plate that is searched for."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a plate was met: a BOLO or an incident, in words."""

    words: str
    bolo: UUID | None = None
    incident: UUID | None = None


def bare(text: str) -> str:
    """Return a plate as it is compared; empty for what cannot be one."""
    try:
        return normal_plate(text)
    except Refused:
        return ""


def plate_in(word: str) -> str:
    """Return the plate that a word is, empty when it is none."""
    plate = bare(word)
    return plate if any(c.isdigit() for c in plate) and kinds_of(plate) else ""


def looked_up(picture: Picture, typed: str) -> list[Found]:
    """Return where a plate, or a part of one, is mentioned: BOLOs in force, then the latest incidents."""
    wanted = bare(typed)
    if len(wanted) < LEAST:
        return []
    translate, now = QCoreApplication.translate, picture.server_now()
    found = []
    for bolo in picture.bolos.values():
        if bolo.cancelled_at is None and bolo.expires_at > now and wanted in bare(bolo.plate):
            words = translate("orders", "BOLO {n}: {title}").format(n=bolo.short, title=bolo.title)
            found.append(Found(words, bolo=bolo.id))
    for incident in sorted(picture.incidents.values(), key=lambda i: -i.created_at):
        for vehicle in incident.vehicles:
            if vehicle.plate and wanted in bare(vehicle.plate):
                words = f"{inc(incident)}: {vehicle.plate} {vehicle.description}".strip()
                found.append(Found(words, incident=incident.id))
                break
    return found
