"""What the command line does: names the order as it is typed, carries it out on Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.command_line import ANSWER, CLOSE, DISPATCH, PLACE, SHOW, STATUS, TAKE, Mistake, Order, read
from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.queue import QueuePresenter
from domain.call import Disposition
from domain.incident import IncidentState
from domain.unit import TRANSITIONS
from widgets.alert_words import alert_words
from widgets.call_head import disposition_word
from widgets.unit_state import word as state_word

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Preview:
    """What Enter would do: the act, what it acts on, and whether it would."""

    act: str
    about: str = ""
    ready: bool = False


@dataclass(frozen=True, slots=True)
class FormActs:
    """What the command line may do to the call in the form."""

    active: Callable[[], UUID | None]
    close: Callable[[Disposition], None]
    open_close_menu: Callable[[], None]
    set_place: Callable[[str], None]


class OrdersPresenter:
    """Between the command line and the other presenters."""

    def __init__(
        self,
        picture: Picture,
        queue: QueuePresenter,
        alerts: AlertsPresenter,
        board: BoardPresenter,
        form: FormActs,
        show_unit: Callable[[UUID, bool], None],
    ) -> None:
        self._picture = picture
        self._queue = queue
        self._alerts = alerts
        self._board = board
        self._form = form
        self._show_unit = show_unit

    def preview(self, typed: str) -> Preview:
        """Return what Enter would do with this line."""
        return self._work(typed)[0]

    def run(self, typed: str) -> bool:
        """Carry the line out; False when it means nothing that can be done now."""
        preview, act = self._work(typed)
        if not preview.ready or act is None:
            return False
        act()
        return True

    def _work(self, typed: str) -> tuple[Preview, Callable[[], None] | None]:
        order = read(typed)
        if isinstance(order, Mistake):
            return Preview(mistake_words(order)), None
        return {
            ANSWER: self._answer,
            CLOSE: self._close,
            TAKE: self._take,
            STATUS: self._status,
            SHOW: self._show,
            PLACE: self._place,
            DISPATCH: self._dispatch,
        }[order.verb](order)

    def _answer(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "atender")
        if order.number is None:
            waiting, _ = self._queue.waiting()
            if not waiting:
                return Preview(act, translate("orders", "nadie espera")), None
            return Preview(act, translate("orders", "la primera de la cola"), True), self._queue.answer_next
        key = self._queue.by_short(order.number)
        call = self._picture.calls.get(key) if key is not None else None
        if key is None or call is None:
            return Preview(act, _no_such(order.number)), None
        return Preview(act, call.number or str(call.short), True), lambda: self._queue.answer(key)

    def _close(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "cerrar la llamada")
        if self._form.active() is None:
            return Preview(act, translate("orders", "no hay llamada en el formulario")), None
        chosen = order.disposition
        if chosen is None:
            return Preview(act, translate("orders", "elegir cómo terminó"), True), self._form.open_close_menu
        return Preview(act, disposition_word(chosen), True), lambda: self._form.close(chosen)

    def _take(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "tomar alerta")
        key = self._alerts.by_place(order.number or 1)
        alert = self._picture.alerts.get(key) if key is not None else None
        if key is None or alert is None:
            return Preview(act, translate("orders", "no hay alertas sin tomar")), None
        title, _ = alert_words(alert.kind, alert.params, alert.area, alert.protected)
        return Preview(act, title, True), lambda: self._alerts.take(key)

    def _status(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        unit, status = self._board.find(order.call_sign), order.status
        if unit is None or status is None:
            return Preview(translate("orders", "estado"), _no_unit(order.call_sign)), None
        act = state_word(status)
        if status not in TRANSITIONS[unit.status]:
            now = translate("orders", "{unit} está {state}").format(
                unit=unit.call_sign, state=state_word(unit.status).lower()
            )
            return Preview(act, now), None
        return Preview(act, unit.call_sign, True), lambda: self._board.set_status(unit.id, status)

    def _show(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "ver en el mapa")
        unit = self._board.find(order.call_sign)
        if unit is None:
            return Preview(act, _no_unit(order.call_sign or str(order.number or ""))), None
        return Preview(act, unit.call_sign, True), lambda: self._show_unit(unit.id, True)

    def _place(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "lugar del hecho")
        if self._form.active() is None:
            return Preview(act, translate("orders", "no hay llamada en el formulario")), None
        if not order.place:
            return Preview(act, translate("orders", "escriba calle y número")), None
        return Preview(act, order.place, True), lambda: self._form.set_place(order.place)

    def _dispatch(self, order: Order) -> tuple[Preview, Callable[[], None] | None]:
        act = translate("orders", "despachar")
        unit = self._board.find(order.call_sign)
        if unit is None:
            return Preview(act, _no_unit(order.call_sign)), None
        going = [i for i in self._picture.incidents.values() if i.state is not IncidentState.CLOSED]
        if order.number is not None:
            going = [i for i in going if order.number in (i.short, int(i.number.rpartition("-")[2] or 0))]
        if not going:
            return Preview(act, translate("orders", "no existe ese incidente abierto")), None
        incident = max(going, key=lambda i: i.created_at)
        about = translate("orders", "{unit} al {incident}").format(
            unit=unit.call_sign, incident=incident.number
        )
        return Preview(act, about, True), lambda: self._board.dispatch(unit.id, incident.id)


def mistake_words(mistake: Mistake) -> str:
    """Return why a line means nothing (yet)."""
    return {
        "command.empty": "",
        "command.unknown": translate("orders", "no conozco «{word}»"),
        "command.needs_unit": translate("orders", "falta el móvil"),
        "command.needs_number": translate("orders", "falta el número"),
        "command.disposition": translate("orders", "«{word}» no es una forma de cerrar"),
    }[mistake.code].format_map(mistake.params)


def _no_such(number: int) -> str:
    return translate("orders", "no hay llamada {n} en la cola").format(n=number)


def _no_unit(sign: str) -> str:
    return translate("orders", "no hay móvil «{sign}»").format(sign=sign)
