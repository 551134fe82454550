"""Smaller parts of the call form: agencies, tags of the narrative, a possible duplicate."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from domain.agency import Agency
from widgets.buttons import ActionButton
from widgets.incident_types import agency_word
from widgets.ink import Ink
from widgets.look import Look
from widgets.plain_text import tip

OFFERED = (Agency.POLICE, Agency.MEDICAL, Agency.FIRE, Agency.CIVIL_PROTECTION)


@dataclass(frozen=True, slots=True)
class Tag:
    """Something found in the narrative: an icon of the Phosphor font and the words."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """What may be the same event: what it is, why one may think so, and how many more there are.

    `linked`: a person has said so, and may take it back.
    """

    code: str
    words: str
    why: str = ""
    more: int = 0
    linked: bool = False


class Agencies(QWidget):
    """Which agencies take part: four buttons that stay down.

    *Signals:* `changed(tuple)` of Agency.
    """

    changed = Signal(tuple)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Agency, ActionButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        for agency in OFFERED:
            button = ActionButton(
                look, agency_word(agency), kind="toggle", icon="plus", height=30, font="body strong"
            )
            button.setCheckable(True)
            button.setMinimumWidth(look.px(60))
            button.toggled.connect(lambda on, shown=button: shown.set_icon("check" if on else "plus"))
            button.clicked.connect(self._tell)
            self._buttons[agency] = button
            row.addWidget(button, 1)

    def set_agencies(self, agencies: tuple[Agency, ...]) -> None:
        """Show these as taking part, without a signal."""
        for agency, button in self._buttons.items():
            button.setChecked(agency in agencies)

    def agencies(self) -> tuple[Agency, ...]:
        """Those that take part."""
        return tuple(agency for agency, button in self._buttons.items() if button.isChecked())

    def buttons(self) -> list[ActionButton]:
        """In the order shown."""
        return list(self._buttons.values())

    def _tell(self) -> None:
        self.changed.emit(self.agencies())


class Tags(QWidget):
    """What was marked in the narrative, as chips on one line; those that do not fit are counted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tags: tuple[Tag, ...] = ()
        self.setFixedHeight(look.px(26))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_tags(self, tags: tuple[Tag, ...]) -> None:
        """Show these."""
        self._tags = tags
        self.setAccessibleName(", ".join(tag.words for tag in tags))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips from the left."""
        ink, look = Ink(QPainter(self), self._look), self._look
        left, middle = 0.0, self.height() / 2
        for place, tag in enumerate(self._tags):
            width = ink.width(tag.words, "caption strong") + look.px(34)
            if left + width > self.width():
                more = QCoreApplication.translate("call_form", "+{n}").format(n=len(self._tags) - place)
                ink.text(
                    QRectF(left, 0, self.width() - left, self.height()), more, "caption", "text.secondary"
                )
                return
            area = QRectF(left, 1, width, self.height() - 2)
            ink.box(area, look.size("radius.chip"), "surface.raised", "outline.default")
            ink.icon(left + look.px(8), middle, tag.icon, 14, "text.secondary")
            text = area.adjusted(look.px(27), 0, 0, 0)
            ink.text(text, tag.words, "caption strong", "text.primary", elide=False)
            left += round(width + look.px(6))


class DuplicateLine(QWidget):
    """What may be the same event, and the act that joins them or takes it back.

    *Signals:* `link_requested(str)` and `unlink_requested(str)` with the duplicate's code; `next_requested()`
    for another proposal.
    """

    link_requested = Signal(str)
    unlink_requested = Signal(str)
    next_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._duplicate: Duplicate | None = None
        self.setFixedHeight(look.px(34))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QCoreApplication.translate("call_form", "Vincular")
        self._link = ActionButton(look, words, self, kind="flat", key="F10", height=28, key_first=True)
        self._link.clicked.connect(self._ask)

    def set_duplicate(self, duplicate: Duplicate | None) -> None:
        """Show it, or none."""
        self._duplicate = duplicate
        self._link.setEnabled(duplicate is not None)
        translate = QCoreApplication.translate
        linked = duplicate is not None and duplicate.linked
        self._link.set_words(
            translate("call_form", "Desvincular") if linked else translate("call_form", "Vincular")
        )
        self._place()
        told = f"{duplicate.words}. {duplicate.why}" if duplicate is not None else ""
        self.setAccessibleName(told)
        tip(self, told)
        self.update()

    def is_set(self) -> bool:
        """Whether there is one."""
        return self._duplicate is not None

    def _ask(self) -> None:
        if self._duplicate is None:
            return
        if self._duplicate.linked:
            self.unlink_requested.emit(self._duplicate.code)
        else:
            self.link_requested.emit(self._duplicate.code)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The next proposal."""
        self.next_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act stands at the right."""
        self._place()

    def _place(self) -> None:
        size, high = self._link.sizeHint(), self._look.px(28)
        left = self.width() - size.width() - 2
        self._link.setGeometry(left, (self.height() - high) // 2, size.width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised line: what it is, why, and how many more."""
        ink, look, shown = Ink(QPainter(self), self._look), self._look, self._duplicate
        area = QRectF(self.rect())
        ink.box(area, look.size("radius.control"), "surface.raised")
        if shown is None:
            return
        linked = shown.linked
        icon, colour = ("link", "accent.text") if linked else ("copy", "text.secondary")
        ink.icon(look.px(11), area.center().y(), icon, 16, colour)
        line = QRectF(look.px(34), 0, self._link.x() - look.px(38), area.height())
        if shown.more:
            more = QCoreApplication.translate("call_form", "+{n}").format(n=shown.more)
            line.setRight(
                line.right() - ink.text(line, more, "caption", "text.secondary", "right") - look.px(6)
            )
        line.setLeft(line.left() + ink.text(line, shown.words, "body medium", "text.primary") + look.px(8))
        ink.text(line, shown.why, "body", "text.secondary")
