"""What the distribution asks of the writer, and in whose name."""

import msgspec

from domain.commands import AnyCommand
from domain.words import RoomName


class Proposal(msgspec.Struct, frozen=True):
    """One command of the system itself, in a room."""

    command: AnyCommand
    room: RoomName
    exercise: bool
