"""What people speak and can take, in words."""

from PySide6.QtCore import QCoreApplication

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
