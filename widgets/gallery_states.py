"""The gallery's sheets of pane states: every pane of the operator in each of them, with invented data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from domain.clock import SECOND
from widgets import samples, samples_map
from widgets.alert_pane import AlertPane
from widgets.call_form import CallForm
from widgets.call_queue import CallQueue
from widgets.live_map.live_map import LiveMap
from widgets.look import Look
from widgets.pane import Pane
from widgets.pane_faces import Condition, PaneState
from widgets.samples import NOW, Rows, ago
from widgets.unit_board import UnitBoard

WIDE, HIGH, GAP = 356, 300, 8

CONDITIONS: tuple[tuple[bool, Condition], ...] = (
    (False, Condition()),
    (True, Condition()),
    (False, Condition(PaneState.LOADING, since=ago(0.4), done=3, total=3)),
    (True, Condition(PaneState.STALE, since=ago(4))),
    (True, Condition(PaneState.LOST, since=ago(72), attempt=5, retry_at=NOW + 8 * SECOND, waiting=3)),
    (True, Condition(PaneState.DESK, since=ago(252))),
    (False, Condition(PaneState.ERROR, code="4107")),
)
"""Whether the pane holds anything, and how far it can be trusted."""


def kept(pane: Pane, rows: Sequence[object]) -> Rows:
    """Return rows as a model that lives as long as the pane."""
    model = Rows(rows)
    model.setParent(pane)
    return model


def _queue(look: Look, full: bool) -> Pane:
    pane = CallQueue(look, key="")
    pane.set_model(kept(pane, samples.calls() if full else []))
    pane.set_target(0.931)
    pane.set_last_answer(ago(41))
    return pane


def _alerts(look: Look, full: bool) -> Pane:
    pane = AlertPane(look, key="")
    pane.set_model(kept(pane, samples.alerts() if full else []))
    pane.set_flood(7 if full else 0, False)
    pane.set_aside(3, 41 if full else 0, 6)
    return pane


def _form(look: Look, full: bool) -> Pane:
    pane = CallForm(look)
    if full:
        pane.set_call(samples.form_call())
        pane.set_draft(samples.draft())
        pane.set_saved(ago(1))
    return pane


def _board(look: Look, full: bool) -> Pane:
    pane = UnitBoard(look)
    pane.set_model(kept(pane, list(samples.units()) if full else []))
    pane.set_counts(60, 33, 22, 3)
    return pane


def _map(look: Look, full: bool) -> Pane:
    if full:
        return samples_map.live_map(look)
    return LiveMap(look)


def _wall(look: Look, full: bool) -> Pane:
    wall = samples_map.video_wall(look, 2)
    if not full:
        wall.set_tiles([])
    return wall


PANES: tuple[Callable[[Look, bool], Pane], ...] = (_queue, _alerts, _form, _board, _map, _wall)


def every_pane(look: Look) -> QWidget:
    """A row of states for each pane: empty, full, loading, stale, lost, desk mode, error."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    wide, high, gap = look.px(WIDE), look.px(HIGH), look.px(GAP)
    for row, build in enumerate(PANES):
        for column, (full, condition) in enumerate(CONDITIONS):
            pane = build(look, full)
            pane.setParent(sheet)
            pane.set_now(NOW)
            pane.set_condition(condition)
            pane.set_exercise(column == 5)
            pane.setGeometry(gap + column * (wide + gap), gap + row * (high + gap), wide, high)
    sheet.resize(gap + len(CONDITIONS) * (wide + gap), gap + len(PANES) * (high + gap))
    return sheet
