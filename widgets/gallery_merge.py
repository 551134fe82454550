"""The gallery's sheets of desk mode: what waits to be sent, and the merge with and without open questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.clock import SECOND
from domain.severity import Severity
from widgets.banner import Banner, Notice
from widgets.look import Look
from widgets.merge import MergePage, MergeView
from widgets.merge_parts import PlainRow, RefusedRow
from widgets.outbox import Outbox, OutboxRow, OutboxState
from widgets.samples import NOW

_MOTIVES = (("other_has_it", "Ya lo atiende otra persona"), ("nearer", "Está más cerca o es más grave"))
_REFUSED = (
    RefusedRow(
        UUID(int=1), NOW - 140 * SECOND, "M 1-204 a 10432, por radio", "Choque · Alem y Corrientes",
        "M 1-204 ya estaba «en el lugar» en el incidente 10431 desde las 21:44:58. No se lo quitó.",
        ("Dejar en 10431", "Pasar a 10432"), _MOTIVES,
    ),
    RefusedRow(
        UUID(int=2), NOW - 275 * SECOND, "Tomar alerta Botón de pánico", "Zona protegida · San Telmo",
        "La tomó R. Ibáñez (puesto-11) a las 21:42:55.",
        ("Queda con R. Ibáñez", "Pasar a supervisión"), _MOTIVES, False, "other_has_it",
        "Resuelta por usted 21:47:40 · queda con R. Ibáñez",
    ),
)  # fmt: skip
_RENUMBERED = (
    PlainRow(UUID(int=3), NOW, "San Martín 438", "", "P07-3", "26-0010427", "ya existía: se unieron los dos"),
    PlainRow(UUID(int=4), NOW, "Alem y Corrientes", "", "P07-2", "26-0010432", "número nuevo, mismos datos"),
)
_ACCEPTED = tuple(
    PlainRow(UUID(int=10 + n), NOW - (290 - 40 * n) * SECOND, title, detail)
    for n, (title, detail) in enumerate(
        (("Atender 11 5823-4471", ""), ("Cerrar 10402", "Piedras 415"), ("M 1-077: en el lugar", ""))
    )
)


def merge(look: Look) -> QWidget:
    """The page with an open question."""
    page = MergePage(look)
    page.resize(look.px(1180), look.px(860))
    page.show_merge(MergeView(NOW - 316 * SECOND, NOW, 271 * SECOND, _REFUSED, _RENUMBERED, _ACCEPTED))
    return page


def merge_settled(look: Look) -> QWidget:
    """The page with everything settled: it can be closed."""
    page = MergePage(look)
    page.resize(look.px(1180), look.px(700))
    done = tuple(replace(row, motive="nearer", settled=_REFUSED[1].settled) for row in _REFUSED)
    page.show_merge(MergeView(NOW - 316 * SECOND, NOW, 271 * SECOND, done, (), _ACCEPTED))
    return page


def outbox(look: Look) -> QWidget:
    """Every state of an order, an empty list, and the bands of desk mode and of the merge."""
    sheet = QWidget()
    sheet.resize(look.px(1180), look.px(460))
    rows = QVBoxLayout(sheet)
    for notice in (
        Notice(
            Severity.CRITICAL, "Sin servidor hace 04:12", "MODO PUESTO",
            "desde las 21:42:32: siga atendiendo y despache por radio", "6 por enviar · reintento 168",
            "Ver por enviar", "F3",
        ),
        Notice(
            Severity.HIGH, "2 órdenes de este puesto no fueron aceptadas", "",
            "se dieron sin enlace; decida qué queda, la lista no se pierde", act="Resolver", act_key="F3",
        ),
    ):  # fmt: skip
        banner = Banner(look, sheet)
        banner.set_notice(notice)
        rows.addWidget(banner)
    boxes = QHBoxLayout()
    full, empty, failing = Outbox(look), Outbox(look, key=""), Outbox(look, key="")
    orders = [
        OutboxRow(UUID(int=n), NOW - (60 - n) * SECOND, f"Orden {n}", "San Martín 438", state)
        for n, state in enumerate(OutboxState)
    ]
    full.set_rows(orders)
    empty.set_rows(())
    failing.set_rows(orders[:2], on_disk=False)
    for box in (full, empty, failing):
        boxes.addWidget(box, 1)
    rows.addLayout(boxes, 1)
    return sheet


SHEETS: dict[str, Callable[[Look], QWidget]] = {
    "merge": merge,
    "merge_settled": merge_settled,
    "outbox": outbox,
}
