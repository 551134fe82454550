"""PIDF-LO (RFC 4119, 5139, 5491, 6848, 7459): what a network or a telephone says about where a caller is."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import msgspec
from msgspec.structs import replace

from backend.intake.location.gml import READERS, shape_of
from backend.intake.location.middle import middle
from backend.intake.location.trees import BadLocation, child, local, text_of, tree_of, within
from domain.clock import SECOND, Micros
from domain.observed import Observed, Source
from domain.place import Position
from domain.shape import AreaShape, ShapeKind

CONFIDENCE = "confidence"
_ORDER = {"device": 0, "tuple": 1, "person": 2}
"""RFC 5491, 3.2: what is said of the device goes before that of a service, and that before a person's."""
_SOURCES = {
    "gps": Source.PHONE_GPS, "a-gps": Source.PHONE_GPS, "device-based_a-gps": Source.PHONE_GPS,
    "device-assisted_a-gps": Source.PHONE_GPS, "802.11": Source.PHONE_GPS, "aml": Source.AML,
    "cell": Source.CELL, "triangulation": Source.CELL, "ta": Source.CELL, "ta-nmr": Source.CELL,
    "otdoa": Source.CELL, "manual": Source.FIXED_LINE, "dhcp": Source.FIXED_LINE,
    "wiremap": Source.FIXED_LINE, "lldp-med": Source.FIXED_LINE,
}  # fmt: skip


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """One document read: the shape, its middle, and the civic address in words."""

    area: AreaShape
    observed: Observed[Position] | None = None
    address: str = ""


def read_pidf(document: bytes, received_at: Micros, *, by_reference: bool = False) -> Located:
    """Return the location of a document. Raises `BadLocation` in one line that names the field.

    A geodetic and a civic location of one element are one compound location; of several elements the
    preferred one speaks.
    """
    root = tree_of(document)
    if local(root) != "presence":
        raise BadLocation(f"document: {local(root)[:40]} is not presence")
    infos = sorted(_infos(root), key=lambda one: one[0])
    if not infos:
        raise BadLocation("location-info: missing")
    shape: AreaShape | None = None
    civic: dict[str, str] = {}
    spoken: Element | None = None
    for _, owner, info in infos:
        shape = shape or _shape(info)
        civic = civic or _civic(info)
        if spoken is None and (shape is not None or civic):
            spoken = owner
    if shape is None and not civic:
        raise BadLocation("location-info: holds no location")
    method = text_of(next(within(spoken, "method"), None)) if spoken is not None else ""
    area = shape or AreaShape(kind=ShapeKind.CIVIC)
    area = replace(area, civic=civic, by_reference=by_reference, method=_code(method))
    at = _time(spoken, received_at)
    found, source = middle(area), _SOURCES.get(method.lower(), Source.CELL if shape else Source.FIXED_LINE)
    observed = None
    if found is not None:
        position, accuracy = found
        observed = Observed(value=position, at=at, received_at=received_at, source=source, accuracy=accuracy)
    return Located(area=area, observed=observed, address=in_words(civic))


def _infos(root: Element) -> list[tuple[int, Element, Element]]:
    """Every (rank, device or tuple or person, location-info) of the document."""
    found = []
    for owner in root.iter():
        rank = _ORDER.get(local(owner))
        if rank is not None:
            found += [(rank, owner, info) for info in within(owner, "location-info")]
    return found


def _shape(info: Element) -> AreaShape | None:
    for element in info.iter():
        if local(element) in READERS:
            shape = shape_of(element)
            found = child(info, CONFIDENCE)
            return replace(shape, confidence=_confidence(found)) if found is not None else shape
    unknown = next((one for one in info if local(one) not in ("civicAddress", CONFIDENCE, "location")), None)
    if unknown is not None and child(info, "civicAddress") is None:
        return shape_of(unknown)  # refused by its name
    return None


def _confidence(element: Element) -> float | None:
    """Per cent (RFC 7459); "unknown" is said as None."""
    text = text_of(element)
    if text == "unknown":
        return None
    try:
        value = float(text)
    except ValueError:
        raise BadLocation("confidence: not a number") from None
    if not 0 <= value <= 100:
        raise BadLocation("confidence: from 0 to 100")
    return value


def _civic(info: Element) -> dict[str, str]:
    """The parts of a civic address by their names in lower case; extensions of RFC 6848 too."""
    address = next(within(info, "civicAddress"), None)
    if address is None:
        return {}
    parts: dict[str, str] = {}
    for element in list(address)[:40]:
        name, value = local(element).lower()[:64], text_of(element)[:240]
        if value and _code(name) == name:
            parts.setdefault(name, value)
    return parts


def in_words(civic: dict[str, str]) -> str:
    """Return a civic address as people here write it: street and number, floor, barrio, city."""
    road = "rd" if "rd" in civic else "a6"  # the street's name, as RFC 5139 and as RFC 4119 had it
    parts = [
        " ".join(civic[k] for k in ("sts", "prd", road, "pod", "hno", "hns") if k in civic),
        *(civic[k] for k in ("lmk", "loc", "bld", "flr", "unit", "room", "nam") if k in civic),
        civic.get("a4", ""), civic.get("a3", ""),
    ]  # fmt: skip
    if "mp" in civic:
        parts.insert(1, f"km {civic['mp']}")
    return ", ".join(part for part in parts if part)[:240]


def _time(owner: Element | None, received_at: Micros) -> Micros:
    """The document's own time, never later than now; now where none is said or none can be read."""
    stamp = text_of(next(within(owner, "timestamp"), None)) if owner is not None else ""
    try:
        moment = datetime.fromisoformat(stamp[:40])
    except ValueError:
        return received_at
    at = round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * SECOND)
    return max(0, min(at, received_at))


def _code(text: str) -> str | None:
    cleaned = "".join(c for c in text.lower() if c.isascii() and (c.isalnum() or c in "_.:-"))[:64]
    return cleaned or None
