"""No operator ever reads a code: whatever the server refuses with has a sentence."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtWidgets import QApplication

from console.sentences import login_failure, sentence
from dev.house.source import ROOT
from widgets.login_words import failure_sentence

KINDS = ("call", "incident", "unit", "alert")


def refused_in(*folders: str) -> set[str]:
    """Every code that a rule of those folders refuses with, read from the source."""
    files = [file for folder in folders for file in sorted((ROOT / folder).glob("*.py"))]
    found = {code for file in files for code in re.findall(r'Refused\(\s*"([a-z_.]+)"', file.read_text())}
    return found - {"forbidden"}


OF_COMMANDS = refused_in("domain") | {
    f"{kind}.{end}" for kind, end in itertools.product(KINDS, ["unknown", "state"])
}
OF_COMMANDS |= {
    "forbidden",
    "command.poison",
    "command.conflict",
    "database.unavailable",
    "database.disk_full",
}
# The register holds no account of a room that is not there.
AT_LOGIN = (refused_in("backend") - {"login.room"}) | {
    "database.unavailable",
    "database.disk_full",
    "server.follower",
    "login.silence",
}


@pytest.mark.parametrize("code", sorted(OF_COMMANDS))
def test_a_refused_command_is_told_in_words(qapp: QApplication, code: str) -> None:
    assert not sentence(code).startswith(code)


@pytest.mark.parametrize("code", sorted(AT_LOGIN))
def test_a_login_that_fails_is_told_in_words(qapp: QApplication, code: str) -> None:
    name, params = login_failure(code, {})
    assert failure_sentence(name, params)[0] != failure_sentence("what nobody foresaw", {})[0]


def test_a_code_that_nobody_foresaw_is_shown_as_it_is(qapp: QApplication) -> None:
    assert sentence("sun.spots", {"count": "3"}) == "sun.spots (count=3)"
