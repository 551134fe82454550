"""The look's vocabulary: colours named by what they mean, and sizes, read from resources/themes/*.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

from PySide6.QtGui import QColor

from resources.paths import path

THEMES = ("dark", "light")


class MissingToken(KeyError):
    """A name that the theme file does not define; its text names the token and the theme."""

    def __str__(self) -> str:
        return str(self.args[0])


class Tokens:
    """One theme: `colour("severity.critical")`, `number("size.row")`, `names("type.family")`."""

    def __init__(self, theme: str, table: dict[str, object]) -> None:
        self.theme = theme
        self._table = table
        self._colours: dict[str, QColor] = {}

    @classmethod
    def load(cls, theme: str) -> Tokens:
        """Read a theme by name; ValueError when there is none, MissingToken for what only another has."""
        if theme not in THEMES:
            raise ValueError(f"theme: one of {', '.join(THEMES)}, not {theme!r}")
        made = cls.read(path("themes", f"{theme}.toml"))
        for other in THEMES:
            if other != theme:
                try:
                    beside = cls.read(path("themes", f"{other}.toml"))
                except MissingToken:
                    continue  # the other cannot be read: that is its own fault
                made.check_against(beside)
        return made

    @classmethod
    def read(cls, file: Path) -> Tokens:
        """Read a theme file; its stem is the theme's name. Raises MissingToken for one that is no theme."""
        try:
            with file.open("rb") as handle:
                return cls(file.stem, tomllib.load(handle))
        except (OSError, ValueError):  # what tomllib raises is a ValueError
            raise MissingToken(f"theme {file.stem!r} cannot be read") from None

    def check_against(self, other: Tokens) -> None:
        """Raise MissingToken for the first name that `other` defines and this theme does not."""
        for group, section in other._table.items():
            for key, value in section.items() if isinstance(section, dict) else ():
                found = self._look_up(f"{group}.{key}")
                if type(found) is not type(value):
                    raise MissingToken(f"token '{group}.{key}' of theme {self.theme!r} is of another kind")
                if isinstance(value, str) and QColor(value).isValid():
                    self.colour(f"{group}.{key}")

    def colour(self, name: str) -> QColor:
        """The colour that a meaning has in this theme (cached: do not change it in place)."""
        found = self._colours.get(name)
        if found is None:
            value = self._look_up(name)
            found = QColor(value) if isinstance(value, str) else QColor()
            if not found.isValid():
                raise MissingToken(f"token {name!r} of theme {self.theme!r} is not a colour: {value!r}")
            self._colours[name] = found
        return found

    def number(self, name: str) -> int:
        """A size in pixels at 100 %, or a weight."""
        value = self._look_up(name)
        if not isinstance(value, int):
            raise MissingToken(f"token {name!r} of theme {self.theme!r} is not a whole number: {value!r}")
        return value

    def names(self, name: str) -> list[str]:
        """A list of words, such as a chain of font families."""
        value = self._look_up(name)
        if not isinstance(value, list):
            raise MissingToken(f"token {name!r} of theme {self.theme!r} is not a list: {value!r}")
        return [str(word) for word in value]

    def _look_up(self, name: str) -> object:
        group, _, key = name.partition(".")
        section = self._table.get(group)
        if not isinstance(section, dict) or key not in section:
            raise MissingToken(f"token {name!r} is missing from theme {self.theme!r}")
        return section[key]
