"""The user's language: Spanish is in the source, English in resources/i18n/en.ts.

After new sentences, update the file and translate what it then calls unfinished (a test names the missing):
`pyside6-lupdate -no-obsolete -locations none FILES -ts resources/i18n/en.ts`, where FILES are the modules of
console/ and widgets/ without the gallery and its samples.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from resources.paths import path

log = logging.getLogger("atalaya.language")

LANGUAGES = ("es", "en")


def locale_of(language: str) -> QLocale:
    """Return how numbers and dates are written in that language at this site."""
    if language == "en":
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(QLocale.Language.Spanish, QLocale.Country.Argentina)


def speak(app: QApplication, language: str, cache: Path) -> QTranslator | None:
    """Make the application speak; keep the translator that is returned for as long as it should."""
    QLocale.setDefault(locale_of(language))
    if language == "es":
        return None
    file = _compiled(language, cache)
    translator = QTranslator(app)
    if file is None or not translator.load(str(file)):
        log.warning("language %s is not built: pyside6-lrelease resources/i18n/%s.ts", language, language)
        return None
    app.installTranslator(translator)
    return translator


def _compiled(language: str, cache: Path) -> Path | None:
    """Return a .qm file as new as its source: the one that set-up built, else one made here."""
    source, built = path("i18n", f"{language}.ts"), path("i18n", f"{language}.qm")
    if _as_new(built, source):
        return built
    made = cache / f"{language}.qm"
    if _as_new(made, source):
        return made
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    half = cache / f"{language}.qm.{os.getpid()}"
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        command = [str(tool), "-silent", str(source), "-qm", str(half)]
        subprocess.run(command, check=True, capture_output=True, timeout=20)
        half.replace(made)
    return next((file for file in (made, built) if file.exists()), None)


def _as_new(built: Path, source: Path) -> bool:
    with contextlib.suppress(OSError):
        return built.stat().st_mtime >= source.stat().st_mtime
    return built.exists() and not source.exists()
