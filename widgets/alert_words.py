"""What each kind of alert says, in one title and one line of detail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from domain.alert import AlertKind, AlertState
from domain.unit import UnitStatus
from widgets.unit_state import word as state_word


class _Holes(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def _words(kind: AlertKind) -> tuple[str, str]:
    """Title and detail with their holes; only the one that is asked for is translated: a flood asks often."""
    translate = QCoreApplication.translate
    match kind:
        case AlertKind.PANIC:
            return (translate("alerts", "Botón de pánico"), "{place}")
        case AlertKind.PANIC_UNVERIFIED:
            return (
                translate("alerts", "Botón de pánico sin verificar"),
                translate("alerts", "{place} · la firma no coincide o se repite"),
            )
        case AlertKind.INTAKE_UNAUTHORISED:
            return (
                translate("alerts", "Central no autorizada"),
                translate("alerts", "{door} · se rechazó a {source}"),
            )
        case AlertKind.SIP_LOAD:
            return (
                translate("alerts", "Llamadas cerca del límite"),
                translate("alerts", "{ringing} sonando · {a_second} por segundo"),
            )
        case AlertKind.COMMAND_CONFLICT:
            return (
                translate("alerts", "Orden repetida con otro contenido"),
                translate("alerts", "Puesto {workstation} · no se aplicó"),
            )
        case AlertKind.COMMAND_FORBIDDEN:
            return (
                translate("alerts", "Órdenes sin permiso"),
                translate("alerts", "{user} en el puesto {workstation}"),
            )
        case AlertKind.COMMAND_POISON:
            return (
                translate("alerts", "Una orden no se pudo procesar"),
                translate("alerts", "Apartada; lo demás sigue · {command}"),
            )
        case AlertKind.CAMERA_DOWN:
            return (translate("alerts", "Cámara {camera} sin señal"), "{place}")
        case AlertKind.DESK_DISPATCH:
            return (
                translate("alerts", "{unit} pedido en dos incidentes"),
                translate("alerts", "Por radio a {wanted} · está en {incident} · {workstation}, {user}"),
            )
        case AlertKind.QUEUE_OVERFLOW:
            return (
                translate("alerts", "Llamadas pasan a la sala {to}"),
                translate("alerts", "Nadie listo en esta sala · esperaban {waiting}"),
            )
        case AlertKind.DESK_MISSED:
            return (
                translate("alerts", "Puesto {workstation} no atendió"),
                translate("alerts", "{user} · queda en pausa hasta que avise"),
            )
        case AlertKind.DESK_REFUSED:
            return (translate("alerts", "Órdenes sin enlace por resolver: {count}"), "{workstation} · {user}")
        case _:
            return _of_units(kind)


def _of_units(kind: AlertKind) -> tuple[str, str]:
    """Those about units."""
    translate = QCoreApplication.translate
    match kind:
        case AlertKind.UNIT_OVERDUE:
            return (
                translate("alerts", "{unit} demora"),
                translate("alerts", "{status} hace {minutes} min · INC {incident}"),
            )
        case AlertKind.UNIT_SAFETY:
            return (
                translate("alerts", "{unit} no responde"),
                translate("alerts", "Control de seguridad sin respuesta · INC {incident}"),
            )
        case AlertKind.INCIDENT_LEFT:
            return (
                translate("alerts", "Incidente {incident} sin móvil"),
                translate("alerts", "{unit} pasó a algo más grave · {place}"),
            )
        case AlertKind.UNIT_SILENT:
            return (
                translate("alerts", "Móvil {unit} sin posición"),
                translate("alerts", "Último dato hace {age} s · {place}"),
            )
    raise AssertionError(kind)


def alert_words(kind: AlertKind, params: Mapping[str, str], area: str, protected: bool) -> tuple[str, str]:
    """Title and detail; a protected alert names only its barrio."""
    title, detail = _words(kind)
    place = area or params.get("place", "") or params.get("device", "")
    if protected:
        place = QCoreApplication.translate("alerts", "Zona protegida · {area}").format(area=area or "—")
    filled = _Holes(params)
    filled["place"] = place or QCoreApplication.translate("alerts", "Sin ubicación")
    if params.get("status") in set(UnitStatus):
        filled["status"] = state_word(UnitStatus(params["status"]))
    if "door" in params:
        filled["door"] = _door(params["door"])
    said = detail.format_map(filled)
    # A unit may be late without an incident: then none is named.
    return title.format_map(filled), said if "incident" in params else said.removesuffix(" · INC —")


def _door(door: str) -> str:
    match door:
        case "calls":
            return QCoreApplication.translate("alerts", "Puerta de llamadas")
        case "phones":
            return QCoreApplication.translate("alerts", "Puerta de teléfonos")
        case "buttons":
            return QCoreApplication.translate("alerts", "Puerta de botones")
        case "sip":
            return QCoreApplication.translate("alerts", "Puerta telefónica")
    return door


def state_words(state: AlertState, by: str, mine: bool, count: int) -> str:
    """Who has it: nobody, a colleague, you; or how many were grouped."""
    translate = QCoreApplication.translate
    if state is AlertState.ACKNOWLEDGED:
        words = (
            translate("alerts", "tomada por usted")
            if mine
            else translate("alerts", "tomada por {name}").format(name=by)
        )
    elif state is AlertState.RETURNED:
        words = translate("alerts", "ya pasó, sin tomar")
    elif state is AlertState.SHELVED:
        words = translate("alerts", "pospuesta por {name}").format(name=by or "—")
    elif state is AlertState.OUT_OF_SERVICE:
        words = translate("alerts", "fuera de servicio")
    else:
        words = translate("alerts", "sin tomar")
    if count > 1:
        return translate("alerts", "{state} · agrupada ×{n}").format(state=words, n=count)
    return words
