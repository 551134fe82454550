"""The gallery's sheets of dispatching: the pane in its states, and the shift's papers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from widgets import samples_dispatch, samples_workspace
from widgets.dispatch_panel.dispatch_panel import DispatchPanel
from widgets.dispatch_panel.view import Asking
from widgets.look import Look
from widgets.pane import Pane
from widgets.samples import NOW

Sheet = Callable[[Look], QWidget]


def sheets() -> dict[str, Sheet]:
    """Every sheet."""
    return {"dispatch": _dispatch, "papers": _papers}


def _side_by_side(panes: tuple[Pane, ...], widths: tuple[int, ...], height: int) -> QWidget:
    sheet = QWidget()
    sheet.setObjectName("ground")
    left = 8
    for pane, wide in zip(panes, widths, strict=True):
        pane.setParent(sheet)
        pane.setGeometry(left, 8, wide, height - 16)
        left += wide + 8
    sheet.resize(left, height)
    return sheet


def _dispatch(look: Look) -> QWidget:
    waiting = DispatchPanel(look)
    waiting.show_view(samples_dispatch.dispatch_view(Asking.ALONE))
    waiting.set_now(NOW)
    panes = (
        samples_workspace.pending(look),
        samples_dispatch.dispatch_panel(look),
        samples_dispatch.time_line(look),
        waiting,
    )
    return _side_by_side(panes, (400, 610, 480, 400), 760)


def _papers(look: Look) -> QWidget:
    panes = (samples_dispatch.bolos(look), samples_dispatch.shift_log(look), samples_dispatch.handover(look))
    return _side_by_side(panes, (460, 520, 560), 560)
