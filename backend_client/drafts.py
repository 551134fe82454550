"""The forms of calls: each keystroke on disk at once, sent within 250 ms, kept until the call is closed."""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from backend_client.journal import Journal, RefusedCommand
from backend_client.outgoing import AGAIN_S, PASSING, Handle, Later, Transmit, checked
from backend_client.picture import Picture
from domain.call import CallState, Draft
from domain.commands import SaveDraft
from domain.ids import IdMint
from domain.refusal import Refused
from domain.wire import Outcome

SEND_AFTER_S = 0.1
"""Keystrokes that come together leave together; the promise is 250 ms."""


class Drafts:
    """The latest draft of each call that was typed at this desk."""

    def __init__(
        self, picture: Picture, journal: Journal, mint: IdMint, transmit: Transmit, later: Later
    ) -> None:
        self._picture = picture
        self._journal = journal
        self._mint = mint
        self._transmit = transmit
        self._later = later
        self._due: Handle | None = None
        self._asked: dict[UUID, UUID] = {}
        """Calls by the ids of drafts that were sent and have no answer."""
        self._changed: dict[UUID, None] = {}
        self.sent = 0

    def save(self, call: UUID, draft: Draft) -> Draft:
        """Keep the form's state; returns it with its revision. Raises as `Commands.save_draft`."""
        who = self._picture.who
        if who is None:
            raise Refused("desk.read_only")
        latest = self.latest(call)
        if replace(draft, revision=latest.revision) == latest:
            return latest
        fresh = replace(draft, revision=max(draft.revision, latest.revision + 1))
        do = checked(
            self._mint.mint(),
            self._picture.server_now(),
            SaveDraft(call=call, draft=fresh, local=self._picture.desk_mode),
        )
        self._journal.keep(do, who.operator.id, who.site)
        self._changed[call] = None
        if self._due is None:
            self._due = self._later(SEND_AFTER_S, self.send)
        return fresh

    def latest(self, call: UUID) -> Draft:
        """Return what the form should show: the journal's or the server's, whichever is newer."""
        known = self._picture.calls.get(call)
        theirs = known.draft if known is not None else Draft()
        ours = self._journal.draft(call)
        return ours if ours is not None and ours.revision > theirs.revision else theirs

    def unsaved(self) -> tuple[UUID, ...]:
        """Return the calls whose latest draft the server does not have."""
        return self._journal.unsaved()

    def ask_again(self) -> None:
        """The desk is in: all that has no answer is to be said, by `send`."""
        self._asked.clear()
        who = self._picture.who
        for call in self._journal.unsaved():
            kept = self._journal.drafts[call]
            if who is not None and kept.operator == who.operator.id and kept.site == who.site:
                self._changed[call] = None

    def answered(self, outcome: Outcome, refused: Callable[[RefusedCommand], None]) -> bool:
        """Take the answer to a draft; False when it is not about one."""
        call = self._asked.pop(outcome.id, None)
        if call is None:
            return False
        kept = self._journal.drafts.get(call)
        if kept is None or kept.do.id != outcome.id:
            return True  # an older keystroke; a newer one is on its way
        code = outcome.code or "command.conflict"
        if outcome.result == "accepted":
            self._journal.settle(outcome.id)
        elif code.startswith(PASSING):
            self._changed[call] = None
            if self._due is None:
                self._due = self._later(AGAIN_S, self.send)
        elif self._text_would_be_lost(call):
            refused(
                RefusedCommand(
                    id=outcome.id, command=kept.do.command, at=kept.do.at, code=code, params=outcome.params
                )
            )
        else:
            self._journal.settle(outcome.id)
        self.forget_closed()
        return True

    def forget_closed(self) -> None:
        """Erase the forms of calls that are closed, once the server has them."""
        if not self._picture.link.current:
            return
        for call in list(self._journal.saved):
            known = self._picture.calls.settled(call)
            if known is None or known.state is CallState.CLOSED:
                self._journal.forget_draft(call)

    def _text_would_be_lost(self, call: UUID) -> bool:
        known, ours = self._picture.calls.settled(call), self._journal.draft(call)
        return ours is not None and (
            known is None or replace(ours, revision=known.draft.revision) != known.draft
        )

    def send(self, only: UUID | None = None) -> None:
        """Say what has changed, of every call or of one."""
        if self._due is not None and only is None:
            self._due.cancel()
            self._due = None
        for call in [one for one in self._changed if only in (None, one)]:
            kept = self._journal.drafts.get(call)
            if kept is not None and call not in self._journal.saved:
                if not self._transmit(kept.do):
                    return  # said again once the desk is in
                self._asked[kept.do.id] = call
                self.sent += 1
            del self._changed[call]
