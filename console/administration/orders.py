"""The administration's command line: pages, searches, signing and verifying by word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from console.command_line import plain
from domain.administered import Register
from widgets.command_line import Meaning
from widgets.offer_list import Offer

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class OfficeOrder:
    """A verb: the names by which it is typed, what it means, whether words may follow, and what it does."""

    names: tuple[str, ...]
    meaning: str
    act: Callable[[str], None]
    words: bool = False


class OfficeOrders:
    """Between the command line and what it does. The longest name that fits is the one that is meant."""

    def __init__(self, orders: tuple[OfficeOrder, ...]) -> None:
        self._orders = orders

    def meaning(self, text: str) -> Meaning:
        """Return what Enter will do."""
        if not text.strip():
            return Meaning()
        found = self._find(text)
        if found is None:
            return Meaning(translate("administration", "No hay una orden así"), "", wrong=True)
        order, rest = found
        return Meaning(order.meaning, rest)

    def offers(self, text: str) -> tuple[Offer, ...]:
        """Return the verbs that begin as what is typed."""
        begun = plain(text.strip())
        if not begun or " " in begun:
            return ()
        fitting = [order for order in self._orders if any(plain(n).startswith(begun) for n in order.names)]
        return tuple(
            Offer(order.names[0] + (" " if order.words else ""), order.names[0], order.meaning)
            for order in fitting[:8]
            if plain(order.names[0]) != begun
        )

    def run(self, text: str) -> bool:
        """Do what is typed; False when it means nothing."""
        found = self._find(text)
        if found is None:
            return False
        order, rest = found
        order.act(rest)
        return True

    def _find(self, text: str) -> tuple[OfficeOrder, str] | None:
        verb, _, rest = text.strip().partition(" ")
        for order in self._orders:
            if plain(verb) in {plain(name) for name in order.names} and (order.words or not rest.strip()):
                return order, rest.strip()
        return None


@dataclass(frozen=True, slots=True)
class OfficeActs:
    """What the verbs do; who only reads signs nothing."""

    turn: Callable[[str], None]
    find: Callable[[Register, str], None]
    verify: Callable[[], None]
    sign: Callable[[], None] | None
    leave: Callable[[], None]


def verbs(pages: tuple[tuple[str, str], ...], acts: OfficeActs) -> tuple[OfficeOrder, ...]:
    """Return the verbs of a window with these pages."""
    going = translate("administration", "ir a {page}")
    made = [
        OfficeOrder((words.lower(), code), going.format(page=words), partial(_turn, acts, code))
        for code, words in pages
    ]
    finding = translate("administration", "buscar {what}")
    for register, page, name, other in (
        (Register.CAMERAS, "cameras", translate("administration", "cámara"), "camera"),
        (Register.ACCOUNTS, "accounts", translate("administration", "cuenta"), "account"),
        (Register.DEVICES, "devices", translate("administration", "dispositivo"), "device"),
    ):
        if page in dict(pages):
            meaning = finding.format(what=name)
            made.append(OfficeOrder((name, other), meaning, partial(acts.find, register), words=True))
    chain = translate("administration", "verificar la cadena de la auditoría")
    verify = translate("administration", "verificar")
    made.append(OfficeOrder((verify, "verify"), chain, lambda _: acts.verify()))
    sign = acts.sign
    if sign is not None:
        words = translate("administration", "firmar lo que espera")
        made.append(OfficeOrder((translate("administration", "firmar"), "sign"), words, lambda _: sign()))
    leaving = translate("administration", "salir del puesto")
    made.append(OfficeOrder((translate("administration", "salir"), "exit"), leaving, lambda _: acts.leave()))
    return tuple(made)


def _turn(acts: OfficeActs, page: str, _: str) -> None:
    acts.turn(page)
