"""Second factors as their owner handles them: the dialog, the question at the door, the key at the desk."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from backend_client.failure import LineFailed
from console.loop import Nursery, event_loop
from console.presenters.own_factors import OwnFactors
from console.proving import Proving
from domain.inquiry import Inquiry
from domain.refusal import Refused
from domain.second_factor import (
    AskFactors,
    BeginKey,
    BeginTotp,
    ConfirmKey,
    ConfirmTotp,
    Factor,
    FactorKept,
    FactorKind,
    Factors,
    KeyOffer,
    TotpOffer,
)
from domain.wire import Challenge, Prove
from tests.plugins.software_key import SoftwareKey
from widgets.login_enrol import FactorsDialog
from widgets.login_overlay import CardOverlay
from widgets.look import Look

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
FACTOR = UUID(int=4)


class Server:
    """Knows one password and one code."""

    def __init__(self) -> None:
        self.asked: list[Inquiry] = []
        self.factors = Factors()

    async def ask(self, inquiry: Any) -> Any:
        self.asked.append(inquiry)
        match inquiry:
            case AskFactors():
                return self.factors
            case BeginTotp(password="correcta"):
                return TotpOffer(factor=FACTOR, secret=SECRET, address="otpauth://totp/x")
            case BeginKey(password="correcta"):
                return KeyOffer(challenge="Y2hhbGxlbmdl", user="dXNlcg", user_name="arios")
            case ConfirmTotp(code="287082"):
                one = Factor(id=FACTOR, kind=FactorKind.TOTP, name="", created_at=1)
                self.factors = Factors(factors=(one,), recovery_codes=10)
                return FactorKept(factor=FACTOR, recovery_codes=("abcd-efgh",))
            case ConfirmKey():
                return FactorKept(factor=FACTOR)
            case ConfirmTotp():
                raise Refused("factor.wrong", left=4)
            case _:
                raise Refused("login.wrong", left=4)


class PluggedIn:
    """A key at this desk that is touched at once; or never."""

    def __init__(self, key: SoftwareKey | None) -> None:
        self._key = key
        self.stopped = False

    async def make(self, offer: KeyOffer) -> tuple[str, str] | None:
        return self._key.make(offer.challenge) if self._key is not None else None

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Callable[..., None]]:
    loop = event_loop(qapp)

    def run(story: Callable[[Nursery], Awaitable[None]]) -> None:
        async def told() -> None:
            nursery = Nursery(lambda name, wrong: pytest.fail(f"{name}: {wrong}"))
            try:
                await story(nursery)
            finally:
                await nursery.close()

        loop.run_until_complete(told())

    yield run
    loop.close()
    gc.collect()  # here, and not in some test's thread: what Qt made must end where it was made


async def settled(nursery: Nursery) -> None:
    for _ in range(200):
        await asyncio.sleep(0.002)
        if len(nursery) == 0:
            return
    pytest.fail("a task never ended")


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_device_is_added_its_secret_shown_once_and_the_codes_once(play: Callable[..., None]) -> None:
    async def story(nursery: Nursery) -> None:
        server, dialog = Server(), FactorsDialog(Look())
        dialog.show()
        OwnFactors(dialog, server.ask, nursery, lambda: PluggedIn(None)).begin()
        await settled(nursery)
        assert "Entra solo con la contraseña." in words(dialog)
        dialog.device_requested.emit("no es esta")
        await settled(nursery)
        assert dialog.failure()
        dialog.device_requested.emit("correcta")
        await settled(nursery)
        assert "GEZD GNBV" in words(dialog)
        dialog.code_given.emit("000000")
        await settled(nursery)
        assert dialog.failure().startswith("Ese código no es correcto")
        dialog.code_given.emit("287082")
        await settled(nursery)
        assert "abcd-efgh" in words(dialog)
        assert not any(SECRET[:4] in label.text() for label in dialog.findChildren(QLabel)), "gone for good"
        dialog.close()
        dialog.deleteLater()

    play(story)


def test_a_key_is_added_by_touching_it_and_one_that_is_not_there_is_told(play: Callable[..., None]) -> None:
    async def story(nursery: Nursery) -> None:
        server, dialog = Server(), FactorsDialog(Look())
        dialog.show()
        plugged = [PluggedIn(None), PluggedIn(SoftwareKey())]
        used = iter(plugged)
        OwnFactors(dialog, server.ask, nursery, lambda: next(used)).begin()
        await settled(nursery)
        dialog.key_requested.emit("correcta", "llavero")
        await settled(nursery)
        assert dialog.failure().startswith("Ninguna llave contestó")
        dialog.key_requested.emit("correcta", "llavero")
        await settled(nursery)
        assert any(isinstance(one, ConfirmKey) and one.name == "llavero" for one in server.asked)
        assert all(one.stopped for one in plugged), "no thread waits for a key that nobody wants"
        dialog.close()
        dialog.deleteLater()

    play(story)


@pytest.mark.parametrize(("typed", "kind"), [("492 039", "totp"), ("abcd-efgh-ijkl-mnop", "recovery")])
def test_at_the_door_a_code_is_typed_over_what_is_on_screen(
    play: Callable[..., None], typed: str, kind: str
) -> None:
    async def story(nursery: Nursery) -> None:
        frame = QStackedWidget()
        frame.addWidget(QWidget())
        frame.resize(1366, 768)
        frame.show()
        proving = Proving(lambda: Look(), frame, nursery)
        asking = asyncio.ensure_future(proving.ask(Challenge(kinds=("totp", "recovery"), seconds=90)))
        await asyncio.sleep(0.01)
        (overlay,) = frame.findChildren(CardOverlay)
        QTest.keyClicks(overlay.card.line("code"), typed)
        QTest.keyClick(overlay.card.line("code"), Qt.Key.Key_Return)
        assert await asking == Prove(kind=kind, code=typed)
        assert not [one for one in frame.findChildren(CardOverlay) if one.isVisible()]
        frame.close()
        frame.deleteLater()

    play(story)


def test_who_gives_up_at_the_second_factor_is_told_and_may_try_again(play: Callable[..., None]) -> None:
    async def story(nursery: Nursery) -> None:
        frame = QStackedWidget()
        frame.addWidget(QWidget())
        frame.show()
        proving = Proving(lambda: Look(), frame, nursery)
        again = Challenge(kinds=("totp",), seconds=90, code="factor.wrong", left=3)
        asking = asyncio.ensure_future(proving.ask(again))
        await asyncio.sleep(0.01)
        (overlay,) = frame.findChildren(CardOverlay)
        assert "Quedan 3" in overlay.card.failure()
        QTest.keyClick(overlay.card.line("code"), Qt.Key.Key_Escape)
        with pytest.raises(LineFailed, match=r"link\.stopped"):
            await asking
        frame.close()
        frame.deleteLater()

    play(story)
