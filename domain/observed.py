"""Honest uncertainty: whatever came from outside carries when, how well and by whom it was seen."""

from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from domain.clock import Micros

T = TypeVar("T")


class Source(StrEnum):
    """Where an observation came from."""

    PHONE_GPS = "phone_gps"
    AML = "aml"
    CELL = "cell"
    FIXED_LINE = "fixed_line"
    PANIC_DEVICE = "panic_device"
    CAMERA = "camera"
    OPERATOR = "operator"
    REGISTER = "register"


class Observed(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A value with its age, accuracy and source; a number without them cannot be shown.

    `at`: when it was true by the device's clock, corrected by the offset we measured for that device.
    `received_at`: when the server got it; equal to `at` for what an operator says.
    `accuracy`: radius in metres for positions, else in the unit of the value; None = not known.
    """

    value: T
    at: Micros
    received_at: Micros
    source: Source
    accuracy: float | None = None

    def age(self, now: Micros) -> Micros:
        """Return how old the value is at `now`, in microseconds, never negative.

        One age everywhere: a value from the future of a fast device counts from its receipt.
        """
        return max(0, now - min(self.at, self.received_at))
