"""Role, act and reach: who may do what, in words; a cell is changed below, and its history is told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from widgets.administration.inline_form import InlineForm, save_words
from widgets.administration.register_pane import RegisterFoot
from widgets.administration.values import EntryField, MatrixCell, MatrixRole, Verdict
from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane
from widgets.plain_text import tip_text

ROW = 31
HEAD = 32
ROLE = 136
PEOPLE = 70
COLUMN = 84


class MatrixGrid(QWidget):
    """Painted cells; arrows walk, what does not fit scrolls along with the cursor.

    *Signals:* `cell_chosen(str, str)`: role and act; `opened(str, str)` on Enter, F2 or a double click.
    """

    cell_chosen = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._acts: tuple[tuple[str, str], ...] = ()
        self._roles: tuple[MatrixRole, ...] = ()
        self._at = (0, 0)
        self._first, self._top = 0, 0
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("administration", "Rol, acción y alcance"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def set_matrix(self, acts: tuple[tuple[str, str], ...], roles: tuple[MatrixRole, ...]) -> None:
        """Codes and words of the acts, and a line for each role."""
        self._acts, self._roles = acts, roles
        row, column = self._at
        self._at = (min(row, max(0, len(roles) - 1)), min(column, max(0, len(acts) - 1)))
        self._say()
        self.update()

    def chosen(self) -> tuple[str, str]:
        """Role and act of the cell under the cursor; empty words when there is none."""
        if not self._roles or not self._acts:
            return "", ""
        return self._roles[self._at[0]].code, self._acts[self._at[1]][0]

    def cell(self) -> MatrixCell:
        """The cell under the cursor."""
        return self._roles[self._at[0]].cells[self._at[1]] if self._roles and self._acts else MatrixCell()

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(900, self._look.px(HEAD + ROW * max(1, len(self._roles))))

    # -- keys and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and F2 open."""
        row, column = self._at
        step = {
            Qt.Key.Key_Left.value: (0, -1),
            Qt.Key.Key_Right.value: (0, 1),
            Qt.Key.Key_Up.value: (-1, 0),
            Qt.Key.Key_Down.value: (1, 0),
        }.get(event.key())
        if step is not None:
            self._go(row + step[0], column + step[1])
        elif event.key() == Qt.Key.Key_Home:
            self._go(row, 0)
        elif event.key() == Qt.Key.Key_End:
            self._go(row, len(self._acts) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(*self.chosen())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        found = self._cell_at(event.position())
        if found is not None:
            self._go(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if self._cell_at(event.position()) is not None:
            self.opened.emit(*self.chosen())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the roles; with Shift, or sideways, the acts."""
        turn = event.angleDelta()
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = -1 if (turn.x() or turn.y()) > 0 else 1
            self._first = max(0, min(len(self._acts) - self._shown_acts(), self._first + step))
        elif turn.y():
            most = max(0, len(self._roles) - self._shown_roles())
            self._top = max(0, min(most, self._top + (-1 if turn.y() > 0 else 1)))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard only."""
        self._ringed = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A head that was cut is told in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._cell_at(QPointF(event.pos()))
            words = ""
            if found is not None:
                words = f"{self._roles[found[0]].title} · {self._acts[found[1]][1]}"
            QToolTip.showText(event.globalPos(), tip_text(words), self)
            return True
        return super().event(event)

    def _go(self, row: int, column: int) -> None:
        if not self._roles or not self._acts:
            return
        row = max(0, min(len(self._roles) - 1, row))
        column = max(0, min(len(self._acts) - 1, column))
        self._first = min(self._first, column)
        self._first = max(self._first, column - self._shown_acts() + 1)
        self._top = max(min(self._top, row), row - self._shown_roles() + 1)
        if (row, column) != self._at:
            self._at = (row, column)
            self._say()
            self.cell_chosen.emit(*self.chosen())
        self.update()

    def _say(self) -> None:
        if self._roles and self._acts:
            role, cell = self._roles[self._at[0]], self.cell()
            nothing = QCoreApplication.translate("administration", "no puede")
            self.setAccessibleDescription(
                f"{role.title}. {self._acts[self._at[1]][1]}: {cell.words or nothing}"
            )

    # -- where things are

    def _left(self) -> float:
        return float(self._look.px(ROLE + PEOPLE))

    def _step(self) -> float:
        """How wide a column is: those that fit share the room."""
        room = max(1.0, self.width() - self._left() - self._look.px(18))
        fit = max(1, int(room // self._look.px(COLUMN)))
        return room / max(1, min(fit, len(self._acts) or 1))

    def _shown_acts(self) -> int:
        room = max(1.0, self.width() - self._left() - self._look.px(18))
        return max(1, min(len(self._acts), int(room // self._look.px(COLUMN))))

    def _shown_roles(self) -> int:
        return max(1, int((self.height() - self._look.px(HEAD)) // self._look.px(ROW)))

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        look = self._look
        row = self._top + int((point.y() - look.px(HEAD)) // look.px(ROW))
        column = self._first + int((point.x() - self._left()) // self._step())
        inside = point.y() >= look.px(HEAD) and point.x() >= self._left()
        return (row, column) if inside and row < len(self._roles) and column < len(self._acts) else None

    # -- how it is drawn

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heads, then a line for each role."""
        ink, look = Ink(QPainter(self), self._look), self._look
        self._paint_heads(ink)
        for number, role in enumerate(self._roles[self._top :]):
            top = look.px(HEAD) + number * look.px(ROW)
            if top > self.height():
                break
            line = QRectF(0, top, self.width(), look.px(ROW))
            self._paint_role(ink, line, role, number + self._top)

    def _paint_heads(self, ink: Ink) -> None:
        look = self._look
        head = QRectF(0, 0, self.width(), look.px(HEAD))
        inset = look.px(12)
        ink.text(head.adjusted(inset, 0, 0, 0), QCoreApplication.translate("administration", "Rol"),
                 "body strong", "text.secondary")  # fmt: skip
        people = QRectF(look.px(ROLE), 0, look.px(PEOPLE) - inset, head.height())
        ink.text(
            people,
            QCoreApplication.translate("administration", "personas"),
            "caption",
            "text.secondary",
            "right",
        )
        step, last = self._step(), self._first + self._shown_acts()
        for place, (_, words) in enumerate(self._acts[self._first : last]):
            area = QRectF(self._left() + place * step, 0, step, head.height())
            ink.text(area.adjusted(2, 0, -2, 0), words, "body strong", "text.secondary", "centre")
        if self._first:
            ink.icon(self._left() - look.px(8), head.center().y(), "caret-left", 12, "accent.text")
        if last < len(self._acts):
            ink.icon(self.width() - look.px(14), head.center().y(), "caret-right", 12, "accent.text")
        ink.rule(0, self.width(), head.bottom() - 1)

    def _paint_role(self, ink: Ink, line: QRectF, role: MatrixRole, number: int) -> None:
        look = self._look
        here = number == self._at[0]
        if here:
            ink.fill(line, "surface.selected")
            ink.fill(QRectF(0, line.top(), look.size("size.selection_bar"), line.height()), "accent.bar")
        else:
            ink.rule(look.px(12), line.right() - look.px(6), line.bottom() - 1)
        name = QRectF(look.px(12), line.top(), look.px(ROLE - 4), line.height())
        ink.text(name, role.title, "body heavy" if here else "body medium", "text.primary")
        if role.people is not None:
            people = QRectF(look.px(ROLE), line.top(), look.px(PEOPLE - 12), line.height())
            ink.text(people, look.locale.toString(role.people), "body", "text.secondary", "right")
        step = self._step()
        for place in range(self._shown_acts()):
            column = self._first + place
            if column >= len(role.cells):
                break
            area = QRectF(self._left() + place * step, line.top(), step, line.height() - 1)
            self._paint_cell(ink, area, role.cells[column], here and column == self._at[1])

    def _paint_cell(self, ink: Ink, area: QRectF, cell: MatrixCell, chosen: bool) -> None:
        """A word; a chip with an icon where it is bound to a condition; a dash where it is denied."""
        look = self._look
        icon = "hourglass-medium" if cell.waits else cell.condition
        words = cell.words or "—"
        wide = ink.width(words, "body medium") + (look.px(20) if icon else 0)
        boxed = bool(icon) or chosen
        if boxed:
            room = min(area.width() - look.px(4), wide + look.px(14))
            box = QRectF(area.center().x() - room / 2, area.center().y() - look.px(11), room, look.px(22))
            edge = "outline.control" if cell.grave else "outline.default"
            if chosen:
                edge = "focus.ring" if self._ringed and self.hasFocus() else "accent.bar"
            ink.box(
                box, look.size("radius.chip"), "surface.raised" if icon else "", edge, 2.0 if chosen else 1.0
            )
        left = max(area.left() + look.px(6), area.center().x() - wide / 2)
        if icon:
            ink.icon(
                left - look.px(1),
                area.center().y(),
                icon,
                14,
                "accent.text" if cell.waits else "text.secondary",
            )
            left += look.px(20)
        tone = "accent.text" if cell.waits else "text.primary" if cell.words else "text.tertiary"
        ink.text(QRectF(left, area.top(), area.right() - left - 3, area.height()), words, "body medium", tone)


class MatrixPane(Pane):
    """The matrix with what its cells say; F2 changes one, below.

    *Signals:* `cell_chosen(str, str)`: role and act; `opened(str, str)` to change it; `edited(dict)`;
    `saved(dict)`; `history_requested(str, str)`.
    """

    cell_chosen = Signal(str, str)
    opened = Signal(str, str)
    edited = Signal(dict)
    saved = Signal(dict)
    history_requested = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        title = translate("administration", "Rol, acción y alcance")
        super().__init__(look, "grid-four", title, parent)
        self.grid = MatrixGrid(look)
        self.grid.cell_chosen.connect(self.cell_chosen)
        self.grid.opened.connect(self.opened)
        self.form = InlineForm(look, save_words())
        self.form.hide()
        self.form.changed.connect(self.edited)
        self.form.accepted.connect(self.saved)
        self.form.left.connect(self.leave_form)
        self.foot = RegisterFoot(look, "", translate("administration", "Historial de la celda"))
        self.foot.act.clicked.connect(lambda: self.history_requested.emit(*self.grid.chosen()))
        under = QWidget()
        under.setObjectName("pane_body")
        rows = QVBoxLayout(under)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.form)
        rows.addWidget(self.foot)
        self.set_body(self.grid)
        self.set_foot(under)

    def set_matrix(self, acts: tuple[tuple[str, str], ...], roles: tuple[MatrixRole, ...]) -> None:
        """Another matrix; the cursor stays."""
        self.grid.set_matrix(acts, roles)
        self._count = ""
        words = QCoreApplication.translate("administration", "{n} roles").format(n=len(roles))
        self._count = words
        self.update()

    def set_chosen(self, note: str, sentence: str) -> None:
        """What the chosen role and cell mean, in words."""
        self.set_note("", note)
        self.foot.set_sentence(sentence)

    def show_form(self, fields: tuple[EntryField, ...], verdict: Verdict) -> None:
        """Open the form for the chosen cell."""
        self.form.set_fields(fields)
        self.form.set_verdict(verdict)
        self.form.setFixedHeight(self.form.heightForWidth(self.width()))
        self.form.show()
        self.form.take_focus()

    def leave_form(self) -> None:
        """Shut it; the keyboard goes back to the cells."""
        self.form.hide()
        self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def error_title(self) -> str:
        """What failed."""
        return QCoreApplication.translate("administration", "No se pudieron leer los permisos")
