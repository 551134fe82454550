"""What may be typed into the command line, and what it means; accents and capitals do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

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
    """One row of the table. `names`: what stands first is shown; accents do not matter as it is typed.

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
    Verb(LOCK, ("bloquear", "bl", "lock")),
    Verb(DIAGNOSTICS, ("diagnóstico", "diag", "diagnostics")),
    Verb(MERGE, ("unir", "merge")),
    Verb(
        SOUND,
        ("sonido", "son", "sound"),
        Operand.CHOICE,
        (("test", ("probar", "test")),),
    ),
    Verb(
        LANGUAGE,
        ("idioma", "language", "lang"),
        Operand.CHOICE,
        (("es", ("español", "es", "spanish")), ("en", ("english", "en", "inglés"))),
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
    Verb(HELP, ("ayuda", "help", "?")),
    Verb(LOG_OUT, ("salir", "logout")),
)
"""Every verb there is. A new one is a row here and a handler that the desk teaches
`console.presenters.orders.OrdersPresenter.learn`; a verb that no handler was taught for is not known."""

STATUS_WORDS: dict[str, UnitStatus] = {
    "ec": UnitStatus.EN_ROUTE,
    "en camino": UnitStatus.EN_ROUTE,
    "en route": UnitStatus.EN_ROUTE,
    "el": UnitStatus.ON_SCENE,
    "en el lugar": UnitStatus.ON_SCENE,
    "on scene": UnitStatus.ON_SCENE,
    "lib": UnitStatus.AVAILABLE,
    "libre": UnitStatus.AVAILABLE,
    "free": UnitStatus.AVAILABLE,
    "tr": UnitStatus.TRANSPORTING,
    "trasladando": UnitStatus.TRANSPORTING,
    "de": UnitStatus.AT_FACILITY,
    "en destino": UnitStatus.AT_FACILITY,
    "ap": UnitStatus.STAGED,
    "apostada": UnitStatus.STAGED,
    "dem": UnitStatus.DELAYED,
    "demorada": UnitStatus.DELAYED,
    "base": UnitStatus.IN_QUARTERS,
    "en base": UnitStatus.IN_QUARTERS,
    "fs": UnitStatus.OUT_OF_SERVICE,
    "fuera de servicio": UnitStatus.OUT_OF_SERVICE,
}

DISPOSITION_WORDS: dict[str, Disposition] = {
    "informacion": Disposition.INFORMATION,
    "info": Disposition.INFORMATION,
    "duplicada": Disposition.DUPLICATE,
    "dup": Disposition.DUPLICATE,
    "derivada": Disposition.TRANSFERRED,
    "der": Disposition.TRANSFERRED,
    "error": Disposition.ERROR,
    "err": Disposition.ERROR,
    "muda": Disposition.SILENT,
    "broma": Disposition.PRANK,
    "devuelta": Disposition.CALLED_BACK,
    "dev": Disposition.CALLED_BACK,
}


def plain(text: str) -> str:
    """Return the text without accents, capitals and doubled spaces."""
    bare = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())


def same_sign(typed: str, call_sign: str) -> bool:
    """Tell whether what was typed names this unit: spaces, dashes and dots do not matter."""
    return _tight(typed) == _tight(call_sign)


def _tight(text: str) -> str:
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


def complete(typed: str, call_signs: Iterable[str]) -> str:
    """Return the line with its last word completed as far as only one thing is meant; else as it was."""
    head, _, last = typed.rpartition(" ")
    words = plain(head).split()
    if not words:
        found = _only([verb.names[0] for verb in VERBS], plain(last))
        return f"{found} " if found else typed
    verb = verb_of(words[0])
    if verb is None:
        return typed
    if verb.operand is Operand.DISPOSITION:
        found = _only([word for word in DISPOSITION_WORDS if len(word) > 3], plain(last))
        return f"{head} {found}" if found else typed
    if verb.operand not in (Operand.UNIT, Operand.UNIT_AND_INCIDENT):
        return typed
    first, _, sign = typed.strip().partition(" ")
    begun = _tight(sign)
    found = _shared([one for one in call_signs if _tight(one).startswith(begun)]) if begun else ""
    return f"{first} {found}" if len(_tight(found)) > len(begun) else typed


def _only(words: list[str], begun: str) -> str:
    fitting = [word for word in words if begun and plain(word).startswith(begun)]
    return fitting[0] if len(fitting) == 1 else ""


def _shared(names: list[str]) -> str:
    """What all of them begin with."""
    shortest = min(names, key=len, default="")
    same = (
        end for end in range(len(shortest), 0, -1) if all(one.startswith(shortest[:end]) for one in names)
    )
    return shortest[: next(same, 0)].rstrip()
