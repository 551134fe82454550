"""A handover's points in words, and those that only a desk knows of: cameras that do not show anything."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from domain.agency import Agency
from domain.alert import AlertKind, AlertState
from domain.camera import CameraState
from domain.shift import Point
from domain.unit import UnitStatus
from widgets.alert_words import alert_words
from widgets.incident_types import agency_word, type_word
from widgets.look import Look
from widgets.timer import time_of_day
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate


def faults(picture: Picture) -> tuple[Point, ...]:
    """Return what the server cannot know of; the rest of the points it finds itself."""
    dark = [camera for camera in picture.cameras.values() if camera.state is not CameraState.LIVE]
    if not dark:
        return ()
    things = tuple(camera.id for camera in dark[:64])
    return (Point(code="fault.cameras", params={"n": str(len(dark))}, things=things),)


def point_words(point: Point, look: Look) -> str:
    """Return a point's sentence; one of another version is shown by its code."""
    params = _Known(point.params)
    params["type"] = type_word(params.get("type") or None) or translate("handover", "sin tipo")
    if params.get("status") in {status.value for status in UnitStatus}:
        params["status"] = state_word(UnitStatus(params["status"])).lower()
    if params.get("kind") in {kind.value for kind in AlertKind}:
        params["kind"] = alert_words(AlertKind(params["kind"]), {}, "", False)[0]
    if params.get("until", "").isdecimal():
        params["until"] = time_of_day(int(params["until"]), look)[:5]
    if params.get("units", "").isdecimal():
        params["units"] = _units(int(params["units"]))
    found = _sentence(point.code, params)
    if found is None:
        return f"{point.code} {' '.join(point.params.values())}".strip()
    return found.format_map(params)


def _dark(count: str) -> str:
    if count == "1":
        return translate("handover", "1 cámara sin imagen")
    return translate("handover", "{n} cámaras sin imagen")


def _units(count: int) -> str:
    if count == 1:
        return translate("handover", "1 móvil")
    return (
        translate("handover", "{n} móviles").format(n=count) if count else translate("handover", "sin móvil")
    )


class _Known(dict[str, str]):
    """What a point does not say is an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _sentence(code: str, params: dict[str, str]) -> str | None:
    if code == "incident.open" and params.get("waiting"):
        known = {agency.value: agency_word(agency) for agency in Agency}
        waiting = [known.get(word, word) for word in params["waiting"].split(", ")]
        params["waiting"] = ", ".join(waiting)
        return translate("handover", "INC {short} · {type}, {place}: {units}, falta {waiting}")
    alert = translate("handover", "Alerta crítica sin tomar: {kind}")
    if params.get("state") != AlertState.UNACKNOWLEDGED.value:
        alert = translate("handover", "Alerta crítica abierta: {kind}")
    return {
        "alert.critical": alert,
        "incident.untaken": translate("handover", "INC {short} crítico, sin nadie: {type}, {place}"),
        "incident.open": translate("handover", "INC {short} · {type}, {place}: {units}"),
        "unit.overdue": translate("handover", "{unit} fuera de plazo: {status} hace {minutes} min"),
        "call.many_to_call_back": translate(
            "handover", "{many} llamadas por devolver, la más vieja hace {minutes} min"
        ),
        "call.to_call_back": translate("handover", "Llamada {short}: hay que devolverla, hace {minutes} min"),
        "bolo.running": translate("handover", "BOLO {short} hasta las {until}: {title}"),
        "desk.away": translate("handover", "Puesto {desk} en pausa: {who}"),
        "fault.cameras": _dark(params.get("n", "")),
    }.get(code)
