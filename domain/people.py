"""Who acts: operators at workstations, sources at the doors, the system itself."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.agency import Agency
from domain.words import Code, Label, Name, RoomName


class Role(StrEnum):
    """What a person's account is for."""

    CALL_TAKER = "call_taker"
    DISPATCHER = "dispatcher"
    VIDEO_OPERATOR = "video_operator"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Room(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A room of desks; in an exercise room nothing is real, and its rows never mix with live ones."""

    id: RoomName
    name: Name
    exercise: bool = False


class Workstation(msgspec.Struct, frozen=True, kw_only=True):
    """A desk: `desk` is the number painted on it, as in P07-3."""

    id: Label
    desk: Label
    room: RoomName


class Operator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person who is logged in. Empty `agencies` means all of them.

    `rights`: the cells (action, reach) of the role that were changed from the program's own table.
    """

    id: UUID
    user: Label
    name: Name
    role: Role
    room: RoomName
    agencies: tuple[Agency, ...] = ()
    rights: tuple[tuple[Code, Code], ...] = ()


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who a command is from: an operator at a workstation, or a named source (`operator` is None).

    `name` is what the log shows: a user name, or a door such as intake:calls.
    """

    name: Code
    room: RoomName
    operator: Operator | None = None
    workstation: Label | None = None
    exercise: bool = False

    @property
    def shown(self) -> Name:
        """The name that colleagues read: the person's, else the source's own."""
        return self.operator.name if self.operator else self.name
