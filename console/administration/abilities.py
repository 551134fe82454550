"""What people speak and can take, in words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.verbs import plain

translate = QCoreApplication.translate


def language_name(code: str) -> str:
    """Return a language that somebody speaks, in words."""
    return {
        "es": translate("administration", "español"),
        "en": translate("administration", "inglés"),
        "pt": translate("administration", "portugués"),
        "qu": translate("administration", "quechua"),
        "gn": translate("administration", "guaraní"),
        "ay": translate("administration", "aimara"),
        "zh": translate("administration", "chino"),
        "fr": translate("administration", "francés"),
        "it": translate("administration", "italiano"),
        "ru": translate("administration", "ruso"),
        "lsa": translate("administration", "lengua de señas"),
    }.get(code, code)


def skill_name(code: str) -> str:
    """Return what somebody can take, in words."""
    return {
        "gender_violence": translate("administration", "violencia de género"),
        "medical": translate("administration", "médicas"),
        "minors": translate("administration", "menores"),
        "crisis": translate("administration", "crisis"),
        "relay": translate("administration", "retransmisión"),
    }.get(code, code.replace("_", " "))


LISTED = ("languages", "skills")
"""The fields that are written as words with commas between them: people have several."""


def _name(field: str, code: str) -> str:
    return language_name(code) if field == "languages" else skill_name(code)


def listed(field: str, codes: Iterable[str]) -> str:
    """Return what somebody has, as it is written in its field."""
    return ", ".join(_name(field, code) for code in codes)


def read_list(field: str, text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of words and codes with commas between them; a word that is none stays as typed."""
    codes = {plain(_name(field, code)): code for code in known}
    words = [word for part in text.split(",") if (word := plain(part))]
    return tuple(dict.fromkeys(codes.get(word, word) for word in words))
