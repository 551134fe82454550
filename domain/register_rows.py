"""Rows of the registers that are administered, as desks read them: nothing in them opens a door."""

from enum import StrEnum
from typing import Annotated

import msgspec

from domain.administered import CameraKind, DeviceKind, Door, WatchList
from domain.agency import Agency
from domain.camera import CameraState
from domain.clock import Micros
from domain.people import Role
from domain.place import Position
from domain.words import Code, Name

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
"""An entry's id as text: a uuid, a room's or workstation's id, a cell as role:action, a kind of retention."""


class AccountState(StrEnum):
    """How an account stands; the gravest counts."""

    ACTIVE = "active"
    EXPIRES_SOON = "expires_soon"  # within 30 days
    IDLE = "idle"  # nobody has come in with it for 30 days
    LOCKED = "locked"  # after wrong passwords
    DISABLED = "disabled"
    EXPIRED = "expired"
    REMOVED = "removed"


class Row(msgspec.Struct, frozen=True, kw_only=True, tag_field="row", omit_defaults=True):
    """The base of all rows. `version` grows with each change; `waiting`: a change waits for a signature."""

    id: Key
    version: int = 1
    waiting: bool = False


class AccountRow(Row, frozen=True, kw_only=True, tag="account"):
    """A person's account. No `agencies`: all. `refused_at`: the last time of 2 days that it was told no."""

    login: str
    name: Name
    role: Role
    room: str
    room_name: Name = ""
    agencies: tuple[Agency, ...] = ()
    badge: str = ""
    shift: str = ""
    state: AccountState = AccountState.ACTIVE
    last_login: Micros | None = None
    expires_at: Micros | None = None
    refused_at: Micros | None = None
    second_factor: bool = False


class RoomRow(Row, frozen=True, kw_only=True, tag="room"):
    """A room, and how many workstations and accounts it has."""

    name: Name
    exercise: bool = False
    workstations: int = 0
    accounts: int = 0


class WorkstationRow(Row, frozen=True, kw_only=True, tag="workstation"):
    """A desk; `user` is who sits there now."""

    desk: str
    room: str
    room_name: Name = ""
    user: str | None = None


class CameraRow(Row, frozen=True, kw_only=True, tag="camera"):
    """A camera. `height` in metres; of address and account one learns only whether they are set."""

    label: str
    name: Name
    kind: CameraKind
    position: Position
    room: str
    agency: Agency
    heading: float | None = None
    view: float = 70.0
    height: float | None = None
    zone: str = ""
    state: CameraState = CameraState.UNKNOWN
    since: Micros = 0
    reason: Code | None = None
    retention_days: int = 60
    address_set: bool = False
    account_set: bool = False


class DeviceRow(Row, frozen=True, kw_only=True, tag="device"):
    """An issued device; `unit` carries it in the present shift (never told of a protected one)."""

    label: str
    kind: DeviceKind
    agency: Agency | None = None
    protected: bool = False
    withdrawn: bool = False
    unit: str | None = None


class CredentialRow(Row, frozen=True, kw_only=True, tag="credential"):
    """With what a source comes in at a door; the secret itself is never told again."""

    door: Door
    name: str
    device: str | None = None
    room: str = ""
    exercise: bool = False
    withdrawn: bool = False


class RetentionRow(Row, frozen=True, kw_only=True, tag="retention"):
    """How long a kind of record is kept, in days; `id` is the kind."""

    days: int


class AuthorityRow(Row, frozen=True, kw_only=True, tag="authority"):
    """Who may put rows on a watch list, by whose order, until when."""

    list: WatchList
    account: str
    name: Name = ""
    issuer: Name = ""
    case: str = ""
    expires_at: Micros = 0


class CellRow(Row, frozen=True, kw_only=True, tag="cell"):
    """One cell of the matrix. `reach` room, agency, city or none; `condition` is asked for besides.

    `changed`: it differs from the program's own table. `locked`: no change of it is ever accepted.
    """

    role: Role
    action: Code
    reach: Code
    condition: Code | None = None
    changed: bool = False
    locked: bool = False


AnyRow = (
    AccountRow
    | RoomRow
    | WorkstationRow
    | CameraRow
    | DeviceRow
    | CredentialRow
    | RetentionRow
    | AuthorityRow
    | CellRow
)
