"""How far what is shown can be trusted: the line's state as every pane's condition."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Link, LinkState, Picture
from domain.clock import SECOND, Clock, Micros
from widgets.pane import Pane
from widgets.pane_faces import Condition, PaneState
from widgets.status_bar import LinkState as LinkLook

translate = QCoreApplication.translate


def current_until(picture: Picture, clock: Clock) -> Micros:
    """Return the server's time at which the line last said anything."""
    silent = max(0.0, clock.monotonic() - picture.link.heard)
    return picture.server_now() - round(silent * SECOND)


def condition_of(picture: Picture, clock: Clock, waiting: int) -> Condition:
    """Return what every pane says about its data. `waiting`: intentions on this desk's disk."""
    link = picture.link
    since = current_until(picture, clock)
    if link.state is LinkState.LIVE:
        # Nobody is seated before the picture is whole. A change that is still on its way makes no pane go
        # blank: the line itself turns stale when it does not come.
        return Condition()
    if link.state is LinkState.STALE:
        return Condition(PaneState.STALE, since=since)
    if picture.desk_mode:
        return Condition(PaneState.DESK, since=since, attempt=link.attempts, waiting=waiting)
    ended = link.state is LinkState.EXPIRED
    return Condition(PaneState.LOST, since=since, attempt=link.attempts, waiting=waiting, ended=ended)


class Lacks:
    """What each pane says it lacks: its own words while the line is only slow, plainer ones in desk mode."""

    def __init__(self, panes: Mapping[Pane, str]) -> None:
        self._own = {pane: pane.lacks() for pane in panes}
        self._alone = dict(panes)
        self._told: bool | None = None

    def tell(self, alone: bool) -> None:
        """Say it."""
        if alone is self._told:
            return
        self._told = alone
        for pane, words in self._alone.items():
            pane.set_lacks(words if alone else self._own[pane])


def desk_lacks(queue: Pane, alerts: Pane, form: Pane, map_: Pane, board: Pane) -> Lacks:
    """What every pane of an operator lacks without the server: others' work first of all."""
    return Lacks(
        {
            queue: translate("conditions", "sin llamadas nuevas"),
            alerts: translate("conditions", "no entran alertas"),
            form: translate("conditions", "todo se guarda en este puesto"),
            map_: translate("conditions", "no se recomienda con datos viejos; pida la posición por radio"),
            board: translate("conditions", "no se ve lo que mandan los otros puestos"),
        }
    )


def link_look(link: Link) -> LinkLook:
    """Return the line as the status bar draws it."""
    if link.state is LinkState.LIVE:
        return LinkLook.LIVE
    if link.state is LinkState.STALE:
        return LinkLook.STALE
    if link.state in (LinkState.CONNECTING, LinkState.LOGGING_IN):
        return LinkLook.CONNECTING
    return LinkLook.LOST
