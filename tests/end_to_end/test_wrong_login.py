"""Who cannot come in is told why by the window itself, and may try again there and then."""

from __future__ import annotations

from pathlib import Path

from tests.backend_client.certificates import Authority
from tests.end_to_end.window import Window
from tests.plugins.backend import Running


async def test_a_wrong_password_leads_to_the_login_and_the_right_one_to_the_desk(
    window: Window, backend: Running
) -> None:
    account = backend.demo.accounts["lferreyra"]
    await window.open(backend.url, backend.ca, account.login, "no es esta", account.workstation)
    (told,) = window.tidings("login")
    assert told["code"] == "login.wrong"
    await window.write(account.password)  # the keyboard was put to the password, what was there is selected
    await window.press("Return")
    await window.told("seated")


async def test_a_server_that_no_known_authority_vouches_for_gets_no_password(
    window: Window, backend: Running, tmp_path: Path
) -> None:
    account = backend.demo.accounts["lferreyra"]
    stranger = Authority(tmp_path, "Somebody else's authority")
    await window.open(backend.url, stranger.file, account.login, account.password, account.workstation)
    (told,) = window.tidings("login")
    assert told["code"] == "link.certificate_untrusted"
