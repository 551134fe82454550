"""Why an order of dispatch or of the shift's papers was refused, and what such an order is called."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from domain import dispatch_orders as dispatch
from domain import shift_orders as shift
from domain.agency import Agency
from domain.commands import OperatorCommand
from widgets.incident_types import agency_title


def refused() -> dict[str, str]:
    """Return the sentences by code."""
    translate = QCoreApplication.translate
    return {
        "unit.on_scene": translate("sentences", "{unit} está con gente: no se lo manda a otro incidente."),
        "unit.free": translate("sentences", "{unit} está libre: despáchelo."),
        "unit.not_lesser": translate(
            "sentences", "{unit} va a un incidente de igual o mayor prioridad: no se le quita."
        ),
        "unit.stack_full": translate("sentences", "{unit} ya tiene {most} incidentes en espera."),
        "task.unknown": translate("sentences", "{agency} no interviene en el incidente {number}."),
        "task.taken": translate("sentences", "Ya lo tomó {by}."),
        "incident.level": translate(
            "sentences", "El incidente {number} ya está en nivel {level}: el nivel no baja."
        ),
        "incident.joined": translate(
            "sentences", "El incidente {number} está unido al {into}: sepárelo para reabrirlo."
        ),
        "incident.others_work": translate(
            "sentences", "En el incidente {number} trabaja {agencies}: cierre solo la parte de su agencia."
        ),
        "bolo.unknown": translate("sentences", "Ese pedido ya no está."),
        "bolo.id_taken": translate("sentences", "Ese pedido ya existe."),
        "bolo.no_reason": translate("sentences", "Un pedido lleva un incidente o una causa."),
        "bolo.expiry": translate("sentences", "Un pedido vence: dentro de {days} días como máximo."),
        "log.id_taken": translate("sentences", "Esa novedad ya está escrita."),
        "handover.unknown": translate("sentences", "Ese relevo ya no está."),
        "handover.id_taken": translate("sentences", "Ese relevo ya existe."),
        "handover.signed": translate("sentences", "El relevo ya lo firmó {by}: no se cambia."),
        "handover.same_person": translate(
            "sentences", "Usted ya firmó como quien entrega: lo recibe otra persona."
        ),
        "recommendation.no_position": translate(
            "sentences", "El incidente no tiene un lugar en el mapa: ubíquelo y se verá quién puede ir."
        ),
        "recommendation.off_streets": translate(
            "sentences", "Cerca de ese lugar no hay calles: elija el móvil a mano."
        ),
        "recommendation.preparing": translate(
            "sentences", "El servidor todavía lee las calles: en unos segundos se verá quién puede ir."
        ),
        "recommendation.no_streets": translate(
            "sentences", "El servidor no tiene las calles de la ciudad: elija el móvil a mano."
        ),
        "explanation.not_sent": translate("sentences", "Ese móvil no fue mandado a ese incidente."),
        "explanation.none": translate("sentences", "De ese incidente no se guardó ningún orden de móviles."),
        "purpose.missing": translate("sentences", "Para verlo hacen falta una causa y un motivo."),
        "desk.needs_server": translate(
            "sentences", "Sin servidor no se puede: hace falta que lo vea toda la sala."
        ),
    }


def orders() -> dict[type[OperatorCommand], str]:
    """Return what each order is called."""
    translate = QCoreApplication.translate
    return {
        dispatch.AddNote: translate("sentences", "Anotar en un incidente"),
        dispatch.ChangeIncident: translate("sentences", "Corregir un incidente"),
        dispatch.RaiseAlarmLevel: translate("sentences", "Subir el nivel de alarma"),
        dispatch.RequestAgency: translate("sentences", "Pedir otra agencia"),
        dispatch.TakeTask: translate("sentences", "Tomar la parte de una agencia"),
        dispatch.CloseTask: translate("sentences", "Cerrar la parte de una agencia"),
        dispatch.ReopenIncident: translate("sentences", "Reabrir un incidente"),
        dispatch.OverrideDispatch: translate("sentences", "Despachar un móvil con motivo"),
        dispatch.PreemptUnit: translate("sentences", "Pasar un móvil a algo más grave"),
        dispatch.StackUnit: translate("sentences", "Poner un incidente en espera de un móvil"),
        dispatch.UnstackUnit: translate("sentences", "Sacar un incidente de la espera de un móvil"),
        dispatch.ExchangeUnits: translate("sentences", "Cambiar un móvil por otro"),
        dispatch.ConfirmSafety: translate("sentences", "Confirmar que la dotación está bien"),
        shift.IssueBolo: translate("sentences", "Emitir un pedido"),
        shift.CancelBolo: translate("sentences", "Dejar sin efecto un pedido"),
        shift.WriteLog: translate("sentences", "Escribir una novedad"),
        shift.MakeHandover: translate("sentences", "Preparar el relevo"),
        shift.SignHandover: translate("sentences", "Firmar el relevo"),
    }


def with_names(params: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters with agencies by their names."""
    named = dict(params)
    for key in ("agency", "agencies"):
        if key in named:
            codes = named[key].split(", ")
            named[key] = ", ".join(agency_title(Agency(c)) if c in set(Agency) else c for c in codes)
    return named
