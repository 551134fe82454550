"""A scenario: what happens besides the ordinary day, each thing so many seconds after the start.

A TOML file. `[[call]]` rings with what it says here and draws the rest; `[[press]]` presses a panic button;
`[[silence]]` makes phones fall silent; `[[rush]]` multiplies the calls for a while.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Degrees = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class ScriptedCall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A call that rings `after` so many seconds."""

    after: Seconds
    text: Annotated[str, msgspec.Meta(max_length=240)]
    number: Annotated[str, msgspec.Meta(max_length=32)] | None = None
    line: Annotated[str, msgspec.Meta(max_length=16)] | None = None
    caller: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    address: Annotated[str, msgspec.Meta(max_length=240)] | None = None
    lat: Degrees | None = None
    lon: Degrees | None = None
    accuracy_m: Annotated[float, msgspec.Meta(ge=0, le=100_000)] = 12.0
    method: Literal["aml", "cell", "fixed"] = "aml"
    lasts: Seconds = 90.0


class ScriptedPress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A press of a panic button: a named device or any one; a forged one is signed with the wrong key."""

    after: Seconds
    device: str | None = None
    forged: bool = False


class Silence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The phones of these units send nothing for a while."""

    after: Seconds
    lasts: Seconds
    units: tuple[str, ...]


class Rush(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More calls for a while: `times` as many."""

    after: Seconds
    lasts: Seconds
    times: Annotated[float, msgspec.Meta(ge=0, le=1000)]


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is to happen."""

    title: str = ""
    call: tuple[ScriptedCall, ...] = ()
    press: tuple[ScriptedPress, ...] = ()
    silence: tuple[Silence, ...] = ()
    rush: tuple[Rush, ...] = ()


class BadScenario(ValueError):
    """A scenario file that cannot be played; the text names the field."""


def load_scenario(file: Path) -> Scenario:
    """Read a scenario file. Raises `BadScenario`."""
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Scenario)
    except OSError as error:
        raise BadScenario(f"{file}: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        raise BadScenario(f"{file}: {error}") from None


def times(scenario: Scenario, after: float) -> float:
    """Return how many times as many calls as usual there are `after` seconds from the start."""
    product = 1.0
    for rush in scenario.rush:
        if rush.after <= after < rush.after + rush.lasts:
            product *= rush.times
    return product
