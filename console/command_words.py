"""The command line in the person's words: what each verb does, what each state and ending is called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from console import verbs as line
from console.verbs import VERBS, Operand

translate = QCoreApplication.translate


def verb_words(code: str) -> str:
    """Say what a verb does; one that has no sentence here is shown by its name."""
    return {
        line.ANSWER: translate("verbs", "atender una llamada"),
        line.CLOSE: translate("verbs", "cerrar la llamada o un incidente"),
        line.TAKE: translate("verbs", "tomar una alerta"),
        line.SHELVE: translate("verbs", "posponer la alerta elegida"),
        line.SHOW: translate("verbs", "ver un móvil en el mapa"),
        line.PLACE: translate("verbs", "escribir el lugar del hecho"),
        line.DISPATCH: translate("verbs", "despachar un móvil a un incidente"),
        line.STATUS: translate("verbs", "cambiar el estado de un móvil"),
        **_queue_words(),
        **_dispatch_words(),
        **_shift_words(),
        line.PAGE: translate("verbs", "ir a una página"),
        line.WORKSPACE: translate("verbs", "cambiar de espacio de trabajo"),
        line.WALL: translate("verbs", "llevar la pared a otra pantalla"),
        line.LOCK: translate("verbs", "bloquear el puesto"),
        line.DIAGNOSTICS: translate("verbs", "ver el diagnóstico del puesto"),
        line.MERGE: translate("verbs", "revisar lo hecho sin servidor"),
        line.SOUND: translate("verbs", "probar el sonido"),
        line.LANGUAGE: translate("verbs", "cambiar de idioma"),
        line.THEME: translate("verbs", "cambiar entre oscuro y claro"),
        line.TEXT_SIZE: translate("verbs", "cambiar el tamaño de la letra"),
        line.HELP: translate("verbs", "ver las teclas que valen ahora"),
        line.LOG_OUT: translate("verbs", "salir del puesto"),
    }.get(code, shown_name(code))


def _queue_words() -> dict[str, str]:
    return {
        line.READY: translate("verbs", "este puesto queda listo para atender"),
        line.PAUSE: translate("verbs", "pausa de este puesto, con motivo"),
        line.WRAP_UP: translate("verbs", "terminar de escribir antes de otra llamada"),
        line.CALL_BACK: translate("verbs", "devolver una llamada sin atender"),
        line.UNREACHED: translate("verbs", "no contestó: queda para devolver"),
        line.MARK: translate("verbs", "marcar la llamada del formulario"),
        line.OVERFLOW: translate("verbs", "pasar la llamada a otra sala"),
    }


def _dispatch_words() -> dict[str, str]:
    return {
        line.CHOOSE: translate("verbs", "elegir un incidente"),
        line.RECOMMEND: translate("verbs", "ver qué móviles conviene mandar"),
        line.NOTE: translate("verbs", "anotar en un incidente"),
        line.ASSUME: translate("verbs", "hacerse cargo de la parte de la propia fuerza"),
        line.REQUEST: translate("verbs", "pedir otra fuerza para un incidente"),
        line.PRIORITY: translate("verbs", "cambiar la prioridad de un incidente"),
        line.ALARM: translate("verbs", "subir el nivel de alarma"),
        line.REOPEN: translate("verbs", "reabrir un incidente, con motivo"),
        line.OVERRIDE: translate("verbs", "mandar un móvil contra la regla, con motivo"),
        line.PREEMPT: translate("verbs", "sacar un móvil de un incidente menor, con motivo"),
        line.STACK: translate("verbs", "dejarle a un móvil su próximo incidente"),
        line.UNSTACK: translate("verbs", "quitarle a un móvil su próximo incidente"),
        line.EXCHANGE: translate("verbs", "canjear dos móviles"),
        line.SAFE: translate("verbs", "la dotación está bien"),
        line.LINK: translate("verbs", "vincular una llamada o un incidente a otro"),
        line.UNLINK: translate("verbs", "desvincular lo que se había vinculado"),
        line.TIME_LINE: translate("verbs", "ver la cronología de un incidente"),
        line.EXPLAIN: translate("verbs", "explicar por qué se recomendó un móvil"),
        line.UNDO: translate("verbs", "deshacer la última orden propia"),
    }


def _shift_words() -> dict[str, str]:
    return {
        line.LOOK_UP: translate("verbs", "buscar una patente en BOLO e incidentes"),
        line.BOLO: translate("verbs", "emitir un BOLO"),
        line.CANCEL_BOLO: translate("verbs", "levantar un BOLO"),
        line.LOG: translate("verbs", "escribir en la bitácora"),
        line.HANDOVER: translate("verbs", "generar o firmar el relevo"),
    }


def shown_name(code: str) -> str:
    """Return the verb as it is offered in the language of the desk."""
    verb = next((one for one in VERBS if one.code == code), None)
    return name_of(verb.names) if verb is not None else code


def name_of(names: tuple[str, ...]) -> str:
    """Return the name that is offered in the language of the desk; all the others may be typed too."""
    return names[-1] if QLocale().language() is QLocale.Language.English else names[0]


def operand_words(operand: Operand) -> str:
    """Say what may follow a verb; empty when nothing does."""
    return {
        Operand.NUMBER: translate("verbs", "número"),
        Operand.UNIT: translate("verbs", "móvil"),
        Operand.UNITS: translate("verbs", "dos móviles"),
        Operand.UNIT_AND_INCIDENT: translate("verbs", "incidente y móviles"),
        Operand.UNIT_INCIDENT_WHY: translate("verbs", "incidente, móvil y motivo"),
        Operand.NUMBERS: translate("verbs", "dos números"),
        Operand.INCIDENT: translate("verbs", "incidente"),
        Operand.INCIDENT_CHOICE: translate("verbs", "incidente y cuál"),
        Operand.INCIDENT_WORDS: translate("verbs", "número y texto"),
        Operand.INCIDENT_UNIT: translate("verbs", "incidente y móvil"),
        Operand.DISPOSITION: translate("verbs", "cómo terminó"),
        Operand.PLACE: translate("verbs", "calle y número"),
        Operand.WORDS: translate("verbs", "texto"),
    }.get(operand, "")
