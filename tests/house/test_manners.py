"""The house keeps its manners, and every rule is seen to catch its breach."""

from __future__ import annotations

import pytest

from dev.house.__main__ import inspect, judge
from dev.house.papers import findings_in_text
from dev.house.source import parse


def test_the_house_keeps_its_manners() -> None:
    found = [str(finding) for finding in inspect()]
    assert not found, "\n" + "\n".join(found)


BREACHES = [
    # path, text, line of the breach, a word of the message
    ("backend/hub.py", "x = 1\n" * 401, 400, "401 lines"),
    ("backend/hub.py", "def f():\n" + "    x = 1\n" * 60, 1, "61 lines"),
    ("backend/__init__.py", "x = 1\n", 1, "is empty"),
    ("tests/backend/__init__.py", "", 1, "no __init__.py"),
    ("packaging/__init__.py", "", 1, "no __init__.py"),
    ("console/utils.py", "", 1, "names no room"),
    ("backend/session_manager.py", "", 1, "names no room"),
    ("backend/hub.py", "import datetime\n\nx = datetime.datetime.now()\n", 3, "Clock"),
    ("backend/hub.py", "from datetime import datetime\nx = datetime.utcnow()\n", 2, "Clock"),
    ("simulator/phones.py", "import time\nx = time.time()\n", 2, "Clock"),
    ("console/app.py", "from time import time_ns\n", 1, "Clock"),
    ("widgets/timer.py", "x = QDateTime.currentDateTime()\n", 1, "Clock"),
    ("console/app.py", "x = QDateTime.currentMSecsSinceEpoch()\n", 1, "Clock"),
    ("backend/database/tables.py", "x = 'insert into t values (now())'\n", 1, "parameter"),
    ("backend/database/tables.py", "x = f'select {y} where at < current_timestamp'\n", 1, "parameter"),
    ("backend/database/tables.py", "x = func.now()\n", 1, "parameter"),
    ("simulator/city.py", "import random\nx = random.choice([1])\n", 2, "random.Random"),
    ("backend/desk/calls.py", "import uuid\nx = uuid.uuid4()\n", 2, "uuidv7"),
    ("console/login.py", "dialog.exec()\n", 1, "ask(dialog)"),
    ("console/login.py", "self._menu.exec_(point)\n", 1, "popup()"),
    ("widgets/incident_card.py", "QMessageBox.question(self, 'a', 'b')\n", 1, "ask(dialog)"),
    ("console/export.py", "QFileDialog.getSaveFileName(self)\n", 1, "ask(dialog)"),
    ("console/app.py", "from qasync import asyncSlot\n", 1, "nursery"),
    ("console/app.py", "@qasync.asyncSlot()\ndef f(): ...\n", 1, "nursery"),
    ("widgets/call_queue.py", "x = QLabel('a')\n", 1, "plain_text"),
    ("widgets/call_queue.py", "x = QtWidgets.QLabel('a')\n", 1, "plain_text"),
    ("widgets/call_queue.py", "class Row(QLabel):\n    pass\n", 1, "plain_text"),
    ("console/login.py", "box = QMessageBox(self)\n", 1, "plain_text"),
    ("widgets/call_queue.py", "row.setToolTip(call.name)\n", 1, "tip()"),
    ("widgets/call_queue.py", "row.setToolTip(f'<b>{name}</b>')\n", 1, "tip()"),
    ("widgets/call_queue.py", "QToolTip.showText(where, self._text(unit))\n", 1, "tip()"),
    (
        "console/models/calls.py",
        "def data(role):\n    if role == Qt.ToolTipRole:\n        return x\n",
        1,
        "tip()",
    ),
    ("widgets/unit_board.py", "x = '#ff0000'\n", 1, "tokens"),
    ("widgets/unit_board.py", "x = f'color: #{a}; border: 1px solid #1a2b3c'\n", 1, "#1a2b3c"),
    ("widgets/unit_board.py", "x = QColor(255, 0, 0)\n", 1, "tokens"),
    ("widgets/unit_board.py", "x = QColor('red')\n", 1, "tokens"),
    ("console/app.py", "x = Qt.GlobalColor.red\n", 1, "tokens"),
    ("console/app.py", "x = Qt.darkRed\n", 1, "tokens"),
    ("backend_client/line.py", "import ssl\ncontext.verify_mode = ssl.CERT_NONE\n", 2, "--ca FILE"),
    ("backend_client/line.py", "context.check_hostname = False\n", 1, "always verified"),
    ("simulator/phones.py", "client.get(url, verify=False)\n", 1, "--ca FILE"),
    ("simulator/phones.py", "session.get(url, ssl=False)\n", 1, "--ca FILE"),
    ("dev/run.py", "context = ssl._create_unverified_context()\n", 1, "--ca FILE"),
    ("backend/intake/phones.py", "import json\n", 1, "msgspec"),
    ("backend_client/journal.py", "from json import loads\n", 1, "msgspec"),
    ("domain/wire.py", "import numpy as np\n", 1, "msgspec only"),
    ("domain/decide.py", "raise Refused('The call is closed', {})\n", 1, "code"),
    ("backend/desk/calls.py", "reply(message='call is closed already')\n", 1, "emit a code"),
    ("backend/desk/calls.py", "x = 'La llamada ya está cerrada'\n", 1, "emit a code"),
    ("tests/backend/test_hub.py", "from unittest.mock import MagicMock\n", 1, "by hand"),
    ("tests/backend/test_hub.py", "import unittest.mock\n", 1, "by hand"),
    ("tests/backend/test_hub.py", "import time\ntime.sleep(1)\n", 2, "wait for the thing"),
]


@pytest.mark.parametrize(("path", "text", "line", "word"), BREACHES)
def test_a_breach_is_named_with_its_file_and_line(path: str, text: str, line: int, word: str) -> None:
    found = [finding for finding in judge(parse(path, text)) if word in finding.message]
    assert [str(f).split(": ")[0] for f in found] == [f"{path}:{line}"]


GOOD_MANNERS = [
    ("domain/clock.py", "import time\nx = time.time_ns()\n"),
    ("tests/backend/test_hub.py", "import time\nx = time.time()\n"),
    ("backend/database/tables.py", "'''SQL never calls now().'''\nx = 'select known()'\n"),
    (
        "simulator/city.py",
        "import random\n\n\ndef f(dice: random.Random) -> float:\n    return dice.random()\n",
    ),
    ("widgets/live_map/canvas.py", "QDrag(self).exec()\n"),
    ("widgets/gallery.py", "app.exec()\n"),
    ("widgets/call_queue.py", "row.setToolTip(tip(call.name))\nrow.setToolTip('')\n"),
    ("console/models/calls.py", "def data(role):\n    if role == Qt.ToolTipRole:\n        return tip(x)\n"),
    ("widgets/plain_text.py", "class PlainLabel(QLabel):\n    pass\n"),
    ("widgets/unit_board.py", "x = QColor(tokens.critical)\ny = Qt.transparent\nz = 'call #12'\n"),
    ("widgets/tokens.py", "x = QColor('#ff0000')\n"),
    ("backend_client/line.py", "context.check_hostname = True\nclient.get(url, ssl=context)\n"),
    ("console/settings.py", "import json\n"),
    ("domain/decide.py", "raise Refused('call.closed', {'id': x})\n"),
    ("backend/hub.py", "log.info('a laggard was cut: %s', why)\n"),
]


@pytest.mark.parametrize(("path", "text"), GOOD_MANNERS)
def test_good_manners_are_left_in_peace(path: str, text: str) -> None:
    assert [str(finding) for finding in judge(parse(path, text))] == []


@pytest.mark.parametrize(
    "line",
    [
        "pip install --index" + "-url somewhere x",
        "see https://pypi" + ".org/project/x",
        "https://example.test/x-1.0-py3-none-any" + ".whl",
        "cd /ro" + "ot/atalaya",
        "data = '/ho" + "me/ana/city'",
        "open('/wo" + "rk/main/x')",
    ],
)
def test_an_address_of_one_registry_or_one_machine_is_named(line: str) -> None:
    (finding,) = findings_in_text("docs/x.md", f"first\n{line}\n")
    assert str(finding).startswith("docs/x.md:2: ")


@pytest.mark.parametrize(
    "line", ["a clone under /root", "~/.local/share", "./srv/x", "https://host:port/home/x"]
)
def test_other_places_are_left_in_peace(line: str) -> None:
    assert list(findings_in_text("docs/x.md", line)) == []
