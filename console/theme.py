"""The look of this desk: one theme at one scale in one language, with Inter where the machine has it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.language import locale_of
from widgets import style
from widgets.look import Look


def before_application() -> None:
    """What must be said before the application exists: pixel ratios are used as they are."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QGuiApplication.setApplicationName("atalaya")
    QGuiApplication.setDesktopFileName("atalaya")


def dress(app: QApplication, theme: str, language: str) -> Look:
    """Return the look, applied to the whole application."""
    look = Look(theme, locale=locale_of(language))
    style.apply(app, look)
    return look
