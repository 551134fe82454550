"""A register: search and filters, the rows, a form under the row that is edited, and what is done below."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.administration.inline_form import InlineForm, save_words
from widgets.administration.register_heads import RegisterHeads
from widgets.administration.register_table import RegisterTable
from widgets.administration.search import SearchField
from widgets.administration.tool_row import ToolRow
from widgets.administration.values import Column
from widgets.buttons import ActionButton
from widgets.choices import ChoiceField
from widgets.ink import Ink
from widgets.look import Look
from widgets.page_tabs import PageTabs
from widgets.pane import Pane


class RegisterFoot(QWidget):
    """34 px under a list: a quiet sentence, and an act at the right."""

    def __init__(self, look: Look, sentence: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._sentence = look, sentence
        self.act = ActionButton(look, act, self, kind="flat", height=26, font="body heavy")
        self.act.setHidden(not act)
        self.setFixedHeight(look.px(34))
        self.setAccessibleName(sentence)

    def set_sentence(self, sentence: str) -> None:
        """Another sentence."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.setAccessibleName(sentence)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act at the right."""
        hint = self.act.sizeHint()
        wide = min(hint.width(), self.width() // 2)
        self.act.setGeometry(self.width() - wide - self._look.px(6), self._look.px(4), wide, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rule above, the sentence."""
        ink, look = Ink(QPainter(self), self._look), self._look
        ink.rule(0, self.width(), 0)
        right = self.act.geometry().left() if not self.act.isHidden() else self.width()
        area = QRectF(look.px(12), 1, right - look.px(20), self.height() - 1)
        ink.text(area, self._sentence, "caption", "text.secondary")


class RegisterPane(Pane):
    """The pane of a register.

    *Signals:* `searched(str)`; `filter_picked(str, str)`: a filter's name and the chosen code;
    `tab_picked(str)`; `order_picked(str, bool)`; `chosen(str)`; `opened(str)` to edit; `new_requested`;
    `more_wanted`; `edited(str, dict)`: the open row's key and every value of its form; `saved(str, dict)`;
    `edit_left`; `foot_act_requested`.
    """

    searched = Signal(str)
    filter_picked = Signal(str, str)
    tab_picked = Signal(str)
    order_picked = Signal(str, bool)
    chosen = Signal(str)
    opened = Signal(str)
    new_requested = Signal()
    more_wanted = Signal()
    edited = Signal(str, dict)
    saved = Signal(str, dict)
    edit_left = Signal()
    foot_act_requested = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        columns: tuple[Column, ...],
        *,
        hint: str,
        new_words: str = "",
        foot: str = "",
        foot_act: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, icon, title, parent)
        self._filters: dict[str, ChoiceField] = {}
        self._hindrance, self._foot_words = "", foot
        self.search = SearchField(look, hint, hint)
        self.new = ActionButton(look, new_words, kind="default", icon="plus", height=34)
        self.tools = ToolRow(look)
        self.tools.set_search(self.search)
        if not new_words:
            self.new.hide()
        self.tools.set_act(self.new)
        self.tabs = PageTabs(look)
        self.tabs.setFixedHeight(look.px(38))
        self.tabs.hide()
        self.heads = RegisterHeads(look, columns)
        self.table = RegisterTable(look, title, self.heads, columns)
        self.form = InlineForm(look, save_words(), self.table.viewport())
        self.form.hide()
        body = QWidget()
        body.setObjectName("pane_body")
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.tabs, self.tools, self.heads):
            rows.addWidget(part)
        rows.addWidget(self.table, 1)
        self._nothing = _Nothing(look, body)
        self._nothing.hide()
        rows.addWidget(self._nothing, 1)
        self.set_body(body)
        self.foot = RegisterFoot(look, foot, foot_act)
        self.set_foot(self.foot)
        self.foot.setVisible(bool(foot))
        self._connect()
        self._chain()

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.search.down_pressed.connect(self._to_rows)
        self.search.left.connect(self._to_rows)
        self.new.clicked.connect(self.new_requested)
        self.tabs.picked.connect(self._tab)
        self.heads.order_picked.connect(self.order_picked)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self._opened)
        self.table.more_wanted.connect(self.more_wanted)
        self.form.changed.connect(lambda values: self.edited.emit(self.table.open_key(), values))
        self.form.accepted.connect(lambda values: self.saved.emit(self.table.open_key(), values))
        self.form.left.connect(self.leave_form)
        self.foot.act.clicked.connect(self.foot_act_requested)
        find = QShortcut(QKeySequence("/"), self.table)
        find.setContext(Qt.ShortcutContext.WidgetShortcut)
        find.activated.connect(self.take_search)
        find.setWhatsThis(self.search.accessibleName())

    def take_focus(self) -> None:
        """The keyboard to the rows, to the search while there are none.

        The body is no proxy of theirs: Tab would skip what stands over them.
        """
        (self.search if self.table.isHidden() else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what is over the rows

    def set_model(self, model: QAbstractItemModel) -> None:
        """A table model that answers ROW with a RegisterRow (None while it is awaited) in every column."""
        self.table.setModel(model)

    def set_tabs(self, tabs: tuple[tuple[str, str], ...]) -> None:
        """States to choose among, with how many are in each."""
        self.tabs.set_pages(tabs)
        self.tabs.setVisible(bool(tabs))

    def set_filter(
        self, name: str, words: str, choices: tuple[tuple[str, str], ...], width: int = 136
    ) -> None:
        """A filter with its choices; the first holds until another is chosen."""
        field = self._filters.get(name)
        if field is None:
            field = self._filters[name] = ChoiceField(self.look, words)
            field.picked.connect(lambda code, told=name: self.filter_picked.emit(told, code))
            self.tools.add_filter(field, width)
            self._chain()
        field.set_choices(choices)
        if not field.code() and choices:
            field.set_code(choices[0][0])

    def _chain(self) -> None:
        """Tab goes as the eye does: tabs, search, filters, the new one, heads, rows."""
        order: list[QWidget] = [
            self.tabs,
            self.search,
            *self._filters.values(),
            self.new,
            self.heads,
            self.table,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_found(self, total: int | None, found: int | None = None) -> None:
        """How many things there are, and how many of them the search has found."""
        number = self.look.locale.toString
        self._count = "" if total is None else number(total)
        self.search.set_found("" if found is None else number(found))
        self.update()

    def set_nothing(self, title: str, detail: str = "") -> None:
        """Say under the heads that no row fits; an empty title shows the rows again."""
        if title and self.table.hasFocus():  # a hidden list would hand the keyboard to another pane
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._nothing.say(title, detail)
        self._nothing.setVisible(bool(title))
        self.table.setVisible(not title)

    def set_hindrance(self, why: str) -> None:
        """Why nothing can be changed now (no line, read only); empty when it can."""
        if why == self._hindrance:
            return
        self._hindrance = why
        self.new.setEnabled(not why)
        self.new.setAccessibleDescription(why)
        self.table.set_able(not why)
        self.foot.set_sentence(why or self._foot_words)
        self.foot.setVisible(bool(why or self._foot_words))

    def hindrance(self) -> str:
        """Why nothing can be changed now."""
        return self._hindrance

    def take_search(self) -> None:
        """What `/` and Ctrl F do."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- the form

    def show_form(self, key: str, words: str) -> bool:
        """Open the form under a row; its fields are set before. False when the row is not there."""
        if not self.table.open_form(key, self.form, words):
            return False
        self.form.take_focus()
        return True

    def leave_form(self) -> None:
        """Shut the form; the keyboard goes back to the rows."""
        if self.table.open_key() or not self.form.isHidden():
            self.table.close_form()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.edit_left.emit()

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("administration", "No se pudo leer esta lista")

    def show_faded(self, faded: bool) -> None:
        """Old rows are paler."""
        self.table.set_faded(faded)

    def _opened(self, key: str) -> None:
        self.opened.emit(key)

    def _tab(self, code: str) -> None:
        self.tabs.set_page(code)
        self.tab_picked.emit(code)

    def _to_rows(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


class _Nothing(QWidget):
    """The sentence of a list with no rows."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._title, self._detail = look, "", ""

    def say(self, title: str, detail: str) -> None:
        self._title, self._detail = title, detail
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, look = Ink(QPainter(self), self._look), self._look
        middle = self.height() * 0.4
        line = QRectF(look.px(16), middle - look.px(24), self.width() - look.px(32), look.px(24))
        ink.text(line, self._title, "input strong", "text.primary", "centre")
        line.translate(0, look.px(24))
        ink.text(line, self._detail, "body", "text.secondary", "centre")
