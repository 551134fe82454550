"""No camera address leads anywhere but to a camera inside the site's networks."""

from __future__ import annotations

import ipaddress

import pytest

from backend.streams.gate import CLI_TEXT, AddressRefused, admit, parse_address, parse_networks

SITE = parse_networks(["127.0.0.0/8", "10.20.0.0/16", "fd00:20::/32"])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "camera.address_scheme"),
        ("exec:rm -rf", "camera.address_scheme"),
        ("exec:/bin/sh", "camera.address_scheme"),
        ("concat:a|b", "camera.address_scheme"),
        ("subfile:,,start,0,end,9,,:/etc/passwd", "camera.address_scheme"),
        ("http://169.254.169.254/latest/meta-data", "camera.address_scheme"),
        ("rtsp:/etc/passwd", "camera.address_scheme"),
        ("", "camera.address_scheme"),
        ("rtsp://169.254.169.254/", "camera.address_network"),
        ("rtsp://10.21.0.1/", "camera.address_network"),
        ("rtsps://[fe80::1]/", "camera.address_network"),
        ("rtsp://[::ffff:169.254.169.254]/", "camera.address_network"),
        ("rtsp://0177.0.0.1/", "camera.address_form"),
        ("rtsp://2130706433/", "camera.address_form"),
        ("rtsp:///camara/1", "camera.address_form"),
        ("rtsp://10.20.0.1:99999/", "camera.address_form"),
        ("rtsp://10.20.0.1/a b", "camera.address_form"),
        ("rtsp://10.20.0.1/a\r\nX: y", "camera.address_form"),
        ("rtsp://10.20.0.1\\@evil/", "camera.address_credentials"),
        ("rtsp://10.20.0.1/" + "a" * 600, "camera.address_form"),
        ("rtsp://user@10.20.0.1/", "camera.address_credentials"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(address: str, code: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        parse_address(address, SITE)
    assert refused.value.code == code
    assert code in CLI_TEXT


def test_a_password_in_an_address_is_refused_and_not_repeated(canary: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        parse_address(f"rtsp://relay:{canary}@10.20.0.1/a", SITE)
    assert refused.value.code == "camera.address_credentials"
    assert canary not in repr(refused.value) + repr(refused.value.params)


def test_the_command_line_says_what_an_address_must_be() -> None:
    assert CLI_TEXT["camera.address_scheme"] == "camera address must start with rtsp:// or rtsps://"


@pytest.mark.parametrize(
    ("address", "host", "port", "encrypted"),
    [
        ("rtsp://10.20.3.4/camara/1?profile=2", "10.20.3.4", 554, False),
        ("RTSPS://10.20.3.4/", "10.20.3.4", 322, True),
        ("rtsp://[fd00:20::7]:8554", "fd00:20::7", 8554, False),
        ("rtsp://camera-7.site/a", "camera-7.site", 554, False),
    ],
)
def test_a_camera_of_the_site_passes(address: str, host: str, port: int, encrypted: bool) -> None:
    passed = parse_address(address, SITE)
    assert (passed.host, passed.port, passed.encrypted) == (host, port, encrypted)


def test_a_name_is_judged_by_what_it_resolves_to() -> None:
    admit(ipaddress.ip_address("::ffff:10.20.0.9"), SITE)
    with pytest.raises(AddressRefused, match=r"camera\.address_network"):
        admit(ipaddress.ip_address("192.168.1.1"), SITE)
