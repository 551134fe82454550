"""The verbs that are about the desk itself: pages, help, leaving, putting an alert aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.command_line import DISPATCH, HELP, LOG_OUT, PAGE, SHELVE, STATUS, STATUS_NAMES, VERBS, Order
from console.command_words import name_of, shown_name, verb_words
from console.presenters.orders import OrdersPresenter, Work, simple
from domain.unit import UnitStatus
from widgets.command_line import Meaning
from widgets.help_sheet import KeyGroup
from widgets.keys import KeyHere
from widgets.operator_shell import page_words

translate = QCoreApplication.translate


def teach_plain(
    orders: OrdersPresenter,
    show_page: Callable[[str], object],
    show_help: Callable[[], object],
    log_out: Callable[[], object],
    shelve: Callable[[], object],
    pages: Callable[[], tuple[tuple[str, str], ...]] = page_words,
) -> None:
    """Teach the command line what the desk's own keys and menus do; `pages`: those of the arrangement."""

    def page(order: Order) -> Work:
        words = dict(pages())
        if order.word not in words:
            return Meaning(verb_words(PAGE), ", ".join(words.values()), wrong=True), None
        return Meaning(translate("verbs", "ir a la página"), words[order.word]), lambda: _do(
            show_page, order.word
        )

    orders.learn(PAGE, page)
    orders.learn(HELP, simple(verb_words(HELP), "", lambda: _do(show_help)))
    orders.learn(LOG_OUT, simple(verb_words(LOG_OUT), "", lambda: _do(log_out)))
    orders.learn(SHELVE, simple(verb_words(SHELVE), "", lambda: _do(shelve)))


def _do(act: Callable[..., object], *words: str) -> None:
    act(*words)


def verb_group(orders: OrdersPresenter) -> KeyGroup:
    """Return what the command line understands at this desk, as the help shows it."""
    known = set(orders.verbs())
    rows = []
    for verb in VERBS:
        if verb.code in known:
            rows.append(KeyHere(shown_name(verb.code), verb_words(verb.code)))
        if verb.code == DISPATCH and orders.allowed(STATUS):
            rows.extend(_status_rows())
    return KeyGroup(translate("verbs", "Línea de órdenes (Ctrl K)"), tuple(rows))


def _status_rows() -> tuple[KeyHere, ...]:
    """The three states that are said all day; a desk in Spanish says them by their short words."""
    said = (
        (UnitStatus.EN_ROUTE, translate("dispatch", "el móvil va en camino")),
        (UnitStatus.ON_SCENE, translate("dispatch", "el móvil está en el lugar")),
        (UnitStatus.AVAILABLE, translate("dispatch", "liberar el móvil")),
    )
    return tuple(KeyHere(name_of(STATUS_NAMES[status][1:]), words) for status, words in said)
