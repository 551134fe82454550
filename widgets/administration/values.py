"""What the administration's panes are told: columns, rows, fields of a form, changes, roles, records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.clock import Micros


@dataclass(frozen=True, slots=True)
class Column:
    """One column: at least `width` px at 100 %, and its `grow` share of the room left over.

    `gives_way`: in a narrow pane the highest goes first, 0 stays. `sortable`: its head asks for an order.
    """

    code: str
    title: str
    width: int
    grow: int = 0
    side: str = "left"
    gives_way: int = 0
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column: words in a token's colour, an icon before them; `dot` is the quiet state's."""

    text: str
    kind: str = "body"
    tone: str = "text.primary"
    icon: str = ""
    dot: bool = False


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One thing of a register. `spoken` is the row as a screen reader says it; `act` the words of its act."""

    key: str
    cells: tuple[Cell, ...]
    spoken: str
    act: str = ""


class FieldKind(StrEnum):
    """How a value is entered."""

    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field of a form; `grow` is its share of the line, `choices` codes with their words."""

    code: str
    label: str
    value: str = ""
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    grow: int = 10
    hint: str = ""
    cap: int = 120
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a form: a sentence for each wrong field, quiet notes, why it cannot be sent."""

    wrong: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    hindrance: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a change: its name, what it was, what it would be."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change that waits for a second person; times in microseconds UTC.

    `hindrance`: why whoever looks may not sign it, empty when he may. `own`: he asked for it himself.
    """

    key: str
    title: str
    differences: tuple[Difference, ...]
    asked_by: str
    asked_at: Micros
    expires_at: Micros
    reason: str = ""
    asked_from: str = ""
    hindrance: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a role may do, in a word; `condition` is the icon of what it is bound to, empty words a dash."""

    words: str = ""
    condition: str = ""
    grave: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRole:
    """A line of the matrix: a role, how many people have it, and a cell for every act."""

    code: str
    title: str
    people: int | None
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of a card: words, words at the right, an icon before them."""

    text: str
    right: str = ""
    icon: str = ""
    faint: bool = False
    tone: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One record of the audit; `icon` and `tone` tell a refusal or an erasure apart from what was done."""

    number: int
    at: Micros
    act: str
    who: str
    purpose: str = ""
    outcome: str = ""
    detail: str = ""
    icon: str = ""
    tone: str = "text.primary"


class ChainState(StrEnum):
    """How far the chain of the audit is known to hold."""

    UNKNOWN = "unknown"
    RUNNING = "running"
    WHOLE = "whole"
    BROKEN = "broken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """What the verification says: from and to which number, `done` records of `total`, erasures by order.

    `anchored_at`: the last anchor outside, microseconds UTC, None when there is none. `broken_at`: the first
    number that does not fit. `why`: of a failure, in a sentence.
    """

    state: ChainState = ChainState.UNKNOWN
    first: int = 0
    last: int = 0
    done: int = 0
    total: int = 0
    anchored_at: Micros | None = None
    erased: int = 0
    broken_at: int = 0
    why: str = ""
