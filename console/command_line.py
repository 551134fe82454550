"""What may be typed into the command line, and what it means; accents and capitals do not matter."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from domain.call import Disposition
from domain.unit import UnitStatus


@dataclass(frozen=True, slots=True)
class Order:
    """One verb of the command line with its operands, not checked against what there is."""

    verb: str
    number: int | None = None
    call_sign: str = ""
    status: UnitStatus | None = None
    disposition: Disposition | None = None
    place: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why it means nothing (yet): a code and its parameters."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


ANSWER, CLOSE, TAKE, STATUS, SHOW, PLACE, DISPATCH = (
    "answer", "close", "take", "status", "show", "place", "dispatch",
)  # fmt: skip
SHELVE, SOUND, LANGUAGE, THEME, HELP, PAGE = "shelve", "sound", "language", "theme", "help", "page"
TEXT_SIZE = "text_size"
WORKSPACE, LOCK, DIAGNOSTICS, MERGE, LOG_OUT = "workspace", "lock", "diagnostics", "merge", "log_out"
WALL = "wall"


class Operand(StrEnum):
    """What may follow a verb."""

    NOTHING = "nothing"
    NUMBER = "number"  # one number, or none
    UNIT = "unit"
    UNIT_AND_INCIDENT = "unit_and_incident"
    DISPOSITION = "disposition"
    PLACE = "place"
    CHOICE = "choice"  # one of the verb's own choices, or none
    WORDS = "words"  # whatever follows, as `Order.word`: the name of a workspace


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


VERBS: tuple[Verb, ...] = (
    Verb(ANSWER, ("atender", "at", "a", "answer"), Operand.NUMBER),
    Verb(CLOSE, ("cerrar", "c", "close"), Operand.DISPOSITION),
    Verb(TAKE, ("tomar", "t", "take"), Operand.NUMBER),
    Verb(SHELVE, ("posponer", "p", "shelve")),
    Verb(SHOW, ("ver", "v", "show"), Operand.UNIT),
    Verb(PLACE, ("lugar", "l", "loc", "place"), Operand.PLACE),
    Verb(DISPATCH, ("despachar", "d", "dispatch"), Operand.UNIT_AND_INCIDENT),
    Verb(
        PAGE,
        ("página", "pag", "page"),
        Operand.CHOICE,
        (
            ("call", ("llamada", "call")),
            ("units", ("móviles", "units")),
            ("map", ("mapa", "map")),
            ("video", ("video",)),
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

STATUS_NAMES: dict[UnitStatus, tuple[str, ...]] = {
    UnitStatus.EN_ROUTE: ("en camino", "ec", "en route"),
    UnitStatus.ON_SCENE: ("en el lugar", "el", "on scene"),
    UnitStatus.AVAILABLE: ("libre", "lib", "free"),
    UnitStatus.TRANSPORTING: ("trasladando", "tr", "transporting"),
    UnitStatus.AT_FACILITY: ("en destino", "de", "at facility"),
    UnitStatus.STAGED: ("apostada", "ap", "staged"),
    UnitStatus.DELAYED: ("demorada", "dem", "delayed"),
    UnitStatus.IN_QUARTERS: ("en base", "base", "in quarters"),
    UnitStatus.OUT_OF_SERVICE: ("fuera de servicio", "fs", "out of service"),
}
STATUS_WORDS = {name: status for status, names in STATUS_NAMES.items() for name in names}

DISPOSITION_NAMES: dict[Disposition, tuple[str, ...]] = {
    Disposition.INFORMATION: ("informacion", "info", "information"),
    Disposition.DUPLICATE: ("duplicada", "dup", "duplicate"),
    Disposition.TRANSFERRED: ("derivada", "der", "transferred"),
    Disposition.ERROR: ("error", "err", "mistake"),
    Disposition.SILENT: ("muda", "silent"),
    Disposition.PRANK: ("broma", "prank"),
    Disposition.CALLED_BACK: ("devuelta", "dev", "called back"),
}
DISPOSITION_WORDS = {name: found for found, names in DISPOSITION_NAMES.items() for name in names}


def plain(text: str) -> str:
    """Return the text without accents, capitals and doubled spaces."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())


def same_sign(typed: str, call_sign: str) -> bool:
    """Tell whether what was typed names this unit: spaces, dashes and dots do not matter."""
    return tight(typed) == tight(call_sign)


@lru_cache(maxsize=16384)  # every call sign of the city is asked at every keystroke
def tight(text: str) -> str:
    """Return the letters and figures of a call sign, and nothing else."""
    return "".join(c for c in plain(text) if c.isalnum())


def verb_of(word: str) -> Verb | None:
    """Return the verb that has this name, however it is accented."""
    name = plain(word)
    return next((verb for verb in VERBS if any(plain(one) == name for one in verb.names)), None)


def read(typed: str) -> Order | Mistake:
    """Return what the line means, or why it means nothing (yet)."""
    words = plain(typed).split()
    if not words:
        return Mistake("command.empty")
    verb = verb_of(words[0])
    if verb is None:
        return _status(words)
    rest = words[1:]
    match verb.operand:
        case Operand.PLACE:
            return Order(verb.code, place=typed.strip().partition(" ")[2].strip())
        case Operand.WORDS:
            return Order(verb.code, word=typed.strip().partition(" ")[2].strip())
        case Operand.UNIT_AND_INCIDENT:
            return _dispatch(rest)
        case Operand.DISPOSITION:
            return _close(rest)
        case Operand.UNIT:
            return Order(verb.code, call_sign=" ".join(rest)) if rest else Mistake("command.needs_unit")
        case Operand.NUMBER:
            return _numbered(verb, rest)
        case Operand.CHOICE:
            return _choice(verb, rest)
    return Mistake("command.too_much", {"verb": verb.names[0]}) if rest else Order(verb.code)


def _numbered(verb: Verb, rest: list[str]) -> Order | Mistake:
    if not rest:
        return Order(verb.code)
    if len(rest) > 1 or not rest[0].isdecimal() or len(rest[0]) > 6:
        return Mistake("command.needs_number")
    return Order(verb.code, number=int(rest[0]))


def _choice(verb: Verb, rest: list[str]) -> Order | Mistake:
    if not rest:
        return Order(verb.code)
    word = " ".join(rest)
    for code, names in verb.choices:
        if any(plain(name) == word for name in names):
            return Order(verb.code, word=code)
    known = ", ".join(names[0] for _, names in verb.choices)
    return Mistake("command.choice", {"word": word, "known": known})


def _close(rest: list[str]) -> Order | Mistake:
    if not rest:
        return Order(CLOSE)
    found = DISPOSITION_WORDS.get(" ".join(rest))
    if found is None:
        return Mistake("command.disposition", {"word": " ".join(rest)})
    return Order(CLOSE, disposition=found)


def _dispatch(rest: list[str]) -> Order | Mistake:
    if not rest:
        return Mistake("command.needs_unit")
    if len(rest) > 1 and rest[-1].isdecimal() and len(rest[-1]) <= 6:
        return Order(DISPATCH, call_sign=" ".join(rest[:-1]), number=int(rest[-1]))
    return Order(DISPATCH, call_sign=" ".join(rest))


def _status(words: list[str]) -> Order | Mistake:
    """`m 1-204 ec` or `ec m 1-204`: the state may stand on either side of the unit."""
    for size in (3, 2, 1):
        if len(words) > size:
            if status := STATUS_WORDS.get(" ".join(words[-size:])):
                return Order(STATUS, call_sign=" ".join(words[:-size]), status=status)
            if status := STATUS_WORDS.get(" ".join(words[:size])):
                return Order(STATUS, call_sign=" ".join(words[size:]), status=status)
    if " ".join(words) in STATUS_WORDS:
        return Mistake("command.needs_unit")
    return Mistake("command.unknown", {"word": words[0]})
