"""How an order of desk mode is told: what it was, why it was refused, what can be done about it, and why."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.desk_orders import DeskOrder, Settlement
from backend_client.picture import Picture
from backend_client.ways_out import Way, incident_of
from console.choice import shown_number, with_numbers_of_the_day
from console.sentences import order_words, sentence
from domain.call import Call
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    CloseAlert,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    OperatorCommand,
    ReassignUnit,
    SaveDraft,
    SetUnitStatus,
    ShelveAlert,
)
from domain.ids import provisional_number
from domain.unit import UnitStatus
from widgets.alert_words import alert_words
from widgets.call_head import disposition_word
from widgets.look import Look
from widgets.plain_text import visible
from widgets.timer import time_of_day
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

Words = tuple[str, str]
"""A title and what it is about."""


def short_number(number: str) -> str:
    """10431 of 26-0010431, as people say it; a provisional number stays whole."""
    tail = number.rpartition("-")[2]
    return number if number.startswith("P") or not tail.isdecimal() else str(int(tail))


def given_number(picture: Picture, given: int) -> str:
    """P07-3, as this desk gave it."""
    return provisional_number(picture.who.workstation.desk, given) if picture.who and given else ""


def order_title(order: DeskOrder, picture: Picture) -> Words:
    """What was done, as the person who did it would say it."""
    command = order.command
    match command:
        case CreateIncident():
            number = given_number(picture, order.given) or order.number
            return translate("merge", "Crear {number}").format(number=number), command.place.address
        case DispatchUnit(unit=unit, incident=incident):
            words = translate("merge", "{unit} a {incident}, por radio")
            return words.format(unit=_sign(picture, unit), incident=_number(picture, incident)), _place(
                picture, incident
            )
        case ReassignUnit(unit=unit, incident=incident):
            words = translate("merge", "Pasar {unit} a {incident}")
            return words.format(unit=_sign(picture, unit), incident=_number(picture, incident)), ""
        case SetUnitStatus(unit=unit, status=status):
            return f"{_sign(picture, unit)}: {state_word(status).lower()}", ""
        case CloseIncident(incident=incident):
            title = translate("merge", "Cerrar {incident}").format(incident=_number(picture, incident))
            return title, _place(picture, incident)
    return _of_calls(command, picture)


def _of_calls(command: OperatorCommand, picture: Picture) -> Words:
    match command:
        case AnswerCall(call=call):
            return translate("merge", "Atender {call}").format(call=_caller(picture, call)), ""
        case CloseCall(call=call, disposition=how):
            title = translate("merge", "Cerrar llamada {call}").format(call=_caller(picture, call))
            return title, disposition_word(how)
        case SaveDraft(call=call, draft=draft):
            title = translate("merge", "Formulario de {call}").format(call=_caller(picture, call))
            return title, draft.narrative or draft.place
        case AcknowledgeAlert(alert=key) | ShelveAlert(alert=key) | CloseAlert(alert=key):
            alert = picture.alerts.get(key)
            if alert is not None:
                title, detail = alert_words(alert.kind, alert.params, alert.area, alert.protected)
                verb = {
                    AcknowledgeAlert: translate("merge", "Tomar alerta {alert}"),
                    ShelveAlert: translate("merge", "Posponer alerta {alert}"),
                    CloseAlert: translate("merge", "Cerrar alerta {alert}"),
                }[type(command)]
                return verb.format(alert=title), detail
    return order_words(command), ""


def reason(code: str, params: dict[str, str], look: Look) -> str:
    """Why it was refused: who did what first and when, as far as the server told."""
    told = dict(params)
    if told.get("since", "").isdecimal():
        told["since"] = time_of_day(int(told["since"]), look)
    if told.get("status") in list(UnitStatus):
        told["status"] = state_word(UnitStatus(told["status"])).lower()
    if "desk" in told:
        told["by"] = translate("merge", "{name} ({desk})").format(name=told["by"], desk=told["desk"])
    if "incident" in told:
        told["incident"] = short_number(told["incident"])
    if "number" in told:
        told["number"] = short_number(told["number"])
    known = _with_time().get(code) if "since" in told and ("by" in told or "unit" in told) else None
    if code == "unit.busy" and "incident" not in told:
        known = None
    return visible(known.format_map(told)) if known else sentence(code, told)


def _with_time() -> dict[str, str]:
    return {
        "alert.taken": translate("merge", "La tomó {by} a las {since}."),
        "alert.state": translate("merge", "La cerró {by} a las {since}."),
        "call.taken": translate("merge", "La atiende {by} desde las {since}."),
        "call.state": translate("merge", "La cerró {by} a las {since}."),
        "call.closed": translate("merge", "La llamada la cerró {by} a las {since}."),
        "incident.closed": translate("merge", "El incidente {number} lo cerró {by} a las {since}."),
        "unit.busy": translate(
            "merge",
            "{unit} ya estaba «{status}» en el incidente {incident} desde las {since}. No se lo quitó.",
        ),
        "unit.elsewhere": translate(
            "merge", "{unit} está «{status}» en el incidente {incident} desde las {since}: sigue así."
        ),
    }


def act_words(order: DeskOrder, other: Way, picture: Picture) -> tuple[str, str]:
    """The two acts as their buttons say them."""
    params = with_numbers_of_the_day(order.params, picture)
    keep = translate("merge", "Dejar como está")
    if "incident" in params:
        keep = translate("merge", "Dejar en {incident}").format(incident=short_number(params["incident"]))
    elif "by" in params:
        keep = translate("merge", "Queda con {name}").format(name=params["by"])
    wanted = order.command.incident if isinstance(order.command, DispatchUnit) else None
    words = {
        Way.MOVE: translate("merge", "Pasar a {incident}").format(
            incident=_number(picture, wanted) if wanted is not None else ""
        ),
        Way.CLOSE: translate("merge", "Cerrar igual"),
        Way.REPEAT: translate("merge", "Darla de nuevo"),
        Way.ESCALATE: translate("merge", "Pasar a supervisión"),
    }
    return keep, words.get(other, "")


def motives() -> tuple[tuple[str, str], ...]:
    """Why one settles it so: codes with their words; what is recorded is the code."""
    return (
        ("other_has_it", translate("merge", "Ya lo atiende otra persona")),
        ("said_by_radio", translate("merge", "Ya se dijo por radio")),
        ("nearer", translate("merge", "Está más cerca o es más grave")),
        ("duplicate", translate("merge", "Es el mismo hecho")),
        ("no_longer", translate("merge", "Ya no hace falta")),
        ("mistake", translate("merge", "Se hizo por error")),
    )


def settled_words(settlement: Settlement, acts: tuple[str, str], look: Look) -> str:
    """How it was settled and when."""
    act = acts[0] if settlement.way == Way.KEEP else acts[1]
    at = time_of_day(settlement.at, look)
    return translate("merge", "Resuelta por usted {time} · {act}").format(
        time=at, act=act[:1].lower() + act[1:]
    )


def _sign(picture: Picture, unit: UUID) -> str:
    found = picture.units.get(unit)
    return found.call_sign if found is not None else translate("merge", "un móvil")


def _number(picture: Picture, incident: UUID) -> str:
    found = incident_of(picture, incident)
    return shown_number(found) if found is not None else translate("merge", "un incidente")


def _place(picture: Picture, incident: UUID) -> str:
    found = incident_of(picture, incident)
    return found.place.address if found is not None else ""


def _caller(picture: Picture, call: UUID) -> str:
    found: Call | None = picture.calls.get(call)
    return (found.number or str(found.short)) if found is not None else translate("merge", "una llamada")
