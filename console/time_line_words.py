"""The time line in a person's words: what happened, and who signs for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.agency import Agency
from domain.call import Disposition
from domain.severity import Severity
from domain.time_line import TimeLineEntry
from domain.unit import UnitStatus
from widgets.call_head import disposition_word
from widgets.incident_types import agency_title
from widgets.severity import word as severity_word
from widgets.time_line import TimeLineRow
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate

WRITTEN = frozenset({"incident_noted", "log_written"})
"""What people wrote stands as they wrote it."""
_MARKS = {
    "unit_dispatched": UnitStatus.DISPATCHED,
    "dispatch_overridden": UnitStatus.DISPATCHED,
    "unit_preempted": UnitStatus.DISPATCHED,
}


def row_of(entry: TimeLineEntry, me: str) -> TimeLineRow:
    """Return an entry as its row; `me`: the name of whoever sits here, who reads "usted"."""
    mark = _MARKS.get(entry.what)
    if entry.what in ("unit_status_set", "unit_freed"):
        mark = _status(entry)
    grave = entry.what in ("safety_missed",)
    return TimeLineRow(
        at=entry.at,
        title=entry.text if entry.what in WRITTEN else title_of(entry),
        by=signature(entry, me),
        status=mark,
        severity=Severity.CRITICAL if grave else None,
        note=entry.what in WRITTEN,
    )


def _status(entry: TimeLineEntry) -> UnitStatus | None:
    told = entry.params.get("status", "")
    return UnitStatus(told) if told in {status.value for status in UnitStatus} else None


def signature(entry: TimeLineEntry, me: str) -> str:
    """Who did it, and where: usted · puesto-31; a source at a door is named as what it is."""
    if not entry.by:
        door = entry.door.partition(":")[2] or entry.door
        known = {
            "calls": translate("time_line", "central telefónica"),
            "phones": translate("time_line", "teléfono de la dotación"),
            "buttons": translate("time_line", "botón de pánico"),
            "system": translate("time_line", "el programa"),
        }
        return known.get(door, door)
    by = translate("time_line", "usted") if entry.by == me else entry.by
    return f"{by} · {entry.workstation}" if entry.workstation else by


def title_of(entry: TimeLineEntry) -> str:
    """Return the entry's sentence; one of a newer server is shown by its code."""
    sentence = _sentences().get(entry.what)
    if sentence is None:
        return entry.what.replace("_", " ")
    return sentence.format_map(_Known(_params(entry)))


class _Known(dict[str, str]):
    """What the server did not say is an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _params(entry: TimeLineEntry) -> dict[str, str]:
    params = dict(entry.params)
    status = _status(entry)
    if status is not None:
        params["status"] = state_word(status).lower()
    if params.get("agency") in {agency.value for agency in Agency}:
        params["agency"] = agency_title(Agency(params["agency"]))
    if params.get("disposition") in {one.value for one in Disposition}:
        params["disposition"] = disposition_word(Disposition(params["disposition"])).lower()
    if params.get("priority", "") in {str(int(one)) for one in Severity}:
        params["priority"] = severity_word(Severity(int(params["priority"]))).lower()
    params["text"] = entry.text
    if entry.what == "incident_created" and params.get("short", "0") != "0":
        params["number"] = params["short"]  # the number that people say, as every pane has it
    if entry.what == "incident_changed":
        params["what"] = ", ".join(
            words
            for name, words in (
                ("priority", translate("time_line", "prioridad {to}").format(to=params.get("priority", ""))),
                ("place", translate("time_line", "lugar {to}").format(to=params.get("place", ""))),
            )
            if name in params
        ) or translate("time_line", "sus datos")
    return params


def _sentences() -> dict[str, str]:
    return {
        "call_rang": translate("time_line", "Entra la llamada {call}"),
        "call_answered": translate("time_line", "Llamada {call} atendida"),
        "call_handed_over": translate("time_line", "La llamada {call} pasa a otra persona"),
        "call_abandoned": translate("time_line", "Llamada {call} abandonada"),
        "call_ended": translate("time_line", "La llamada {call} cortó"),
        "call_closed": translate("time_line", "Llamada {call} cerrada: {disposition}"),
        "call_linked": translate("time_line", "Llamada {call} vinculada"),
        "call_unlinked": translate("time_line", "Llamada {call} desvinculada"),
        "call_overflowed": translate("time_line", "La llamada {call} pasa a otra sala"),
        "incident_created": translate("time_line", "Incidente {number} creado: {place}"),
        "incident_joined": translate("time_line", "Se une lo que un puesto creó sin servidor"),
        "incident_changed": translate("time_line", "Se corrige: {what}"),
        "incident_closed": translate("time_line", "Incidente cerrado"),
        "incident_reopened": translate("time_line", "Incidente reabierto: {reason}"),
        "incident_merged": translate("time_line", "El INC {number} sigue en el INC {into}"),
        "incident_split": translate("time_line", "El INC {number} se separa del INC {into}: {reason}"),
        "alarm_level_raised": translate("time_line", "Alarma {level}"),
        "task_opened": translate("time_line", "Se pide {agency}"),
        "task_taken": translate("time_line", "{agency}: se hace cargo"),
        "task_closed": translate("time_line", "{agency}: terminado"),
        "unit_dispatched": translate("time_line", "Despachado {unit}"),
        "unit_status_set": translate("time_line", "{unit}: {status}"),
        "unit_freed": translate("time_line", "{unit} sale del incidente: {status}"),
        "dispatch_overridden": translate("time_line", "{unit} mandado contra la regla: {reason}"),
        "unit_preempted": translate("time_line", "{unit} sacado de otro incidente: {reason}"),
        "unit_stacked": translate("time_line", "{unit} vendrá después"),
        "unit_unstacked": translate("time_line", "{unit} ya no vendrá"),
        "units_exchanged": translate("time_line", "{unit} por {other}"),
        "safety_confirmed": translate("time_line", "{unit}: dotación bien"),
        "safety_missed": translate("time_line", "{unit} no contesta el control de seguridad"),
        "bolo_issued": translate("time_line", "BOLO: {text}"),
    }
