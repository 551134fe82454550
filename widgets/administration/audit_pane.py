"""The audit: why one looks comes first, then a search, the verdict on the chain, and the records found."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QDate, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from widgets.administration.card import CardBody, CardFoot
from widgets.administration.chain_box import ChainBox
from widgets.administration.entries import EntryGrid
from widgets.administration.register_pane import RegisterFoot
from widgets.administration.search import SearchField
from widgets.administration.tool_row import ToolRow
from widgets.administration.values import AuditRow, EntryField, Verdict
from widgets.buttons import ActionButton
from widgets.choices import ChoiceField
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import PlainLabel
from widgets.rows import ROW, RowDelegate, RowList
from widgets.timer import local, time_of_day

TALL = 45
FLAT = 31
WIDE = 760
"""From this width on, in pixels at 100 %, a record is one line with columns."""


def moment(at: int, look: Look) -> str:
    """22 nov 17:12."""
    day = local(at, look)
    words = look.locale.toString(QDate(day.year, day.month, day.day), "d MMM").replace(".", "")
    return f"{words} {time_of_day(at, look)[:5]}"


class AuditDelegate(RowDelegate):
    """Draws a record: two lines in a narrow pane, one with columns in a wide one."""

    wide = False

    def tip_of(self, row: object) -> str:
        """The record in full."""
        if not isinstance(row, AuditRow):
            return ""
        parts = (row.act, row.who, row.purpose, row.outcome, row.detail)
        return "\n".join(part for part in parts if part)

    def draw(self, ink: Ink, area: QRectF, row: object, selected: bool) -> None:
        """When and number at the left, the act and who did it for what."""
        if not isinstance(row, AuditRow):
            return
        if self.wide:
            self._draw_flat(ink, area, row)
        else:
            self._draw_tall(ink, area, row)
        if not selected:
            ink.rule(area.left() + self.look.px(12), area.right() - self.look.px(8), area.bottom() - 1)

    def _draw_tall(self, ink: Ink, area: QRectF, row: AuditRow) -> None:
        look = self.look
        first = QRectF(area.left() + look.px(13), area.top() + look.px(4), look.px(96), look.px(19))
        second = first.translated(0, look.px(18))
        ink.text(first, moment(row.at, look), "body", "text.primary")
        ink.text(second, look.locale.toString(row.number), "caption", "text.secondary")
        left = first.right() + look.px(4)
        first = QRectF(left, first.top(), area.right() - left - look.px(10), first.height())
        second = QRectF(left, second.top(), first.width(), second.height())
        if row.icon:
            ink.icon(left, first.center().y(), row.icon, 14, row.tone)
            first.setLeft(left + look.px(20))
        ink.text(first, row.act, "body heavy", row.tone)
        told = (row.who, row.purpose, row.outcome)
        ink.text(second, " · ".join(part for part in told if part), "caption", "text.secondary")

    def _draw_flat(self, ink: Ink, area: QRectF, row: AuditRow) -> None:
        look, wide = self.look, area.width()
        left = area.left() + look.px(12)

        def cell(share_from: float, share_to: float) -> QRectF:
            start = left + look.px(190) + (wide - look.px(210)) * share_from
            end = left + look.px(190) + (wide - look.px(210)) * share_to
            return QRectF(start, area.top(), end - start - look.px(10), area.height())

        ink.text(QRectF(left, area.top(), look.px(84), area.height()),
                 look.locale.toString(row.number), "body", "text.secondary", "right")  # fmt: skip
        ink.text(QRectF(left + look.px(98), area.top(), look.px(92), area.height()),
                 moment(row.at, look), "body", "text.primary")  # fmt: skip
        act = cell(0.0, 0.32)
        if row.icon:
            ink.icon(act.left(), act.center().y(), row.icon, 14, row.tone)
            act.setLeft(act.left() + look.px(20))
        ink.text(act, row.act, "body heavy", row.tone)
        ink.text(cell(0.32, 0.50), row.who, "body", "text.primary")
        ink.text(cell(0.50, 0.82), row.purpose, "body", "text.secondary")
        ink.text(cell(0.82, 1.0), row.outcome, "body", row.tone if row.icon else "text.secondary")


class AuditPane(Pane):
    """The pane of the audit. Nothing is searched before the case and the reason are given.

    *Signals:* `purpose_edited(dict)`, `purpose_given(dict)`: case and reason;
    `searched(str)`; `filter_picked(str, str)`: `period` or `action` and its code; `chosen(int)`: a record's
    number; `more_wanted`; `verify_requested`; `cancel_requested`.
    """

    purpose_edited = Signal(dict)
    purpose_given = Signal(dict)
    searched = Signal(str)
    filter_picked = Signal(str, str)
    chosen = Signal(int)
    more_wanted = Signal()
    verify_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "fingerprint", translate("administration", "Auditoría"), parent)
        self.chain = ChainBox(look)
        self.chain.verify_requested.connect(self.verify_requested)
        self.chain.cancel_requested.connect(self.cancel_requested)
        self.gate = self._make_gate()
        self.results = self._make_results()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.gate)
        self._pages.addWidget(self.results)
        self.foot = RegisterFoot(
            look, translate("administration", "Sus lecturas también quedan anotadas."), ""
        )
        self.set_body(self._pages)
        self.set_foot(self.foot)

    def _make_gate(self) -> QWidget:
        """What is asked before anything is read."""
        look, translate = self.look, QCoreApplication.translate
        gate = QWidget()
        gate.setObjectName("pane_body")
        body = CardBody(look, translate("administration", "Finalidad"))
        title = PlainLabel(translate("administration", "¿Para qué consulta la auditoría?"))
        title.setFont(look.font("input strong"))
        why = translate(
            "administration",
            "La causa y el motivo se anotan antes de leer el primer registro. Sin ellos no se muestra nada.",
        )
        detail = PlainLabel(why, lines=True)
        detail.setFont(look.font("body"))
        detail.setProperty("tone", "secondary")
        self.purpose = EntryGrid(look, 2)
        self.purpose.set_fields(
            (
                EntryField("case", translate("administration", "Causa o expediente"), cap=40, grow=10),
                EntryField("reason", translate("administration", "Motivo de la consulta"), cap=500, grow=16,
                           hint=translate("administration", "al menos 10 letras")),
            )
        )  # fmt: skip
        self.purpose.changed.connect(lambda: self.purpose_edited.emit(self.purpose.values()))
        self.purpose.entered.connect(self._give)
        for part in (title, detail, self.purpose):
            body.add(part)
        body.end()
        self.gate_foot = CardFoot(look)
        self.give = ActionButton(look, translate("administration", "Consultar"), kind="primary")
        self.gate_foot.add(self.give, 1)
        self.give.clicked.connect(self._give)
        rows = QVBoxLayout(gate)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(body, 1)
        rows.addWidget(self.gate_foot)
        gate.setFocusProxy(next(iter(self.purpose.entries.values())).field)
        return gate

    def _make_results(self) -> QWidget:
        look, translate = self.look, QCoreApplication.translate
        made = QWidget()
        made.setObjectName("pane_body")
        hint = translate("administration", "Acto, persona o causa")
        self.search = SearchField(look, hint, hint)
        self.period = ChoiceField(look, translate("administration", "Período"))
        self.action = ChoiceField(look, translate("administration", "Acto"))
        self.period.picked.connect(lambda code: self.filter_picked.emit("period", code))
        self.action.picked.connect(lambda code: self.filter_picked.emit("action", code))
        self.tools = ToolRow(look)
        self.tools.set_search(self.search)
        self.tools.add_filter(self.period, 112)
        self.action.hide()
        self.tools.add_filter(self.action, 170)
        self.rows = AuditDelegate(look, TALL)
        self.list = RowList(self.rows, translate("administration", "Registros de la auditoría"))
        self.list.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.search.searched.connect(self.searched)
        self.search.down_pressed.connect(self._to_rows)
        self.search.left.connect(self._to_rows)
        find = QShortcut(QKeySequence("/"), self.list)
        find.setContext(Qt.ShortcutContext.WidgetShortcut)
        find.activated.connect(self.take_search)
        holder = QWidget()
        holder.setObjectName("pane_body")
        inset = QVBoxLayout(holder)
        inset.setContentsMargins(look.px(11), 0, look.px(11), look.px(8))
        inset.addWidget(self.chain)
        self._nothing = PlainLabel("", lines=True)
        self._nothing.setFont(look.font("input strong"))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.tools)
        rows.addWidget(holder)
        rows.addWidget(self._nothing, 1)
        rows.addWidget(self.list, 1)
        made.setFocusProxy(self.search)
        for before, after in pairwise((self.search, self.period, self.action, self.chain.act, self.list)):
            QWidget.setTabOrder(before, after)
        return made

    # -- what it shows

    def set_model(self, model: QAbstractItemModel) -> None:
        """A list model that answers ROW with an AuditRow."""
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)

    def set_choices(self, periods: tuple[tuple[str, str], ...], actions: tuple[tuple[str, str], ...]) -> None:
        """Periods and acts to narrow the search by; no acts hide that filter."""
        self.period.set_choices(periods)
        if not self.period.code() and periods:
            self.period.set_code(periods[0][0])
        self.action.set_choices(actions)
        if not self.action.code() and actions:
            self.action.set_code(actions[0][0])
        self._fit()

    def set_found(self, found: str, total: str) -> None:
        """How many were found, of how many there are."""
        self._count = found
        words = QCoreApplication.translate("administration", "de {total}").format(total=total)
        self.set_note("", words if total else "")
        self.update()

    def set_nothing(self, words: str) -> None:
        """Say that no record fits; empty words show the records again."""
        self._nothing.setText(words)
        self._nothing.setVisible(bool(words))
        self.list.setVisible(not words)

    def ask_purpose(self) -> None:
        """Show the question again; what was found is put away."""
        self._pages.setCurrentWidget(self.gate)
        self.set_found("", "")

    def show_results(self, purpose: str) -> None:
        """The purpose is given: search now."""
        self._pages.setCurrentWidget(self.results)
        words = QCoreApplication.translate(
            "administration", "{purpose} · sus lecturas también quedan anotadas"
        )
        self.foot.set_sentence(words.format(purpose=purpose))

    def asks_purpose(self) -> bool:
        """Whether the question is on screen."""
        return self._pages.currentWidget() is self.gate

    def set_purpose_verdict(self, verdict: Verdict) -> None:
        """What is wrong with case or reason."""
        self.purpose.set_verdict(verdict)
        self.give.setEnabled(not verdict.hindrance)
        self.gate_foot.say(verdict.hindrance)

    def take_focus(self) -> None:
        """The keyboard to the purpose that is asked, else to the search."""
        if self.asks_purpose():
            self.purpose.take_focus()
        else:
            self.take_search()

    def take_search(self) -> None:
        """What `/` and Ctrl F do."""
        if not self.asks_purpose():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("administration", "No se pudo leer la auditoría")

    def show_faded(self, faded: bool) -> None:
        """Old rows are paler."""
        self.list.set_faded(faded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide pane shows a record in one line."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl F searches."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.take_search()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        wide = self.width() >= self.look.px(WIDE)
        self.action.setVisible(wide and self.action.count() > 0)
        self.tools._place()
        if wide != self.rows.wide:
            self.rows.wide = wide
            self.list.set_row_height(FLAT if wide else TALL)

    def _give(self) -> None:
        if self.give.isEnabled():
            self.purpose_given.emit(self.purpose.values())

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        row = current.data(ROW)
        if isinstance(row, AuditRow):
            self.chosen.emit(row.number)

    def _to_rows(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_ahead(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() - value < 3 * self.list.viewport().height():
            self.more_wanted.emit()
