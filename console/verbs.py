"""The table of the command line: every verb there is, its names in both languages, what may follow it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

ANSWER, CLOSE, TAKE, STATUS, SHOW, PLACE, DISPATCH = (
    "answer", "close", "take", "status", "show", "place", "dispatch",
)  # fmt: skip
SHELVE, SOUND, LANGUAGE, THEME, HELP, PAGE = "shelve", "sound", "language", "theme", "help", "page"
TEXT_SIZE = "text_size"
WORKSPACE, LOCK, DIAGNOSTICS, MERGE, LOG_OUT = "workspace", "lock", "diagnostics", "merge", "log_out"
WALL = "wall"
CHOOSE, RECOMMEND, NOTE, TIME_LINE, EXPLAIN = "choose", "recommend", "note", "time_line", "explain"
PRIORITY, ALARM, REQUEST, ASSUME, REOPEN = "priority", "alarm", "request", "assume", "reopen"
STACK, UNSTACK, EXCHANGE, PREEMPT, OVERRIDE = "stack", "unstack", "exchange", "preempt", "override"
SAFE, LINK, UNLINK, UNDO = "safe", "link", "unlink", "undo"
READY, PAUSE, WRAP_UP, CALL_BACK, UNREACHED, MARK, OVERFLOW = (
    "ready", "pause", "wrap_up", "call_back", "unreached", "mark", "overflow",
)  # fmt: skip
LOOK_UP, BOLO, CANCEL_BOLO, LOG, HANDOVER = "look_up", "bolo", "cancel_bolo", "log", "handover"


class Operand(StrEnum):
    """What may follow a verb."""

    NOTHING = "nothing"
    NUMBER = "number"  # one number, or none
    NUMBERS = "numbers"  # two numbers, or one
    UNIT = "unit"
    UNITS = "units"  # two units
    UNIT_AND_INCIDENT = "unit_and_incident"  # 1042 M21 M22, or M21 1042, or units alone
    UNIT_INCIDENT_WHY = "unit_incident_why"  # the same, and then words: a reason
    INCIDENT = "incident"  # a number, or none for the chosen one
    INCIDENT_CHOICE = "incident_choice"  # a number or none, then one of the verb's choices
    INCIDENT_WORDS = "incident_words"  # a number or none, then words
    INCIDENT_UNIT = "incident_unit"  # a number or none, then a unit or none
    DISPOSITION = "disposition"
    PLACE = "place"
    CHOICE = "choice"  # one of the verb's own choices, or none
    WORDS = "words"  # whatever follows, as `Order.word`: the name of a workspace


FREE_TEXT = frozenset({Operand.PLACE, Operand.WORDS, Operand.INCIDENT_WORDS, Operand.UNIT_INCIDENT_WHY})
"""What follows may be anybody's words: a desk does not remember them."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One row of the table. `names`: the first is shown in Spanish, the last in English; all may be typed,
    with or without accents.

    `choices` are code and names of what may follow a verb of `Operand.CHOICE`.
    """

    code: str
    names: tuple[str, ...]
    operand: Operand = Operand.NOTHING
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


AGENCIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("police", ("policía", "pol", "police")),
    ("medical", ("same", "ambulancia", "medical")),
    ("fire", ("bomberos", "bom", "fire")),
    ("civil_protection", ("defensa civil", "dc", "civil")),
    ("emergency", ("emergencias", "eme", "emergency")),
)
"""The agencies by the names that people type."""

VERBS: tuple[Verb, ...] = (
    Verb(ANSWER, ("atender", "at", "a", "answer"), Operand.NUMBER),
    Verb(CLOSE, ("cerrar", "c", "close"), Operand.DISPOSITION),
    Verb(READY, ("listo", "lis", "ready")),
    Verb(
        PAUSE,
        ("pausa", "pau", "pause"),
        Operand.CHOICE,
        (
            ("rest", ("descanso", "rest")),
            ("meal", ("comida", "meal")),
            ("training", ("capacitación", "training")),
            ("briefing", ("reunión", "briefing")),
            ("technical", ("falla técnica", "falla", "technical")),
            ("other", ("otra", "other")),
        ),
    ),
    Verb(WRAP_UP, ("cierre", "cie", "wrap")),
    Verb(CALL_BACK, ("rellamar", "rell", "callback"), Operand.NUMBER),
    Verb(UNREACHED, ("nocontesta", "nc", "unreached")),
    Verb(
        MARK,
        ("marcar", "mar", "mark"),
        Operand.CHOICE,
        (
            ("silent", ("muda", "silent")),
            ("prank", ("broma", "prank")),
            ("test", ("prueba", "test")),
        ),
    ),
    Verb(OVERFLOW, ("sala", "room"), Operand.WORDS),
    Verb(TAKE, ("tomar", "t", "take"), Operand.NUMBER),
    Verb(SHELVE, ("posponer", "p", "shelve")),
    Verb(SHOW, ("ver", "v", "show"), Operand.UNIT),
    Verb(PLACE, ("lugar", "l", "loc", "place"), Operand.PLACE),
    Verb(CHOOSE, ("incidente", "inc", "i", "incident"), Operand.INCIDENT),
    Verb(RECOMMEND, ("recomendar", "rec", "recommend"), Operand.INCIDENT),
    Verb(DISPATCH, ("despachar", "d", "dispatch"), Operand.UNIT_AND_INCIDENT),
    Verb(NOTE, ("nota", "n", "note"), Operand.INCIDENT_WORDS),
    Verb(ASSUME, ("asumir", "as", "assume"), Operand.INCIDENT),
    Verb(REQUEST, ("pedir", "ped", "request"), Operand.INCIDENT_CHOICE, AGENCIES),
    Verb(
        PRIORITY,
        ("prioridad", "pri", "priority"),
        Operand.INCIDENT_CHOICE,
        tuple((str(n), (str(n),)) for n in range(1, 5)),
    ),
    Verb(
        ALARM,
        ("alarma", "al", "alarm"),
        Operand.INCIDENT_CHOICE,
        tuple((str(n), (str(n),)) for n in range(1, 6)),
    ),
    Verb(REOPEN, ("reabrir", "rea", "reopen"), Operand.INCIDENT_WORDS),
    Verb(OVERRIDE, ("forzar", "for", "force"), Operand.UNIT_INCIDENT_WHY),
    Verb(PREEMPT, ("sacar", "sac", "preempt"), Operand.UNIT_INCIDENT_WHY),
    Verb(STACK, ("apilar", "api", "stack"), Operand.UNIT_AND_INCIDENT),
    Verb(UNSTACK, ("desapilar", "desapi", "unstack"), Operand.UNIT_AND_INCIDENT),
    Verb(EXCHANGE, ("canjear", "canje", "exchange"), Operand.UNITS),
    Verb(SAFE, ("seguro", "seg", "safe"), Operand.UNIT),
    Verb(LINK, ("vincular", "vin", "link"), Operand.NUMBERS),
    Verb(UNLINK, ("desvincular", "desvin", "unlink"), Operand.INCIDENT_WORDS),
    Verb(TIME_LINE, ("cronología", "cro", "timeline"), Operand.INCIDENT),
    Verb(EXPLAIN, ("explicar", "exp", "explain"), Operand.INCIDENT_UNIT),
    Verb(UNDO, ("deshacer", "des", "undo")),
    Verb(LOOK_UP, ("buscar", "b", "lookup"), Operand.WORDS),
    Verb(BOLO, ("bolo", "bol", "bolo"), Operand.WORDS),
    Verb(CANCEL_BOLO, ("levantar", "lev", "cancel"), Operand.INCIDENT_WORDS),
    Verb(LOG, ("bitácora", "bit", "log"), Operand.WORDS),
    Verb(
        HANDOVER,
        ("relevo", "rel", "handover"),
        Operand.CHOICE,
        (("make", ("generar", "make")), ("sign", ("firmar", "sign"))),
    ),
    Verb(
        PAGE,
        ("página", "pag", "page"),
        Operand.CHOICE,
        (
            ("call", ("llamada", "call")),
            ("units", ("móviles", "despacho", "dispatch", "units")),
            ("map", ("mapa", "map")),
            ("video", ("video",)),
            ("shift", ("turno", "shift")),
            ("health", ("tablero", "board")),
        ),
    ),
    Verb(WORKSPACE, ("espacio", "esp", "workspace"), Operand.WORDS),
    Verb(WALL, ("pared", "wall")),
    Verb(LOCK, ("bloquear", "bl", "lock")),
    Verb(DIAGNOSTICS, ("diagnóstico", "diag", "diagnostics")),
    Verb(MERGE, ("unir", "merge")),
    Verb(SOUND, ("sonido", "son", "sound"), Operand.WORDS),
    Verb(
        LANGUAGE,
        ("idioma", "lang", "language"),
        Operand.CHOICE,
        (("es", ("español", "es", "spanish")), ("en", ("inglés", "en", "english"))),
    ),
    Verb(
        THEME,
        ("tema", "theme"),
        Operand.CHOICE,
        (("dark", ("oscuro", "dark")), ("light", ("claro", "light"))),
    ),
    Verb(
        TEXT_SIZE,
        ("letra", "text"),
        Operand.CHOICE,
        (("100", ("100",)), ("125", ("125",)), ("150", ("150",)), ("200", ("200",))),
    ),
    Verb(HELP, ("ayuda", "?", "help")),
    Verb(LOG_OUT, ("salir", "logout")),
)
"""Every verb there is. A new one is a row here and a handler that the desk teaches
`console.presenters.orders.OrdersPresenter.learn`; a verb that no handler was taught for is not known."""


def plain(text: str) -> str:
    """Return the text without accents, capitals and doubled spaces."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())


_BY_NAME = {plain(name): verb for verb in VERBS for name in verb.names}


def verb_of(word: str) -> Verb | None:
    """Return the verb that has this name, however it is accented."""
    return _BY_NAME.get(plain(word))


def choice_of(verb: Verb, word: str) -> str | None:
    """Return the code of the verb's choice that has this name; None when it has none."""
    name = plain(word)
    return next((code for code, names in verb.choices if name in map(plain, names)), None)
