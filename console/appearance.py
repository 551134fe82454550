"""Theme, language and size of text while somebody works: by the person's menu and by command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from console.command_line import LANGUAGE, TEXT_SIZE, THEME, Order
from console.presenters.orders import OrdersPresenter, Work
from widgets.command_line import Meaning

translate = QCoreApplication.translate

TEXT_SIZES = (100, 125, 150, 200)
"""Per cent of the design's sizes, of text and of everything that holds it."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How this desk looks and speaks."""

    theme: str
    language: str
    text: int = 100


def theme_words(theme: str) -> str:
    """Name a theme."""
    return (
        translate("appearance", "Tema oscuro") if theme == "dark" else translate("appearance", "Tema claro")
    )


def language_words(language: str) -> str:
    """Name a language, in itself."""
    return "Español" if language == "es" else "English"


def text_words(per_cent: int) -> str:
    """Name a size of text."""
    return translate("appearance", "Letra al {n} %").format(n=per_cent)


def offer(menu: QMenu, now: Appearance, change: Callable[[Appearance], None]) -> None:
    """Add what may be changed to the person's menu; what holds now is ticked and does nothing."""
    groups = (
        [(theme_words(theme), replace(now, theme=theme)) for theme in ("dark", "light")],
        [(language_words(one), replace(now, language=one)) for one in ("es", "en")],
        [(text_words(size), replace(now, text=size)) for size in TEXT_SIZES],
    )
    for group in groups:
        for words, wanted in group:
            act = menu.addAction(words)
            act.setCheckable(True)
            act.setChecked(wanted == now)
            if wanted != now:
                act.triggered.connect(lambda _=False, wanted=wanted: change(wanted))
        menu.addSeparator()


def teach(
    orders: OrdersPresenter, now: Callable[[], Appearance], change: Callable[[Appearance], None]
) -> None:
    """Teach the command line to change theme, language and size of text."""

    def handler(
        act: str, missing: str, wanted: Callable[[str], tuple[str, Appearance]]
    ) -> Callable[[Order], Work]:
        def work(order: Order) -> Work:
            if not order.word:
                return Meaning(act, missing, wrong=True), None
            words, changed = wanted(order.word)
            if changed == now():
                return Meaning(words, translate("appearance", "ya está así"), wrong=True), None
            return Meaning(words), lambda: change(changed)

        return work

    orders.learn(
        THEME,
        handler(
            translate("appearance", "tema"),
            translate("appearance", "oscuro o claro"),
            lambda word: (theme_words(word), replace(now(), theme=word)),
        ),
    )
    orders.learn(
        LANGUAGE,
        handler(
            translate("appearance", "idioma"),
            translate("appearance", "español o english"),
            lambda word: (language_words(word), replace(now(), language=word)),
        ),
    )
    orders.learn(
        TEXT_SIZE,
        handler(
            translate("appearance", "tamaño de la letra"),
            ", ".join(str(size) for size in TEXT_SIZES),
            lambda word: (text_words(int(word)), replace(now(), text=int(word))),
        ),
    )


def person_menu(
    parent: QWidget,
    now: Appearance,
    change: Callable[[Appearance], None],
    acts: tuple[tuple[str, Callable[[], object]], ...],
) -> QMenu:
    """Return the menu at the person's name: how the desk looks, then what else the person may do."""
    menu = QMenu(parent)
    menu.setAccessibleName(translate("appearance", "Menú de la persona"))
    offer(menu, now, change)
    for words, act in acts:
        menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
