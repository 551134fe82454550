"""What sources tell of where a caller is after the call began to ring: AML, a location by reference."""

from uuid import UUID

from domain.command import Command
from domain.observed import Observed
from domain.place import Position
from domain.shape import AreaShape
from domain.words import Address


class LocateCall(Command, frozen=True, kw_only=True, tag="locate_call"):
    """A source says where the caller of a call is, once more or for the first time."""

    call: UUID
    area: AreaShape
    location: Observed[Position] | None = None
    address: Address = ""


LocationOrder = LocateCall
