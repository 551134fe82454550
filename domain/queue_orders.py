"""What can be asked about the queue: who takes calls, where a call rings, how it is marked."""

from uuid import UUID

from domain.call import CallMark
from domain.clock import Micros
from domain.command import Command
from domain.desk import DeskState, Languages, Skills
from domain.people import Operator, Workstation
from domain.words import Code, RoomName


class SetDeskState(Command, frozen=True, kw_only=True, tag="set_desk_state"):
    """A person says what their own desk does now: ready, wrap_up, or away with a reason.

    Said with a call in hand, wrap_up and away begin when the call is settled.
    """

    state: DeskState
    reason: Code | None = None


class MarkCall(Command, frozen=True, kw_only=True, tag="mark_call"):
    """Mark a call as silent, prank, repeat ... or take the mark away."""

    call: UUID
    mark: CallMark
    taken_away: bool = False


class PutBackCall(Command, frozen=True, kw_only=True, tag="put_back_call"):
    """Nobody answered when an abandoned call was called back: it waits to be tried again."""

    call: UUID


class OverflowCall(Command, frozen=True, kw_only=True, tag="overflow_call"):
    """Give a ringing call to another room: by a supervisor, or by the system when this room is full."""

    call: UUID
    room: RoomName


class SeatDesk(Command, frozen=True, kw_only=True, tag="seat_desk"):
    """The reception says who sits at a desk now; nobody when `operator` is None."""

    workstation: Workstation
    operator: Operator | None = None
    skills: Skills = ()
    languages: Languages = ()


class LoseDesk(Command, frozen=True, kw_only=True, tag="lose_desk"):
    """The line of a desk has been dead for too long: it is offered nothing until it is back."""

    desk: UUID


class OfferCall(Command, frozen=True, kw_only=True, tag="offer_call"):
    """The distribution rings a call at a desk until a moment; then it goes to the next.

    `until` is for people to read: the server counts it on a clock that nobody sets.
    """

    call: UUID
    desk: UUID
    until: Micros


class WithdrawOffer(Command, frozen=True, kw_only=True, tag="withdraw_offer"):
    """An offer is over and the call waits again; `missed`: the desk had its time and did not answer."""

    call: UUID
    desk: UUID
    missed: bool = False


QueueDeskOrder = SetDeskState | MarkCall | PutBackCall | OverflowCall
QueueSourceOrder = SeatDesk | LoseDesk | OfferCall | WithdrawOffer
