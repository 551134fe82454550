"""With letters at 200 % on the smallest screen nothing lies over anything else and no number is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from domain.clock import SECOND
from domain.severity import Severity
from widgets import style
from widgets.live_map.chips import AlertChip
from widgets.live_map.marks import MapAlert
from widgets.look import Look
from widgets.operator_shell import page_words
from widgets.samples import NOW, ago
from widgets.samples_map import live_map
from widgets.top_bar import TopBar


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [1366, 1920])
def test_the_pages_never_lie_under_the_call_the_person_or_the_clock(
    qapp: QApplication, qtbot, scale: float, width: int
) -> None:
    look = Look("dark", scale=scale)
    bar = TopBar(look)
    qtbot.addWidget(bar)
    bar.set_compact(width < 1600 * scale)
    bar.set_desk("14", "Operadora 911")
    bar.set_person("Lucía Ferreyra")
    bar.set_pages(page_words())
    bar.set_call(ago(36))
    bar.set_now(NOW)
    bar.resize(width, bar.sizeHint().height())
    bar.grab()
    clock = look.metrics("section strong display").horizontalAdvance("21:46:44") + look.px(16)
    assert bar.tabs.geometry().right() < bar.person_corner().x() < width - clock


def test_alerts_without_a_place_leave_the_map_to_be_seen(qapp: QApplication, qtbot) -> None:
    look = Look("dark", scale=2.0)
    style.apply(qapp, look)
    pane = live_map(look)
    qtbot.addWidget(pane)
    pane.resize(420, 480)
    pane.show()
    pane.set_alerts(
        MapAlert(
            key=n, text="Botón de pánico", severity=Severity.CRITICAL, since=NOW - n * SECOND,
            area=f"Barrio {n} de nombre largo", protected=True,
        )
        for n in range(300)
    )  # fmt: skip
    chips = [chip for chip in pane.findChildren(AlertChip) if chip.isVisible()]
    assert chips
    height = sum(chip.height() for chip in chips)
    assert height < pane.canvas.height() / 2
    assert all(QRectF(pane.canvas.rect()).contains(QRectF(chip.geometry())) for chip in chips)
    told = [chip.accessibleName() for chip in chips]
    assert told[-1].endswith(f"y {300 - len(chips)} más")
    qapp.setStyleSheet("")
