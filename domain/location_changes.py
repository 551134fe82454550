"""What was heard of where a caller is after the call began to ring."""

from uuid import UUID

from domain.change import Change
from domain.observed import Observed
from domain.place import Position
from domain.shape import AreaShape
from domain.words import Address


class CallLocated(Change, frozen=True, kw_only=True, tag="call_located"):
    """A location of the caller came in; `shown` when it is better than what was known."""

    call: UUID
    area: AreaShape
    shown: bool
    location: Observed[Position] | None = None
    address: Address = ""


LocationChange = CallLocated
