"""What the command line does: names the order as it is typed, carries it out on Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from console.command_line import (
    ANSWER,
    CLOSE,
    PLACE,
    SHOW,
    TAKE,
    VERBS,
    Mistake,
    Order,
    plain,
    read,
    verb_of,
)
from console.command_words import name_of, verb_words
from console.completion import Told, offers
from console.desk_things import DeskThings
from console.presenters.alerts import AlertsPresenter
from console.presenters.board import BoardPresenter
from console.presenters.queue import QueuePresenter
from console.verb_rights import may_use
from domain.call import Disposition
from resources.city import load_city
from widgets.alert_words import alert_words
from widgets.call_head import disposition_word
from widgets.command_line import Meaning
from widgets.offer_list import Offer

translate = QCoreApplication.translate

Work = tuple[Meaning, Callable[[], None] | None]
"""What a line means, and what to call when Enter is pressed; None when nothing can be done."""

Handler = Callable[[Order], Work]
"""What a verb does: it is asked at every keystroke and does nothing until its act is called."""


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
        self._handlers: dict[str, Handler] = {
            ANSWER: self._answer,
            CLOSE: self._close,
            TAKE: self._take,
            SHOW: self._show,
            PLACE: self._place,
        }
        self._named: dict[str, Callable[[], Told]] = {}
        self._things = DeskThings(
            picture, queue, alerts, load_city(), lambda verb: verb in self.verbs(), self._names
        )

    def learn(self, verb: str, handler: Handler, names: Callable[[], Told] | None = None) -> None:
        """Teach a verb of the table in `console.command_line`: `learn(LOCK, handler)`.

        `names` gives what may follow a verb with `Operand.WORDS`, and its meaning: (("Noche", "4 paneles"),).
        """
        self._handlers[verb] = handler
        if names is not None:
            self._named[verb] = names

    def handler(self, verb: str) -> Handler:
        """Return what a verb does now, for who does more with it; KeyError for one that nobody taught."""
        return self._handlers[verb]

    def allowed(self, verb: str) -> bool:
        """Tell whether whoever sits here has anything to do with such a verb; the writer decides on each."""
        who = self._picture.who
        return who is None or may_use(who.operator, verb)

    def _names(self, verb: str) -> Told:
        return self._named[verb]() if verb in self._named else ()

    def meaning(self, typed: str) -> Meaning:
        """Return what Enter would do with this line, or why it would do nothing."""
        return self._work(typed)[0]

    def offers(self, typed: str) -> tuple[Offer, ...]:
        """Return how the line may go on."""
        return offers(typed, self._things)

    def verbs(self) -> tuple[str, ...]:
        """Return the verbs that this desk knows and this person may use, as the table has them."""
        return tuple(v.code for v in VERBS if v.code in self._handlers and self.allowed(v.code))

    def run(self, typed: str) -> bool:
        """Carry the line out; False when it means nothing that can be done now."""
        act = self._work(typed)[1]
        if act is None:
            return False
        act()
        return True

    def _work(self, typed: str) -> Work:
        order = read(typed)
        if isinstance(order, Mistake):
            words = mistake_words(order)
            near = self._near(order.params["word"]) if order.code == "command.unknown" else ""
            return Meaning(words, near, wrong=bool(words)), None
        handler = self._handlers.get(order.verb)
        if handler is None:
            word = typed.split()[0]
            words = mistake_words(Mistake("command.unknown", {"word": word}))
            return Meaning(words, self._near(word), wrong=True), None
        if not self.allowed(order.verb):
            not_yours = translate("orders", "no corresponde a su función")
            return Meaning(verb_words(order.verb), not_yours, wrong=True), None
        return handler(order)

    def _near(self, word: str) -> str:
        """What may have been meant by a word that is no verb; empty when nothing is like it."""
        known = set(self.verbs())
        names = {plain(name): name for verb in VERBS if verb.code in known for name in verb.names}
        found = get_close_matches(plain(word), names, n=1, cutoff=0.72)
        if not found:
            return ""
        verb = verb_of(found[0])
        meant = name_of(verb.names) if verb is not None else names[found[0]]
        return translate("orders", "¿quiso decir «{verb}»?").format(verb=meant)

    def _answer(self, order: Order) -> Work:
        act = translate("orders", "atender")
        if order.number is None:
            waiting, _ = self._queue.waiting()
            if not waiting:
                return Meaning(act, translate("orders", "nadie espera"), wrong=True), None
            return Meaning(act, translate("orders", "la primera de la cola")), self._queue.answer_next
        key = self._queue.by_short(order.number)
        call = self._picture.calls.get(key) if key is not None else None
        if key is None or call is None:
            return Meaning(act, _no_such(order.number), wrong=True), None
        return Meaning(act, call.number or str(call.short)), lambda: self._queue.answer(key)

    def _close(self, order: Order) -> Work:
        act = translate("orders", "cerrar la llamada")
        if self._form.active() is None:
            return Meaning(act, translate("orders", "no hay llamada en el formulario"), wrong=True), None
        chosen = order.disposition
        if chosen is None:
            return Meaning(act, translate("orders", "elegir cómo terminó")), self._form.open_close_menu
        return Meaning(act, disposition_word(chosen)), lambda: self._form.close(chosen)

    def _take(self, order: Order) -> Work:
        act = translate("orders", "tomar alerta")
        key = self._alerts.by_place(order.number or 1)
        alert = self._picture.alerts.get(key) if key is not None else None
        if key is None or alert is None:
            return Meaning(act, translate("orders", "no hay alertas sin tomar"), wrong=True), None
        title, _ = alert_words(alert.kind, alert.params, alert.area, alert.protected)
        return Meaning(act, title), lambda: self._alerts.take(key)

    def _show(self, order: Order) -> Work:
        act = translate("orders", "ver en el mapa")
        unit = self._board.find(order.call_sign)
        if unit is None:
            return Meaning(act, _no_unit(order.call_sign), wrong=True), None
        return Meaning(act, unit.call_sign), lambda: self._show_unit(unit.id, True)

    def _place(self, order: Order) -> Work:
        act = translate("orders", "lugar del hecho")
        if self._form.active() is None:
            return Meaning(act, translate("orders", "no hay llamada en el formulario"), wrong=True), None
        if not order.place:
            return Meaning(act, translate("orders", "escriba calle y número"), wrong=True), None
        return Meaning(act, order.place), lambda: self._form.set_place(order.place)


def mistake_words(mistake: Mistake) -> str:
    """Return why a line means nothing (yet)."""
    return {
        "command.empty": "",
        "command.unknown": translate("orders", "no conozco «{word}»"),
        "command.needs_unit": translate("orders", "falta el móvil"),
        "command.needs_number": translate("orders", "falta el número"),
        "command.needs_numbers": translate("orders", "hacen falta uno o dos números"),
        "command.needs_choice": translate("orders", "falta cuál: {known}"),
        "command.disposition": translate("orders", "«{word}» no es una forma de cerrar"),
        "command.choice": translate("orders", "«{word}» no: {known}"),
        "command.too_much": translate("orders", "nada sigue a «{verb}»"),
    }[mistake.code].format_map(mistake.params)


def simple(act: str, detail: str, do: Callable[[], None]) -> Handler:
    """Return the handler of a verb that can always be done and takes nothing: `learn(LOCK, simple(...))`."""
    return lambda order: (Meaning(act, detail), do)


def _no_such(number: int) -> str:
    return translate("orders", "no hay llamada {n} en la cola").format(n=number)


def _no_unit(sign: str) -> str:
    return translate("orders", "no hay móvil «{sign}»").format(sign=sign)
