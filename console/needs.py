"""What an incident still lacks by its response plan, as short as it stands on a chip."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from domain.incident import Incident
from domain.response_plan import Lack, Plans, missing, read
from domain.unit import UnitStatus
from resources.response_plans import plan_texts, plans_of_types
from widgets.incident_types import agency_word

translate = QCoreApplication.translate


def site_plans() -> Plans:
    """Return the site's plans. Raises what their readers raise: the tables are tested before they ship."""
    return read(plan_texts(), plans_of_types())


def needs_words(picture: Picture, plans: Plans, incident: Incident) -> str:
    """Return what is lacking: nobody goes, an agency, a second unit; a unit that is late; else nothing."""
    units = [unit for key in incident.units if (unit := picture.units.get(key)) is not None]
    if not units:
        return translate("pending", "Sin móvil")
    lacks = missing(plans, incident, units)
    if lacks:
        return lack_words(lacks)
    if any(unit.status is UnitStatus.DELAYED for unit in units):
        return translate("pending", "Móvil demorado")
    return ""


def lack_words(lacks: Iterable[Lack]) -> str:
    """Say the first thing that is lacking: another agency before one more of the same."""
    first, *more = sorted(lacks, key=lambda lack: lack.has > 0)
    if first.has:
        words = translate("pending", "Pide {n}.º móvil").format(n=first.has + 1)
    else:
        words = translate("pending", "Falta {agency}").format(agency=agency_word(first.agency))
    return f"{words} +{len(more)}" if more else words
