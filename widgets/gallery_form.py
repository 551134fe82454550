"""The gallery's sheet of the call form: in a call, with its lists open, and in the small window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from widgets import samples
from widgets.call_form import CallForm
from widgets.form_parts import Duplicate
from widgets.look import Look
from widgets.samples import NOW

GAP = 8


def sheets(fill: Callable[[CallForm], None]) -> dict[str, Callable[[Look], QWidget]]:
    """Its sheets; `fill` fills a form as in the middle of a call."""
    return {"call_form": lambda look: _forms(look, fill)}


def _forms(look: Look, fill: Callable[[CallForm], None]) -> QWidget:
    sheet = QWidget()
    sheet.setObjectName("ground")
    left = look.px(GAP)
    for change, compact in ((_whole, False), (_searching, False), (_writing, False), (_small, True)):
        form = CallForm(look, sheet)
        fill(form)
        wide, high = look.px(410 if compact else 480), look.px(647 if compact else 944)
        form.set_compact(compact)
        form.setGeometry(left, look.px(GAP), wide, high)
        change(form)
        form.set_now(NOW)
        left += wide + look.px(GAP)
    sheet.resize(left, look.px(944 + 2 * GAP))
    return sheet


def _whole(form: CallForm) -> None:
    form.set_tags(())
    form.set_candidates(())
    QTimer.singleShot(0, form.toggle_history)


def _searching(form: CallForm) -> None:
    form.set_candidates(())
    field = form.fields.type_code
    field.setText("robo")
    QTimer.singleShot(0, lambda: field.textEdited.emit("robo"))


def _writing(form: CallForm) -> None:
    form.set_candidates(())
    form.fields.add_vehicle()
    form.fields.mentions.vehicle.plate.fill("A148KLD")
    form.fields.mentions.vehicle.set_wrong("el carácter 1 es A cirílica")
    form.set_duplicate(Duplicate("incident:1", "Vinculada a Incidente 1042, Robo con arma", linked=True))


def _small(form: CallForm) -> None:
    form.set_candidates(samples.candidates(), 14)
