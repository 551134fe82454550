"""Desk mode at a glance: what waits to be sent, and the page on which a person settles what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.commands import Commands
from backend_client.desk_orders import DeskOrder, Fate
from backend_client.picture import Look as Sure
from backend_client.picture import Picture
from backend_client.ways_out import Way, incident_of, other_way
from console.choice import with_numbers_of_the_day
from console.command_line import Order
from console.merge_words import (
    act_words,
    given_number,
    motives,
    order_title,
    reason,
    settled_words,
)
from console.presenters.orders import Work
from console.sentences import sentence
from domain.clock import SECOND
from domain.commands import CreateIncident, DispatchUnit
from domain.incident import Incident
from domain.refusal import Refused
from widgets.command_line import Meaning
from widgets.look import Look
from widgets.merge import MergePage, MergeView
from widgets.merge_parts import PlainRow, RefusedRow
from widgets.outbox import Outbox, OutboxRow, OutboxState

translate = QCoreApplication.translate

_STATES = {
    Fate.WAITING: OutboxState.WAITING,
    Fate.SENDING: OutboxState.SENDING,
    Fate.ACCEPTED: OutboxState.ACCEPTED,
    Fate.RENUMBERED: OutboxState.RENUMBERED,
    Fate.JOINED: OutboxState.RENUMBERED,
    Fate.REFUSED: OutboxState.REFUSED,
}


class Place(Protocol):
    """The window, as far as it holds the two faces."""

    merge: MergePage
    outbox: Outbox

    def cover_work(self, covered: bool) -> None:
        """Lay the page over form and map, or take it away."""
        ...

    def show_outbox(self, shown: bool) -> None:
        """Show what waits in a tile's place, or give the place back."""
        ...

    def look_at_outbox(self) -> None:
        """The keyboard to what waits."""
        ...


class MergePresenter:
    """Between the list of this desk and its two faces.

    `busy` tells whether a call is in hand: then nothing covers the form by itself. `open_incident` shows one
    on the map, `tell_refused` and `say` tell the person something that passes.
    """

    def __init__(
        self,
        picture: Picture,
        commands: Commands,
        look: Look,
        place: Place,
        busy: Callable[[], bool],
        open_incident: Callable[[Incident], None],
        tell_refused: Callable[[str], None],
        say: Callable[[str, str], None],
    ) -> None:
        self._picture = picture
        self._commands = commands
        self._look = look
        self._page = place.merge
        self._outbox = place.outbox
        self._place = place
        self._busy = busy
        self._open_incident = open_incident
        self._tell_refused = tell_refused
        self._say = say
        self._shown = self._offered = False
        self._stood: tuple[object, ...] = ()
        self._ties = (
            (self._page.settled, self._settle),
            (self._page.undone, self._undo),
            (self._page.opened, self._open),
            (self._page.left, self.leave),
            (self._page.closed, self._close),
        )
        for signal, slot in self._ties:
            signal.connect(slot)

    def close(self) -> None:
        """Let go of the page."""
        for signal, slot in self._ties:
            signal.disconnect(slot)
        if self._shown:
            self._shown = False
            self._place.cover_work(False)
        self._place.show_outbox(False)

    # ---- what the desk says

    def time_passes(self) -> None:
        """What changed without an order is told once a second: a line, a number, somebody else's act."""
        stand = (self._picture.server_now() // SECOND, self._picture.link.state, self._picture.link.current)
        if stand != self._stood:
            self._stood = stand
            self.tell()

    def tell(self) -> None:
        """Something changed: the list, the line, or what the picture says about either."""
        merge = self._commands.merge
        orders = merge.orders()
        alone = self._picture.desk_mode
        self._outbox.set_rows(
            [self._row(order) for order in self._unsent(orders)], self._commands.journal_trouble is None
        )
        fates = {order.fate for order in orders}
        if alone or not orders:
            self._offered = False
            if self._shown:
                self._show(False)
        elif not merge.ready:
            pass  # the rest of it is on its way, or the line pauses
        elif fates == {Fate.ACCEPTED} and not self._shown:
            self._all_well(len(orders))
        elif Fate.REFUSED in fates and not self._offered:
            self._offered = True  # once: who sends it away brings it back by hand
            if not self._busy():
                self._show(True)
        if self._shown:
            self._page.show_merge(self._view(orders))
        self._place.show_outbox(alone or any(one.fate in (Fate.WAITING, Fate.SENDING) for one in orders))

    def _all_well(self, orders: int) -> None:
        """All went in as it was done: there is nothing to look at."""
        self._commands.merge.close()
        detail = (
            translate("merge", "1 orden de este puesto entró tal como la hizo")
            if orders == 1
            else translate("merge", "{n} órdenes de este puesto entraron tal como las hizo").format(n=orders)
        )
        self._say(translate("merge", "Volvió el servidor"), detail)

    @property
    def shown(self) -> bool:
        """Whether the page lies over form and map now."""
        return self._shown

    def order(self, order: Order) -> Work:
        """The command line's word for it."""
        act = translate("merge", "revisar lo hecho sin servidor")
        merge = self._commands.merge
        if not (self._picture.desk_mode or merge.ready):
            return Meaning(act, translate("merge", "no hay nada por revisar"), wrong=True), None
        return Meaning(act, str(len(merge.orders()))), self.toggle

    def facts(self) -> dict[str, object]:
        """Return how it stands, for whoever measures this desk."""
        orders = self._commands.merge.orders()
        fates = [order.fate for order in orders]
        return {
            "shown": self._shown,
            "waiting": sum(fate in (Fate.WAITING, Fate.SENDING) for fate in fates),
            "refused": fates.count(Fate.REFUSED),
            "renumbered": fates.count(Fate.RENUMBERED) + fates.count(Fate.JOINED),
            "unresolved": self._commands.merge.unresolved(),
        }

    def toggle(self) -> None:
        """F3 or the band: the page comes, or goes and leaves the list where it is."""
        if self._shown:
            self.leave()
        elif self._picture.desk_mode:
            self._place.look_at_outbox()
        elif self._commands.merge.ready:
            self._show(True)

    def leave(self) -> None:
        """Go on answering."""
        if self._shown:
            self._show(False)
            self._commands.merge.leave()

    # ---- what the person does

    def _settle(self, key: UUID, which: int, motive: str) -> None:
        item = next((one for one in self._commands.refused_list if one.id == key), None)
        if item is None:
            return
        way = Way.KEEP if which == 0 else other_way(item, self._picture)
        try:
            self._commands.merge.settle(key, way, motive)
        except Refused as refused:
            self._tell_refused(sentence(refused.code, refused.params))
        self.tell()

    def _undo(self, key: UUID) -> None:
        self._commands.merge.undo(key)
        self.tell()
        self._page.take_focus()

    def _open(self, key: UUID) -> None:
        order = next((one for one in self._commands.merge.orders() if one.id == key), None)
        if order is not None and isinstance(order.command, CreateIncident):
            incident = incident_of(self._picture, order.command.incident)
            if incident is not None:
                self.leave()
                self._open_incident(incident)

    def _close(self) -> None:
        self._commands.merge.close()
        if self._shown:
            self._show(False)

    def _show(self, shown: bool) -> None:
        self._shown = shown
        if shown:
            self._page.show_merge(self._view(self._commands.merge.orders()))
        self._place.cover_work(shown)

    # ---- how it is shown

    def _unsent(self, orders: tuple[DeskOrder, ...]) -> list[DeskOrder]:
        forms = self._commands.merge.forms() if self._picture.desk_mode else ()
        return sorted((*orders, *forms), key=lambda one: one.at)

    def _row(self, order: DeskOrder) -> OutboxRow:
        title, detail = order_title(order, self._picture)
        state, word = _STATES[order.fate], ""
        if state is OutboxState.WAITING and isinstance(order.command, CreateIncident):
            if self._picture.look(order.command.incident) is Sure.PROVISIONAL:
                state = OutboxState.PROVISIONAL
        elif state is OutboxState.WAITING and isinstance(order.command, DispatchUnit):
            word = translate("merge", "por radio")
        return OutboxRow(order.id, order.at, title, detail, state, word)

    def _view(self, orders: tuple[DeskOrder, ...]) -> MergeView:
        outage = self._commands.merge.outage
        now = self._picture.server_now()
        first = orders[0].at if orders else now
        return MergeView(
            began=outage.first if outage else first,
            ended=(outage.ended or now) if outage else now,
            lasted=self._commands.merge.since(now),
            refused=tuple(self._refused(one) for one in orders if one.fate is Fate.REFUSED),
            renumbered=tuple(
                self._plain(one) for one in orders if one.fate in (Fate.RENUMBERED, Fate.JOINED)
            ),
            accepted=tuple(self._plain(one) for one in orders if one.fate is Fate.ACCEPTED),
        )

    def _refused(self, order: DeskOrder) -> RefusedRow:
        item = next(one for one in self._commands.refused_list if one.id == order.id)
        settlement = order.settlement
        other = other_way(item, self._picture)
        if settlement is not None and settlement.way not in ("", Way.KEEP):
            other = Way(settlement.way)
        acts = act_words(order, other, self._picture)
        title, detail = order_title(order, self._picture)
        return RefusedRow(
            id=order.id,
            at=order.at,
            title=title,
            detail=detail,
            reason=reason(order.code, with_numbers_of_the_day(order.params, self._picture), self._look),
            acts=acts,
            motives=motives(),
            grave=isinstance(order.command, DispatchUnit),
            motive=settlement.motive if settlement else "",
            settled=settled_words(settlement, acts, self._look) if settlement else "",
        )

    def _plain(self, order: DeskOrder) -> PlainRow:
        title, detail = order_title(order, self._picture)
        given, why = given_number(self._picture, order.given), ""
        if order.fate is Fate.RENUMBERED:
            title, detail = detail or title, ""
            why = translate("merge", "número nuevo, mismos datos")
        elif order.fate is Fate.JOINED:
            title, detail = detail or title, ""
            why = translate("merge", "ya existía: se unieron los dos")
        return PlainRow(order.id, order.at, title, detail, given, order.number, why)
