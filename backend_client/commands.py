"""Intentions on their way: sent, waited for, kept over any crash, decided alone when the server is lost."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from backend_client.desk_mode import DeskMode
from backend_client.drafts import Drafts
from backend_client.journal import Journal, RefusedCommand
from backend_client.link import Link, LinkState
from backend_client.merge import Merge
from backend_client.outgoing import AGAIN_S, PASSING, Later, Transmit, checked
from backend_client.pending import CommandState, PendingCommand
from backend_client.picture import Picture
from domain.call import Draft
from domain.commands import CloseCall, CreateIncident, OperatorCommand, SaveDraft
from domain.context import site_date
from domain.ids import IdMint
from domain.refusal import Refused
from domain.wire import Do, Outcome
from domain.world import Counters

__all__ = ["CommandState", "Commands", "PendingCommand", "RefusedCommand"]


class Commands:
    """The one way of asking the server for anything."""

    def __init__(
        self, picture: Picture, journal: Journal, mint: IdMint, transmit: Transmit, later: Later
    ) -> None:
        """`transmit` sends at once or returns False; `later` is the loop's call_later."""
        self._picture = picture
        self._journal = journal
        self._mint = mint
        self._transmit = transmit
        self._later = later
        self._desk = DeskMode(picture)
        self._drafts = Drafts(picture, journal, mint, transmit, later)
        self._open: dict[UUID, PendingCommand] = {}
        self.merge = Merge(picture, journal, mint, self, self._tell)
        self._seq = 0
        self._listeners: list[Callable[[], None]] = []
        self.strays = 0
        """Answers to nothing that is open: duplicates, counted and left."""
        picture.provisional_count = journal.count

    # ---- for presenters --------------------------------------------------------------------------------

    def send(self, command: OperatorCommand) -> PendingCommand:
        """Journal and send `command`; in desk mode decide it here. A refusal is the result's state.

        Raises `TypeError` for a draft: those are `save_draft`'s.
        """
        if isinstance(command, SaveDraft):
            raise TypeError("a draft is saved with save_draft")
        key, at = self._mint.mint(), self._picture.server_now()
        who = self._picture.who
        try:
            if who is None or self._picture.read_only:
                raise Refused("desk.read_only")
            alone = self._picture.desk_mode
            pending = PendingCommand(checked(key, at, self._desk.alone(command) if alone else command))
            if alone:
                self._decide_here(pending)
        except Refused as refused:
            pending = PendingCommand(Do(id=key, at=at, command=command))
            pending.move(CommandState.REFUSED, refused.code, refused.params)
            return pending
        self._journal.keep(pending.do, who.operator.id, who.site, pending.given)
        self._hold(pending)
        self._leave(pending.do)
        self._tell()
        return pending

    def save_draft(self, call: UUID, draft: Draft) -> Draft:
        """Keep what is in the form now; returns it with its revision.

        It is in the journal when this returns, on its way within 250 ms. Raises `Refused`: command.bad with
        the field and its limit, or desk.read_only when nobody ever logged in.
        """
        saved = self._drafts.save(call, draft)
        self._tell()
        return saved

    def draft(self, call: UUID) -> Draft:
        """Return what the form of `call` should show: the journal's or the server's, whichever is newer."""
        return self._drafts.latest(call)

    def outstanding(self) -> tuple[PendingCommand, ...]:
        """Return every intention without an answer, oldest first; drafts are not among them."""
        return tuple(self._open.values())

    def unsaved_drafts(self) -> tuple[UUID, ...]:
        """Return the calls whose latest draft the server has not acknowledged."""
        return self._drafts.unsaved()

    @property
    def refused_list(self) -> tuple[RefusedCommand, ...]:
        """What this desk had done on its own and the server refused, until a person clears it."""
        return tuple(self._journal.refused.values())

    def clear_refused(self, id: UUID) -> None:
        """A person has dealt with a refused command."""
        self._journal.clear(id)
        self._tell()

    @property
    def journal_trouble(self) -> str | None:
        """Why the journal is not on disk (journal.full, journal.failed); None when all is well."""
        return self._journal.trouble

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have `listener` told when outstanding, unsaved or refused ones change; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # ---- for the feed ----------------------------------------------------------------------------------

    def admitted(self) -> None:
        """The desk is in: say again, in order and with the same ids, all that has no answer."""
        self._take_over_journal()
        self.merge.found()
        self._drafts.ask_again()
        for pending in self._open.values():
            if pending.accepted_at is None:
                self._leave(pending.do)
        self._drafts.send()
        self._tell()

    def seated(self) -> None:
        """Somebody sits here without the server: what an earlier run left is theirs again."""
        self._take_over_journal()

    def link_changed(self, link: Link) -> None:
        """The line changed: what waits when the server is lost is decided here."""
        if link.state is LinkState.DEAD:
            if self._picture.desk_mode:
                self.merge.lost()
            for pending in self._open.values():
                if not pending.decided and pending.accepted_at is None:
                    self._decide_late(pending)
        else:
            self._desk.over()
        self._drafts.forget_closed()

    def outcome(self, outcome: Outcome) -> None:
        """The server answers a command or a draft."""
        if not self._drafts.answered(outcome, self._journal.refuse):
            pending = self._open.get(outcome.id)
            if pending is None:
                self.strays += 1
                return
            self._answered(pending, outcome)
        self._tell()

    def reached(self, seq: int) -> None:
        """The picture is at `seq` now."""
        self._seq = seq
        for pending in list(self._open.values()):
            if pending.accepted_at is not None and pending.accepted_at <= seq:
                self._close(pending, CommandState.ACCEPTED)
        self._drafts.forget_closed()

    def site_changed(self) -> None:
        """Another log speaks: its seq says nothing about what the last one had accepted."""
        self._seq = 0
        for pending in list(self._open.values()):
            if pending.accepted_at is not None:
                self._close(pending, CommandState.ACCEPTED)

    def left(self) -> None:
        """The person has left the desk: what has no answer waits in the journal for the same person."""
        for pending in list(self._open.values()):
            self._close(pending, CommandState.REFUSED, "desk.left")

    # ---- inside ----------------------------------------------------------------------------------------

    def _answered(self, pending: PendingCommand, outcome: Outcome) -> None:
        code = outcome.code or f"command.{outcome.result}"
        if outcome.result == "accepted":
            self._journal.settle(pending.id)
            self.merge.accepted(pending)
            pending.accepted_at = outcome.seq
            if outcome.seq <= self._seq:
                self._close(pending, CommandState.ACCEPTED)
        elif outcome.result == "refused" and code.startswith(PASSING):
            # Nobody knows whether it was done: the same id gives the same answer, so it is asked again.
            pending.move(pending.state, code, outcome.params)
            self._later(AGAIN_S, lambda: self._again(pending))
        else:
            state = CommandState.CONFLICT if outcome.result == "conflict" else CommandState.REFUSED
            if pending.provisional or state is CommandState.CONFLICT:
                do = pending.do
                self._journal.refuse(
                    RefusedCommand(id=do.id, command=do.command, at=do.at, code=code, params=outcome.params)
                )
            else:
                self._journal.settle(pending.id)
            self._close(pending, state, code, outcome.params)

    def _leave(self, do: Do) -> None:
        """A call that is settled takes no more text: what was typed leaves before what settles it."""
        command = do.command
        if isinstance(command, CloseCall | CreateIncident) and command.call is not None:
            self._drafts.send(command.call)
        self._transmit(do)

    def _again(self, pending: PendingCommand) -> None:
        if not pending.done and pending.accepted_at is None:
            self._leave(pending.do)

    def _hold(self, pending: PendingCommand) -> None:
        self._open[pending.id] = pending
        self._picture.begin_pending(pending.subjects)

    def _close(
        self,
        pending: PendingCommand,
        state: CommandState,
        code: str | None = None,
        params: dict[str, str] | None = None,
    ) -> None:
        del self._open[pending.id]
        self._desk.answered(pending.id)
        self._picture.end_pending(pending.subjects)
        if state is CommandState.ACCEPTED:
            self.merge.accepted(pending)  # the picture shows now under which number
        pending.move(state, code, params)
        self._tell()

    def _decide_here(self, pending: PendingCommand) -> None:
        pending.given = self._desk.decide(pending.do, pending.given)
        pending.provisional = pending.decided = True
        pending.state = CommandState.PROVISIONAL
        year = site_date(pending.do.at).year
        counted = self._picture.provisional_count
        if pending.given and (year, pending.given) > (counted.year, counted.incidents):
            self._picture.provisional_count = Counters(year=year, incidents=pending.given)
            self._journal.counted(self._picture.provisional_count)

    def _decide_late(self, pending: PendingCommand) -> None:
        """The server was lost with this one unanswered: it may have it or not."""
        had, command = pending.do, pending.command
        alone = getattr(command, "local", True)  # decided alone before a restart: as it was known then
        pending.do = replace(had, command=command if alone else self._desk.alone(command))
        given = pending.given
        try:
            self._decide_here(pending)
        except Refused:
            pending.provisional = pending.decided = True  # it looks wrong from here; the server will say
        who = self._picture.who
        if (pending.given != given or pending.do != had) and who is not None:
            self._journal.keep(pending.do, who.operator.id, who.site, pending.given)
        pending.move(pending.state)

    def _take_over_journal(self) -> None:
        """Hold what an earlier run of this desk left, if it was this person's and this site's."""
        who = self._picture.who
        if who is None:
            return
        for kept in list(self._journal.kept.values()):
            do = kept.do
            mine, here = kept.operator == who.operator.id, kept.site == who.site
            pending = self._open.get(do.id)
            if not (mine and here):
                code = "desk.other_person" if here else "desk.other_site"
                self._journal.refuse(RefusedCommand(id=do.id, command=do.command, at=do.at, code=code))
                if pending is not None:
                    self._close(pending, CommandState.REFUSED, code)
            elif pending is None:
                pending = PendingCommand(do)
                pending.provisional, pending.given = True, kept.given
                self._hold(pending)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
