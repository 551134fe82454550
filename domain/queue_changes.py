"""What happened in the queue."""

from uuid import UUID

from domain.call import CallMark
from domain.change import Change
from domain.clock import Micros
from domain.desk import DeskState, Languages, Skills
from domain.words import Code, Label, Name, RoomName


class DeskSeated(Change, frozen=True, kw_only=True, tag="desk_seated"):
    """Somebody sits at a desk now, or nobody. `held`: their open calls, which go where they sit."""

    desk: UUID
    workstation: Label
    label: Label
    room: RoomName
    state: DeskState
    operator: UUID | None = None
    operator_name: Name = ""
    reason: Code | None = None
    skills: Skills = ()
    languages: Languages = ()
    held: tuple[UUID, ...] = ()
    exercise: bool = False


class DeskStateSet(Change, frozen=True, kw_only=True, tag="desk_state_set"):
    """A desk does something else now, or, with `after`, when the call in hand is settled."""

    desk: UUID
    state: DeskState
    reason: Code | None = None
    after: bool = False


class CallOffered(Change, frozen=True, kw_only=True, tag="call_offered"):
    """A call rings at one desk before the others."""

    call: UUID
    desk: UUID
    until: Micros


class OfferWithdrawn(Change, frozen=True, kw_only=True, tag="offer_withdrawn"):
    """A call rings at no desk in particular again; `missed`: the desk let its time pass."""

    call: UUID
    desk: UUID
    missed: bool = False


class CallMarked(Change, frozen=True, kw_only=True, tag="call_marked"):
    """A person marked a call, or took a mark away."""

    call: UUID
    mark: CallMark
    by: Name
    taken_away: bool = False


class CallPutBack(Change, frozen=True, kw_only=True, tag="call_put_back"):
    """Nobody answered the call back: it waits to be tried again."""

    call: UUID
    by: Name


class CallOverflowed(Change, frozen=True, kw_only=True, tag="call_overflowed"):
    """A ringing call went to another room; the one it came from sees it still, and may answer it."""

    call: UUID
    room: RoomName
    by: Name


QueueChange = (
    DeskSeated | DeskStateSet | CallOffered | OfferWithdrawn | CallMarked | CallPutBack | CallOverflowed
)
