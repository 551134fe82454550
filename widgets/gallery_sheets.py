"""The gallery's sheets: parts, pane states, controls, login and the operator's window, with invented data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from domain.clock import SECOND
from domain.severity import Severity
from domain.unit import UnitStatus
from resources.city import load_city
from widgets import (
    gallery_administration,
    gallery_care,
    gallery_dispatch,
    gallery_doors,
    gallery_form,
    gallery_keyboard,
    gallery_merge,
    gallery_supervisor,
    gallery_workspaces,
    samples,
    samples_map,
    severity,
    unit_state,
)
from widgets.alert_pane import AlertPane
from widgets.banner import Banner, Notice
from widgets.buttons import ActionButton
from widgets.call_form import CallForm
from widgets.call_queue import CallQueue
from widgets.choices import ChoiceField, ChoiceStrip
from widgets.command_line import CommandLine, KeyHint, Meaning
from widgets.fields import LineField
from widgets.gallery_states import every_pane, kept
from widgets.ink import Ink
from widgets.labelled import Labelled
from widgets.login import LoginView
from widgets.login_backdrop import CityLines, Fact
from widgets.login_facts import journal_fact, map_fact, server_fact
from widgets.look import Look
from widgets.operator_shell import OperatorShell, Slot, page_words
from widgets.pane_faces import Condition, PaneState
from widgets.samples import NOW, Rows, ago
from widgets.status_bar import LinkState, StatusBar, paint_link_mark
from widgets.timer import Due, paint_timer
from widgets.toast import ToastNote, ToastStack
from widgets.top_bar import TopBar
from widgets.unit_board import UnitBoard


class Marks(QWidget):
    """Severities, unit states, timers and link states, as the parts draw them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("ground")
        self.resize(1160, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Four rows."""
        painter = QPainter(self)
        ink = Ink(painter, self._look)
        ink.fill(QRectF(self.rect()), "surface.pane")
        for place, one in enumerate(Severity):
            x = 34 + place * 150
            severity.paint_mark(painter, self._look, one, QPointF(x, 40), 22)
            colour = f"severity.{severity.key(one)}"
            ink.text(QRectF(x + 20, 28, 110, 24), severity.word(one), "input heavy", colour)
        for place, status in enumerate(UnitStatus):
            x, y = 34 + place % 5 * 180, 100 + place // 5 * 34
            unit_state.paint_glyph(painter, self._look, status, QPointF(x, y), 13)
            ink.text(QRectF(x + 18, y - 12, 140, 24), unit_state.word(status), "input medium", "text.primary")
        for place, (words, due) in enumerate(
            (("08:15", Due.ON_TIME), ("26:15", Due.WARNING), ("09:41", Due.OVERDUE))
        ):
            paint_timer(ink, QRectF(30 + place * 150, 180, 80, 26), words, due)
        for place, link in enumerate(LinkState):
            paint_link_mark(ink, 34 + place * 120, 250, link, 12)
            ink.text(QRectF(56 + place * 120, 238, 90, 24), link.value, "body", "text.secondary")
        ink.spinner(760, 250, 16)
        ink.tag(660, 250, "PROVISIONAL P07-3")


def controls(look: Look) -> QWidget:
    """Buttons in every kind and state, fields, lists, strips."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    sheet.resize(1160, 520)
    kinds = (
        ("primary", "Despachar", "paper-plane-tilt-fill", "F9"),
        ("default", "Guardar", "floppy-disk", "F8"),
        ("danger", "Cortar", "phone-disconnect-fill", "F12"),
        ("flat", "Deshacer", "", ""),
        ("tool", "Zona", "polygon", "G"),
    )
    for row, (kind, words, icon, key) in enumerate(kinds):
        for column in range(6):
            button = ActionButton(look, words, sheet, kind=kind, icon=icon, key=key, shortcut=False)
            button.setGeometry(24 + column * 166, 24 + row * 46, 154, 36)
            button.setCheckable(column == 2)
            button.setChecked(column == 2)
            button.setDown(column == 1)
            button.setEnabled(column != 3)
            button.set_sending(column == 4)
            button.set_provisional(column == 5)
    normal = LineField(look, "normal")
    normal.setText("Av. Corrientes 1215")
    wrong = LineField(look, "equivocado", icon="warning-fill")
    wrong.setText("31 de febrero")
    wrong.set_icon("warning-fill", "severity.high")
    pending = LineField(look, "pendiente")
    pending.setText("guardando...")
    pending.set_pending(True)
    read = LineField(look, "solo lectura", icon="lock")
    read.setText("solo lectura")
    read.setReadOnly(True)
    for column, field in enumerate((normal, wrong, pending, read)):
        shown = Labelled(look, field.accessibleName(), field, sheet, hint="opcional" if column == 0 else "")
        shown.setGeometry(24 + column * 230, 270, 210, 84)
        shown.set_wrong("La fecha no existe" if field is wrong else "")
    chosen = ChoiceField(look, "lista", sheet)
    chosen.set_choices((("1", "Comuna 1"), ("2", "Comuna 2")))
    chosen.set_code("1")
    chosen.setGeometry(944, 292, 190, 34)
    grave = ChoiceField(look, "prioridad", sheet)
    grave.set_choices((("1", severity.word(Severity.CRITICAL)),), {"1": Severity.CRITICAL})
    grave.set_code("1")
    grave.setGeometry(24, 370, 150, 34)
    strip = ChoiceStrip(look, "heridos", (("y", "Sí"), ("n", "No"), ("u", "No sabe")), sheet)
    strip.set_code("n")
    strip.setGeometry(200, 373, 280, 28)
    return sheet


def pane_states(look: Look) -> QWidget:
    """The queue in every state of a pane."""
    sheet = QWidget()
    sheet.setObjectName("ground")
    conditions = (
        Condition(),
        Condition(),
        Condition(PaneState.LOADING, since=ago(0.4), done=3, total=3),
        Condition(PaneState.STALE, since=ago(4)),
        Condition(PaneState.LOST, since=ago(72), attempt=5, retry_at=NOW + 8 * SECOND, waiting=3),
        Condition(PaneState.DESK, since=ago(252)),
        Condition(PaneState.ERROR, code="4107"),
    )
    for place, condition in enumerate(conditions):
        queue = CallQueue(look, sheet, key="")
        rows = {0: samples.odd_calls(), 1: [], 2: samples.queue_calls()}
        queue.set_model(Rows(rows.get(place, samples.calls()[1:])))
        queue.list.model().setParent(queue)
        queue.set_compact(True)
        queue.set_target(0.931)
        queue.set_last_answer(ago(41))
        queue.set_condition(condition)
        queue.set_exercise(place == 5)
        queue.set_now(NOW)
        queue.setGeometry(8 + place * 276, 8, 268, 320)
    sheet.resize(8 + len(conditions) * 276, 336)
    return sheet


def login(look: Look) -> QWidget:
    """The login as it opens."""
    city = load_city()
    lines = CityLines(
        city.outline, tuple(one.points for one in city.avenues), tuple(one.outline for one in city.barrios)
    )
    view = LoginView(look, site="Centro de coordinación y control · Ciudad de Buenos Aires", city=lines,
                     server="https://atalaya-01:8443", workstation="14", user="lferreyra",
                     version="Atalaya 0.1.0")  # fmt: skip
    view.set_now(NOW, "turno noche 19 a 07")
    hour = Fact("clock", "Hora", "A 4 ms", "sincronizada 21:45")
    view.set_facts((server_fact("atalaya-01", 0.038, "writer", "ok"), map_fact(), journal_fact(0), hour))
    view.resize(1280, 800)
    return view


def login_failed(look: Look) -> QWidget:
    """The login after a certificate of another server."""
    view = login(look)
    assert isinstance(view, LoginView)
    view.set_failure("name_mismatch")
    return view


def operator(look: Look, size: QSize, lost: bool = False) -> QWidget:
    """The whole window."""
    shell = OperatorShell(look)
    top, banner, command, status = TopBar(look), Banner(look), CommandLine(look), StatusBar(look)
    _fill_bars(top, banner, command, status, lost)
    shell.set_bars(top, banner, command, status)
    queue, alerts, form, board = CallQueue(look), AlertPane(look), CallForm(look), UnitBoard(look)
    queue.set_model(kept(queue, samples.calls()))
    queue.set_target(0.931)
    alerts.set_model(kept(alerts, samples.alerts()))
    alerts.set_flood(7, False)
    alerts.set_aside(3, 41, 6)
    board.set_model(kept(board, list(samples.units())))
    board.set_counts(60, 33, 22, 3)
    fill_form(form)
    map_pane = samples_map.live_map(look)
    video = samples_map.video_wall(look, 4 if size.width() > 1600 * look.scale else 2)
    placed = (queue, alerts, form, board, map_pane, video)
    slots = (Slot.QUEUE, Slot.ALERTS, Slot.FORM, Slot.BOARD, Slot.MAP, Slot.VIDEO)
    for slot, pane in zip(slots, placed, strict=True):
        pane.set_now(NOW)
        if lost:
            pane.set_condition(Condition(PaneState.DESK, since=ago(252), waiting=6))
        shell.put(slot, pane)
    queue.choose(samples.calls()[0].id)
    shell.resize(size)
    toasts = ToastStack(look, shell)
    if not lost and size.width() > 1600:
        toasts.show_note(
            ToastNote("Móvil 1-204 asignado", "INC 10427 · confirmado por el servidor", act="Deshacer 5 s")
        )
    form.place.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    return shell


def fill_form(form: CallForm) -> None:
    """The form as in the middle of a call."""
    form.call_head.set_call_keys(frozenset({"hold", "mute", "transfer"}))
    form.set_call(samples.form_call())
    form.set_draft(samples.draft())
    form.set_saved(ago(1))
    form.set_candidates(samples.candidates(), 14)
    form.fields.mentions.set_mentions(*samples.mentions())
    words = "1 llamada de este número: broma hace 2 d · 2 hechos en el lugar"
    form.set_past(samples.dangers(), samples.past(), words)
    form.set_tags(samples.tags())
    form.set_duplicate(samples.duplicate())
    form.set_plate_flag("EN LISTA")


def _fill_bars(top: TopBar, banner: Banner, command: CommandLine, status: StatusBar, lost: bool) -> None:
    top.set_desk("14", "Operadora 911")
    top.set_person("Lucía Ferreyra")
    top.set_pages(page_words())
    top.set_queue(4, ago(38), 30 * SECOND)
    top.set_answer_time(9)
    top.set_call(ago(36))
    top.set_blind(lost)
    top.set_now(NOW)
    command.set_text("lugar 1")
    command.set_meaning(
        Meaning("confirmar lugar", "San Martín 438, San Nicolás · Comuna 1 a 14 m de la llamada")
    )
    command.set_keys(
        (KeyHint("F2", "Atender"), KeyHint("F6", "Lugar"), KeyHint("F9", "Despachar"), KeyHint("F1", "Ayuda"))
    )
    status.set_now(NOW)
    status.set_link(LinkState.LOST if lost else LinkState.LIVE, 38, ago(252))
    status.set_positions(4912, ago(252) if lost else ago(1))
    status.set_video(2, 0, 1, 0)
    status.set_journal(6 if lost else 0)
    status.set_audit(not lost)
    status.set_version("Atalaya 0.1.0 · ES · turno noche 19–07")
    if lost:
        banner.set_notice(
            Notice(
                Severity.CRITICAL,
                "Sin servidor hace 04:12",
                "MODO PUESTO",
                "Siga atendiendo: todo queda en este puesto y se une al volver. Despache por radio.",
                "6 por enviar · reintento 168 en 1,2 s",
                "Ver por enviar",
                "Alt 9",
            )
        )


def _board(look: Look) -> QWidget:
    board = UnitBoard(look)
    board.set_model(kept(board, list(samples.units())))
    board.set_counts(60, 33, 22, 3)
    board.set_now(NOW)
    board.resize(868, 580)
    return board


def _map(look: Look, zoom: float | None) -> QWidget:
    pane = samples_map.live_map(look, zoom)
    pane.resize(1056, 684)
    return pane


def _wall(look: Look) -> QWidget:
    wall = samples_map.video_wall(look)
    wall.resize(1056, 720)
    return wall


SHEETS: dict[str, Callable[[Look], QWidget]] = {
    "marks": Marks,
    "controls": controls,
    "pane_states": pane_states,
    "every_pane": every_pane,
    "unit_board": _board,
    "map_city": lambda look: _map(look, None),
    "map_incident": lambda look: _map(look, 16.4),
    "video_wall": _wall,
    "login": login,
    "login_failed": login_failed,
    "operator_1920": lambda look: operator(look, QSize(1920, 1080)),
    "operator_1366": lambda look: operator(look, QSize(1366, 768)),
    **gallery_workspaces.sheets(operator),
    **gallery_dispatch.sheets(),
    **gallery_form.sheets(fill_form),
    **gallery_supervisor.sheets(operator),
    **gallery_doors.sheets(operator),
    **gallery_keyboard.sheets(operator),
    "operator_desk_mode": lambda look: operator(look, QSize(1920, 1080), lost=True),
    "administration_1440": lambda look: gallery_administration.window(look, QSize(1440, 900)),
    "administration_1366": lambda look: gallery_administration.window(look, QSize(1366, 768)),
    "administration_accounts": gallery_administration.accounts_window,
    "administration_lost": lambda look: gallery_administration.window(look, QSize(1440, 900), lost=True),
    "administration_audit": gallery_administration.audit_states,
    "administration_pending": gallery_administration.pending_states,
    **gallery_care.SHEETS,
    **gallery_merge.SHEETS,
}
