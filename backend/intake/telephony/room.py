"""Who the calls are for, as the user agent sees it."""

from typing import Protocol

import msgspec

from backend.intake.telephony.bodies import Part
from backend.intake.telephony.leg import How, Leg


class Turned(msgspec.Struct, frozen=True, kw_only=True):
    """Why no call can be taken now, and after how many seconds it may be tried again."""

    status: int
    retry_after_s: int
    why: str


class Room(Protocol):
    """Who the calls are for."""

    def shut(self) -> Turned | None:
        """Return why nobody is here at all."""
        ...

    def full(self) -> Turned | None:
        """Return why a new call cannot be taken; it counts as one that came."""
        ...

    def invited(self, leg: Leg) -> None:
        """A call is announced: commit it, then let it ring."""
        ...

    def located(self, leg: Leg, parts: tuple[Part, ...], references: tuple[str, ...]) -> bool:
        """The network says where an open call comes from; False when that cannot be read."""
        ...

    def over(self, leg: Leg, how: How) -> None:
        """A call's line is closed."""
        ...

    def strange_bye(self, name: str) -> None:
        """The end of a call that this server does not hold; it may have, before it was started anew."""
        ...

    def referred(self, leg: Leg, target: str) -> bool:
        """The other side asks for a transfer; True when it is taken on (`notify` says how it goes)."""
        ...

    def odd(self, kind: str, peer: str, detail: str) -> None:
        """Something came that cannot be taken as it is."""
        ...

    def answered(self, method: str, status: int) -> None:
        """A final answer is out."""
        ...
