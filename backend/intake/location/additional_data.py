"""Additional Data of an emergency call (RFC 7852): who carries it, what device, whose line, what was said.

The blocks are kept as they came; a few facts of each are shown.
"""

import msgspec

from backend.intake.location.trees import BadLocation, text_of, tree_of, within

PREFIX = "application/emergencycalldata."
MOST_BLOCKS = 12
LARGEST_BLOCK = 16 * 1024
_FACTS = {
    "providerinfo": {
        "provider": "DataProviderString", "provider_type": "TypeOfProvider", "contact": "ContactURI",
    },
    "serviceinfo": {
        "environment": "ServiceEnvironment", "service": "ServiceType", "mobility": "ServiceMobility",
    },
    "deviceinfo": {"device": "DeviceClassification", "maker": "DeviceMfgr", "model": "DeviceModelNr"},
    "subscriberinfo": {"subscriber": "fn"},
    "comment": {"comment": "Comment"},
}  # fmt: skip
"""Block -> shown fact -> the element that holds it."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One block: its kind (providerinfo ...), its text as it came, and the facts that are shown."""

    kind: str
    text: str
    facts: dict[str, str]


def read_block(content_type: str, body: bytes) -> Block:
    """Return one block. Raises `BadLocation` naming the field and the limit.

    A block of a kind that this program does not know is kept without facts.
    """
    kind = content_type.partition(";")[0].strip().lower().removeprefix(PREFIX).partition("+")[0][:64]
    if len(body) > LARGEST_BLOCK:
        raise BadLocation(f"{kind or 'additional data'}: at most {LARGEST_BLOCK} bytes")
    root = tree_of(body)
    wanted = _FACTS.get(kind, {})
    facts = {}
    for fact, name in wanted.items():
        found = next((text for one in within(root, name) if (text := _words(one))), "")
        if found:
            facts[fact] = found[:240]
    return Block(kind=kind, text=body.decode("utf-8", "replace"), facts=facts)


def _words(element: object) -> str:
    """The element's text, or what its children say (a vCard's <fn><text>)."""
    own = text_of(element)  # type: ignore[arg-type]
    return own or " ".join(t for one in element if (t := text_of(one)))  # type: ignore[attr-defined]
