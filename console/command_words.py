"""The command line in the person's words: what each verb does, what each state and ending is called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from console import command_line as line
from console.command_line import VERBS, Operand

translate = QCoreApplication.translate


def verb_words(code: str) -> str:
    """Say what a verb does; one that has no sentence here is shown by its name."""
    return {
        line.ANSWER: translate("verbs", "atender una llamada"),
        line.CLOSE: translate("verbs", "cerrar la llamada del formulario"),
        line.TAKE: translate("verbs", "tomar una alerta"),
        line.SHELVE: translate("verbs", "posponer la alerta elegida"),
        line.SHOW: translate("verbs", "ver un móvil en el mapa"),
        line.PLACE: translate("verbs", "escribir el lugar del hecho"),
        line.DISPATCH: translate("verbs", "despachar un móvil a un incidente"),
        line.STATUS: translate("verbs", "cambiar el estado de un móvil"),
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
        Operand.UNIT_AND_INCIDENT: translate("verbs", "móvil e incidente"),
        Operand.DISPOSITION: translate("verbs", "cómo terminó"),
        Operand.PLACE: translate("verbs", "calle y número"),
        Operand.WORDS: translate("verbs", "nombre"),
    }.get(operand, "")
