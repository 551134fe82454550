"""The administration's command line and the menu under the person's name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from console.administration.orders import OfficeOrders
from console.administration_window import AdministrationWindow

translate = QCoreApplication.translate


class OfficeLine:
    """Carries out what is typed; `leave` and `end` are what the menu offers."""

    def __init__(
        self,
        window: AdministrationWindow,
        orders: OfficeOrders,
        leave: Callable[[], None],
        end: Callable[[], None],
    ) -> None:
        self._window, self.orders = window, orders
        self._leave, self._end = leave, end
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
        window = self._window
        menu = QMenu(window)
        leave, end = self._leave, self._end
        menu.addAction(translate("administration", "Salir del puesto")).triggered.connect(lambda: leave())
        menu.addAction(translate("administration", "Cerrar Atalaya")).triggered.connect(lambda: end())
        menu.aboutToHide.connect(menu.deleteLater)
        corner = window.top.person_corner()
        menu.popup(window.top.mapToGlobal(QPoint(round(corner.x()), round(corner.y()))))
