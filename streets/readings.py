"""How what a caller said can be read: which words are a street, a number, a corner, a station."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from streets.spoken import is_figure, joined, sound, words_of

Words = list[str]

_OPENERS = words_of(
    "vivo vivimos estoy estamos en la calle por aca es sobre frente a al hay aqui desde llamo esta"
)
_BEFORE_NUMBER = words_of("altura al a la del de numero no n")
_ENDS = words_of("piso depto dto departamento timbre pb ph torre monoblock casi entre esquina")
_FILLS = ("por favor", "mas o menos", "aproximadamente", "gracias", "creo")
_TOWARDS = words_of("mano sentido hacia direccion rumbo a al para el la los las yendo de")
_MANZANA = frozenset({sound("manzana"), "mz", "mza", "mzna"} | {sound("mza"), sound("mz")})
_CASA = words_of("casa c cs lote")
_PLATFORM = words_of("anden")
_MOUTH = words_of("boca salida acceso entrada")
_AND = words_of("y e esquina casi con")


@dataclass(frozen=True, slots=True)
class AtNumber:
    """Street and number; `tail` is what follows: a barrio, or nothing of use."""

    street: str
    number: int
    tail: str = ""


@dataclass(frozen=True, slots=True)
class AtCorner:
    """Two streets; `where` as said after them."""

    one: str
    two: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """A street between two others."""

    street: str
    one: str
    two: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class InSettlement:
    """Manzana and casa of a settlement; casa 0 = not said."""

    name: str
    manzana: int
    casa: int


@dataclass(frozen=True, slots=True)
class OnMotorway:
    """A motorway's km and the way one drives, as said."""

    name: str
    km: float
    towards: str


@dataclass(frozen=True, slots=True)
class InSubte:
    """A station; line, mouth and platform as far as they were said."""

    station: str
    line: str = ""
    mouth: str = ""
    platform: str = ""


@dataclass(frozen=True, slots=True)
class ByName:
    """A name alone: a landmark, or a street that is still being typed."""

    name: str


Reading = AtNumber | AtCorner | Between | InSettlement | OnMotorway | InSubte | ByName


@dataclass(slots=True)
class _Taken:
    """Words without a few of them, and the figures that stood after those."""

    words: Words
    figures: dict[str, int] = field(default_factory=dict)


def readings(words: Words) -> list[Reading]:
    """Every way to read folded words, the most telling first."""
    words = _without_fills(words)
    if not joined(words):
        return []
    for way in (_settlement, _motorway, _subte):
        found = way(words)
        if found:
            return found
    made: list[Reading] = [*_between(words), *_numbers(words), *_corners(words)]
    made += [ByName(one) for one in dict.fromkeys((joined(words), joined(_opened(words)))) if one]
    return list(dict.fromkeys(made))


def _without_fills(words: Words) -> Words:
    text = " ".join(words)
    for fill in _FILLS:
        text = text.replace(fill, " ")
    return text.split()


def _opened(words: Words) -> Words:
    at = 0
    while at < len(words) and (words[at] in _OPENERS or words[at] == ","):
        at += 1
    return words[at:]


def _settlement(words: Words) -> list[Reading]:
    found = _Taken([])
    at = 0
    while at < len(words):
        word = words[at]
        kind = "manzana" if word in _MANZANA or sound(word) in _MANZANA else "casa" if word in _CASA else ""
        after = at + 1
        while after < len(words) and words[after] in ("numero", "n"):
            after += 1
        if kind and kind not in found.figures and after < len(words) and is_figure(words[after]):
            found.figures[kind] = int(words[after])
            at = after + 1
        else:
            found.words.append(word)
            at += 1
    if "manzana" not in found.figures:
        return []
    name = _opened(found.words)
    bare = name[1:] if name[:1] in (["barrio"], ["villa"]) else name
    figures = found.figures["manzana"], found.figures.get("casa", 0)
    return [InSettlement(joined(one), *figures) for one in ([name, bare] if bare != name else [name])]


def _motorway(words: Words) -> list[Reading]:
    if "km" not in words or words.index("km") == 0:
        return []
    at = words.index("km")
    name, rest = joined(_opened(words[:at])), [word for word in words[at + 1 :] if word != ","]
    try:
        km = float(rest[0])
    except (IndexError, ValueError):
        return []
    rest = rest[1:]
    if rest[:2] in (["y", "medio"], ["y", "media"]):
        km, rest = km + 0.5, rest[2:]
    return [OnMotorway(name, km, joined([word for word in rest if word not in _TOWARDS]))]


def _subte(words: Words) -> list[Reading]:
    line, rest, told = "", [], False
    at = 0
    while at < len(words):
        word = words[at]
        if word in ("linea", "subte", "subterraneo", "estacion"):
            told = True
            after = at + 1
            while after < len(words) and words[after] in ("de", "la", "linea"):
                after += 1
            letter = words[after] if after < len(words) else ""
            if word != "estacion" and len(letter) == 1 and letter in "abcdeh":
                line, at = letter.upper(), after + 1
                continue
        elif not (word == "," or (told and word in ("de", "la") and words[at + 1 : at + 2] == ["linea"])):
            rest.append(word)
        at += 1
    if not told:
        return []
    parts: dict[str, Words] = {"station": []}
    now = "station"
    for word in rest:
        if word in _PLATFORM or word in _MOUTH:
            now = "platform" if word in _PLATFORM else "mouth"
            parts[now] = []
        else:
            parts[now].append(word)
    platform = joined(
        [word for word in parts.get("platform", []) if word not in ("a", "hacia", "sentido", "al")]
    )
    station = joined(_stripped_end(_opened(parts["station"])))
    return [InSubte(station, line, joined(parts.get("mouth", [])), platform)]


def _stripped_end(words: Words) -> Words:
    while words and words[-1] in ("de", "la", "del", "en", "el", "al", "a"):
        words = words[:-1]
    return words


def _between(words: Words) -> Iterator[Reading]:
    for at, word in enumerate(words):
        if word != "entre" or at == 0 or words[at - 1] in ("y", "e", "con"):
            continue
        streets = [joined(words[:at]), joined(_opened(words[:at]))]
        rest, where = _comma(words[at + 1 :])
        for cut, link in enumerate(rest):
            if link in ("y", "e") and 0 < cut < len(rest) - 1:
                for street in dict.fromkeys(streets):
                    if street:
                        yield Between(street, joined(rest[:cut]), joined(rest[cut + 1 :]), where)
                        if not where:
                            yield from (
                                Between(
                                    street, joined(rest[:cut]), joined(rest[cut + 1 : -n]), joined(rest[-n:])
                                )
                                for n in (1, 2)
                                if len(rest) - cut - 1 > n
                            )


def _numbers(words: Words) -> Iterator[Reading]:
    for at in range(len(words) - 1, 0, -1):
        if not is_figure(words[at]) or words[at + 1 : at + 2] == ["de"]:
            continue
        street = [word for word in words[:at] if word != ","]
        while street and street[-1] in _BEFORE_NUMBER:
            street.pop()
        tail: Words = []
        for word in words[at + 1 :]:
            if word in _ENDS:
                break
            if word != ",":
                tail.append(word)
        while tail and tail[0] in ("en", "partido", "barrio", "de", "al"):
            tail = tail[1:]
        for said in dict.fromkeys((joined(street), joined(_opened(street)))):
            if said:
                yield AtNumber(said, int(words[at]), joined(tail))


def _corners(words: Words) -> Iterator[Reading]:
    words, where = _comma(words)
    words = _opened(words)
    if words[:1] == ["esquina"]:
        words = words[1:]
        if words[:1] == ["de"]:
            words = words[1:]
    for at, word in enumerate(words):
        if word not in _AND or not 0 < at < len(words) - 1:
            continue
        one, two = words[:at], words[at + 1 :]
        if two[0] in ("de", "con") and len(two) > 1 and word in ("esquina", "casi"):
            two = two[1:]
        if one[-1] in _AND:
            continue
        yield AtCorner(joined(one), joined(two), where)
        if not where:
            yield from (
                AtCorner(joined(one), joined(two[:-n]), joined(two[-n:])) for n in (1, 2, 3) if len(two) > n
            )


def _comma(words: Words) -> tuple[Words, str]:
    """Words before the last comma, and what was said after it."""
    if "," not in words:
        return words, ""
    at = len(words) - 1 - words[::-1].index(",")
    where = [word for word in words[at + 1 :] if word not in ("en", "partido", "barrio", "de")]
    return [word for word in words[:at] if word != ","], joined(where)
