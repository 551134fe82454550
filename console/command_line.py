"""What was typed into the command line, and what it means; accents and capitals do not matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from console.verbs import ANSWER as ANSWER
from console.verbs import CLOSE as CLOSE
from console.verbs import DIAGNOSTICS as DIAGNOSTICS
from console.verbs import DISPATCH as DISPATCH
from console.verbs import HELP as HELP
from console.verbs import LANGUAGE as LANGUAGE
from console.verbs import LOCK as LOCK
from console.verbs import LOG_OUT as LOG_OUT
from console.verbs import MERGE as MERGE
from console.verbs import PAGE as PAGE
from console.verbs import PLACE as PLACE
from console.verbs import SHELVE as SHELVE
from console.verbs import SHOW as SHOW
from console.verbs import SOUND as SOUND
from console.verbs import STATUS as STATUS
from console.verbs import TAKE as TAKE
from console.verbs import TEXT_SIZE as TEXT_SIZE
from console.verbs import THEME as THEME
from console.verbs import VERBS as VERBS
from console.verbs import WALL as WALL
from console.verbs import WORKSPACE as WORKSPACE
from console.verbs import Operand as Operand
from console.verbs import Verb as Verb
from console.verbs import choice_of as choice_of
from console.verbs import plain as plain
from console.verbs import verb_of as verb_of
from domain.call import Disposition
from domain.unit import UnitStatus

LONGEST_NUMBER = 6
"""Figures of a number of the day."""


@dataclass(frozen=True, slots=True)
class Order:
    """One verb of the command line with its operands, not checked against what there is.

    `text` is what followed the verb (or its number) as it was typed, `other` a second number.
    """

    verb: str
    number: int | None = None
    call_sign: str = ""
    status: UnitStatus | None = None
    disposition: Disposition | None = None
    place: str = ""
    word: str = ""
    text: str = field(default="", compare=False)
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why it means nothing (yet): a code and its parameters."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


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


def same_sign(typed: str, call_sign: str) -> bool:
    """Tell whether what was typed names this unit: spaces, dashes and dots do not matter."""
    return tight(typed) == tight(call_sign)


@lru_cache(maxsize=32768)  # every call sign of the city is asked at every keystroke
def tight(text: str) -> str:
    """Return the letters and figures of a call sign, and nothing else."""
    return "".join(c for c in plain(text) if c.isalnum())


def is_number(word: str) -> bool:
    """Tell whether a word can be a number of the day."""
    return word.isdecimal() and word.isascii() and len(word) <= LONGEST_NUMBER


def read(typed: str) -> Order | Mistake:
    """Return what the line means, or why it means nothing (yet)."""
    words = plain(typed).split()
    if not words:
        return Mistake("command.empty")
    verb = verb_of(words[0])
    if verb is None:
        return _status(words)
    rest, text = words[1:], " ".join(typed.split()).partition(" ")[2]
    match verb.operand:
        case Operand.PLACE:
            return Order(verb.code, place=typed.strip().partition(" ")[2].strip())
        case Operand.WORDS:
            return Order(verb.code, word=typed.strip().partition(" ")[2].strip())
        case Operand.UNIT_AND_INCIDENT | Operand.UNIT_INCIDENT_WHY:
            return _dispatch(verb, rest, text)
        case Operand.DISPOSITION:
            return _close(rest)
        case Operand.UNIT | Operand.UNITS:
            return Order(verb.code, call_sign=" ".join(rest)) if rest else Mistake("command.needs_unit")
        case Operand.NUMBER | Operand.INCIDENT:
            return _numbered(verb, rest)
        case Operand.NUMBERS:
            return _two_numbers(verb, rest)
        case Operand.INCIDENT_CHOICE:
            return _incident_choice(verb, rest)
        case Operand.INCIDENT_WORDS | Operand.INCIDENT_UNIT:
            return _incident_words(verb, text)
        case Operand.CHOICE:
            return _choice(verb, rest)
    return Mistake("command.too_much", {"verb": verb.names[0]}) if rest else Order(verb.code)


def _numbered(verb: Verb, rest: list[str]) -> Order | Mistake:
    if not rest:
        return Order(verb.code)
    if len(rest) > 1 or not is_number(rest[0]):
        return Mistake("command.needs_number")
    return Order(verb.code, number=int(rest[0]))


def _two_numbers(verb: Verb, rest: list[str]) -> Order | Mistake:
    if not rest or len(rest) > 2 or not all(map(is_number, rest)):
        return Mistake("command.needs_numbers")
    return Order(verb.code, number=int(rest[0]), other=int(rest[1]) if len(rest) == 2 else None)


def _incident_choice(verb: Verb, rest: list[str]) -> Order | Mistake:
    """`alarma 1042 2`, `alarma 2`, `pedir 1042 same`, `pedir same`: what is chosen stands last."""
    whole = choice_of(verb, " ".join(rest)) if rest else None
    if whole is not None:
        return Order(verb.code, word=whole)
    number = int(rest[0]) if rest and is_number(rest[0]) else None
    word = " ".join(rest[1:] if number is not None else rest)
    if not word:
        return Mistake("command.needs_choice", {"known": known_choices(verb)})
    found = choice_of(verb, word)
    if found is None:
        return Mistake("command.choice", {"word": word, "known": known_choices(verb)})
    return Order(verb.code, number=number, word=found)


def _incident_words(verb: Verb, text: str) -> Order:
    first, _, rest = text.partition(" ")
    if is_number(first):
        return Order(verb.code, number=int(first), text=rest)
    return Order(verb.code, text=text)


def known_choices(verb: Verb) -> str:
    """Return what may follow the verb, as an error names it."""
    return ", ".join(names[0] for _, names in verb.choices)


def _choice(verb: Verb, rest: list[str]) -> Order | Mistake:
    if not rest:
        return Order(verb.code)
    word = " ".join(rest)
    found = choice_of(verb, word)
    if found is None:
        return Mistake("command.choice", {"word": word, "known": known_choices(verb)})
    return Order(verb.code, word=found)


def _close(rest: list[str]) -> Order | Mistake:
    """`cerrar broma` is about the call in the form, `cerrar 1042 [same]` about an incident."""
    if not rest:
        return Order(CLOSE)
    if is_number(rest[0]):
        return Order(CLOSE, number=int(rest[0]), text=" ".join(rest[1:]))
    found = DISPOSITION_WORDS.get(" ".join(rest))
    if found is None:
        return Mistake("command.disposition", {"word": " ".join(rest)})
    return Order(CLOSE, disposition=found)


def _dispatch(verb: Verb, rest: list[str], text: str) -> Order | Mistake:
    """The number may stand before the units or after them; the desk knows which words are units."""
    if not rest:
        return Mistake("command.needs_unit")
    if len(rest) > 1 and is_number(rest[0]):
        return Order(verb.code, call_sign=" ".join(rest[1:]), number=int(rest[0]), text=text)
    if verb.code == DISPATCH and len(rest) > 1 and is_number(rest[-1]):
        return Order(verb.code, call_sign=" ".join(rest[:-1]), number=int(rest[-1]), text=text)
    if len(rest) == 1 and is_number(rest[0]):
        return Mistake("command.needs_unit")
    return Order(verb.code, call_sign=" ".join(rest), text=text)


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
