"""What `espacio` and `pared` do on the command line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.command_line import Order, plain
from console.presenters.workspaces import WorkspacesPresenter
from widgets.command_line import Meaning

translate = QCoreApplication.translate

KEEP = ("guardar", "save")
FORGET = ("borrar", "delete")
RESET = ("defecto", "por defecto", "default")

Work = tuple[Meaning, Callable[[], None] | None]


class WorkspaceOrders:
    """`espacio guardar X`, `espacio borrar X`, `espacio defecto`, `espacio X`; `pared` for the wall."""

    def __init__(
        self,
        workspaces: WorkspacesPresenter,
        toggle_wall: Callable[[], None],
        has_wall: Callable[[], bool],
    ) -> None:
        self._workspaces = workspaces
        self._toggle_wall = toggle_wall
        self._has_wall = has_wall

    def workspace(self, order: Order) -> Work:
        """Say what a line means, and how it is done."""
        words = order.word.split()
        first, name = plain(words[0]) if words else "", " ".join(words[1:])
        act = translate("orders", "espacio")
        if not words:
            names = ", ".join(self._workspaces.names()) or translate("orders", "ninguno guardado")
            return Meaning(act, names, wrong=True), None
        if first in KEEP:
            act = translate("orders", "guardar espacio")
            if not name:
                return Meaning(act, translate("orders", "falta el nombre"), wrong=True), None
            return Meaning(act, name), lambda: self._workspaces.keep(name)
        if first in FORGET:
            return self._named(translate("orders", "borrar espacio"), name, self._workspaces.forget)
        if plain(order.word) in RESET:
            return Meaning(act, translate("orders", "el de su función")), self._workspaces.reset
        return self._named(act, order.word, self._workspaces.open)

    def _named(self, act: str, name: str, do: Callable[[str], object]) -> Work:
        found = self._workspaces.known(name)
        if found is None:
            known = ", ".join(self._workspaces.names()) or translate("orders", "ninguno guardado")
            none = translate("orders", "no hay «{name}»: {known}").format(name=name, known=known)
            return Meaning(act, none, wrong=True), None
        return Meaning(act, found), lambda: _do(do, found)

    def wall(self, order: Order) -> Work:
        """Open the wall on another screen, or bring it home."""
        act = translate("orders", "pared")
        if not self._has_wall():
            return Meaning(act, translate("orders", "es del supervisor"), wrong=True), None
        return Meaning(act, translate("orders", "abrir en otra pantalla o traer aquí")), self._toggle_wall


def _do(act: Callable[[str], object], name: str) -> None:
    act(name)
