"""The shift's report: asked of the server, written into a folder that the person chooses, as CSV and PDF."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backend_client.failure import LineFailed
from console.loop import ask
from console.sentences import sentence
from domain.refusal import Refused
from domain.room_health import AskShiftReport, ShiftReport
from widgets.look import Look

if TYPE_CHECKING:
    from backend_client.client import Client
    from console.app import App
    from console.desk import Desk

translate = QCoreApplication.translate
log = logging.getLogger("atalaya.report")

KEY = "F11"


class ReportPresenter:
    """One report at a time."""

    def __init__(self, app: App, client: Client, desk: Desk) -> None:
        self._app, self._client, self._desk = app, client, desk
        self._under_way = False

    def begin(self) -> None:
        """Ask where to, then write; a second wish while one is under way is let be."""
        if not self._under_way:
            self._under_way = True
            self._app.nursery.start(self._make(), "shift report")

    async def _make(self) -> None:
        try:
            report = await self._client.ask(AskShiftReport())
            if not isinstance(report, ShiftReport):
                return
            from console.caretaker import folder_dialog  # it knows the program, which knows the desk

            dialog = folder_dialog(self._app.frame, self._app.look)
            if await ask(dialog) and (chosen := dialog.selectedFiles()):
                await self.write(report, Path(chosen[0]))
        except (Refused, LineFailed) as why:
            self._desk.say_refused(sentence(why.code, why.params))
        finally:
            self._under_way = False

    async def write(self, report: ShiftReport, folder: Path) -> None:
        """Write both files; what goes wrong is said."""
        loop = asyncio.get_running_loop()
        try:
            written = await loop.run_in_executor(None, write_both, report, self._app.look, folder)
        except OSError as failure:
            log.warning("the shift's report could not be written: %s", failure.strerror)
            words = translate("report", "El informe no se pudo guardar ahí: elija otra carpeta")
            self._desk.say_refused(words)
            return
        self._desk.say(translate("report", "Informe de turno guardado"), written.stem, "file-pdf")


def write_both(report: ShiftReport, look: Look, folder: Path) -> Path:
    """Write the CSV and the PDF; return the PDF. Never over what is there. Raises OSError."""
    from console.shift_report import csv_text, file_stem
    from console.shift_report_pdf import write_pdf

    stem = file_stem(report, look)
    number, name = 1, stem
    while (folder / f"{name}.pdf").exists() or (folder / f"{name}.csv").exists():
        number += 1
        name = f"{stem}-{number}"
    with (folder / f"{name}.csv").open("x", encoding="utf-8", newline="") as file:
        file.write(csv_text(report, look))
    pdf = folder / f"{name}.pdf"
    write_pdf(report, look, pdf)
    return pdf
