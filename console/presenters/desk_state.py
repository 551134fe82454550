"""What this desk does: the chip in the top bar, its menu, and the verbs that change it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from backend_client.picture import Picture
from console import verbs
from console.command_line import Order
from console.command_words import verb_words
from console.models.calls import is_mine, my_desk
from console.presenters.intentions import Intentions
from console.presenters.orders import OrdersPresenter, Work
from console.presenters.queue import QueuePresenter
from domain.call import Call, CallMark, CallState
from domain.desk import AwayReason, Desk, DeskState, overdue
from domain.queue_orders import MarkCall, OverflowCall, PutBackCall, SetDeskState
from domain.roles import Action, may
from widgets.command_line import Meaning
from widgets.desk_states import chip_of, reason_words, state_words
from widgets.keys import shortcut
from widgets.top_bar import TopBar

translate = QCoreApplication.translate

REASONS = (
    AwayReason.REST,
    AwayReason.MEAL,
    AwayReason.TRAINING,
    AwayReason.BRIEFING,
    AwayReason.TECHNICAL,
    AwayReason.OTHER,
)
"""What a person may say of a pause, in the order of the menu."""


class DeskStatePresenter:
    """Between the picture's desks and the top bar; `active` is the call in the form."""

    def __init__(
        self,
        picture: Picture,
        intentions: Intentions,
        queue: QueuePresenter,
        top: TopBar,
        active: Callable[[], UUID | None],
    ) -> None:
        self._picture = picture
        self._intentions = intentions
        self._queue = queue
        self._top = top
        self._active = active
        top.state_clicked.connect(self.open_menu)
        words = translate("desk_state", "qué hace este puesto: listo, pausa, cierre")
        self._key = shortcut(top, "Ctrl J", words, self.open_menu)

    def close(self) -> None:
        """Show no desk any more."""
        self._top.state_clicked.disconnect(self.open_menu)
        self._key.deleteLater()
        self._top.set_desk_state(None)

    def desk(self) -> Desk | None:
        """Return this desk as the server has it; None where no calls are given to it."""
        key = my_desk(self._picture)
        desk = self._picture.desks.get(key) if key is not None else None
        return desk if desk is not None and desk.state is not DeskState.EMPTY else None

    def time_passes(self) -> None:
        """Show the desk as it is now."""
        desk = self.desk()
        if desk is None or self._picture.desk_mode:
            self._top.set_desk_state(None)
            return
        late = overdue(desk, self._picture.server_now())
        self._top.set_desk_state(chip_of(desk.state, desk.reason, desk.since, late))

    def say(self, state: DeskState, reason: AwayReason | None = None) -> None:
        """Ask for another state of this desk."""
        self._intentions.send(SetDeskState(state=state, reason=reason.value if reason is not None else None))

    def menu(self) -> QMenu:
        """Return what may be said of this desk; what holds now is ticked."""
        desk = self.desk()
        menu = QMenu(self._top)
        menu.setAccessibleName(translate("desk_state", "Qué hace este puesto"))
        rows: list[tuple[str, DeskState, AwayReason | None]] = [
            (translate("desk_state", "Listo para atender"), DeskState.READY, None),
            (translate("desk_state", "Cierre: termino de escribir"), DeskState.WRAP_UP, None),
        ]
        pause = translate("desk_state", "Pausa: {reason}")
        rows += [
            (pause.format(reason=reason_words(reason).lower()), DeskState.AWAY, reason) for reason in REASONS
        ]
        for words, state, reason in rows:
            act = menu.addAction(words)
            act.setCheckable(True)
            now = (desk.then or desk.state, desk.then_reason or desk.reason) if desk is not None else None
            act.setChecked(now == (state, reason))
            act.triggered.connect(lambda _=False, state=state, reason=reason: self.say(state, reason))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def open_menu(self) -> None:
        """Open the menu under the chip; where no calls are given to this desk there is none."""
        if self.desk() is None or self._picture.desk_mode:
            return
        corner = self._top.state_corner()
        self.menu().popup(self._top.mapToGlobal(QPoint(round(corner.x()), round(corner.y()))))

    # ---- verbs

    def teach(self, orders: OrdersPresenter) -> None:
        """Teach the command line what the menu and the queue's keys do."""
        orders.learn(verbs.READY, lambda order: self._state(DeskState.READY))
        orders.learn(verbs.WRAP_UP, lambda order: self._state(DeskState.WRAP_UP))
        orders.learn(verbs.PAUSE, self._pause)
        orders.learn(verbs.CALL_BACK, self._call_back)
        orders.learn(verbs.UNREACHED, self._unreached)
        orders.learn(verbs.MARK, self._mark)
        orders.learn(verbs.OVERFLOW, self._overflow)

    def _state(self, state: DeskState, reason: AwayReason | None = None) -> Work:
        act = translate("desk_state", "este puesto")
        desk = self.desk()
        if desk is None or self._picture.desk_mode:  # the server would hear of it when it is true no more
            return Meaning(act, translate("desk_state", "no recibe llamadas ahora"), wrong=True), None
        words = reason_words(reason) if reason is not None else state_words(state)
        if desk.state is DeskState.ON_CALL and state is not DeskState.READY:
            words = translate("desk_state", "{state}, al terminar la llamada").format(state=words)
        return Meaning(act, words), lambda: self.say(state, reason)

    def _pause(self, order: Order) -> Work:
        if not order.word:
            known = ", ".join(reason_words(reason).lower() for reason in REASONS)
            missing = translate("desk_state", "falta el motivo: {known}").format(known=known)
            return Meaning(verb_words(verbs.PAUSE), missing, wrong=True), None
        return self._state(DeskState.AWAY, AwayReason(order.word))

    def _call_back(self, order: Order) -> Work:
        act = verb_words(verbs.CALL_BACK)
        missed = self._queue.missed()
        if order.number is not None:
            key = self._queue.by_short(order.number)
            missed = [row for row in missed if row.id == key]
        if not missed:
            return Meaning(act, translate("desk_state", "nadie espera que lo llamen"), wrong=True), None
        row = missed[0]
        return Meaning(act, row.number), lambda: self._queue.answer(row.id)

    def _in_hand(self) -> Call | None:
        key = self._active()
        call = self._picture.calls.get(key) if key is not None else None
        return call if call is not None and is_mine(call, self._picture) else None

    def _unreached(self, order: Order) -> Work:
        act, call = verb_words(verbs.UNREACHED), self._in_hand()
        if call is None or not call.call_backs:
            missing = translate("desk_state", "solo después de devolver una llamada")
            return Meaning(act, missing, wrong=True), None
        return Meaning(act, call.number), lambda: self._send(PutBackCall(call=call.id))

    def _mark(self, order: Order) -> Work:
        act, call = verb_words(verbs.MARK), self._in_hand()
        if call is None:
            missing = translate("desk_state", "no hay llamada en el formulario")
            return Meaning(act, missing, wrong=True), None
        if not order.word:
            return Meaning(act, translate("desk_state", "muda, broma o prueba"), wrong=True), None
        mark = CallMark(order.word)
        there = mark in call.marks
        words = translate("desk_state", "quitar {mark}") if there else "{mark}"
        done = words.format(mark=mark_name(mark))
        return Meaning(act, done), lambda: self._send(MarkCall(call=call.id, mark=mark, taken_away=there))

    def _overflow(self, order: Order) -> Work:
        act, who = verb_words(verbs.OVERFLOW), self._picture.who
        if who is None or not may(who.operator, Action.OVERFLOW_CALL):
            return Meaning(act, translate("desk_state", "no corresponde a su función"), wrong=True), None
        row = self._queue.chosen_or_oldest()
        call = self._picture.calls.get(row) if row is not None else None
        if call is None or call.state is not CallState.RINGING:
            return Meaning(act, translate("desk_state", "nadie espera"), wrong=True), None
        if not order.word:
            return Meaning(act, translate("desk_state", "falta la sala"), wrong=True), None
        words = translate("desk_state", "{number} a {room}").format(number=call.number, room=order.word)
        return Meaning(act, words), lambda: self._send(OverflowCall(call=call.id, room=order.word))

    def _send(self, command: PutBackCall | MarkCall | OverflowCall) -> None:
        self._intentions.send(command)


def mark_name(mark: CallMark) -> str:
    """Name a mark as it is typed."""
    return {
        CallMark.SILENT: translate("desk_state", "muda"),
        CallMark.PRANK: translate("desk_state", "broma"),
        CallMark.TEST: translate("desk_state", "prueba"),
        CallMark.REPEAT: translate("desk_state", "repetida"),
    }[mark]
