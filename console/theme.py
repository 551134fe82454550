"""The look of this desk: one theme at one scale in one language, with Inter where the machine has it."""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.language import locale_of
from widgets import style
from widgets.look import Look
from widgets.tokens import THEMES, MissingToken

log = logging.getLogger("atalaya.theme")


def before_application() -> None:
    """What must be said before the application exists: pixel ratios are used as they are."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QGuiApplication.setApplicationName("atalaya")
    QGuiApplication.setDesktopFileName("atalaya")


def dress(app: QApplication, theme: str, language: str, text: int = 100) -> Look:
    """Return the look, applied to the whole application; `text` in per cent of the design's sizes.

    A theme that is not whole is not used: the other one is, and `Look.complaint` says which token is missing.
    """
    scale, locale = text / 100, locale_of(language)
    try:
        look = Look(theme, scale=scale, locale=locale)
    except MissingToken as missing:
        log.error("%s", missing)
        look = Look(next(other for other in THEMES if other != theme), scale=scale, locale=locale)
        look.complaint = str(missing)
    style.apply(app, look)
    return look
