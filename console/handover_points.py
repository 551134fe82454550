"""What the next shift must know, taken from the picture: points as codes, and their sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.choice import shown_number
from console.models.units import LIMITS
from domain.alert import AlertState
from domain.call import CallState
from domain.incident import Incident, IncidentState
from domain.shift import Point
from domain.unit import UnitStatus
from widgets.incident_types import type_word
from widgets.timer import span
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

MOST = 200
"""Points of one handover; the writer takes 256."""
_SHORT = 120


def points_of(picture: Picture) -> tuple[Point, ...]:
    """Return the points, the gravest kind first: incidents, calls to call back, units, BOLOs, alerts."""
    made = [*_incidents(picture), *_calls(picture), *_units(picture), *_bolos(picture), *_alerts(picture)]
    return tuple(made[:MOST])


def _incidents(picture: Picture) -> list[Point]:
    going = [i for i in picture.incidents.values() if i.state is not IncidentState.CLOSED]
    going.sort(key=lambda i: (bool(i.units), int(i.priority), i.created_at))
    now = picture.server_now()
    points = []
    for incident in going:
        code = "incident.active" if incident.units else "incident.waits"
        params = {
            "number": shown_number(incident),
            "type": incident.type_code or "",
            "place": incident.place.address[:_SHORT],
            "units": _signs(picture, incident)[:_SHORT],
            "age": span(now - incident.created_at),
        }
        points.append(Point(code=code, params=params, things=(incident.id,)))
    return points


def _signs(picture: Picture, incident: Incident) -> str:
    found = (picture.units.get(key) for key in incident.units)
    return ", ".join(sorted(unit.call_sign for unit in found if unit is not None))


def _calls(picture: Picture) -> list[Point]:
    lost = [call for call in picture.calls.values() if call.state is CallState.ABANDONED]
    lost.sort(key=lambda call: call.ringing_at)
    return [
        Point(code="call.call_back", params={"short": str(call.short)}, things=(call.id,)) for call in lost
    ]


def _units(picture: Picture) -> list[Point]:
    now = picture.server_now()
    out = [unit for unit in picture.units.values() if unit.status is UnitStatus.OUT_OF_SERVICE]
    late = [
        unit
        for unit in picture.units.values()
        if (limit := LIMITS.get(unit.status)) is not None and now - unit.since >= limit
    ]
    points = []
    if out:
        signs = ", ".join(sorted(unit.call_sign for unit in out))
        params = {"n": str(len(out)), "units": signs[:_SHORT]}
        points.append(Point(code="units.out_of_service", params=params, things=tuple(u.id for u in out[:64])))
    for unit in sorted(late, key=lambda unit: unit.since)[:20]:
        params = {"unit": unit.call_sign, "status": unit.status.value, "age": span(now - unit.since)}
        points.append(Point(code="unit.overdue", params=params, things=(unit.id,)))
    return points


def _bolos(picture: Picture) -> list[Point]:
    now = picture.server_now()
    held = [b for b in picture.bolos.values() if b.cancelled_at is None and b.expires_at > now]
    return [
        Point(code="bolo", params={"short": str(bolo.short), "title": bolo.title[:_SHORT]}, things=(bolo.id,))
        for bolo in sorted(held, key=lambda bolo: (int(bolo.priority), bolo.short))
    ]


def _alerts(picture: Picture) -> list[Point]:
    shelved = [alert for alert in picture.alerts.values() if alert.state is AlertState.SHELVED]
    if not shelved:
        return []
    keys = tuple(alert.id for alert in shelved[:64])
    return [Point(code="alerts.shelved", params={"n": str(len(shelved))}, things=keys)]


def point_words(point: Point) -> str:
    """Return a point's sentence; one of another version is shown by its code."""
    params = dict(point.params)
    if "type" in params:
        params["type"] = type_word(params["type"] or None) or translate("handover", "sin tipo")
    if "status" in params and params["status"] in {status.value for status in UnitStatus}:
        params["status"] = state_word(UnitStatus(params["status"])).lower()
    sentence = {
        "incident.waits": translate("handover", "INC {number} espera móvil: {type}, {place} ({age})"),
        "incident.active": translate("handover", "INC {number} en curso: {type}, {place}; {units}"),
        "call.call_back": translate("handover", "Llamada {short} abandonada: hay que devolverla"),
        "units.out_of_service": translate("handover", "{n} móviles fuera de servicio: {units}"),
        "unit.overdue": translate("handover", "{unit} vencida: {status} hace {age}"),
        "bolo": translate("handover", "BOLO {short} vigente: {title}"),
        "alerts.shelved": translate("handover", "{n} alertas pospuestas"),
    }.get(point.code)
    if sentence is None:
        return f"{point.code} {' '.join(params.values())}".strip()
    return sentence.format_map({**dict.fromkeys(("number", "type", "place", "units", "age"), "…"), **params})
