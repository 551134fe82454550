"""The wire of administration: registers are searched and read; a change is asked for, signed or refused.

Who asks: console; who answers: backend/administration. Refusals are `Refused(code, params)`:

- `forbidden` {action}: this role may not; at the third the room is told.
- `search.short` {limit}: words of one or two characters; `search.slow` {limit_ms}: narrow it.
- `field.*` {field, ...} (domain/administered_check.py), `camera.address_*` {field}: what a field says;
  `field.no_such` {field, value}: no room, device or account of that name.
- `entry.unknown` {register, entry}, `entry.taken` {field, value}: one of that name exists.
- `entry.in_use` {by, count}: cannot be removed; `entry.removed`: it was.
- `change.stale` {version}: somebody changed it since it was read; `change.nothing`: no field differs.
- `change.waiting` {proposal}: another change of this entry waits for its second person.
- `change.apart` {field}: a secret goes alone, not in a change that waits for a signature.
- `change.own_account`: nobody edits his own; `change.deed` {register, deed}: not done in this register.
- `change.last` {role}: the last account, or cell, without which nobody could administer.
- `change.conflict`: this id was sent before with another body; `change.id`: it is no uuidv7.
- `role.cell_locked`, `role.auditor_reads`, `role.city_only` {field}: what a cell can never hold.
- `sign.own`, `sign.same_shift` {shift}, `sign.same_workstation`, `sign.concerns_you`, `sign.not_permitted`:
  why this person is not the second one.
- `sign.password` {left}: the password was wrong; `sign.stale` {version}: the entry has changed since;
  `sign.proposer_gone`: who asked for it is disabled or removed by now. Also `login.locked`, `login.disabled`.
- `proposal.unknown`, `proposal.expired`, `proposal.closed` {state}.
"""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from domain.administered import Deed, Register, Value
from domain.agency import Agency
from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.people import Role
from domain.register_rows import AnyRow, CellRow, Key
from domain.words import Code, Name

SHORTEST_WORDS = 3
"""Characters that a search needs, unless it is empty and asks for the first page."""
Words = Annotated[str, msgspec.Meta(max_length=200)]
Why = Annotated[str, msgspec.Meta(max_length=500)]
"""A person's reason; at least 3 characters, which the server says as field.too_short."""
Fields = Annotated[dict[Code, Value], msgspec.Meta(max_length=32)]
"""What is to be changed, by the names of domain.administered.FIELDS."""

# ---- searching and reading ------------------------------------------------------------------------------


class Filters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What narrows a search; what does not belong to the register is ignored.

    `state`: an AccountState, a CameraState or `withdrawn`/`issued`. `zone`: a comuna, as "Comuna 1".
    `waiting`: only entries of which a change waits for a second person.
    """

    role: Role | None = None
    room: Annotated[str, msgspec.Meta(max_length=32)] | None = None
    agency: Agency | None = None
    state: Code | None = None
    kind: Code | None = None
    zone: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    waiting: bool = False


class SearchRegister(Inquiry, frozen=True, kw_only=True, tag="search_register"):
    """Ask for a page of a register. Every word must occur; `%` and `_` are themselves; accents do not count.

    `order` is a field's name (default: the register's own order). Answered by RegisterPage.
    """

    register: Register
    words: Words = ""
    filters: Filters = Filters()
    order: Code | None = None
    descending: bool = False
    page: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    size: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50


class RegisterPage(Reply, frozen=True, kw_only=True, tag="register_page"):
    """A page: `matches` of `total`. `counts` (for tabs and chips): accounts: all, expires_soon, locked,
    disabled, idle, waiting; cameras: all, live, stale, down, unknown; others: all.
    """

    register: Register
    rows: tuple[AnyRow, ...] = ()
    page: int = 0
    matches: int = 0
    total: int = 0
    counts: dict[str, int] = msgspec.field(default_factory=dict)


class ReadMatrix(Inquiry, frozen=True, kw_only=True, tag="read_matrix"):
    """Ask for role x action x reach. Answered by Matrix."""


class Matrix(Reply, frozen=True, kw_only=True, tag="matrix"):
    """Every cell, and how many accounts (not removed) each role has."""

    cells: tuple[CellRow, ...]
    persons: dict[str, int] = msgspec.field(default_factory=dict)


class ReadEntry(Inquiry, frozen=True, kw_only=True, tag="read_entry"):
    """Ask for one entry with all that can be edited. Answered by Entry; `entry.unknown`."""

    register: Register
    entry: Key


class OpenSession(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A login that still counts; `online`: its line is open now."""

    workstation: str
    expires_at: Micros
    online: bool = False


class Entry(Reply, frozen=True, kw_only=True, tag="entry"):
    """One entry. `fields` as a change would name them, secrets as "set" or "".

    For an account also what it can do today (`rights`) and its `sessions`.
    """

    register: Register
    row: AnyRow
    fields: dict[str, Value]
    waiting: "tuple[Proposal, ...]" = ()
    rights: tuple[CellRow, ...] = ()
    sessions: tuple[OpenSession, ...] = ()


# ---- changing -------------------------------------------------------------------------------------------


class ProposalState(StrEnum):
    """What became of a change."""

    WAITING = "waiting"
    APPLIED = "applied"
    REJECTED = "rejected"
    EXPIRED = "expired"


class FieldChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One field before and after; a secret is told as "set"."""

    field: Code
    before: Value = None
    after: Value = None


class Proposal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A change with all that is known of it; done alone, it is `applied` and has no second person.

    `barred`: the code of why the one who asks cannot sign it (None: can). `entry` is None until created.
    """

    id: UUID
    register: Register
    deed: Deed
    title: str
    changes: tuple[FieldChange, ...]
    reason: str
    state: ProposalState
    by: str
    by_name: Name
    at: Micros
    expires_at: Micros
    entry: Key | None = None
    version: int = 0
    badge: str = ""
    shift: str = ""
    workstation: str = ""
    second: str = ""
    second_name: Name = ""
    closed_at: Micros | None = None
    note: str = ""
    barred: Code | None = None


class Effect(StrEnum):
    """When an applied change is felt."""

    NOW = "now"
    WITHIN_SECONDS = "within_seconds"  # at the next look at the register: 5 s, an account's 2 s
    NEXT_LOGIN = "next_login"
    NEXT_START = "next_start"


class CheckChange(Inquiry, frozen=True, kw_only=True, tag="check_change"):
    """Ask what a change would meet, without making it: for the line below a field. Answered by Checked."""

    register: Register
    deed: Deed
    entry: Key | None = None
    fields: Fields = msgspec.field(default_factory=dict)


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with a field, or (`warning`) worth a second look, as camera.twin {metres}."""

    field: Code
    code: Code
    params: dict[str, str] = {}
    warning: bool = False


class Checked(Reply, frozen=True, kw_only=True, tag="checked"):
    """What was found; `two`: a second person must sign."""

    findings: tuple[Finding, ...] = ()
    two: bool = False


class RequestChange(Inquiry, frozen=True, kw_only=True, tag="request_change"):
    """Ask for a change under an id minted at the desk (uuidv7): the same id again has the same answer.

    `version` is that of the row that was read, 0 to create. Applied at once, or put before a second person.
    """

    id: UUID
    register: Register
    deed: Deed
    reason: Why
    entry: Key | None = None
    version: Annotated[int, msgspec.Meta(ge=0, le=(1 << 31) - 1)] = 0
    fields: Fields = msgspec.field(default_factory=dict)


class Changed(Reply, frozen=True, kw_only=True, tag="changed"):
    """How a change stands; `effect` once it is applied.

    `secret` (a new password, token or key) is told in this one reply and never again: a repeated inquiry is
    answered without it.
    """

    proposal: Proposal
    effect: Effect | None = None
    secret: str | None = None


class ListProposals(Inquiry, frozen=True, kw_only=True, tag="list_proposals"):
    """Ask for changes, newest first; with register and entry, the history of one. Answered by Proposals."""

    state: ProposalState | None = ProposalState.WAITING
    register: Register | None = None
    entry: Key | None = None
    page: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    size: Annotated[int, msgspec.Meta(ge=1, le=100)] = 50


class Proposals(Reply, frozen=True, kw_only=True, tag="proposals"):
    """A page of changes; `waiting` counts all that wait, `yours` those that the one who asks can sign."""

    items: tuple[Proposal, ...] = ()
    matches: int = 0
    waiting: int = 0
    yours: int = 0


class SignProposal(Inquiry, frozen=True, kw_only=True, tag="sign_proposal"):
    """The second person signs with his password, which the server checks. Answered by Changed."""

    proposal: UUID
    password: Annotated[str, msgspec.Meta(min_length=1, max_length=256)]


class RejectProposal(Inquiry, frozen=True, kw_only=True, tag="reject_proposal"):
    """A second person rejects, or its own author takes it back, with a reason. Answered by Changed."""

    proposal: UUID
    reason: Why


AdministrationInquiry = (
    SearchRegister
    | ReadMatrix
    | ReadEntry
    | CheckChange
    | RequestChange
    | ListProposals
    | SignProposal
    | RejectProposal
)
AdministrationReply = RegisterPage | Matrix | Entry | Checked | Changed | Proposals
