"""What can be done with a row besides editing it: its history, a new secret, its removal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu

from console.administration.card import CardPresenter
from console.administration.register import RegisterPresenter
from console.administration_window import AdministrationWindow
from domain.administered import DEEDS, Deed, Register
from domain.register_rows import AccountRow, AnyRow
from widgets.administration.shell import AdminSlot

translate = QCoreApplication.translate


class EntryMenus:
    """The menu of a row and the Delete key; `hindrance` says why nothing may be changed now."""

    def __init__(
        self,
        window: AdministrationWindow,
        registers: dict[Register, RegisterPresenter],
        card: CardPresenter,
        history: Callable[[Register, str], None],
        hindrance: Callable[[], str],
        say_wrong: Callable[[str], None],
    ) -> None:
        self._window, self._registers, self._card = window, registers, card
        self._history, self._hindrance, self._say_wrong = history, hindrance, say_wrong
        for register, pane in window.registers.items():
            pane.table.remove_wanted.connect(lambda key, of=register: self.ask(of, key, Deed.REMOVE))
            pane.table.menu_wanted.connect(lambda key, at, of=register: self._open(of, key, at))

    def ask(self, register: Register, key: str, deed: Deed) -> None:
        """Ask in the card why; what the register does not know, or nobody may do now, is said."""
        row = self._registers[register].rows.get(key)
        if row is None:
            return
        why = self._hindrance()
        if deed not in DEEDS[register]:
            why = translate("administration", "Eso no se hace en este registro")
        elif row.waiting:
            why = why or translate("administration", "Ya espera la firma de otro cambio")
        if why:
            self._say_wrong(why)
            return
        self._window.set_aside(AdminSlot.CARD)
        self._card.ask_deed(register, row, deed, name_of(row))

    def _open(self, register: Register, key: str, at: QPoint) -> None:
        menu, pane = QMenu(self._window), self._window.registers[register]
        edit = menu.addAction(translate("administration", "Editar"))
        edit.triggered.connect(lambda: pane.opened.emit(key))
        past = menu.addAction(translate("administration", "Historial"))
        past.triggered.connect(lambda: self._history(register, key))
        for deed, words in (
            (Deed.REISSUE, translate("administration", "Dar clave nueva")),
            (Deed.REMOVE, translate("administration", "Quitar")),
        ):
            if deed in DEEDS[register]:
                act = menu.addAction(words)
                act.setEnabled(not self._hindrance())
                act.triggered.connect(lambda _=False, what=deed: self.ask(register, key, what))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def name_of(row: AnyRow) -> str:
    """Return what people call an entry."""
    if isinstance(row, AccountRow):
        return row.name
    return str(getattr(row, "label", "") or getattr(row, "account", "") or getattr(row, "name", "") or row.id)
