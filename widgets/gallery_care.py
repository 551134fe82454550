"""The gallery's sheets of what looks after the desk: its meters, the offer of a report."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from widgets.diagnostics import DiagnosticsPane, Meter, MeterGroup
from widgets.look import Look
from widgets.report_offer import ReportOffer


def diagnostics(look: Look) -> QWidget:
    """The page on a window of 1366 x 768, with something wrong in most groups."""
    ground = _ground(1366, 768)
    pane = DiagnosticsPane(look, ground)
    pane.set_groups(
        (
            MeterGroup(
                "Ventana",
                (
                    Meter("Pausas, último minuto", "p50 0 · p99 6 · máx 31 ms"),
                    Meter("Pausas, última hora", "p50 0 · p99 9 · máx 412 ms", bad=True),
                    Meter("Congelada", "1 · la peor 412 ms", bad=True),
                    Meter("La última, en", "base.py:88 paint"),
                    Meter("Fallas inesperadas", "0"),
                    Meter("Terminó mal", "ayer 21:46", bad=True),
                ),
            ),
            MeterGroup("Memoria", (Meter("En uso", "198 MB"), Meter("Hilos", "22"))),
            MeterGroup(
                "Enlace",
                (
                    Meter("Estado", "en vivo"),
                    Meter("Ida y vuelta", "0,4 ms"),
                    Meter("Reloj de este puesto", "+8,212 s", bad=True),
                ),
            ),
            MeterGroup("Diario local", (Meter("Disco", "escribe bien"),)),
            MeterGroup("Video", (Meter("En vivo", "4"), Meter("Congelados", "1", bad=True))),
            MeterGroup("Versiones", (Meter("Atalaya", "0.1.0"), Meter("Qt", "6.11.3"))),
        )
    )
    return ground


def report_offer(look: Look) -> QWidget:
    """The band over a login."""
    ground = _ground(1366, 120)
    ReportOffer(look, ground).say("Atalaya terminó mal ayer 21:46.")
    return ground


def _ground(width: int, height: int) -> QWidget:
    made = QWidget()
    made.setObjectName("ground")
    made.resize(width, height)
    return made


SHEETS: dict[str, Callable[[Look], QWidget]] = {"diagnostics": diagnostics, "report_offer": report_offer}
