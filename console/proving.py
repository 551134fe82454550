"""The second proof: a code that is typed, or a key that is touched, whichever comes first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget

from backend_client.failure import STOPPED, LineFailed
from console.loop import Nursery
from console.sentences import login_failure
from domain.second_factor import FactorKind, KeyAssertion, KeyChallenge
from domain.wire import Challenge, Prove
from widgets.login_card import LoginCard
from widgets.login_overlay import CardOverlay
from widgets.look import Look

translate = QCoreApplication.translate


class Proving:
    """Asks over whatever is on screen."""

    def __init__(self, look: Callable[[], Look], frame: QStackedWidget, nursery: Nursery) -> None:
        self._look = look
        self._frame = frame
        self._nursery = nursery

    async def ask(self, challenge: Challenge) -> Prove:
        """Return what the person proved with. Raises `LineFailed` when they give up or are too slow."""
        answered: asyncio.Future[Prove] = asyncio.get_running_loop().create_future()
        under = self._frame.currentWidget() or self._frame
        overlay = CardOverlay(self._look(), self._card(challenge, answered), under)
        touching: asyncio.Task[None] | None = None
        if challenge.key is not None and FactorKind.FIDO2 in challenge.kinds:
            touching = self._nursery.start(self._touch(challenge.key, answered, overlay.card), "security key")
        try:
            async with asyncio.timeout(challenge.seconds):
                return await answered
        except TimeoutError:
            raise LineFailed("factor.silence", seconds=challenge.seconds) from None
        finally:
            if touching is not None:
                touching.cancel()
            overlay.end()

    def _card(self, challenge: Challenge, answered: asyncio.Future[Prove]) -> LoginCard:
        codes = FactorKind.TOTP in challenge.kinds
        key = FactorKind.FIDO2 in challenge.kinds
        detail = (
            translate("lock", "Toque su llave de seguridad, o escriba un código.")
            if key
            else translate("lock", "Escriba el código que muestra su dispositivo.")
        )
        hint = translate("lock", "6 cifras, o uno de recuperación") if codes else ""
        card = LoginCard(
            self._look(),
            translate("lock", "Segundo factor"),
            detail,
            ("code",),
            translate("lock", "Comprobar"),
            icon="shield-check",
            cancel=translate("lock", "Cancelar"),
            code_hint=hint or translate("lock", "de recuperación"),
        )
        if challenge.code is not None:
            card.set_failure(*login_failure(challenge.code, {"left": str(challenge.left)}))

        def given(_user: str, _password: str, code: str) -> None:
            digits = "".join(code.split())
            kind = FactorKind.TOTP if codes and digits.isdecimal() else FactorKind.RECOVERY
            if not answered.done():
                answered.set_result(Prove(kind=kind.value, code=code))

        def stopped() -> None:
            if not answered.done():
                answered.set_exception(LineFailed(STOPPED))

        card.given.connect(given)
        card.cancelled.connect(stopped)
        return card

    async def _touch(self, challenge: KeyChallenge, answered: asyncio.Future[Prove], card: LoginCard) -> None:
        from console.authenticator import Authenticator  # costs a tenth of a second: only who has a key pays

        authenticator = Authenticator()
        try:
            signed: KeyAssertion | None = await authenticator.sign(challenge)
        finally:
            authenticator.stop()
        if signed is None:
            card.set_notice(translate("lock", "La llave no contestó"), translate("lock", "Use un código."))
        elif not answered.done():
            answered.set_result(Prove(kind=FactorKind.FIDO2.value, key=signed))
