"""No operator ever reads a code: whatever the server refuses with has a sentence."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtWidgets import QApplication

from console.sentences import login_failure, sentence
from console.workspace_words import why
from dev.house.source import ROOT
from domain.refusal import Refused
from widgets.login_words import failure_sentence

KINDS = ("call", "incident", "unit", "alert")


INQUIRIES = ("workspace.", "audit.", "verify.")
"""What is asked beside the picture; whoever asks has the words."""


def refused_in(*folders: str) -> set[str]:
    """Every code that a rule of those folders refuses with, read from the source."""
    files = [file for folder in folders for file in sorted((ROOT / folder).glob("*.py"))]
    found = {code for file in files for code in re.findall(r'Refused\(\s*"([a-z_.]+)"', file.read_text())}
    return found - {"forbidden"}


OF_WORKSPACES = {code for code in refused_in("domain", "backend") if code.startswith("workspace.")}
OF_COMMANDS = {code for code in refused_in("domain") if not code.startswith(INQUIRIES)} | {
    f"{kind}.{end}" for kind, end in itertools.product(KINDS, ["unknown", "state"])
}
OF_COMMANDS |= {
    "forbidden",
    "command.poison",
    "command.conflict",
    "database.unavailable",
    "database.disk_full",
}
ASKED_AT_A_DESK = {"premise.unknown", "incident.unknown"}
"""What inquiries of somebody who is in are refused with."""
# The register holds no account of a room that is not there.
NEVER_AT_LOGIN = {"login.room", *ASKED_AT_A_DESK}
AT_LOGIN = {code for code in refused_in("backend") if not code.startswith(INQUIRIES)} - NEVER_AT_LOGIN | {
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


@pytest.mark.parametrize("code", sorted(OF_WORKSPACES))
def test_a_workspace_that_is_refused_is_told_in_words(qapp: QApplication, code: str) -> None:
    words = why(Refused(code, most=24, found=2, ours=1, role="auditor", what="map", why="pages"))
    assert not words.startswith(code)
    assert "{" not in words


def test_a_code_that_nobody_foresaw_is_shown_as_it_is(qapp: QApplication) -> None:
    assert sentence("sun.spots", {"count": "3"}) == "sun.spots (count=3)"
