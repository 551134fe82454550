"""The five agencies that the room coordinates (S1)."""

from enum import StrEnum
from typing import Annotated

import msgspec


class Agency(StrEnum):
    """Who sends units."""

    POLICE = "police"
    FIRE = "fire"
    MEDICAL = "medical"  # SAME, telephone 107
    EMERGENCY = "emergency"  # the city's emergency departments
    CIVIL_PROTECTION = "civil_protection"


Agencies = Annotated[tuple[Agency, ...], msgspec.Meta(max_length=16)]
