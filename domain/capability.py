"""What a unit can do: the words in which response plans ask for units and registers describe them."""

from enum import StrEnum


class Capability(StrEnum):
    """One thing that a unit can do; how it moves is one of them."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    HEAVY = "heavy"  # a lorry: slower, and not for passages
    FOOT = "foot"
    PURSUIT = "pursuit"
    TRANSPORT = "transport"  # of people who are ill, or held
    LIFE_SUPPORT = "life_support"  # a physician and what belongs to one
    WATER = "water"  # carries water and pumps it
    LADDER = "ladder"
    RESCUE = "rescue"
    HAZMAT = "hazmat"
    LONG_ARM = "long_arm"


MOVING = (Capability.FOOT, Capability.MOTORCYCLE, Capability.HEAVY, Capability.CAR)
"""How a unit moves: the first of these that it has; a car where it has none."""
