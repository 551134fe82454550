"""Bounded text: each kind of text that people or devices send has one limit, checked at the door."""

from typing import Annotated

import msgspec

Label = Annotated[str, msgspec.Meta(min_length=1, max_length=16)]
"""A call sign, a line, a camera label."""
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9_.:-]+\Z")]
"""A word of ours: a refusal, a type, a reason. (`$` would let a line end through.)"""
Name = Annotated[str, msgspec.Meta(max_length=120)]
"""A person's or a place's name."""
Telephone = Annotated[str, msgspec.Meta(max_length=32)]
Address = Annotated[str, msgspec.Meta(max_length=240)]
Plate = Annotated[str, msgspec.Meta(max_length=16)]
LONGEST_NARRATIVE = 8000
Narrative = Annotated[str, msgspec.Meta(max_length=LONGEST_NARRATIVE)]
RoomName = Annotated[str, msgspec.Meta(min_length=1, max_length=32)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
"""Degrees WGS84. JSON has no NaN and 1e999 is refused by the decoder; binary doors check by themselves."""
Metres = Annotated[float, msgspec.Meta(ge=0, le=100_000)]


def printable(text: str) -> bool:
    """Tell whether the text can be stored: no NUL and no lone surrogate, which PostgreSQL refuses."""
    return "\0" not in text and not any(0xD800 <= ord(c) <= 0xDFFF for c in text)
