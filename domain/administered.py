"""What is administered: the registers, their fields and limits, and which changes take two people."""

from enum import StrEnum
from typing import TypedDict, Unpack

import msgspec

from domain.agency import Agency
from domain.clock import DAY, MINUTE, Micros
from domain.desk import KNOWN_LANGUAGES, KNOWN_SKILLS
from domain.people import Role
from domain.roles import Action
from domain.words import Code

PROPOSAL_LASTS: Micros = 120 * MINUTE
"""A change that waits for a second person lapses after two hours."""
LONGEST_ACCOUNT: Micros = 366 * DAY
"""An account, and an authority over a list, ends within a year and is renewed on purpose."""
NO_REACH = "none"
"""The reach of a cell of the matrix that permits nothing."""


class Register(StrEnum):
    """What can be searched, read and changed."""

    ACCOUNTS = "accounts"
    ROLES = "roles"  # one entry a cell of the matrix, named role:action
    ROOMS = "rooms"
    WORKSTATIONS = "workstations"
    CAMERAS = "cameras"
    DEVICES = "devices"
    CREDENTIALS = "credentials"
    RETENTION = "retention"
    AUTHORITIES = "authorities"  # who may put rows on a watch list


class Deed(StrEnum):
    """What is done to an entry."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"
    REISSUE = "reissue"  # a new secret: an account's password, a source's credential


class CameraKind(StrEnum):
    """How a camera is built, or what it is authorised for."""

    FIXED = "fixed"
    DOME = "dome"
    FACES = "faces"


class DeviceKind(StrEnum):
    """What is issued to people."""

    PHONE = "phone"
    PANIC_BUTTON = "panic_button"
    BRACELET = "bracelet"
    RADIO = "radio"


class Door(StrEnum):
    """Where a source with a credential comes in."""

    CALLS = "calls"
    PHONES = "phones"
    BUTTONS = "buttons"


class WatchList(StrEnum):
    """The lists whose rows need an authority."""

    PLATES = "plates"
    FACES = "faces"


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    WORD = "word"  # small letters, digits and . _ -
    CHOICE = "choice"
    CHOICES = "choices"
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"  # microseconds UTC
    ADDRESS = "address"  # of a camera


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a register.

    `needed` when an entry is created; `fixed` from then on; `two` takes two people to change; `secret` is
    written and never read back: whoever reads learns only whether it is set. `low` and `high` are the limits
    of a number, or of a text's length in characters. `empty`: may be None.
    """

    name: Code
    kind: Kind
    low: float = 0
    high: float = 120
    choices: tuple[str, ...] = ()
    needed: bool = False
    fixed: bool = False
    two: bool = False
    secret: bool = False
    empty: bool = False


class _Traits(TypedDict, total=False):
    needed: bool
    fixed: bool
    two: bool
    secret: bool
    empty: bool


def _text(name: str, low: int, high: int, **more: Unpack[_Traits]) -> Field:
    return Field(name=name, kind=Kind.TEXT, low=low, high=high, **more)


def _word(name: str, low: int, high: int, **more: Unpack[_Traits]) -> Field:
    return Field(name=name, kind=Kind.WORD, low=low, high=high, **more)


def _choice(name: str, choices: type[StrEnum] | tuple[str, ...], **more: Unpack[_Traits]) -> Field:
    listed = tuple(str(one) for one in choices)
    return Field(name=name, kind=Kind.CHOICE, choices=listed, **more)


def _number(name: str, low: float, high: float, **more: Unpack[_Traits]) -> Field:
    return Field(name=name, kind=Kind.NUMBER, low=low, high=high, **more)


def _flag(name: str, **more: Unpack[_Traits]) -> Field:
    return Field(name=name, kind=Kind.FLAG, **more)


_AGENCIES = tuple(str(one) for one in Agency)
REACHES = ("room", "agency", "city", NO_REACH)
"""What a cell of the matrix may hold; roles.Reach and none."""

_EXPIRY = Field(name="expires_at", kind=Kind.MOMENT, high=LONGEST_ACCOUNT, two=True, empty=True)

FIELDS: dict[Register, tuple[Field, ...]] = {
    Register.ACCOUNTS: (
        _word("login", 3, 16, needed=True, fixed=True),
        _text("name", 3, 120, needed=True),
        _choice("role", Role, needed=True, two=True),
        _text("room", 1, 32, needed=True, two=True),
        Field(name="agencies", kind=Kind.CHOICES, choices=_AGENCIES, high=len(_AGENCIES), two=True),
        _text("badge", 0, 16),
        Field(name="languages", kind=Kind.CHOICES, choices=KNOWN_LANGUAGES, high=len(KNOWN_LANGUAGES)),
        Field(name="skills", kind=Kind.CHOICES, choices=KNOWN_SKILLS, high=len(KNOWN_SKILLS)),
        _text("shift", 0, 16, two=True),
        _EXPIRY,
        _flag("disabled", two=True),
    ),
    Register.ROLES: (_choice("reach", REACHES, needed=True, two=True),),
    Register.ROOMS: (
        _word("id", 1, 32, needed=True, fixed=True),
        _text("name", 1, 120, needed=True),
        _flag("exercise", fixed=True),
        _text("overflow_to", 1, 32, empty=True),
    ),
    Register.WORKSTATIONS: (
        _word("id", 1, 16, needed=True, fixed=True),
        _text("desk", 1, 16, needed=True),
        _text("room", 1, 32, needed=True),
    ),
    Register.CAMERAS: (
        _text("label", 1, 16, needed=True),
        _text("name", 1, 120, needed=True),
        _choice("kind", CameraKind),
        _number("lat", -90, 90, needed=True),
        _number("lon", -180, 180, needed=True),
        _number("heading", 0, 359, empty=True),
        _number("view", 1, 360),
        _number("height", 0, 200, empty=True),
        _text("room", 1, 32, needed=True),
        _choice("agency", Agency),
        Field(name="address", kind=Kind.ADDRESS, low=8, high=512, needed=True, secret=True),
        _text("user", 0, 64, secret=True),
        _text("password", 0, 256, secret=True),
        Field(name="retention_days", kind=Kind.WHOLE, low=1, high=3650, two=True, empty=True),
    ),
    Register.DEVICES: (
        _text("label", 1, 16, needed=True),
        _choice("kind", DeviceKind, needed=True, fixed=True),
        _choice("agency", Agency, empty=True),
        _flag("protected"),
        _flag("withdrawn"),
    ),
    Register.CREDENTIALS: (
        _choice("door", Door, needed=True, fixed=True),
        _word("name", 1, 64, needed=True, fixed=True),
        _text("device", 1, 16, fixed=True, empty=True),
        _text("room", 1, 32, needed=True),
        _flag("withdrawn"),
    ),
    Register.RETENTION: (Field(name="days", kind=Kind.WHOLE, low=1, high=3650, needed=True, two=True),),
    Register.AUTHORITIES: (
        _choice("list", WatchList, needed=True, fixed=True, two=True),
        _word("account", 3, 16, needed=True, fixed=True, two=True),
        _text("issuer", 3, 120, needed=True, two=True),
        _text("case", 3, 40, needed=True, two=True),
        Field(name="expires_at", kind=Kind.MOMENT, high=LONGEST_ACCOUNT, needed=True, two=True),
    ),
}
"""The fields of every register, in the order in which a form shows them."""

DEEDS: dict[Register, frozenset[Deed]] = {
    Register.ACCOUNTS: frozenset(Deed),
    Register.ROLES: frozenset({Deed.CHANGE}),
    Register.ROOMS: frozenset({Deed.CREATE, Deed.CHANGE, Deed.REMOVE}),
    Register.WORKSTATIONS: frozenset({Deed.CREATE, Deed.CHANGE, Deed.REMOVE}),
    Register.CAMERAS: frozenset({Deed.CREATE, Deed.CHANGE, Deed.REMOVE}),
    Register.DEVICES: frozenset({Deed.CREATE, Deed.CHANGE, Deed.REMOVE}),
    Register.CREDENTIALS: frozenset(Deed),
    Register.RETENTION: frozenset({Deed.CHANGE}),
    Register.AUTHORITIES: frozenset({Deed.CREATE, Deed.CHANGE, Deed.REMOVE}),
}
"""What can be done in each register at all."""

ADMINISTERED_BY: dict[Register, Action] = {
    Register.ACCOUNTS: Action.ADMINISTER_ACCOUNTS,
    Register.ROLES: Action.ADMINISTER_ROLES,
    Register.ROOMS: Action.ADMINISTER_PLACES,
    Register.WORKSTATIONS: Action.ADMINISTER_PLACES,
    Register.CAMERAS: Action.ADMINISTER_CAMERAS,
    Register.DEVICES: Action.ADMINISTER_DEVICES,
    Register.CREDENTIALS: Action.ADMINISTER_DEVICES,
    Register.RETENTION: Action.ADMINISTER_RULES,
    Register.AUTHORITIES: Action.ADMINISTER_RULES,
}
"""What somebody must be permitted to do in order to ask for a change."""

ALWAYS_TWO = frozenset({Register.ACCOUNTS, Register.ROLES, Register.RETENTION, Register.AUTHORITIES})
"""Registers in which to create, to remove and to issue anew takes two people, whatever the fields."""


def field_of(register: Register, name: str) -> Field | None:
    """Return a field by name."""
    return next((field for field in FIELDS[register] if field.name == name), None)


Value = str | int | float | bool | tuple[str, ...] | None
"""What a field may hold on the wire."""


def takes_two(register: Register, deed: Deed, fields: dict[str, Value]) -> bool:
    """Tell whether this change waits for a second person.

    To disable an account is done alone and at once, since it can only take something away; to enable it again
    takes two.
    """
    if deed is not Deed.CHANGE:
        return register in ALWAYS_TWO
    for name, value in fields.items():
        if register is Register.ACCOUNTS and name == "disabled" and value is True:
            continue
        field = field_of(register, name)
        if field is not None and field.two:
            return True
    return False
