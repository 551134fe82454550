"""What can be asked about the queue: who takes calls, where a call rings, how it is marked."""

from uuid import UUID

from domain.call import CallMark
from domain.clock import Micros
from domain.command import Command
from domain.desk import DeskState, Languages, Skills
from domain.people import Operator, Workstation
from domain.words import Code, RoomName


class SetDeskState(Command, frozen=True, kw_only=True, tag="set_desk_state"):
    """A person says what their own desk does now: ready, wrap_up, or away with a reason."""

    state: DeskState
    reason: Code | None = None


class MarkCall(Command, frozen=True, kw_only=True, tag="mark_call"):
    """Mark a call as silent, prank, repeat ... or take the mark away."""

    call: UUID
    mark: CallMark
    taken_away: bool = False


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


class OfferCall(Command, frozen=True, kw_only=True, tag="offer_call"):
    """The distribution rings a call at a desk until a moment; then it goes to the next."""

    call: UUID
    desk: UUID
    until: Micros


class WithdrawOffer(Command, frozen=True, kw_only=True, tag="withdraw_offer"):
    """The desk did not answer in time, or left: the call waits again."""

    call: UUID
    desk: UUID


QueueDeskOrder = SetDeskState | MarkCall | OverflowCall
QueueSourceOrder = SeatDesk | OfferCall | WithdrawOffer
