"""Why a desk was not taken, as sentences: one for each code, and a plain one for a code nobody foresaw."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

FIELD_OF = {
    "wrong_password": "password",
    "unknown_user": "user",
    "user_disabled": "user",
    "locked": "user",
    "own_password": "password",
    "factor_wrong": "code",
    "factor_used": "code",
    "unreachable": "server",
    "unknown_host": "server",
    "wrong_address": "server",
    "not_atalaya": "server",
    "unknown_workstation": "workstation",
    "workstation_taken": "workstation",
}
"""The field that a failure is about: it gets the edge and the keyboard."""


def failure_sentence(code: str, params: Mapping[str, str]) -> tuple[str, str]:
    """What happened and what to do about it; `params` fill the holes, missing ones are shown as a dash."""
    table = _access() | _proof() | _network() | _certificate() | _server()
    title, advice = table.get(code, _unforeseen())
    values = _Holes({"code": code, **params})
    return title.format_map(values), advice.format_map(values)


class _Holes(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def _access() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "wrong_password": (
            translate("login", "El usuario o la contraseña no son correctos"),
            translate("login", "Revise mayúsculas y vuelva a escribir la contraseña."),
        ),
        "locked": (
            translate("login", "Usuario bloqueado por intentos fallidos"),
            translate("login", "Puede volver a intentar en {seconds} s, o pida a supervisión que lo libere."),
        ),
        "user_disabled": (
            translate("login", "Este usuario está dado de baja"),
            translate("login", "La sesión se cerró. Pida a supervisión o a administración que lo habilite."),
        ),
        "session_changed": (
            translate("login", "Su contraseña o su función cambió"),
            translate("login", "Entre de nuevo con la contraseña de ahora."),
        ),
        "stopped": (
            translate("login", "No se terminó de entrar"),
            translate("login", "Puede volver a intentar."),
        ),
        "session_expired": (
            translate("login", "La sesión venció"),
            translate("login", "Lo escrito quedó guardado en este puesto. Vuelva a entrar para seguir."),
        ),
        "unknown_workstation": (
            translate("login", "El puesto {workstation} no existe en este centro"),
            translate("login", "Escriba el número que figura en el escritorio."),
        ),
        "workstation_taken": (
            translate("login", "El puesto {workstation} está ocupado por {user}"),
            translate("login", "Elija otro puesto o pida a esa persona que salga."),
        ),
        "too_many_logins": (
            translate("login", "Demasiados intentos desde este equipo"),
            translate("login", "Espere {seconds} s y vuelva a intentar."),
        ),
    }


def _proof() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "factor_wrong": (
            translate("login", "Ese código no es correcto"),
            translate("login", "Quedan {left} intentos. Escriba el que muestra ahora."),
        ),
        "factor_wrong_here": (
            translate("login", "Ese código no es correcto"),
            translate("login", "Escriba el que muestra ahora; revise que el secreto esté bien copiado."),
        ),
        "factor_used": (
            translate("login", "Ese código ya se usó"),
            translate("login", "Espere al siguiente: cambia cada 30 segundos."),
        ),
        "factor_silence": (
            translate("login", "No llegó el segundo factor"),
            translate("login", "Vuelva a escribir la contraseña y téngalo a mano."),
        ),
        "factor_copied": (
            translate("login", "La llave de seguridad puede estar copiada"),
            translate("login", "No se usa más. Avise a administración y entre con un código."),
        ),
        "factor_unreadable": (
            translate("login", "El servidor no puede leer su segundo factor"),
            translate("login", "Falta el archivo {file} en el servidor. Avise a sistemas."),
        ),
        "factor_unknown": (
            translate("login", "El alta del segundo factor venció"),
            translate("login", "Empiece de nuevo."),
        ),
        "factor_no_key": (
            translate("login", "Ninguna llave contestó"),
            translate("login", "Conéctela y vuelva a intentar, o use un dispositivo con códigos."),
        ),
        "own_password": (
            translate("login", "La contraseña no es correcta"),
            translate("login", "Quedan {left} intentos. Revise mayúsculas y vuelva a escribirla."),
        ),
        "factor_many": (
            translate("login", "No se pueden tener más de {most} segundos factores"),
            translate("login", "Quite uno antes de agregar otro."),
        ),
        "second_factor": (
            translate("login", "Este usuario entra con un segundo factor"),
            translate("login", "El programa de este puesto no lo conoce: hay que actualizarlo."),
        ),
        "relief_elsewhere": (
            translate("login", "El relevo es de otro puesto"),
            translate("login", "Esa sesión está abierta en {workstation}."),
        ),
    }


def _network() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "unreachable": (
            translate("login", "El servidor {server} no responde"),
            translate(
                "login", "Revise la dirección y el cable de red; si otros puestos andan, avise a sistemas."
            ),
        ),
        "timeout": (
            translate("login", "El servidor {server} tarda demasiado en responder"),
            translate("login", "Se puede volver a intentar; si sigue así, avise a sistemas."),
        ),
        "unknown_host": (
            translate("login", "No existe un servidor llamado {server}"),
            translate("login", "Revise la dirección: falta o sobra una letra."),
        ),
        "wrong_address": (
            translate("login", "La dirección del servidor no está bien escrita"),
            translate("login", "Debe ser como https://atalaya-01:8443."),
        ),
        "not_atalaya": (
            translate("login", "En {server} responde otro programa, no Atalaya"),
            translate("login", "Revise la dirección y el puerto."),
        ),
    }


def _certificate() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    never = translate("login", "No se envió la contraseña. Avise a sistemas.")
    return {
        "certificate_expired": (translate("login", "El certificado del servidor venció"), never),
        "certificate_not_yet_valid": (
            translate("login", "El certificado del servidor todavía no vale"),
            translate("login", "Revise la fecha y la hora de este equipo. No se envió la contraseña."),
        ),
        "certificate_untrusted": (
            translate("login", "No se puede comprobar la identidad del servidor"),
            translate(
                "login", "El certificado no lo firmó una autoridad conocida. No se envió la contraseña."
            ),
        ),
        "name_mismatch": (
            translate("login", "El certificado es de otro servidor"),
            translate("login", "No corresponde a {server}. No se envió la contraseña; avise a sistemas."),
        ),
        "certificate_invalid": (translate("login", "El certificado del servidor no es válido"), never),
        "ca_missing": (
            translate("login", "Falta el archivo de la autoridad de certificación"),
            translate("login", "No se pudo leer {file}. Avise a sistemas."),
        ),
    }


def _server() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "protocol_too_old": (
            translate("login", "Este programa es más viejo que el servidor"),
            translate("login", "Hay que actualizar Atalaya en este puesto. Avise a sistemas."),
        ),
        "protocol_too_new": (
            translate("login", "El servidor es más viejo que este programa"),
            translate("login", "Hay que actualizar el servidor. Avise a sistemas."),
        ),
        "follower": (
            translate("login", "Este servidor es de reserva y no toma decisiones"),
            translate(
                "login", "Entre en el principal: {leader}. Si el principal cayó, vuelva a intentar en 5 s."
            ),
        ),
        "server_full": (
            translate("login", "El servidor no acepta más puestos"),
            translate("login", "Avise a supervisión."),
        ),
        "database_down": (
            translate("login", "El servidor no puede leer su base de datos"),
            translate("login", "Se recupera solo; vuelva a intentar en unos segundos."),
        ),
    }


def _unforeseen() -> tuple[str, str]:
    return (
        QCoreApplication.translate("login", "No se pudo entrar"),
        QCoreApplication.translate(
            "login", "El servidor contestó «{code}». Avise a sistemas con ese código."
        ),
    )
