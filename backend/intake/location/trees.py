"""XML from outside as a tree: no entities, nothing external, bounded in size, depth and elements."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST = 64 * 1024
"""Bytes of one document; a PIDF-LO with a polygon of 60 corners has 6 kB."""
MOST_ELEMENTS = 2_000
DEEPEST = 32


class BadLocation(ValueError):
    """A location that cannot be read; the text is one line and names the field and the limit."""


def tree_of(document: bytes) -> Element:
    """Return the root element. Raises `BadLocation`: size, entities (CVE class of XML bombs), not XML."""
    if len(document) > LARGEST:
        raise BadLocation(f"document: at most {LARGEST} bytes")
    try:
        root: Element = fromstring(document, forbid_dtd=True)
    except DefusedXmlException as bomb:
        raise BadLocation(f"document: {type(bomb).__name__}") from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        line, column = getattr(error, "position", (0, 0))
        raise BadLocation(f"document: not XML at line {line}, column {column}") from None
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise BadLocation(f"document: at most {MOST_ELEMENTS} elements")
    if _depth(root) > DEEPEST:
        raise BadLocation(f"document: at most {DEEPEST} levels")
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace: the drafts that phones still send differ only there."""
    return str(element.tag).rpartition("}")[2]


def space(element: Element) -> str:
    """Return an element's namespace, empty for none."""
    tag = str(element.tag)
    return tag[1 : tag.index("}")] if tag.startswith("{") else ""


def child(element: Element, name: str) -> Element | None:
    """Return the first child of this local name."""
    return next((one for one in element if local(one) == name), None)


def within(element: Element, name: str) -> Iterator[Element]:
    """Walk every element of this local name below, in document order."""
    return (one for one in element.iter() if local(one) == name)


def text_of(element: Element | None) -> str:
    """Return an element's own text on one line, empty for none."""
    return " ".join((element.text or "").split()) if element is not None else ""


def _depth(root: Element) -> int:
    deepest, row = 0, [root]
    while row:
        deepest += 1
        row = [one for element in row for one in element]
    return deepest
