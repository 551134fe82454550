"""The administration's command line and the menu under the person's name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from console.administration.orders import OfficeOrders
from console.administration_window import AdministrationWindow


class OfficeLine:
    """Carries out what is typed; `menu` makes what opens under the person's name."""

    def __init__(
        self,
        window: AdministrationWindow,
        orders: OfficeOrders,
        menu: Callable[[QWidget], QMenu],
    ) -> None:
        self._window, self.orders, self._menu = window, orders, menu
        self._past: list[str] = []
        window.command.edited.connect(self._typed)
        window.command.entered.connect(self._given)
        window.command.left.connect(window.take_keyboard)
        window.top.person_clicked.connect(self._open_menu)

    def _typed(self, text: str) -> None:
        self._window.command.set_meaning(self.orders.meaning(text))
        self._window.command.set_offers(self.orders.offers(text))

    def _given(self, text: str) -> None:
        if not self.orders.run(text):
            self._typed(text)
            return
        self._past = [*[past for past in self._past if past != text][-49:], text]
        self._window.command.set_past(tuple(self._past))
        self._window.command.set_text("")
        self._typed("")

    def _open_menu(self) -> None:
        top = self._window.top
        corner = top.person_corner()
        self._menu(self._window).popup(top.mapToGlobal(QPoint(round(corner.x()), round(corner.y()))))
