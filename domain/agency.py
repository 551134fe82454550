"""The five agencies that the room coordinates (S1)."""

from enum import StrEnum


class Agency(StrEnum):
    """Who sends units."""

    POLICE = "police"
    FIRE = "fire"
    MEDICAL = "medical"  # SAME, telephone 107
    EMERGENCY = "emergency"  # the city's emergency departments
    CIVIL_PROTECTION = "civil_protection"
