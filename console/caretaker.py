"""Looks after the console itself: meters, the page that shows them, and what a run without goodbye left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QTime, QTimer, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from console.app import VERSION, App
from console.crashes import Crash, Running
from console.diagnostics import Diagnosis, Watched
from console.loop import ask
from console.meters import Meters, held
from console.watchdog import CrashHook, HangWatch
from domain.clock import Micros
from widgets.look import Look
from widgets.report_offer import ReportOffer
from widgets.timer import local

log = logging.getLogger("atalaya.caretaker")

translate = QCoreApplication.translate

COUNT_EVERY_MS = 10_000
"""How often the meters go into the folder of this run: what a report of a crash knows is as old."""


class Caretaker:
    """Made once the app is there; `close` when its loop ends."""

    def __init__(
        self, app: App, running: Running, crashes: Sequence[Crash], hook: CrashHook, hangs: HangWatch
    ) -> None:
        self._app = app
        self._running = running
        self._crashes = list(crashes)
        self._hook = hook
        self._hangs = hangs
        self.meters = Meters(app.clock)
        self.diagnosis = Diagnosis(app.frame, lambda: app.look, self._watched)
        self._offer: ReportOffer | None = None
        self._counting: asyncio.Future[None] | None = None
        self._timer = QTimer()
        self._timer.setInterval(COUNT_EVERY_MS)
        self._timer.timeout.connect(self._count)
        self._timer.start()

    def close(self) -> None:
        """Measure and keep no more."""
        self._timer.stop()
        self.diagnosis.close()
        self.meters.close()

    # ---- what the last run left ------------------------------------------------------------------------

    def offer_reports(self, login: QWidget) -> None:
        """Offer the newest crash in a band over the login; nothing happens when there is none."""
        if not self._crashes or self._offer is not None:
            return
        offer = self._offer = ReportOffer(self._app.look, login)
        offer.say(self._sentence())
        offer.save_requested.connect(self._save_soon)
        offer.decline_requested.connect(self._decline)
        offer.show()
        self._app.tidings.tell("crash", reports=len(self._crashes))

    def _sentence(self) -> str:
        now = self._app.clock.now()
        when = moment_words(self._app.look, self._crashes[0].ended_at, now)
        return translate("reports", "Atalaya terminó mal {when}.").format(when=when)

    def _save_soon(self) -> None:
        self._app.nursery.start(self._save(), "report")

    async def _save(self) -> None:
        """Ask for a folder and write the report there; what goes wrong is said in the band."""
        dialog = folder_dialog(self._app.frame, self._app.look)
        if await ask(dialog) and (chosen := dialog.selectedFiles()):
            await self.save_into(Path(chosen[0]))

    async def save_into(self, folder: Path) -> None:
        """Write the newest report into a folder; it is offered no more once it is there."""
        if not self._crashes:
            return
        loop = asyncio.get_running_loop()
        crash = self._crashes[0]
        try:
            written = await loop.run_in_executor(None, crash.save, folder)
        except OSError as failure:
            log.warning("the report could not be written: %s", failure.strerror)
            words = translate("reports", "El informe no se pudo guardar ahí: elija otra carpeta.")
            if self._offer is not None:
                self._offer.say(words)
            return
        crash.decline()
        self._crashes.pop(0)
        self._take_away()
        if self._app.desk is not None:
            self._app.desk.say(translate("reports", "Informe guardado"), written.name)

    def _decline(self) -> None:
        for crash in self._crashes:
            crash.decline()
        self._crashes.clear()
        self._take_away()

    def _take_away(self) -> None:
        offer, self._offer = self._offer, None
        if offer is not None:
            offer.hide()
            offer.deleteLater()

    # ---- this run --------------------------------------------------------------------------------------

    def _count(self) -> None:
        if self._counting is not None and not self._counting.done():
            return  # the disk stands still; the next round will do
        now, pauses = held(), self.meters.pauses.hour()
        counts = {
            "rss_mb": round(now.rss_mb or 0.0, 1),
            "threads": float(now.threads),
            "descriptors": float(now.descriptors or 0),
            "hangs": float(self._hangs.hangs),
            "worst_hang_ms": round(self._hangs.worst_s * 1000, 1),
            "pause_p99_ms": round(pauses.p99, 1),
            "failures": float(self._hook.total),
        }
        self._counting = asyncio.get_running_loop().run_in_executor(None, self._running.count, counts)

    def _watched(self) -> Watched:
        app = self._app
        crash = moment_words(app.look, self._crashes[0].ended_at, app.clock.now()) if self._crashes else ""
        sound = app.sound.words(app.look)
        return Watched(
            meters=self.meters,
            version=VERSION,
            hangs=self._hangs,
            hook=self._hook,
            client=app.client,
            desk=app.desk,
            last_crash=crash,
            sound=(sound.words, sound.alarmed),
        )


def folder_dialog(parent: QWidget, look: Look) -> QFileDialog:
    """Return the question for a folder: the system's own where it has one, else Qt's in the desk's words."""
    dialog = QFileDialog(parent, translate("reports", "Carpeta para el informe"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    for label, words in (
        (QFileDialog.DialogLabel.LookIn, translate("reports", "Dónde:")),
        (QFileDialog.DialogLabel.FileName, translate("reports", "Carpeta:")),
        (QFileDialog.DialogLabel.Accept, translate("reports", "Guardar aquí")),
        (QFileDialog.DialogLabel.Reject, translate("reports", "Cancelar")),
    ):
        dialog.setLabelText(label, words)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(Path.home()))])
    for name in ("fileTypeLabel", "fileTypeCombo"):  # nothing to choose there
        part = dialog.findChild(QWidget, name)
        if part is not None:
            part.hide()
    dialog.resize(look.px(760), look.px(480))
    return dialog


def moment_words(look: Look, at: Micros, now: Micros) -> str:
    """Return a past moment as people say it: hoy 21:46, ayer 21:46, el viernes 20 nov 21:46."""
    then, today = local(at, look), local(now, look).date()
    hour = look.locale.toString(QTime(then.hour, then.minute), "HH:mm")
    if then.date() == today:
        return translate("reports", "hoy {hour}").format(hour=hour)
    if then.date() == today - timedelta(days=1):
        return translate("reports", "ayer {hour}").format(hour=hour)
    day = look.locale.toString(QDate(then.year, then.month, then.day), "dddd d MMM").rstrip(".")
    return translate("reports", "el {day} {hour}").format(day=day, hour=hour)
