"""The four facts at the foot of the login: each is what is known, and nothing is said before it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from domain.clock import HOUR, MINUTE, SECOND, Micros
from widgets.login_backdrop import Fact

NOTICED: Micros = 2 * SECOND
"""A difference of clocks smaller than this is the journey of the answer."""


def server_fact(address: str, round_trip_s: float, role: str, database: str) -> Fact:
    """A server that answered: how far away, and as what."""
    translate = QCoreApplication.translate
    label = translate("login", "Servidor")
    if database != "ok":
        return Fact("hard-drives", label, translate("login", "Sin base de datos"), address, "severity.high")
    if role != "writer":
        return Fact("hard-drives", label, translate("login", "De reserva"), address, "severity.high")
    words = translate("login", "En vivo · {ms} ms").format(ms=max(1, round(round_trip_s * 1000)))
    return Fact("hard-drives", label, words, translate("login", "{server}, principal").format(server=address))


def silent_fact(address: str, why: str) -> Fact:
    """A server that did not answer, or is not asked yet (`why` empty)."""
    translate = QCoreApplication.translate
    label = translate("login", "Servidor")
    if not why:
        return Fact("hard-drives", label, translate("login", "Preguntando"), address, "text.secondary")
    return Fact("hard-drives", label, why, address, "severity.high")


def map_fact() -> Fact:
    """The map comes with the program."""
    translate = QCoreApplication.translate
    return Fact("map-trifold", translate("login", "Mapa"), translate("login", "En este equipo"))


def journal_fact(waiting: int | None) -> Fact:
    """What this desk has not sent; None: the journal is opened with the login, and not known before."""
    translate = QCoreApplication.translate
    label = translate("login", "Diario local")
    if waiting is None:
        return Fact(
            "notebook", label, translate("login", "Sin abrir"), translate("login", "se abre al entrar")
        )
    if not waiting:
        words = translate("login", "Sin pendientes")
        return Fact("notebook", label, words, translate("login", "nada por reenviar"))
    words = translate("login", "{n} por enviar").format(n=waiting)
    return Fact("notebook", label, words, translate("login", "se envían al entrar"), "severity.high")


def hour_fact(ahead: Micros | None, at: str) -> Fact:
    """This desk's clock against the server's; `at`: when that was asked."""
    translate = QCoreApplication.translate
    label = translate("login", "Hora")
    if ahead is None:
        return Fact("clock", label, "—", translate("login", "sin comparar"), "text.secondary")
    if abs(ahead) < NOTICED:
        return Fact(
            "clock", label, translate("login", "En hora"), translate("login", "comparada {at}").format(at=at)
        )
    words = translate("login", "Difiere {span}").format(span=clock_span(abs(ahead)))
    return Fact("clock", label, words, ahead_words(ahead), "severity.high")


def ahead_words(ahead: Micros) -> str:
    """Which way this desk's clock is wrong."""
    translate = QCoreApplication.translate
    if ahead > 0:
        return translate("login", "este reloj adelanta")
    return translate("login", "este reloj atrasa")


def clock_sentence(ahead: Micros) -> str:
    """El reloj de este puesto difiere 1 h."""
    words = QCoreApplication.translate("login", "El reloj de este puesto difiere {span}")
    return words.format(span=clock_span(abs(ahead)))


def clock_span(span: Micros) -> str:
    """A difference as people say it: 1 h, 12 min, 42 s."""
    translate = QCoreApplication.translate
    if span >= 50 * MINUTE:
        hours, minutes = divmod(round(span / MINUTE), 60)
        if minutes in (0, 1) or minutes == 59:
            return translate("login", "{n} h").format(n=round(span / HOUR))
        return translate("login", "{n} h {m} min").format(n=hours, m=minutes)
    if span >= MINUTE:
        return translate("login", "{n} min").format(n=round(span / MINUTE))
    return translate("login", "{n} s").format(n=max(1, round(span / SECOND)))
