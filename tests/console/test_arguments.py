"""Starting a desk: what is wrong with the command line is said in one line; the rest is remembered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console import settings
from console.arguments import BadArgument, parse, read_password, server_address
from console.settings import Settings
from dev.house.source import ROOT


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://atalaya-01:8443", ("atalaya-01", 8443)),
        ("https://atalaya-01", ("atalaya-01", 8443)),
        ("https://127.0.0.1:1/", ("127.0.0.1", 1)),
        ("https://[::1]:8443", ("::1", 8443)),
        ("https://[::1]", ("::1", 8443)),
    ],
)
def test_addresses_as_people_write_them(text: str, address: tuple[str, int]) -> None:
    assert server_address(text) == address


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("http://atalaya-01:8443", "must be https"),
        ("atalaya-01:8443", "must be https"),
        ("https://", "must be https"),
        ("https://me:secret@atalaya-01", "must be https"),
        ("https://atalaya-01:0", "port from 1 to 65535"),
        ("https://atalaya-01:99999", "port from 1 to 65535"),
        ("https://atalaya-01/line", "must be https"),
    ],
)
def test_an_address_that_cannot_be_used_names_the_limit(text: str, wrong: str) -> None:
    with pytest.raises(BadArgument, match=f"--server: {wrong}"):
        server_address(text)


def test_a_missing_authority_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        parse(["--server", "https://a", "--ca", str(tmp_path / "none.pem")])
    assert "--ca: no such file" in capsys.readouterr().err


def test_the_password_comes_by_a_descriptor_and_nothing_after_its_line() -> None:
    reading, writing = os.pipe()
    os.write(writing, "contraseña\nrest\n".encode())
    os.close(writing)
    assert read_password(reading) == "contraseña"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(reading)


def test_a_desk_remembers_its_person_and_never_a_secret(tmp_path: Path) -> None:
    settings.save(tmp_path, Settings(user="lferreyra", workstation="puesto-14", theme="light", language="en"))
    assert settings.load(tmp_path).theme == "light"
    kept = tmp_path / "settings.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "password" not in kept.read_text()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"theme": 7}', b'{"theme": "pink", "language": "fr"}'])
def test_damaged_settings_never_keep_a_desk_from_starting(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(damage)
    found = settings.load(tmp_path)
    assert (found.theme, found.language) == ("dark", "es")


def console(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "console", *words],
        cwd=ROOT,
        env=plain | environment,
        capture_output=True,
        text=True,
        timeout=10,
    )


def test_help_needs_no_screen() -> None:
    told = console("--help")
    assert told.returncode == 0
    for flag in ("--server", "--ca", "--workstation", "--theme", "--lang", "--data", "--tour"):
        assert flag in told.stdout


def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    told = console("--server", "https://127.0.0.1:1", "--data", str(tmp_path))
    assert told.returncode == 3
    assert told.stderr == "console: no display: set DISPLAY or WAYLAND_DISPLAY, or run under Xvfb\n"


def test_a_screen_that_nobody_opens_is_named(tmp_path: Path) -> None:
    told = console("--server", "https://127.0.0.1:1", "--data", str(tmp_path), DISPLAY=":4077")
    assert told.returncode == 3
    assert told.stderr.splitlines()[-1] == "console: no display: ':4077' cannot be opened"


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    told = console("--server", "https://127.0.0.1:1", "--data", str(file / "x"), QT_QPA_PLATFORM="offscreen")
    assert told.returncode == 1
    assert told.stderr.startswith(f"console: --data: cannot write to {file / 'x'}: ")
    assert told.stderr.count("\n") == 1
