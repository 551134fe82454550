"""The gallery's sheets of doors: the locked desk, a relief, a second proof, one's own second factors."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from domain.severity import Severity
from widgets.lock import LockView
from widgets.login_card import LoginCard
from widgets.login_enrol import FactorLine, FactorsDialog
from widgets.login_overlay import CardOverlay
from widgets.look import Look
from widgets.samples import NOW, ago

BIG, SMALL = QSize(1920, 1080), QSize(1366, 768)
Window = Callable[[Look, QSize], QWidget]
Sheet = Callable[[Look], QWidget]


def sheets(window: Window) -> dict[str, Sheet]:
    """Every sheet; `window` builds an operator's window with invented data."""
    return {
        "lock_1920": lambda look: _lock(look, BIG),
        "lock_wrong_1366": lambda look: _wrong(_lock(look, SMALL)),
        "relief": lambda look: _over(window(look, BIG), look, _relief(look)),
        "session_ended": lambda look: _over(window(look, BIG), look, _again(look), aside=True),
        "second_proof": lambda look: _over(_lock(look, SMALL), look, _proof(look)),
        "own_factors": _factors,
        "own_secret": _secret,
    }


def _lock(look: Look, size: QSize) -> LockView:
    view = LockView(look)
    view.set_who("Lucía Ferreyra", "14", ago(600))
    view.calls.set_calls(2, ago(42), True)
    view.alarms.set_counts({Severity.CRITICAL: 1, Severity.MEDIUM: 12})
    view.set_now(NOW)
    view.resize(size)
    return view


def _wrong(view: LockView) -> QWidget:
    view.card.set_failure("own_password", {"left": "3"})
    return view


def _over(under: QWidget, look: Look, card: LoginCard, aside: bool = False) -> QWidget:
    CardOverlay(look, card, under, aside=aside)
    return under


def _relief(look: Look) -> LoginCard:
    card = LoginCard(
        look,
        "Relevo en el puesto",
        "Lucía Ferreyra sigue en el puesto hasta que entre el relevo.",
        ("user", "password"),
        "Tomar el puesto",
        cancel="Cancelar",
    )
    card.set_failure("locked", {"seconds": "42"})
    return card


def _again(look: Look) -> LoginCard:
    detail = "Lucía Ferreyra: lo escrito sigue aquí y se guarda al entrar."
    title = "La sesión venció: entre de nuevo"
    return LoginCard(look, title, detail, ("password",), "Seguir", cancel="Salir del puesto")


def _proof(look: Look) -> LoginCard:
    detail = "Toque su llave de seguridad, o escriba un código."
    hint = "6 cifras, o uno de recuperación"
    return LoginCard(
        look,
        "Segundo factor",
        detail,
        ("code",),
        "Comprobar",
        icon="shield-check",
        cancel="Cancelar",
        code_hint=hint,
    )


def _factors(look: Look) -> QWidget:
    dialog = FactorsDialog(look)
    lines = (
        FactorLine(UUID(int=1), "Códigos de un dispositivo", "en uso"),
        FactorLine(UUID(int=2), "Llave de seguridad", "llavero"),
    )
    dialog.set_factors(lines, 9)
    return dialog


def _secret(look: Look) -> QWidget:
    dialog = FactorsDialog(look)
    dialog.show_secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    return dialog
