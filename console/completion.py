"""What a line that is being typed may become: verbs, units, incidents, states, endings, places."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Protocol

from console.command_line import (
    DISPOSITION_NAMES,
    STATUS_NAMES,
    STATUS_WORDS,
    VERBS,
    Operand,
    Verb,
    plain,
    tight,
    verb_of,
)
from console.command_words import name_of, operand_words, verb_words
from widgets.call_head import disposition_word
from widgets.offer_list import Offer
from widgets.unit_state import word as state_word

MOST = 8
"""Offers at once: what does not fit is found by typing one more letter."""


Told = Iterable[tuple[str, str]]
"""What may be typed, with what it means."""


class Things(Protocol):
    """What a desk has at this moment."""

    def knows(self, verb: str) -> bool:
        """Tell whether the desk can do this verb."""
        ...

    def units(self) -> Told:
        """Call signs and states."""
        ...

    def incidents(self) -> Told:
        """Numbers and places of open incidents, the latest first."""
        ...

    def numbered(self, verb: str) -> Told:
        """The numbers that may follow such a verb: calls that wait, alerts in their order."""
        ...

    def places(self) -> Told:
        """Names of streets and buildings."""
        ...

    def named(self, verb: str) -> Told:
        """The names that may follow a verb with `Operand.WORDS`."""
        ...


def offers(typed: str, things: Things) -> tuple[Offer, ...]:
    """Return how this line may go on, the likeliest first; none when nothing is typed."""
    head, _, rest = typed.lstrip().partition(" ")
    if not head:
        return ()
    if " " not in typed.lstrip():
        return _most(_first(head, things))
    verb = verb_of(head)
    if verb is not None:
        return _most(_operand(verb, head, rest, things)) if things.knows(verb.code) else ()
    return _most(_state(typed.lstrip(), things))


def _most(found: Iterable[Offer]) -> tuple[Offer, ...]:
    return tuple(islice(found, MOST))


def _first(word: str, things: Things) -> Iterable[Offer]:
    begun = plain(word)
    for verb in VERBS:
        if things.knows(verb.code) and any(plain(name).startswith(begun) for name in verb.names):
            name, more = name_of(verb.names), verb.operand is not Operand.NOTHING
            follows = operand_words(verb.operand)
            meaning = verb_words(verb.code)
            yield Offer(f"{name} " if more else name, f"{name} {follows}".strip(), meaning)
    for status, names in STATUS_NAMES.items():
        if any(plain(name).startswith(begun) for name in names):
            name = name_of(names)
            yield Offer(f"{name} ", f"{name} {operand_words(Operand.UNIT)}", state_word(status))
    yield from _units("", word, "", things)


def _operand(verb: Verb, head: str, rest: str, things: Things) -> Iterable[Offer]:
    begun = plain(rest)
    match verb.operand:
        case Operand.NUMBER:
            return _told(head, begun, things.numbered(verb.code))
        case Operand.UNIT:
            return _units(f"{head} ", rest, "", things)
        case Operand.UNITS:
            return _several_units(head, rest, things)
        case Operand.UNIT_AND_INCIDENT | Operand.UNIT_INCIDENT_WHY | Operand.INCIDENT_UNIT:
            return _unit_and_incident(head, rest, things)
        case Operand.INCIDENT | Operand.INCIDENT_WORDS:
            return _told(head, begun, things.incidents())
        case Operand.NUMBERS:
            first, space, second = rest.partition(" ")
            begun = plain(second) if space else begun
            return _told(f"{head} {first}" if space else head, begun, things.incidents())
        case Operand.INCIDENT_CHOICE:
            return _incident_choice(verb, head, rest, things)
        case Operand.DISPOSITION:
            ways = ((name_of(names), disposition_word(way)) for way, names in DISPOSITION_NAMES.items())
            return _told(head, begun, ways)
        case Operand.CHOICE:
            return _told(head, begun, ((name_of(names), "") for _, names in verb.choices))
        case Operand.PLACE:
            return _told(head, begun, things.places()) if len(begun) > 1 else ()
        case Operand.WORDS:
            return _told(head, begun, things.named(verb.code))
    return ()


def _told(head: str, begun: str, told: Told) -> Iterable[Offer]:
    for name, meaning in told:
        known = plain(name)
        if known != begun and (known.startswith(begun) or f" {begun}" in f" {known}"):
            yield Offer(f"{head} {name}", name, meaning)


def _units(before: str, typed: str, after: str, things: Things) -> Iterable[Offer]:
    begun = tight(typed)
    for sign, meaning in things.units():
        known = tight(sign)
        if begun and known.startswith(begun) and (known != begun or after):
            yield Offer(f"{before}{sign}{after}", sign, meaning)


def _unit_and_incident(head: str, rest: str, things: Things) -> Iterable[Offer]:
    """The number may stand before the units or after them: `d 42 SAME 107`, `d SAME 107 42`."""
    first, space, after = rest.partition(" ")
    if first.isdecimal() and space:
        yield from _several_units(f"{head} {first}", after, things)
        return
    if not rest.strip() or first.isdecimal():
        yield from _told(head, plain(rest), things.incidents())
    for sign, _ in things.units():
        if tight(rest).startswith(tight(sign)) and rest.endswith(" "):
            for number, place in things.incidents():
                yield Offer(f"{head} {sign} {number}", number, place)
            return
    yield from _units(f"{head} ", rest, " ", things)


def _several_units(head: str, rest: str, things: Things) -> Iterable[Offer]:
    """The units that are whole stay as they are; the one that is being typed goes on."""
    known = {tight(sign) for sign, _ in things.units()}
    words, done = rest.split(" "), 0
    while done < len(words) - 1:
        size = next((n for n in range(len(words) - 1 - done, 0, -1) if _sign(words, done, n) in known), 0)
        if not size:
            break
        done += size
    before = " ".join([head, *words[:done], ""])
    return _units(before, " ".join(words[done:]), "", things)


def _sign(words: list[str], first: int, size: int) -> str:
    return tight(" ".join(words[first : first + size]))


def _incident_choice(verb: Verb, head: str, rest: str, things: Things) -> Iterable[Offer]:
    """`pedir 42 same`, or `pedir same` for the chosen incident."""
    ways = [(name_of(names), "") for _, names in verb.choices]
    first, space, after = rest.partition(" ")
    if first.isdecimal() and space:
        yield from _told(f"{head} {first}", plain(after), ways)
        return
    yield from _told(head, plain(rest), [*ways, *things.incidents()])


def _state(typed: str, things: Things) -> Iterable[Offer]:
    """A unit and then its state, or the state and then the unit; a sign may have a space in it."""
    for words in range(3, 0, -1):
        parts = plain(typed).split(" ")
        status = STATUS_WORDS.get(" ".join(parts[:words]))
        if status is not None and len(parts) > words:
            name = name_of(STATUS_NAMES[status])
            yield from _units(f"{name} ", " ".join(parts[words:]), "", things)
            return
    yield from _units("", typed, " ", things)
    for sign, _ in things.units():
        known = tight(sign)
        cut = next((n for n in range(1, len(typed) + 1) if tight(typed[:n]) == known), 0)
        if not cut or not typed[cut:].startswith(" "):
            continue
        begun = plain(typed[cut:])
        for status, names in STATUS_NAMES.items():
            if any(plain(name).startswith(begun) for name in names) and begun not in names:
                name = name_of(names)
                yield Offer(f"{sign} {name}", name, state_word(status))
        return
