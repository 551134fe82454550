"""What the codes of the server and of the line mean, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console import dispatch_sentences, queue_sentences
from domain.commands import (
    AcknowledgeAlert,
    AnswerCall,
    CloseCall,
    CloseIncident,
    CreateIncident,
    DispatchUnit,
    OperatorCommand,
    SaveDraft,
    SetUnitStatus,
    ShelveAlert,
)
from domain.event_orders import JoinIncidents, LinkCall, SplitIncident, UnlinkCall
from widgets.plain_text import visible

Params = dict[str, str]


_AT_LOGIN = {
    "login.wrong": "wrong_password",
    "login.locked": "locked",
    "login.disabled": "user_disabled",
    "login.workstation": "unknown_workstation",
    "login.silence": "timeout",
    "login.second_factor": "second_factor",
    "login.relief": "relief_elsewhere",
    "factor.wrong": "factor_wrong",
    "factor.used": "factor_used",
    "factor.silence": "factor_silence",
    "factor.copied": "factor_copied",
    "factor.unreadable": "factor_unreadable",
    "factor.unknown": "factor_unknown",
    "factor.too_many": "factor_many",
    "factor.no_key": "factor_no_key",
    "session.expired": "session_expired",
    "session.changed": "session_changed",
    "link.stopped": "stopped",
    "link.unreachable": "unreachable",
    "link.unknown_host": "unknown_host",
    "link.bad_address": "wrong_address",
    "link.wrong_address": "not_atalaya",
    "link.no_answer": "timeout",
    "link.silent": "timeout",
    "link.closed": "timeout",
    "link.busy": "too_many_logins",
    "link.certificate_expired": "certificate_expired",
    "link.certificate_not_yet": "certificate_not_yet_valid",
    "link.certificate_untrusted": "certificate_untrusted",
    "link.certificate_name": "name_mismatch",
    "link.certificate_bad": "certificate_invalid",
    "link.ca_file": "ca_missing",
    "server.follower": "follower",
    "database.unavailable": "database_down",
    "database.disk_full": "database_down",
}
"""The codes of the server and of the line, as the login names them; any other is shown as it is."""


def login_failure(code: str, params: Params) -> tuple[str, Params]:
    """Return a failure at login under the name by which the login view has a sentence for it."""
    if code == "protocol.mismatch":
        yours, ours = params.get("yours", ""), params.get("ours", "")
        older = yours.isdecimal() and ours.isdecimal() and int(yours) < int(ours)
        return ("protocol_too_old" if older else "protocol_too_new"), params
    return _AT_LOGIN.get(code, code), params


def own_failure(code: str, params: Params) -> tuple[str, Params]:
    """As `login_failure`, for a person whose name is known: only the password can be wrong."""
    return ("own_password", params) if code == "login.wrong" else login_failure(code, params)


def order_words(command: OperatorCommand) -> str:
    """Return what was asked for, as a person says it."""
    translate = QCoreApplication.translate
    return {
        AnswerCall: translate("sentences", "Atender una llamada"),
        SaveDraft: translate("sentences", "Guardar el formulario"),
        CloseCall: translate("sentences", "Cerrar una llamada"),
        CreateIncident: translate("sentences", "Crear un incidente"),
        CloseIncident: translate("sentences", "Cerrar un incidente"),
        DispatchUnit: translate("sentences", "Despachar un móvil"),
        SetUnitStatus: translate("sentences", "Cambiar el estado de un móvil"),
        LinkCall: translate("sentences", "Vincular una llamada"),
        UnlinkCall: translate("sentences", "Desvincular una llamada"),
        JoinIncidents: translate("sentences", "Unir dos incidentes"),
        SplitIncident: translate("sentences", "Separar dos incidentes"),
        AcknowledgeAlert: translate("sentences", "Tomar una alerta"),
        ShelveAlert: translate("sentences", "Posponer una alerta"),
        **dispatch_sentences.orders(),
        **queue_sentences.orders(),
    }.get(type(command), type(command).__name__)


def _of_one_event() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "call.not_linked": translate("sentences", "La llamada {short} no está vinculada al {number}."),
        "call.made_incident": translate(
            "sentences", "El {number} se hizo de la llamada {short}: no se separan."
        ),
        "incident.itself": translate("sentences", "El {number} no se une a sí mismo."),
        "incident.other_room": translate("sentences", "El {number} es de otra sala."),
        "incident.not_joined": translate("sentences", "El {number} no está unido a otro."),
        "incident.joined_further": translate("sentences", "Separe primero el {number}, que se unió después."),
        "premise.unknown": translate("sentences", "Ese lugar ya no está en el registro."),
        "plate.character": translate("sentences", "Patente: el carácter {place} no es una letra ni cifra."),
        "plate.long": translate("sentences", "Una patente tiene {most} letras y cifras como máximo."),
    }


def _refused() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "call.taken": translate("sentences", "La llamada ya la atiende {by}."),
        "call.closed": translate("sentences", "La llamada {short} ya está cerrada."),
        "call.has_incident": translate("sentences", "La llamada {short} ya tiene un incidente."),
        "call.no_incident": translate("sentences", "La llamada {short} no tiene incidente."),
        "call.unknown": translate("sentences", "Esa llamada ya no está."),
        "call.state": translate("sentences", "La llamada cambió de estado mientras tanto."),
        "call.wild_revision": translate(
            "sentences", "El texto de la llamada {short} no llegó al servidor. Avise a sistemas."
        ),
        "incident.id_taken": translate("sentences", "Ese incidente ya existe."),
        "incident.closed": translate("sentences", "El incidente {number} ya está cerrado."),
        "incident.unknown": translate("sentences", "Ese incidente ya no está."),
        "incident.state": translate("sentences", "El incidente cambió de estado mientras tanto."),
        "unit.busy": translate("sentences", "{unit} ya está en otro incidente."),
        "unit.elsewhere": translate("sentences", "{unit} está en otro incidente: no se cambió su estado."),
        "unit.gone_on": translate("sentences", "El móvil siguió mientras tanto: mire dónde está ahora."),
        "incident.units_joined": translate(
            "sentences", "Mientras tanto mandaron {units} al incidente {number}: no se cerró."
        ),
        "alert.id_taken": translate("sentences", "Esa alerta ya existe."),
        "unit.unknown": translate("sentences", "Ese móvil ya no está."),
        "unit.state": translate("sentences", "El móvil no puede pasar a ese estado desde el que tiene."),
        "unit.dispatch_needs_incident": translate("sentences", "{unit} se despacha a un incidente."),
        "alert.taken": translate("sentences", "La alerta ya la tomó {by}."),
        "alert.unknown": translate("sentences", "Esa alerta ya no está."),
        "alert.state": translate("sentences", "La alerta cambió de estado mientras tanto."),
        "alert.shelf_time": translate("sentences", "Una alerta se pospone hasta {hours} h como máximo."),
        "forbidden": translate("sentences", "Su función no permite hacer eso."),
        "exercise.mixed": translate("sentences", "Un ejercicio y lo real no se mezclan."),
        "command.conflict": translate(
            "sentences", "El servidor ya tenía otra orden con ese número. Avise a sistemas."
        ),
        "command.bad": translate("sentences", "Así no se puede enviar: {detail}"),
        "inquiry.bad": translate("sentences", "Así no se puede enviar: {detail}"),
        "inquiry.unknown": translate("sentences", "El servidor no conoce esa orden. Avise a sistemas."),
        "command.unknown": translate("sentences", "El servidor no conoce esa orden. Avise a sistemas."),
        "command.poison": translate("sentences", "El servidor no pudo guardar esa orden. Avise a sistemas."),
        "desk.other_person": translate("sentences", "Quedó de otra persona en este puesto: no se envió."),
        "desk.other_site": translate("sentences", "Era para otro servidor: no se envió."),
        "desk.read_only": translate("sentences", "La sesión venció: entre de nuevo para seguir."),
        "writer.follower": translate("sentences", "Ese servidor no decide ahora: se busca al principal."),
        "database.disk_full": translate(
            "sentences", "El servidor no tiene lugar en disco: la orden no se guardó."
        ),
        "database.unavailable": translate(
            "sentences", "El servidor perdió su base de datos: la orden no se guardó."
        ),
        **dispatch_sentences.refused(),
        **queue_sentences.refused(),
    }


def sentence(code: str, params: Params | None = None) -> str:
    """Return why a command was refused; a code that is not known is shown as it is, with its parameters."""
    found = _refused().get(code) or _of_one_event().get(code)
    if found is None:
        told = ", ".join(f"{key}={value}" for key, value in (params or {}).items())
        return visible(f"{code} ({told})" if told else code)
    return visible(found.format_map(_Kept(dispatch_sentences.with_names(params or {}))))


class _Kept(dict[str, str]):
    """Parameters that the server did not say stay an ellipsis instead of an error."""

    def __missing__(self, key: str) -> str:
        return "…"
