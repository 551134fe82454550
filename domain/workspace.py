"""Workspaces: how a person has arranged the panes of a desk, and what is asked of the server about it.

A layout is readable JSON. It travels and is kept as text, because one of another version must cost a toast
and not the line; `read_layout` is the only way in, at the server's door and at the desk's.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec

from domain.clock import Micros
from domain.complaint import complaint
from domain.inquiry import Inquiry, Reply
from domain.people import Role
from domain.refusal import Refused
from domain.words import Label, printable

VERSION = 1
LARGEST = 16 * 1024
"""Bytes of a layout's text; every pane of today in a window of its own takes 2 kB."""
DEEPEST = 8
"""How deep splits may lie in one another."""
MOST_KEPT = 24
"""Named layouts of one account at one workstation."""
MOST_ANYWHERE = 60
"""Layouts of one account at all workstations together."""
CURRENT = ""
"""The name of what a person last had on the screen, kept without being asked."""


class Page(StrEnum):
    """What the window is turned to."""

    CALL = "call"
    UNITS = "units"
    MAP = "map"
    VIDEO = "video"
    WALL = "wall"
    HEALTH = "health"
    SHIFT = "shift"


class Slot(StrEnum):
    """A pane, by what it shows."""

    QUEUE = "queue"
    ALERTS = "alerts"
    FORM = "form"
    BOARD = "board"
    MAP = "map"
    VIDEO = "video"
    PENDING = "pending"
    WALL = "wall"
    NORMS = "norms"
    SECONDS = "seconds"
    PERCENTILES = "percentiles"
    COURSE = "course"
    DESKS = "desks"
    CALLBACKS = "callbacks"
    STAFFING = "staffing"
    OVERDUE = "overdue"
    EXCEPTIONS = "exceptions"
    COVER = "cover"
    DISPATCH = "dispatch"
    TIME_LINE = "time_line"
    BOLOS = "bolos"
    LOG = "log"
    HANDOVER = "handover"


Pixels = Annotated[int, msgspec.Meta(ge=0, le=20_000)]
Offset = Annotated[int, msgspec.Meta(ge=-20_000, le=20_000)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1000)]
ScreenName = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
WorkspaceName = Annotated[str, msgspec.Meta(max_length=32)]
LayoutText = Annotated[str, msgspec.Meta(max_length=4 * LARGEST)]
"""Looser than what is taken: a layout that is too large gets an answer and does not cost the line."""


class _Strict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a later version adds is not silently dropped here: it is another version's layout."""


class Stack(_Strict, frozen=True, kw_only=True, tag_field="is", tag="stack"):
    """One place: a pane, or several behind tabs of which `shown` is in front."""

    panes: Annotated[tuple[Slot, ...], msgspec.Meta(min_length=1, max_length=8)]
    shown: Annotated[int, msgspec.Meta(ge=0, le=7)] = 0


class Split(_Strict, frozen=True, kw_only=True, tag_field="is", tag="split"):
    """Places side by side (`across`) or one above the other."""

    parts: Annotated[tuple["Part", ...], msgspec.Meta(min_length=1, max_length=8)]
    across: bool = True


class Part(_Strict, frozen=True, kw_only=True):
    """A place in a split and its size.

    `share` of what the others leave, or `pixels` in the wide window at 100 %; neither: what its pane wants.
    """

    of: Stack | Split
    share: Share = 0.0
    pixels: Pixels = 0


class PagePlan(_Strict, frozen=True, kw_only=True):
    """What a page shows."""

    page: Page
    ground: Stack | Split


class Float(_Strict, frozen=True, kw_only=True):
    """A pane in a window of its own, in pixels from its screen's corner; `full` covers the screen.

    While that screen is unplugged the pane is at home, on its pages.
    """

    pane: Slot
    screen: ScreenName
    left: Offset = 0
    top: Offset = 0
    width: Pixels = 0
    height: Pixels = 0
    full: bool = False


class Layout(_Strict, frozen=True, kw_only=True):
    """Everything about one arrangement. `opens` is the page it begins with."""

    version: int = VERSION
    role: Role
    opens: Page
    pages: Annotated[tuple[PagePlan, ...], msgspec.Meta(min_length=1, max_length=8)]
    floats: Annotated[tuple[Float, ...], msgspec.Meta(max_length=8)] = ()


class _AnyVersion(msgspec.Struct, frozen=True):
    version: int


_layout: msgspec.json.Decoder[Layout] = msgspec.json.Decoder(Layout)
_version: msgspec.json.Decoder[_AnyVersion] = msgspec.json.Decoder(_AnyVersion)


def write_layout(layout: Layout) -> str:
    """Return a layout's text; the version is always said."""
    plain = msgspec.to_builtins(layout)
    return msgspec.json.encode({"version": layout.version, **plain}).decode()


def read_layout(text: str) -> Layout:
    """Return the layout of a text. Raises `Refused`.

    Codes: workspace.large, workspace.unreadable, workspace.version, workspace.deep, workspace.twice.
    """
    if len(text) > LARGEST or len(text.encode(errors="replace")) > LARGEST:
        raise Refused("workspace.large", most=LARGEST)
    found = _decode(_version, text).version
    if found != VERSION:
        raise Refused("workspace.version", found=found, ours=VERSION)
    layout = _decode(_layout, text)
    for plan in layout.pages:
        _check(plan.ground)
    _once([plan.page for plan in layout.pages])
    _once([one.pane for one in layout.floats])
    if not any(plan.page is layout.opens for plan in layout.pages):
        raise Refused("workspace.unreadable", why=f"opens: {layout.opens.value} is no page of it")
    return layout


S = TypeVar("S")


def _decode(decoder: msgspec.json.Decoder[S], text: str) -> S:
    try:
        return decoder.decode(text)
    except RecursionError:
        raise Refused("workspace.deep", most=DEEPEST) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Refused("workspace.unreadable", why=complaint(error)[:200]) from None


def _check(ground: Stack | Split) -> None:
    panes: list[Slot] = []
    for stack, depth in stacks(ground):
        if depth > DEEPEST:
            raise Refused("workspace.deep", most=DEEPEST)
        panes += stack.panes
    _once(panes)


def _once(names: Sequence[Page | Slot]) -> None:
    if len(set(names)) < len(names):
        twice = next(name.value for name in names if names.count(name) > 1)
        raise Refused("workspace.twice", what=twice)


def stacks(ground: Stack | Split, depth: int = 1) -> Iterator[tuple[Stack, int]]:
    """Give every place of a ground with how deep it lies; no deeper than one past what is allowed."""
    if isinstance(ground, Stack) or depth > DEEPEST:
        yield (ground if isinstance(ground, Stack) else Stack(panes=(Slot.MAP,))), depth
        return
    for part in ground.parts:
        yield from stacks(part.of, depth + 1)


def panes_of(ground: Stack | Split) -> list[Slot]:
    """Return every pane of a ground, from the left and the top."""
    return [pane for stack, _ in stacks(ground) for pane in stack.panes]


# ---- what desks ask -------------------------------------------------------------------------------------


class Workspace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A layout under its name; `CURRENT` is what was last on the screen there."""

    name: WorkspaceName
    workstation: Label
    role: Role
    at: Micros
    layout: LayoutText


class LoadWorkspaces(Inquiry, frozen=True, kw_only=True, tag="load_workspaces"):
    """Everything that the asker keeps for the role held now: of this workstation, and of others by name."""


class KeepWorkspace(Inquiry, frozen=True, kw_only=True, tag="keep_workspace"):
    """Keep this under the name, here, instead of what the name stood for. Answered by WorkspaceKept."""

    name: WorkspaceName
    layout: LayoutText


class ForgetWorkspace(Inquiry, frozen=True, kw_only=True, tag="forget_workspace"):
    """Forget a name of this workstation; one that nobody knows is no mistake. Answered by WorkspaceKept."""

    name: WorkspaceName


class Workspaces(Reply, frozen=True, kw_only=True, tag="workspaces"):
    """What is kept, the latest first."""

    account: UUID
    kept: tuple[Workspace, ...] = ()


class WorkspaceKept(Reply, frozen=True, kw_only=True, tag="workspace_kept"):
    """It is on disk; `at` is the server's time of it, 0 for what was forgotten."""

    name: WorkspaceName
    at: Micros = 0


def clean_name(name: str) -> str:
    """Return a name as it is kept: one line, no doubled spaces. Raises `Refused` workspace.name."""
    clean = " ".join(name.split())
    if not printable(clean) or not clean.isprintable() or len(clean) > 32:
        raise Refused("workspace.name")
    return clean
