"""What is written into logs: one record a line, and nothing that opens a door."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from logbook.files import LogFile
from logbook.lines import HumanLine, JsonLine, formatter_for
from logbook.loops import complain
from logbook.masks import safe

LOUD = "tigre@c4nary-in-a-log"
"""A password with an @ in it."""


def record_of(text: str, *args: object, **extra: object) -> logging.LogRecord:
    """Return a record as a logging call makes it."""
    record = logging.LogRecord("backend.term", logging.WARNING, "a.py", 1, text, args, None)
    record.__dict__.update(extra)
    return record


@pytest.mark.parametrize(
    "said",
    [
        f"[Errno 111] Connection refused: 'rtsp://admin:{LOUD}@10.20.0.7:554/Streaming/101'",
        f"avformat_open_input: Invalid data found when processing input: rtsps://op:{LOUD}@cam-3/live?x=1",
        f"connecting to postgresql://atalaya:{LOUD}@db/atalaya",
        f"connection to host=db user=a password='{LOUD}' failed",
        f"Login(protocol=1, user='lferreyra', password='{LOUD}', workstation='puesto-14')",
        f'{{"user":"x","password": "{LOUD}"}}',
        f"Authorization: Bearer {LOUD.replace('@', '.')}",
        f"token={LOUD}",
        f"call_token: {LOUD}",
        f"rtsps://relay.local:8555/{LOUD}",
        f"GET /intake/phones?id={LOUD}&lat=1",
        f"secret = b'{LOUD}'",
        f"password={LOUD}\nforged",
        f"rtsp://admin:{LOUD}\n@10.0.0.1/x",
        f"-----BEGIN PRIVATE KEY-----\n{LOUD}\n-----END PRIVATE KEY-----",
    ],
)
def test_37_no_secret_is_written_however_it_is_said(said: str) -> None:
    for formatter in (JsonLine(), HumanLine()):
        for record in (record_of("%s", said), record_of("failed: " + said.replace("%", "%%"), extra=1)):
            line = formatter.format(record)
            for part in (LOUD, "c4nary", "tigre"):
                assert part not in line
            assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    "said",
    [
        "writer, fence 3, sequence 1042",
        "listening on https://127.0.0.1:8443",
        "unit M 1-204: 10 fixes of its phone refused, the last: latitude: from -90 to 90",
        "the camera relay does not start: relay.port_taken",
    ],
)
def test_what_is_no_secret_stays_readable(said: str) -> None:
    assert safe(said) == said


def test_a_record_for_machines_has_its_fields() -> None:
    made = record_of("unit %s late", "M 1", params={"late_s": 3, "token": LOUD}, command="0190-77")
    told = json.loads(JsonLine().format(made))
    assert told["at"].endswith("Z")
    assert {key: told[key] for key in ("level", "room", "message", "params", "command")} == {
        "level": "warning",
        "room": "backend.term",
        "message": "unit M 1 late",
        "params": {"late_s": 3, "token": "***"},
        "command": "0190-77",
    }


def test_an_exception_is_told_by_kind_and_place_never_by_its_text() -> None:
    try:
        try:
            raise ValueError(f"bad address: Pasaje del Resguardo 4451 {LOUD}")
        except ValueError as cause:
            raise RuntimeError(f"while deciding for Ana {LOUD}") from cause
    except RuntimeError:
        record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "failed", (), sys.exc_info())
    line = JsonLine().format(record)
    told = json.loads(line)
    assert "ValueError" in told["trace"]
    assert told["trace"][-1] == "RuntimeError"
    assert any("tests/backend/test_logs.py:" in frame for frame in told["trace"])
    for word in ("Resguardo", "Ana", LOUD, str(Path.cwd())):
        assert word not in line


def test_parameters_that_do_not_fit_do_not_lose_the_record() -> None:
    assert "do not fit" in JsonLine().format(record_of("%d units", "many"))


def test_a_terminal_gets_lines_for_people_and_a_pipe_gets_json() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert isinstance(formatter_for(Terminal()), HumanLine)
    assert isinstance(formatter_for(io.StringIO()), JsonLine)


def test_51_a_log_never_grows_past_its_size(tmp_path: Path) -> None:
    handler = LogFile(tmp_path / "console.log", largest=4000, kept=2)
    for number in range(500):
        handler.emit(record_of("line %d of a flood that does not end", number))
    handler.close()
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["console.log", "console.log.1", "console.log.2"]
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 3 * 4000
    assert "line 499" in (tmp_path / "console.log").read_text().splitlines()[-1]
    assert all(file.stat().st_mode & 0o077 == 0 for file in tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_51_a_full_disk_costs_lines_and_not_the_program(capfd: pytest.CaptureFixture[str]) -> None:
    handler = LogFile(Path("/dev/full"), largest=0)
    for number in range(3):
        handler.emit(record_of("line %d", number))
    assert handler.lost == 3
    with pytest.raises(OSError, match="No space"):
        handler.close()
    assert capfd.readouterr().err == ""


def test_a_program_of_the_server_writes_json_into_a_pipe() -> None:
    story = "import logging; from backend.logging_lines import begin_log; begin_log(); "
    story += "logging.getLogger('backend.x').warning('a\\nb %s', 'password=hush')"
    done = subprocess.run([sys.executable, "-c", story], capture_output=True, text=True, check=True)
    [line] = done.stderr.splitlines()
    assert json.loads(line)["message"] == "a\\nb password=***"


async def test_a_task_that_nobody_awaited_is_told_without_what_it_choked_on(
    caplog: pytest.LogCaptureFixture, expect_log: Callable[[str], None]
) -> None:
    expect_log("failed, and nobody was waiting")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(complain)

    async def forgotten() -> None:
        raise ValueError("Pasaje del Resguardo 4451")

    task = loop.create_task(forgotten())
    await asyncio.sleep(0.01)
    del task
    gc.collect()
    [record] = [one for one in caplog.records if one.name == "atalaya.loop"]
    line = JsonLine().format(record)
    assert "ValueError" in line
    assert "Resguardo" not in line
