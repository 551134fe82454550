"""A ranking as the rows of the dispatch pane: who goes already, who should go, who is set apart and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Look, Picture
from console.recommendation_words import apart_words, reason_words, trouble_words
from domain.clock import SECOND
from domain.incident import Incident
from domain.recommendation import Basis, ExcludedUnit, RankedUnit, Standing
from domain.unit import FREE, Unit
from widgets.dispatch_panel.view import Going
from widgets.incident_types import agency_word
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

MOST_APART = 5
"""Units that are listed although they are not ranked."""


def going_rows(picture: Picture, incident: Incident, basis: Basis | None) -> tuple[Going, ...]:
    """Return the rows: in the ranking's order, numbered through; a state that changed since is today's."""
    rows: list[Going] = []
    ranked = basis.rows if basis is not None else ()
    several = len({row.agency for row in ranked}) > 1
    listed = {row.unit for row in ranked}
    rows += [_goes(picture, unit) for unit in _going(picture, incident) if unit.id not in listed]
    rank = 0
    for row in _by_need(incident, basis):
        unit = picture.units.get(row.unit)
        if unit is None:
            continue
        rank += 1
        rows.append(_ranked(picture, incident, row, unit, rank, several))
    for one in (basis.excluded if basis is not None else ())[:MOST_APART]:
        unit = picture.units.get(one.unit)
        if unit is not None and unit.incident != incident.id:
            rows.append(_apart(one, unit))
    return tuple(rows)


def _by_need(incident: Incident, basis: Basis | None) -> list[RankedUnit]:
    """Who goes already, then the agencies that still lack somebody, then the others; each in its order."""
    if basis is None:
        return []
    served = {part.agency for part in basis.parts if part.going >= part.needed}
    return sorted(basis.rows, key=lambda row: (row.unit not in incident.units, row.agency in served))


def _going(picture: Picture, incident: Incident) -> list[Unit]:
    found = (picture.units.get(key) for key in incident.units)
    return sorted((unit for unit in found if unit is not None), key=lambda unit: unit.call_sign)


def _goes(picture: Picture, unit: Unit) -> Going:
    """One that goes although no ranking speaks of it: it was sent before, or by hand."""
    return Going(
        unit=unit.id,
        call_sign=unit.call_sign,
        agency=unit.agency,
        status=unit.status,
        reason=state_word(unit.status),
        assigned=True,
        pending=picture.look(unit.id) is Look.PENDING,
        can_go=False,
    )


def _ranked(
    picture: Picture, incident: Incident, row: RankedUnit, unit: Unit, rank: int, several: bool
) -> Going:
    assigned = unit.incident == incident.id
    facts = [reason_words(fact) for fact in row.facts]
    more = [reason_words(reason) for reason in row.reasons[1:]]
    if several:
        facts.insert(0, agency_word(row.agency))
    return Going(
        unit=row.unit,
        call_sign=row.call_sign,
        agency=row.agency,
        status=unit.status,
        reason=reason_words(row.reasons[0]) if row.reasons else "",
        facts=" · ".join(filter(None, [*more, *facts])),
        rank=rank,
        eta_s=row.eta,
        assigned=assigned,
        pending=picture.look(unit.id) is Look.PENDING,
        can_go=not assigned and (unit.status in FREE or row.standing is not Standing.FREE),
    )


def _apart(one: ExcludedUnit, unit: Unit) -> Going:
    facts = []
    if one.metres is not None:
        facts.append(translate("dispatch", "a {n} m en línea recta").format(n=one.metres))
    return Going(
        unit=one.unit,
        call_sign=one.call_sign,
        agency=one.agency,
        status=unit.status,
        reason=apart_words(one.why),
        facts=" · ".join(facts),
        trouble=trouble_words(one.why),
        can_go=False,
    )


def basis_words(basis: Basis) -> str:
    """Say what the order was made of: by road, with positions so old at most."""
    oldest = max((row.age for row in basis.rows), default=0)
    return translate("dispatch", "red vial · posición de hace ≤ {n} s").format(n=max(1, oldest // SECOND))
