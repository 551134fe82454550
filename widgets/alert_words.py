"""What each kind of alert says, in one title and one line of detail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from domain.alert import AlertKind, AlertState


class _Holes(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def _table() -> dict[AlertKind, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        AlertKind.PANIC: (translate("alerts", "Botón de pánico"), "{place}"),
        AlertKind.PANIC_UNVERIFIED: (
            translate("alerts", "Botón de pánico sin verificar"),
            translate("alerts", "{place} · la firma no coincide o se repite"),
        ),
        AlertKind.INTAKE_UNAUTHORISED: (
            translate("alerts", "Central no autorizada"),
            translate("alerts", "{door} · se rechazó a {source}"),
        ),
        AlertKind.COMMAND_CONFLICT: (
            translate("alerts", "Orden repetida con otro contenido"),
            translate("alerts", "Puesto {workstation} · no se aplicó"),
        ),
        AlertKind.COMMAND_FORBIDDEN: (
            translate("alerts", "Órdenes sin permiso"),
            translate("alerts", "{user} en el puesto {workstation}"),
        ),
        AlertKind.COMMAND_POISON: (
            translate("alerts", "Una orden no se pudo procesar"),
            translate("alerts", "Apartada; lo demás sigue · {command}"),
        ),
        AlertKind.CAMERA_DOWN: (translate("alerts", "Cámara {camera} sin señal"), "{place}"),
        AlertKind.DESK_DISPATCH: (
            translate("alerts", "{unit} mandado por radio a {wanted}"),
            translate("alerts", "Y está en {incident} · puesto {workstation}, {user}: nadie lo quitó"),
        ),
        AlertKind.DESK_REFUSED: (
            translate("alerts", "Órdenes sin enlace por resolver: {count}"),
            translate("alerts", "Puesto {workstation} · {user}"),
        ),
        AlertKind.UNIT_SILENT: (
            translate("alerts", "Móvil {unit} sin posición"),
            translate("alerts", "Último dato hace {age} s · {place}"),
        ),
    }


def alert_words(kind: AlertKind, params: Mapping[str, str], area: str, protected: bool) -> tuple[str, str]:
    """Title and detail; a protected alert names only its barrio."""
    title, detail = _table()[kind]
    place = area or params.get("place", "") or params.get("device", "")
    if protected:
        place = QCoreApplication.translate("alerts", "Zona protegida · {area}").format(area=area or "—")
    doors = {
        "calls": QCoreApplication.translate("alerts", "Puerta de llamadas"),
        "phones": QCoreApplication.translate("alerts", "Puerta de teléfonos"),
        "buttons": QCoreApplication.translate("alerts", "Puerta de botones"),
    }
    door = params.get("door", "—")
    holes = _Holes(params) | {
        "door": doors.get(door, door),
        "place": place or QCoreApplication.translate("alerts", "Sin ubicación"),
    }
    filled = _Holes(holes)
    return title.format_map(filled), detail.format_map(filled)


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
