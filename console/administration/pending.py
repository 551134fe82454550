"""The changes that wait for a second person: which can be signed here, and the signature itself."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from console.administration.register import Office, tell_changed
from console.administration.words import deed_title, field_name, refusal_words, value_words
from domain.administered import Register
from domain.administration import (
    Changed,
    ListProposals,
    Proposal,
    Proposals,
    RejectProposal,
    SignProposal,
)
from domain.refusal import Refused
from widgets.administration.pending_pane import PendingPane
from widgets.administration.values import Difference, PendingChange
from widgets.look import Look

translate = QCoreApplication.translate

AGAIN_EVERY_S = 4.0
"""Another person's request is seen so soon after it was made."""


def pending_change(proposal: Proposal, own_login: str, look: Look) -> PendingChange:
    """Return a proposal as the pane shows it."""
    differences = tuple(
        Difference(
            field_name(one.field),
            value_words(one.field, one.before, look),
            value_words(one.field, one.after, look),
        )
        for one in proposal.changes
    )
    thing = proposal.title
    if proposal.register is Register.ACCOUNTS:
        name = next((str(one.after) for one in proposal.changes if one.field == "name" and one.after), "")
        thing = name or thing
    badge = translate("administration", "credencial {n}").format(n=proposal.badge) if proposal.badge else ""
    return PendingChange(
        key=str(proposal.id),
        title=deed_title(proposal.deed, thing),
        differences=differences,
        asked_by=proposal.by_name or proposal.by,
        asked_at=proposal.at,
        expires_at=proposal.expires_at,
        reason=proposal.reason,
        asked_from=badge or proposal.workstation,
        hindrance=refusal_words(proposal.barred, {"shift": proposal.shift}, look) if proposal.barred else "",
        own=proposal.by == own_login,
    )


class PendingPresenter:
    """Between the server's waiting changes and the pane. `counted` is told all that wait, and ours."""

    def __init__(
        self, office: Office, pane: PendingPane, own_login: Callable[[], str],
        counted: Callable[[int, int], None], resolved: Callable[[], None],
    ) -> None:  # fmt: skip
        self._office, self._pane = office, pane
        self._own_login, self._counted, self._resolved = own_login, counted, resolved
        self._items: tuple[Proposal, ...] = ()
        self._at: UUID | None = None
        self._asked_at = -1e9
        self.hindrance = ""
        pane.next_requested.connect(self._next)
        pane.signed.connect(self._sign)
        pane.rejected.connect(self._reject)
        pane.withdrawn.connect(self._reject)

    def refresh(self) -> None:
        """Ask what waits."""
        self._asked_at = self._office.clock.monotonic()
        inquiry = ListProposals(size=100)
        self._office.asker.ask(inquiry, Proposals, self._listed, lambda _: None, "pending")

    def set_now(self) -> None:
        """Ask again once in a while."""
        if self._office.clock.monotonic() - self._asked_at > AGAIN_EVERY_S:
            self.refresh()

    def set_hindrance(self, why: str) -> None:
        """Why nothing can be signed now; empty when it can."""
        if why != self.hindrance:
            self.hindrance = why
            self._show()

    def show_of(self, register: Register, entry: str) -> bool:
        """Bring the change of an entry before the eyes; False when none waits."""
        for one in self._items:
            if one.register is register and one.entry == entry:
                self._at = one.id
                self._show()
                return True
        return False

    def waiting(self) -> int:
        """Return how many wait."""
        return len(self._items)

    def _listed(self, told: Proposals) -> None:
        mine = [one for one in told.items if one.barred is None]
        rest = [one for one in told.items if one.barred is not None]
        before = {one.id for one in self._items}
        self._items = (*mine, *rest)  # what can be signed here stands first
        self._counted(told.waiting, told.yours)
        self._show()
        if before - {one.id for one in self._items}:
            self._resolved()

    def _show(self) -> None:
        keys = [one.id for one in self._items]
        if self._at not in keys:
            self._at = keys[0] if keys else None
        if self._at is None:
            self._pane.show_change(None, 0, 0)
            return
        place = keys.index(self._at)
        shown = pending_change(self._items[place], self._own_login(), self._office.look)
        if self.hindrance:
            shown = PendingChange(
                shown.key, shown.title, shown.differences, shown.asked_by, shown.asked_at, shown.expires_at,
                shown.reason, shown.asked_from, self.hindrance, shown.own,
            )  # fmt: skip
        self._pane.show_change(shown, place + 1, len(keys))

    def _next(self) -> None:
        keys = [one.id for one in self._items]
        if self._at in keys:
            self._at = keys[(keys.index(self._at) + 1) % len(keys)]
            self._show()

    def _sign(self, key: str, password: str) -> None:
        inquiry = SignProposal(proposal=UUID(key), password=password)
        self._office.asker.ask(inquiry, Changed, self._done, self._refused)

    def _reject(self, key: str, reason: str) -> None:
        inquiry = RejectProposal(proposal=UUID(key), reason=reason)
        self._office.asker.ask(inquiry, Changed, self._done, self._refused)

    def _done(self, told: Changed) -> None:
        self._pane.leave()
        self._items = tuple(one for one in self._items if one.id != told.proposal.id)
        self._show()
        if told.proposal.state.value == "rejected":
            self._office.say(translate("administration", "Pedido rechazado"), told.proposal.title)
            self._office.asked()
        else:
            tell_changed(self._office, told)
        self._resolved()

    def _refused(self, wrong: Refused) -> None:
        self._pane.set_wrong(refusal_words(wrong.code, wrong.params, self._office.look))
        if wrong.code.startswith("proposal.") or wrong.code == "sign.stale":
            self.refresh()
