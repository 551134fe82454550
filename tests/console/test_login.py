"""Taking a desk: what fails is told in the user's words, and a second key press asks nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from backend_client import failure
from backend_client.failure import LineFailed
from console.loop import Nursery, event_loop
from console.presenters.login import LoginPresenter
from console.sentences import login_failure, sentence
from widgets.login import LoginView
from widgets.login_words import FIELD_OF
from widgets.look import Look

ADDRESS = "https://atalaya-01:8443"
LINE_CODES = [
    value
    for name, value in vars(failure).items()
    if name.isupper() and isinstance(value, str) and value.startswith("link.")
]
NEVER_AT_LOGIN = {"link.stopped", "link.behind"}


class Door:
    """A server that answers as the test says."""

    def __init__(self) -> None:
        self.answer: LineFailed | None = None
        self.asked: list[tuple[str, str, str, str]] = []

    async def enter(self, user: str, password: str, workstation: str, server: str, patience: float) -> None:
        self.asked.append((user, password, workstation, server))
        await asyncio.sleep(0.01)
        if self.answer is not None:
            raise self.answer


@pytest.fixture
def view(qapp: QApplication) -> Iterator[LoginView]:
    made = LoginView(Look(), server=ADDRESS, workstation="puesto-14", user="lferreyra")
    made.show()
    yield made
    made.close()
    made.deleteLater()


def attempt(qapp: QApplication, view: LoginView, door: Door, times: int = 1) -> None:
    loop = event_loop(qapp)

    async def story() -> None:
        nursery = Nursery(lambda name, wrong: pytest.fail(f"{name}: {wrong}"))
        presenter = LoginPresenter(view, nursery, door.enter)
        for _ in range(times):
            presenter.attempt("lferreyra", "secreto", "puesto-14", ADDRESS)
        await asyncio.sleep(0.05)
        await nursery.close()

    loop.run_until_complete(story())
    loop.close()


def test_a_wrong_password_is_said_and_the_keyboard_goes_there(qapp: QApplication, view: LoginView) -> None:
    door = Door()
    door.answer = LineFailed("login.wrong", left=4)
    attempt(qapp, view, door)
    assert view.failure().startswith("El usuario o la contraseña no son correctos")


def test_a_wait_is_told_in_seconds(qapp: QApplication, view: LoginView) -> None:
    door = Door()
    door.answer = LineFailed("login.locked", seconds=42)
    attempt(qapp, view, door)
    assert "42 s" in view.failure()


def test_a_server_that_is_not_there_is_named(qapp: QApplication, view: LoginView) -> None:
    door = Door()
    door.answer = LineFailed("link.unreachable")
    attempt(qapp, view, door)
    assert ADDRESS in view.failure()


def test_pressing_twice_asks_once(qapp: QApplication, view: LoginView) -> None:
    door = Door()
    attempt(qapp, view, door, times=3)
    assert door.asked == [("lferreyra", "secreto", "puesto-14", ADDRESS)]
    assert view.failure() == ""
    assert view.password.text() == "", "the password does not stay in the window"


@pytest.mark.parametrize("code", sorted(set(LINE_CODES) - NEVER_AT_LOGIN))
def test_every_failure_of_the_line_has_a_sentence_of_its_own(
    qapp: QApplication, view: LoginView, code: str
) -> None:
    view.set_failure(*login_failure(code, {"server": ADDRESS}))
    assert view.failure()
    assert "«" not in view.failure(), f"{code} is shown as a bare code"


@pytest.mark.parametrize(
    "code",
    ["login.wrong", "login.locked", "login.disabled", "login.workstation", "session.expired"],
)
def test_every_refusal_at_the_door_has_a_sentence_of_its_own(
    qapp: QApplication, view: LoginView, code: str
) -> None:
    shown, params = login_failure(code, {"seconds": "30", "workstation": "puesto-99"})
    view.set_failure(shown, params)
    assert "«" not in view.failure()
    assert FIELD_OF.get(shown, "user") in ("user", "password", "workstation", "server")


def test_an_older_desk_is_told_to_be_updated() -> None:
    assert login_failure("protocol.mismatch", {"ours": "10", "yours": "9"})[0] == "protocol_too_old"
    assert login_failure("protocol.mismatch", {"ours": "9", "yours": "10"})[0] == "protocol_too_new"


def test_a_code_nobody_foresaw_is_shown_with_its_parameters() -> None:
    assert sentence("unit.abducted", {"unit": "M 1-9"}) == "unit.abducted (unit=M 1-9)"
    assert sentence("call.taken", {}) == "La llamada ya la atiende …."
