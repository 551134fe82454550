"""What was done at this desk alone, from the loss of the server until a person has closed the list."""

from collections.abc import Callable, Iterable
from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from backend_client.desk_orders import UNLISTED, DeskOrder, Fate, Outage, Settlement, listed
from backend_client.journal import Journal
from backend_client.link import LinkState
from backend_client.pending import PendingCommand
from backend_client.picture import Picture
from backend_client.ways_out import Way, back_of, follow_up
from domain.clock import Micros
from domain.commands import CreateIncident, OperatorCommand, Resolution, ResolveRefused, TellSupervisor
from domain.ids import IdMint
from domain.words import Code

_ACTS = {Way.KEEP: Resolution.KEPT, Way.ESCALATE: Resolution.ESCALATED}


class Sender(Protocol):
    """What sends commands and knows those without an answer."""

    def send(self, command: OperatorCommand) -> PendingCommand:
        """Journal and send."""
        ...

    def outstanding(self) -> Iterable[PendingCommand]:
        """Return those without an answer."""
        ...


class Merge:
    """The list of one desk; it survives the console, for it is read from the journal."""

    def __init__(
        self, picture: Picture, journal: Journal, mint: IdMint, sender: Sender, tell: Callable[[], None]
    ) -> None:
        self._picture = picture
        self._journal = journal
        self._mint = mint
        self._sender = sender
        self._tell = tell

    # ---- reading ---------------------------------------------------------------------------------------

    @property
    def outage(self) -> Outage | None:
        """Since when the desk is or was alone; None when there is nothing to merge."""
        return self._journal.outage

    def orders(self) -> tuple[DeskOrder, ...]:
        """Return all that was done alone, in the order in which it was done."""
        fate = Fate.WAITING if self._picture.desk_mode else Fate.SENDING
        waiting = [
            DeskOrder(id=one.id, command=one.command, at=one.do.at, fate=fate, given=one.given)
            for one in self._sender.outstanding()
            if one.provisional and not isinstance(one.command, UNLISTED)
        ]
        # What the server took is listed as taken once the picture shows it: under which number, that is.
        still = {order.id for order in waiting}
        taken = [self._numbered(order) for key, order in self._journal.fared.items() if key not in still]
        refused = [
            DeskOrder(
                id=item.id, command=item.command, at=item.at, fate=Fate.REFUSED, code=item.code,
                params=item.params, settlement=self._journal.settlements.get(item.id),
            )
            for item in self._journal.refused.values()
        ]  # fmt: skip
        return tuple(sorted((*waiting, *taken, *refused), key=lambda one: one.id))

    def forms(self) -> tuple[DeskOrder, ...]:
        """Return the forms that the server has not got: they are no orders, and wait as well."""
        return tuple(
            DeskOrder(id=kept.do.id, command=kept.do.command, at=kept.do.at)
            for kept in map(self._journal.drafts.__getitem__, self._journal.unsaved())
        )

    def unresolved(self) -> int:
        """Return how many refused orders wait for a person."""
        return sum(key not in self._journal.settlements for key in self._journal.refused)

    @property
    def ready(self) -> bool:
        """Whether the server has answered all of it, and there is something for a person to see."""
        if self._picture.link.state is not LinkState.LIVE:
            return False
        fates = [order.fate for order in self.orders()]
        return bool(fates) and Fate.SENDING not in fates and Fate.WAITING not in fates

    # ---- a person settles ------------------------------------------------------------------------------

    def settle(self, key: UUID, way: Way, motive: Code) -> None:
        """Settle a refused order this way: what is to be done instead is sent, and who did it is recorded.

        Raises `Refused` when the way is not open any more (the unit has gone on).
        """
        item = self._journal.refused[key]
        instead = follow_up(item, way, self._picture, self._mint)
        back = back_of(instead) if instead is not None else None
        if instead is not None:
            self._sender.send(instead)
        act = _ACTS.get(way, Resolution.REDONE)
        self._record(key, act, motive)
        at = self._picture.server_now()
        self._journal.deal(key, Settlement(act=act, motive=motive, at=at, way=way.value, back=back))
        self._tell()

    def undo(self, key: UUID) -> None:
        """Take a settlement back; what was ordered instead is ordered back where that can be done."""
        settlement = self._journal.settlements[key]
        if settlement.back is not None:
            self._sender.send(settlement.back)
        self._record(key, Resolution.UNDONE, settlement.motive)
        self._journal.deal(key, None)
        self._tell()

    def leave(self) -> None:
        """Go on answering: the list stays here, and the supervisor sees that it waits."""
        if self.unresolved():
            self._sender.send(TellSupervisor(alert=self._mint.mint(), count=self.unresolved()))

    def close(self) -> None:
        """All is settled: forget the list. Raises `ValueError` while something waits for a person."""
        if self.unresolved():
            raise ValueError("refused orders wait for a person")
        settled = bool(self._journal.refused)
        self._journal.merged()
        if settled:
            self._sender.send(TellSupervisor(alert=self._mint.mint(), count=0))
        self._tell()

    def _record(self, key: UUID, act: Resolution, motive: Code) -> None:
        order = self._journal.refused[key].command.__struct_config__.tag
        self._sender.send(ResolveRefused(refused=key, act=act, motive=motive, order=str(order)))

    # ---- for Commands ----------------------------------------------------------------------------------

    def lost(self) -> None:
        """The server is lost: from now on this desk is alone."""
        before = self._journal.outage
        began = self._picture.heard_at()
        if before is None:
            self._journal.alone(Outage(began=began, first=began))
        elif before.ended:
            self._journal.alone(Outage(began=began, first=before.first, before=before.lasted(began)))

    def found(self) -> None:
        """The server is back."""
        outage = self._journal.outage
        if outage is not None and not outage.ended:
            self._journal.alone(replace(outage, ended=self._picture.server_now()))
        if not self.orders():
            self._journal.merged()

    def accepted(self, pending: PendingCommand) -> None:
        """The writer has it; told again once the picture shows under which number."""
        if self.outage is None or not pending.provisional or isinstance(pending.command, UNLISTED):
            return
        number, fate = "", Fate.ACCEPTED
        command = pending.command
        if isinstance(command, CreateIncident):
            number, fate = self._number(command.incident)
        self._journal.fare(
            DeskOrder(
                id=pending.id,
                command=listed(command),
                at=pending.do.at,
                fate=fate,
                given=pending.given,
                number=number,
            )
        )

    def _numbered(self, order: DeskOrder) -> DeskOrder:
        """The console may have ended between the answer and the picture."""
        if order.number or not isinstance(order.command, CreateIncident):
            return order
        number, fate = self._number(order.command.incident)
        return replace(order, number=number, fate=fate)

    def _number(self, incident: UUID) -> tuple[str, Fate]:
        found = self._picture.incidents.settled(incident)
        if found is not None:
            return found.number, Fate.RENUMBERED
        for one in self._picture.incidents.settled_values():
            if incident in one.joined:
                return one.number, Fate.JOINED
        return "", Fate.ACCEPTED

    def since(self, now: Micros) -> Micros:
        """Return for how long the desk has been alone, or was."""
        outage = self._journal.outage
        return outage.lasted(now) if outage is not None else 0
