"""The command line: what is typed, and beside it what Enter will do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from widgets.fields import is_key_of_a_pane
from widgets.ink import Ink
from widgets.keys import KeyHere, shortcut
from widgets.look import Look
from widgets.offer_list import Offer, OfferList
from widgets.style import mark


@dataclass(frozen=True, slots=True)
class Meaning:
    """What Enter will do: the act in bold, its object; or, when `wrong`, why it will do nothing."""

    act: str = ""
    detail: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key at the right: F2 Atender."""

    key: str
    words: str


class CommandLine(QWidget):
    """44 px over the status bar.

    *Signals:* `edited(str)` at every keystroke; `entered(str)` on Enter; `left` on Escape (the text stays).
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._meaning = Meaning()
        self._keys: tuple[KeyHint, ...] = ()
        self._past: tuple[str, ...] = ()
        self._at = 0
        self._offers: OfferList | None = None
        self.field = QLineEdit(self)
        self.field.setAccessibleName(QCoreApplication.translate("command_line", "Línea de órdenes"))
        self.field.setFont(look.font("input mono"))
        self.field.setMaxLength(240)
        mark(self.field, "bare", True)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        shortcut(self, "Ctrl K", self.field.accessibleName(), self.take_focus)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_meaning(self, meaning: Meaning) -> None:
        """What Enter will do with what is typed now."""
        if meaning != self._meaning:
            self._meaning = meaning
            self.field.setAccessibleDescription(f"{meaning.act} {meaning.detail}".strip())
            self.update()

    def set_offers(self, offers: tuple[Offer, ...]) -> None:
        """How the line may go on: a list over it while it has the keyboard."""
        if self._offers is None:
            if not offers:
                return
            # Beside the line, not in the frame of all windows: it goes when the line goes, and hides with it.
            self._offers = OfferList(self._look, self.parentWidget() or self)
            self._offers.picked.connect(self._accept)
        self._offers.set_offers(offers if self.field.hasFocus() else ())
        self._offers.stand_on(self, round(self._box().left()))

    def offers(self) -> tuple[Offer, ...]:
        """What the list shows now."""
        return self._offers.offers() if self._offers is not None and self._offers.isVisible() else ()

    def set_past(self, lines: tuple[str, ...]) -> None:
        """What was carried out before, the oldest first: Up and Ctrl R bring it back."""
        self._past, self._at = lines, len(lines)

    def set_keys(self, keys: tuple[KeyHint, ...]) -> None:
        """The keys that work now."""
        self._keys = keys
        self.update()

    def set_text(self, text: str) -> None:
        """A completion, or nothing after a command went out."""
        self.field.setText(text)
        self.update()

    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    def take_focus(self) -> None:
        """What Ctrl K does."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the line."""
        translate = QCoreApplication.translate
        return (
            KeyHere("↵", translate("keys", "ejecutar la orden")),
            KeyHere("Tab", translate("keys", "completar")),
            KeyHere("↑ ↓", translate("keys", "órdenes anteriores, o elegir de la lista")),
            KeyHere("Ctrl R", translate("keys", "buscar en las órdenes anteriores")),
            KeyHere("Esc", translate("keys", "volver, la orden queda")),
        )

    def sizeHint(self) -> QSize:
        """44 px."""
        return QSize(400, self._look.size("size.command_line"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab completes, arrows choose an offer or recall, Escape closes the list, then leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.set_offers(())
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                event.accept()  # in here it searches what was typed before, whatever it does on the page
                return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if is_key_of_a_pane(event):
            return True
        return self._press(event) or super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Tab and self.field.text():
            self._complete()
        elif key == Qt.Key.Key_Backtab and self._chosen() is not None:
            self._step(-1)
        elif key == Qt.Key.Key_Down and self.offers() and self._at == len(self._past):
            self._step(1)
        elif key == Qt.Key.Key_Up and self._chosen() is not None:
            self._step(-1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._past:
            self._recall(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_R and held == Qt.KeyboardModifier.ControlModifier:
            self._search_past()
        elif key == Qt.Key.Key_Escape:
            if self.offers():
                self.set_offers(())
            else:
                self.left.emit()
        else:
            return False
        return True

    def _complete(self) -> None:
        """The chosen offer, the only one, as far as all agree, or else the first is chosen."""
        offers, list_ = self.offers(), self._offers
        if list_ is None or not offers:
            return
        chosen = list_.chosen() or (offers[0] if len(offers) == 1 else None)
        if chosen is not None:
            self._accept(chosen.line)
            return
        shared = list_.shared()
        if len(shared) > len(self.field.text()):
            self._accept(shared)
        else:
            self._step(1)

    def _chosen(self) -> Offer | None:
        return self._offers.chosen() if self._offers is not None and self.offers() else None

    def _step(self, by: int) -> None:
        assert self._offers is not None, "something is offered"
        self._offers.step(by)
        chosen = self._offers.chosen()
        if chosen is not None:
            self.field.setAccessibleDescription(f"{chosen.shown}. {chosen.meaning}")

    def _accept(self, line: str) -> None:
        self.field.setText(line)
        self._typed(line)

    def _recall(self, by: int) -> None:
        self._at = max(0, min(len(self._past), self._at + by))
        self.field.setText(self._past[self._at] if self._at < len(self._past) else "")
        self.edited.emit(self.field.text())
        self.set_offers(())
        self.update()

    def _search_past(self) -> None:
        """Offer what was carried out before and holds what is typed now, the latest first."""
        words = self.field.text().strip().casefold()
        found = [line for line in reversed(self._past) if words in line.casefold()]
        self.set_offers(tuple(Offer(line, line.strip(), "") for line in found[:8]))

    def _typed(self, text: str) -> None:
        self._at = len(self._past)
        self.edited.emit(text)
        self.update()

    def _enter(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._accept(chosen.line)
            return
        text = self.field.text().strip()
        if text:
            self.entered.emit(text)

    def _box(self) -> QRectF:
        look = self._look
        wide = min(look.px(620), max(look.px(240), self.width() * 0.34))
        height = look.px(32)
        return QRectF(look.px(42), (self.height() - height) / 2, wide, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field takes a third of the width."""
        box, look = self._box(), self._look
        inner = box.adjusted(look.px(11), 2, -look.px(62), -2)
        self.field.setGeometry(inner.toRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Prompt, field, what Enter does, keys."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.fill(area, "surface.bar")
        ink.rule(0, area.right(), 0)
        middle, box = area.center().y(), self._box()
        ink.icon(look.px(14), middle, "terminal-window", 18, "text.secondary")
        here = self.field.hasFocus()
        ink.box(
            box,
            look.size("radius.control"),
            "surface.field",
            "focus.ring" if here else "outline.control",
            2 if here else 1,
        )
        ink.key_cap(box.right() - look.px(7), middle, "Ctrl K")
        self._paint_hint(ink, box)
        # What Enter will do is read whole before any key's name is.
        meant = ink.width(self._meaning.act, "body heavy") + ink.width(self._meaning.detail, "body")
        right = self._paint_keys(ink, area, box.right() + max(look.px(160), meant + look.px(86)))
        self._paint_meaning(
            ink, QRectF(box.right() + look.px(18), 0, right - box.right() - look.px(34), area.height())
        )

    def _paint_hint(self, ink: Ink, box: QRectF) -> None:
        look = self._look
        typed = ink.width(self.field.text(), "input mono")
        hint = QCoreApplication.translate("command_line", "tab completa · ↵ ejecuta")
        left = box.left() + look.px(20) + typed
        room = box.right() - look.px(64) - left
        if ink.width(hint, "caption") < room:
            ink.text(QRectF(left, 0, room, self.height()), hint, "caption", "text.tertiary", elide=False)

    def _paint_keys(self, ink: Ink, area: QRectF, least: float) -> float:
        look = self._look
        right = area.right() - look.px(14)
        room, fitting = right - least, list[KeyHint]()
        for hint in self._keys:  # what stands first is needed most: it stays longest
            room -= ink.width(hint.words, "body") + ink.key_width(hint.key) + look.px(24)
            if room < 0:
                break
            fitting.append(hint)
        for hint in reversed(fitting):
            right -= ink.text(
                QRectF(0, 0, right, area.height()), hint.words, "body", "text.secondary", "right", elide=False
            )
            right = ink.key_cap(right - look.px(7), area.center().y(), hint.key) - look.px(16)
        return right

    def _paint_meaning(self, ink: Ink, area: QRectF) -> None:
        look, meaning = self._look, self._meaning
        if not meaning.act and not meaning.detail:
            return
        icon, tone = ("warning", "severity.high") if meaning.wrong else ("arrow-right", "accent.text")
        ink.icon(area.left(), area.center().y(), icon, 16, tone)
        line = area.adjusted(look.px(26), 0, 0, 0)
        drawn = ink.text(line, meaning.act, "body heavy", tone if meaning.wrong else "text.primary")
        ink.text(line.adjusted(drawn + look.px(8), 0, 0, 0), meaning.detail, "body", "text.secondary")
