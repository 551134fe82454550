"""A press is known by its signature."""

from domain.panic import message, signature, signed

KEY = bytes(range(32))


def test_the_signed_message_is_spelt_the_same_for_ever() -> None:
    assert message("BP-0007", 3, 1_795_000_000_000_000, -34.6037, -58.38) == (
        b"BP-0007|3|1795000000000000|-34.603700|-58.380000"
    )
    assert message("BP-0007", 3, 1_795_000_000_000_000, None, None) == b"BP-0007|3|1795000000000000||"


def test_the_code_is_the_one_that_any_hmac_tool_computes() -> None:
    # printf 'BP-0007|3|1795000000000000||' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f
    expected = "ed991a8d25a50cfa2906d400fba5ecfb61c6ed3739aee59921e4ac931309e66a"
    assert signature(KEY, "BP-0007", 3, 1_795_000_000_000_000, None, None) == expected


def test_a_press_is_refused_when_anything_in_it_was_changed() -> None:
    press = ("BP-0007", 3, 1_795_000_000_000_000, -34.6037, -58.38)
    mac = signature(KEY, *press)
    assert signed(KEY, mac, *press)
    assert signed(KEY, mac.upper(), *press)
    changed = [
        ("BP-0008", *press[1:]),
        (press[0], 4, *press[2:]),
        (*press[:2], press[2] + 1, *press[3:]),
        (*press[:3], -34.6038, press[4]),
        (*press[:3], None, None),
    ]
    assert not any(signed(KEY, mac, *other) for other in changed)
    assert not signed(bytes(32), mac, *press)
    assert not signed(KEY, "ñ", *press)
    assert not signed(KEY, "", *press)
