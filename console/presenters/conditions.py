"""How far what is shown can be trusted: the line's state as every pane's condition."""

from __future__ import annotations

from backend_client.picture import Link, LinkState, Picture
from domain.clock import SECOND, Clock, Micros
from widgets.pane_faces import Condition, PaneState
from widgets.status_bar import LinkState as LinkLook


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
    return Condition(PaneState.LOST, since=since, attempt=link.attempts, waiting=waiting)


def link_look(link: Link) -> LinkLook:
    """Return the line as the status bar draws it."""
    if link.state is LinkState.LIVE:
        return LinkLook.LIVE
    if link.state is LinkState.STALE:
        return LinkLook.STALE
    if link.state in (LinkState.CONNECTING, LinkState.LOGGING_IN):
        return LinkLook.CONNECTING
    return LinkLook.LOST
