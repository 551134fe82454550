"""Who sits where, as the open lines show it: what differs from the log is proposed to the writer.

It looks at the lines instead of being told of logins, so that what a crash or a silent database swallowed is
made good at the next look, and nobody who comes in to take calls waits for it.
"""

from collections.abc import Callable, Iterable, Iterator

from backend.accounts import Seat
from backend.distribution.proposal import Proposal
from domain.desk import AwayReason, Desk, DeskState, desk_id
from domain.people import Workstation
from domain.queue_orders import LoseDesk, SeatDesk
from domain.roles import Action, may
from domain.world import World

QUIET_S = 2.0
"""A line dead for so long: its desk is offered nothing."""
LOST_S = 10.0
"""A line dead for so long: its desk is shown as lost."""
LEFT_S = 1800.0
"""Nobody came back for so long: nobody sits there."""


class Seating:
    """The desks of the log beside the lines that are open."""

    def __init__(self, world: World, seats: Callable[[], Iterable[Seat]], began: float) -> None:
        """`began`: seconds; before it no line can have been heard."""
        self._world = world
        self._seats = seats
        self._began = began
        self._heard: dict[str, float] = {}
        self._left: dict[bytes, Seat] = {}

    def left(self, seat: Seat) -> None:
        """Somebody's session is over: they sit there no more, though their line may still be closing."""
        self._left[seat.digest] = seat

    def quiet(self, desk: Desk, now: float) -> float:
        """Return for how many seconds no line of that desk has been open."""
        return now - self._heard.get(desk.workstation, self._began)

    def proposals(self, now: float) -> Iterator[Proposal]:
        """Give what to write of who came, who went and whose line is lost; `now` in seconds."""
        open_seats = {seat.digest: seat for seat in self._seats()}
        sitting = {
            seat.workstation.id: seat
            for digest, seat in open_seats.items()
            if digest not in self._left and may(seat.operator, Action.ANSWER_CALL)
        }
        for workstation in sitting:
            self._heard[workstation] = now
        for seat in sitting.values():
            desk = self._world.desks.get(desk_id(seat.workstation.id))
            if desk is None or _differs(desk, seat):
                order = SeatDesk(
                    workstation=seat.workstation,
                    operator=seat.operator,
                    skills=seat.skills,
                    languages=seat.languages,
                )
                yield Proposal(order, seat.operator.room, seat.room.exercise)
        yield from self._gone(sitting, now)
        for digest in [digest for digest in self._left if digest not in open_seats]:
            del self._left[digest]

    def _gone(self, sitting: dict[str, Seat], now: float) -> Iterator[Proposal]:
        over = {(seat.workstation.id, seat.operator.id) for seat in self._left.values()}
        for desk in list(self._world.desks.settled()):
            if desk.state is DeskState.EMPTY or desk.workstation in sitting:
                continue
            quiet = self.quiet(desk, now)
            if (desk.workstation, desk.operator) in over or quiet >= LEFT_S:
                place = Workstation(id=desk.workstation, desk=desk.desk, room=desk.room)
                yield Proposal(SeatDesk(workstation=place), desk.room, desk.exercise)
            elif quiet >= LOST_S and desk.state in (DeskState.READY, DeskState.RINGING):
                yield Proposal(LoseDesk(desk=desk.id), desk.room, desk.exercise)


def _differs(desk: Desk, seat: Seat) -> bool:
    lost = desk.state is DeskState.AWAY and desk.reason == AwayReason.LINE_LOST
    return desk.operator != seat.operator.id or desk.state is DeskState.EMPTY or lost
