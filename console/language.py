"""The user's language: Spanish is in the source, English in resources/i18n/en.ts.

`python -m dev.languages` brings the file up to date after new sentences and builds en.qm, as set-up does;
what it then calls unfinished is translated by hand (a test names the missing). A translation whose holes are
not those of its source is never shown: the Spanish is, and the log names it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import string
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from resources.paths import path

log = logging.getLogger("atalaya.language")

LANGUAGES = ("es", "en")


class SafeTranslator(QTranslator):
    """A translation with a wrong hole would raise in the middle of a paint: its source is shown instead."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: dict[tuple[str, str], str] = {}
        self.wrong: list[str] = []
        """The sources whose translation was refused so far."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Qt: the translation, or the source where there is none to show."""
        said = self._said.get((context, source))
        if said is None:
            said = super().translate(context, source, disambiguation or "", n) or ""
            if said and (holes(said) is None or holes(said) != holes(source)):
                log.warning("%s: %r has other holes than %r: not shown", context, said, source)
                self.wrong.append(source)
                said = ""
            # Qt would show an empty text as the translation: what has none is said as it is written.
            said = self._said[context, source] = said or source
        return said


def holes(text: str) -> frozenset[str] | None:
    """Return the names in braces; None when the text is no format that `str.format` would take."""
    if "{" not in text and "}" not in text:
        return frozenset()
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    plain = all(name and name.isidentifier() and not spec and not change for _, name, spec, change in parts)
    return frozenset(str(part[1]) for part in parts) if plain else None


def locale_of(language: str) -> QLocale:
    """Return how numbers and dates are written in that language at this site."""
    if language == "en":
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(QLocale.Language.Spanish, QLocale.Country.Argentina)


def speak(app: QApplication, language: str, cache: Path) -> SafeTranslator | None:
    """Make the application speak; keep the translator that is returned for as long as it should."""
    QLocale.setDefault(locale_of(language))
    if language == "es":
        return None
    file = _compiled(language, cache)
    translator = SafeTranslator(app)
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
