"""Ctrl F12: how this desk itself is, once a second while somebody looks; it can be copied as text."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from console.command_line import DIAGNOSTICS, Order
from console.meters import Held, Meters, Pauses, held, qobjects
from console.presenters.orders import OrdersPresenter, Work
from domain.clock import SECOND
from widgets.command_line import Meaning
from widgets.diagnostics import DiagnosticsPane, Meter, MeterGroup, as_text
from widgets.keys import shortcut
from widgets.look import Look

if TYPE_CHECKING:
    from backend_client.client import Client
    from console.desk import Desk
    from console.watchdog import CrashHook, HangWatch

translate = QCoreApplication.translate

KEY = "Ctrl F12"
EVERY_MS = 1000
COUNT_EVERY = 5
"""QObjects are counted at every fifth look."""
SLOW_MS, WORST_MS = 50.0, 250.0
"""A p99 or a single pause beyond which a person feels it."""
CLOCK_OFF = SECOND


@dataclass(slots=True)
class Watched:
    """Where the figures come from; what is not there yet is None."""

    meters: Meters
    version: str
    hangs: HangWatch | None = None
    hook: CrashHook | None = None
    client: Client | None = None
    desk: Desk | None = None
    last_crash: str = ""
    sound: tuple[str, bool] | None = None
    """What the sound is, and whether that is bad."""


class Diagnosis(QObject):
    """Opens and closes the page and fills it. `watched` tells what there is at that moment."""

    def __init__(self, frame: QWidget, look: Callable[[], Look], watched: Callable[[], Watched]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._look = look
        self._watched = watched
        self._pane: DiagnosticsPane | None = None
        self._before: QWidget | None = None
        self._objects = 0
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._tell)
        words = translate("diagnostics", "diagnóstico del puesto")
        shortcut(frame, KEY, words, self.toggle, Qt.ShortcutContext.ApplicationShortcut)

    def toggle(self) -> None:
        """Open the page, or close it when it is open."""
        if self._pane is not None:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the page over the middle of the window."""
        if self._pane is not None:
            return
        self._before = self._frame.window().focusWidget()
        pane = self._pane = DiagnosticsPane(self._look(), self._frame)
        pane.close_requested.connect(self.close)
        pane.copy_requested.connect(self._copy)
        self._looks = 0
        self._tell()
        self._timer.start()
        pane.show()
        pane.raise_()
        pane.setFocus(Qt.FocusReason.PopupFocusReason)

    def close(self) -> None:
        """Take the page away and give the keyboard back; nothing happens when it is not open."""
        pane, self._pane = self._pane, None
        if pane is None:
            return
        self._timer.stop()
        pane.hide()
        pane.deleteLater()
        before, self._before = self._before, None
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:
            pass  # the window was built anew meanwhile

    def pane(self) -> DiagnosticsPane | None:
        """The page, None while it is closed."""
        return self._pane

    def acts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """What the person's menu has of it."""
        return ((translate("diagnostics", "Diagnóstico del puesto"), self.open),)

    def teach(self, orders: OrdersPresenter) -> None:
        """The command line opens it too."""
        words = translate("diagnostics", "diagnóstico del puesto")

        def work(order: Order) -> Work:
            return Meaning(words), self.open

        orders.learn(DIAGNOSTICS, work)

    def _copy(self) -> None:
        if self._pane is not None:
            QGuiApplication.clipboard().setText(as_text(self._pane.groups()))

    def _tell(self) -> None:
        if self._pane is None:
            return
        if self._looks % COUNT_EVERY == 0:
            self._objects = qobjects()
        self._looks += 1
        self._pane.set_groups(groups_of(self._watched(), held(), self._objects))


def groups_of(watched: Watched, now: Held, objects: int) -> tuple[MeterGroup, ...]:
    """Return everything that is shown; nothing of it is about a person, a call or a place."""
    groups = [_window(watched), _memory(now, objects)]
    client, desk = watched.client, watched.desk
    if client is not None:
        groups += [_line(client), _journal(client)]
    if desk is not None:
        groups += [_video(desk)]
    if watched.sound is not None:
        words, bad = watched.sound
        row = Meter(translate("diagnostics", "Dispositivo"), words, bad)
        groups.append(MeterGroup(translate("diagnostics", "Sonido"), (row,)))
    return (*groups, _versions(watched))


def _window(watched: Watched) -> MeterGroup:
    meters = watched.meters
    rows = [
        _pauses(translate("diagnostics", "Pausas, último minuto"), meters.pauses.minute()),
        _pauses(translate("diagnostics", "Pausas, última hora"), meters.pauses.hour()),
    ]
    if watched.hangs is not None:
        hangs = watched.hangs
        words = translate("diagnostics", "{n} · la peor {ms} ms").format(
            n=hangs.hangs, ms=_number(hangs.worst_s * 1000)
        )
        rows.append(Meter(translate("diagnostics", "Congelada"), words, hangs.hangs > 0))
        if hangs.where:
            file, _, line = hangs.where.partition(" < ")[0].rpartition("/")
            rows.append(Meter(translate("diagnostics", "La última, en"), line or file))
    sweeps = meters.sweeps.hour()
    words = translate("diagnostics", "{n} · la peor {ms} ms").format(n=sweeps.turns, ms=_number(sweeps.worst))
    rows.append(Meter(translate("diagnostics", "Recolector de Python"), words, sweeps.worst > WORST_MS))
    if watched.hook is not None:
        total = watched.hook.total
        rows.append(Meter(translate("diagnostics", "Fallas inesperadas"), _number(total), total > 0))
    if watched.last_crash:
        rows.append(Meter(translate("diagnostics", "Terminó mal"), watched.last_crash, True))
    return MeterGroup(translate("diagnostics", "Ventana"), tuple(rows))


def _pauses(name: str, pauses: Pauses) -> Meter:
    words = translate("diagnostics", "p50 {p50} · p99 {p99} · máx {worst} ms").format(
        p50=_number(pauses.p50), p99=_number(pauses.p99), worst=_number(pauses.worst)
    )
    return Meter(name, words, pauses.p99 > SLOW_MS or pauses.worst > WORST_MS)


def _memory(now: Held, objects: int) -> MeterGroup:
    rows = []
    if now.rss_mb is not None:
        rows.append(Meter(translate("diagnostics", "En uso"), f"{_number(now.rss_mb)} MB"))
    if now.peak_mb is not None:
        rows.append(Meter(translate("diagnostics", "Máximo"), f"{_number(now.peak_mb)} MB"))
    rows.append(Meter(translate("diagnostics", "Hilos"), _number(now.threads)))
    if now.descriptors is not None:
        rows.append(Meter(translate("diagnostics", "Archivos y conexiones"), _number(now.descriptors)))
    rows.append(Meter(translate("diagnostics", "Objetos de Qt"), _number(objects)))
    return MeterGroup(translate("diagnostics", "Memoria"), tuple(rows))


def _line(client: Client) -> MeterGroup:
    picture, line = client.picture, client.line
    state = link_words(client)
    off = picture.time.desk_is_off_by()
    flow = picture.flow
    rows = [
        Meter(translate("diagnostics", "Estado"), *state),
        Meter(translate("diagnostics", "Ida y vuelta"), f"{_number(line.round_trip_s * 1000, 1)} ms"),
        Meter(translate("diagnostics", "Conexiones"), _number(line.dials)),
        Meter(
            translate("diagnostics", "Mensajes ilegibles"), _number(client.bad_frames), client.bad_frames > 0
        ),
        Meter(translate("diagnostics", "Mensajes fallidos"), _number(line.failures), line.failures > 0),
        Meter(translate("diagnostics", "Secuencia"), _number(client.seq)),
    ]
    if flow is not None:
        rows.append(Meter(translate("diagnostics", "Posiciones por segundo"), _number(flow.per_second, 1)))
        rows.append(Meter(translate("diagnostics", "Posiciones salteadas"), _number(flow.conflated)))
    if picture.time.known:
        words = f"{'+' if off >= 0 else '−'}{_number(abs(off) / SECOND, 3)} s"
        rows.append(Meter(translate("diagnostics", "Reloj de este puesto"), words, abs(off) > CLOCK_OFF))
    return MeterGroup(translate("diagnostics", "Enlace"), tuple(rows))


def link_words(client: Client) -> tuple[str, bool]:
    """Return how the line is, and whether that is bad."""
    from backend_client.picture import LinkState

    state = client.picture.link.state
    words = {
        LinkState.OFFLINE: translate("diagnostics", "nadie entró"),
        LinkState.CONNECTING: translate("diagnostics", "conectando"),
        LinkState.LOGGING_IN: translate("diagnostics", "entrando"),
        LinkState.LIVE: translate("diagnostics", "en vivo"),
        LinkState.STALE: translate("diagnostics", "demorado"),
        LinkState.DEAD: translate("diagnostics", "sin servidor"),
        LinkState.EXPIRED: translate("diagnostics", "sesión vencida"),
        LinkState.REFUSED: translate("diagnostics", "rechazado"),
    }[state]
    return words, state in (LinkState.STALE, LinkState.DEAD, LinkState.REFUSED)


def _journal(client: Client) -> MeterGroup:
    commands = client.commands
    trouble = commands.journal_trouble
    rows = [
        Meter(translate("diagnostics", "Tamaño"), f"{_number(client.journal.size / 1024, 1)} kB"),
        Meter(translate("diagnostics", "Órdenes sin respuesta"), _number(len(commands.outstanding()))),
        Meter(translate("diagnostics", "Formularios sin enviar"), _number(len(commands.unsaved_drafts()))),
        Meter(
            translate("diagnostics", "Disco"),
            trouble or translate("diagnostics", "escribe bien"),
            bool(trouble),
        ),
    ]
    return MeterGroup(translate("diagnostics", "Diario local"), tuple(rows))


def _video(desk: Desk) -> MeterGroup:
    live, late, frozen, dark = desk.tiles.counts()
    decoders, dropped, errors = desk.tiles.decoding()
    rows = (
        Meter(translate("diagnostics", "En vivo"), _number(live)),
        Meter(translate("diagnostics", "Demorados"), _number(late), late > 0),
        Meter(translate("diagnostics", "Congelados"), _number(frozen), frozen > 0),
        Meter(translate("diagnostics", "Sin imagen"), _number(dark)),
        Meter(translate("diagnostics", "Decodificadores"), _number(decoders)),
        Meter(translate("diagnostics", "Imágenes salteadas"), _number(dropped)),
        Meter(translate("diagnostics", "Imágenes ilegibles"), _number(errors), errors > 0),
    )
    return MeterGroup(translate("diagnostics", "Video"), rows)


def _versions(watched: Watched) -> MeterGroup:
    rows = (
        Meter("Atalaya", watched.version),
        Meter("Python", platform.python_version()),
        Meter("Qt", qVersion() or "?"),
        Meter("qasync", version("qasync")),
        Meter("websockets", version("websockets")),
        Meter(translate("diagnostics", "Sistema"), f"{platform.system()} {platform.release()}"),
        Meter(translate("diagnostics", "Pantalla"), QGuiApplication.platformName()),
    )
    return MeterGroup(translate("diagnostics", "Versiones"), rows)


def _number(value: float, places: int = 0) -> str:
    return QLocale().toString(float(value), "f", places)
