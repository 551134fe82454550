"""A camera's challenge is answered as the standard's own examples say, and passwords never go in clear."""

from __future__ import annotations

import pytest

from rtsp.digest import Challenger, Credentials, answer, fields
from rtsp.errors import StreamError

MUFASA = Credentials("Mufasa", "Circle of Life")
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    challenge = f'Digest realm="http-auth@example.org", qop="auth, auth-int", nonce="{NONCE}"'
    challenge += f", algorithm={algorithm}"
    header = answer([challenge], MUFASA, "GET", "/dir/index.html", cnonce=CNONCE, encrypted=False)
    assert fields(header)["response"] == response


def test_the_strongest_offer_is_taken() -> None:
    offers = Challenger(MUFASA, lambda: "n").challenges()
    header = answer([*reversed(offers), "Basic realm=x"], MUFASA, "PLAY", "u", cnonce="c", encrypted=False)
    assert fields(header)["algorithm"] == "SHA-256"


def test_a_password_never_goes_in_clear_over_an_open_line() -> None:
    with pytest.raises(StreamError, match=r"camera\.auth_plain"):
        answer(['Basic realm="camera"'], MUFASA, "DESCRIBE", "u", cnonce="c", encrypted=False)


def test_a_camera_opens_for_the_right_password_only(canary: str) -> None:
    right = Challenger(Credentials('re"lay', canary), lambda: "nonce-1")

    def header(who: Credentials) -> str:
        return answer(right.challenges(), who, "DESCRIBE", "rtsp://h/a", cnonce="c", encrypted=False)

    good = header(Credentials('re"lay', canary))
    assert right.accepts("DESCRIBE", good)
    assert canary not in good
    assert not right.accepts("PLAY", good)
    assert not right.accepts("DESCRIBE", header(Credentials('re"lay', "wrong")))
    assert not Challenger(Credentials('re"lay', canary), lambda: "nonce-2").accepts("DESCRIBE", good)
    assert not right.accepts("DESCRIBE", None)


def test_an_account_does_not_print_itself(canary: str) -> None:
    assert canary not in repr(Credentials("relay", canary))
