"""Additional Data of an emergency call (RFC 7852), as its source sent it: kept whole, a few facts shown."""

from typing import Annotated

import msgspec

from domain.words import Address, Code


class DataBlock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One block: its kind (providerinfo, deviceinfo ...), its text as it came, the facts that are shown."""

    kind: Code
    text: Annotated[str, msgspec.Meta(max_length=16 * 1024)] = ""
    facts: Annotated[dict[Code, Address], msgspec.Meta(max_length=16)] = {}


MOST_SHOWN = 32


def facts_of(blocks: tuple[DataBlock, ...]) -> dict[str, str]:
    """Return what is shown of all blocks; of two that say one fact the first speaks."""
    shown: dict[str, str] = {}
    for block in blocks:
        for name, value in block.facts.items():
            if len(shown) < MOST_SHOWN:
                shown.setdefault(name, value)
    return shown
