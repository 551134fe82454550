"""ATTACKS 36 and 37: no text from outside forges a line of the log, no secret is ever said.

The canary (tests/conftest.py) is every secret here: a test in which it reaches a log or a stream fails.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import sys
from pathlib import Path

import psycopg
import pytest
import websockets

from backend.database.export import export_logs
from backend.database.link import checked
from backend.database.trouble import DatabaseTrouble
from domain.wire import AskTicket, Login, Refusal, encode
from logbook.lines import HumanLine, JsonLine
from tests.plugins.backend import Demo, Running, serving

FORGERIES = [
    "x\n2026-11-22 10:00:00 INFO backend.term writer, fence 9",
    "x\r\nforged",
    "x\x0b\x0c\x1c\x1d\x1eforged",
    "x\x85forged\u2028forged\u2029forged",
    "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "\u202eforged\u2066\u200b",
    "lone \ud800 surrogate",
]


def line_of(formatter: logging.Formatter, text: str) -> str:
    """Return how a record that quotes this text, in its message and its exception, would be written."""
    try:
        raise ValueError(text)
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "said %s", (text,), sys.exc_info())
    return formatter.format(record)


@pytest.mark.parametrize("formatter", [JsonLine(), HumanLine()], ids=["json", "human"])
@pytest.mark.parametrize("text", FORGERIES, ids=range(len(FORGERIES)))
def test_36_a_record_is_one_line_of_what_can_be_seen(formatter: logging.Formatter, text: str) -> None:
    line = line_of(formatter, text)
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    stream.write(line)  # nothing in it that a log file cannot hold


async def test_36_nothing_that_a_source_says_reaches_the_log(
    backend: Running, caplog: pytest.LogCaptureFixture
) -> None:
    for number, text in enumerate(FORGERIES[:-1]):
        await backend.ring(f"{number} {text}"[:64], caller=f"Ana {text}", address=text, token=None)
        await backend.ring("x", token="guess", caller=text)
        url = f"{backend.url}/intake/phones"
        await backend.http.get(url, params={"id": text, "lat": "1", "lon": "1"})
        await backend.http.post(url, data=text)
    for record in caplog.records:
        assert "forged" not in record.getMessage()
        assert len(record.getMessage().splitlines()) == 1


async def test_37_a_camera_s_account_and_address_never_leave_the_server(
    demo_database: str, demo: Demo, canary: str, tmp_path: Path
) -> None:
    with psycopg.connect(demo_database, autocommit=True) as connection:
        connection.execute("update camera set secret = %s", [f"admin:{canary}"])
        connection.execute("update camera set url = 'rtsp://10.99.0.7:554/' || label || '/geheim'")
    async with serving(demo_database, demo) as backend:
        said: list[str] = []
        url = f"wss://127.0.0.1:{backend.port}/line"
        async with websockets.connect(url, ssl=backend.tls, max_size=1 << 24) as line:
            await line.send(encode(backend.login_of("cmoyano")))
            camera = (await backend.desk("ribanez")).snapshot.cameras[0].id
            await line.send(encode(AskTicket(ask=1, camera=camera)))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    while True:
                        said.append(str(await line.recv()))
        for page in ("health", "metrics", "openapi.json"):
            said.append(await (await backend.http.get(f"{backend.url}/{page}")).text())
    target = tmp_path / "export.jsonl"
    await export_logs(demo_database, target)
    said.append(target.read_text())
    assert any('"is":"snapshot"' in text and "SN-0412" in text for text in said)
    assert any('"is":"ticket"' in text for text in said)
    for text in said:
        for secret in (canary, "admin:", "10.99.0.7", "geheim"):
            assert secret not in text


async def test_37_a_wrong_password_is_kept_and_said_nowhere(
    backend: Running, demo_database: str, canary: str, tmp_path: Path
) -> None:
    desk = await backend.connect()
    who = Login(protocol=1, minimum=1, user="lferreyra", password=canary, workstation="puesto-14")
    await desk.say(who)
    refusal = await desk.hear(Refusal)
    assert canary not in encode(refusal)
    bad = await backend.connect()
    await bad.say(Login(protocol=1, minimum=1, user="", password=canary, workstation="puesto-14"))
    assert canary not in encode(await bad.hear(Refusal))
    target = tmp_path / "export.jsonl"
    await export_logs(demo_database, target)
    assert canary not in target.read_text()


def test_37_a_connection_string_that_is_none_is_not_repeated(canary: str) -> None:
    for dsn in (f"host=x password {canary}", canary):
        with pytest.raises(DatabaseTrouble) as trouble:
            checked(dsn)
        assert canary not in str(trouble.value)


async def test_37_a_database_that_is_not_there_does_not_give_its_password_away(
    demo: Demo, canary: str
) -> None:
    with pytest.raises(DatabaseTrouble) as trouble:
        async with serving(f"host=127.0.0.1 port=1 user=u password='{canary}'", demo):
            raise AssertionError("nobody is there")
    assert trouble.value.code == "database.unavailable"
    assert canary not in str(trouble.value)


@pytest.mark.parametrize("formatter", [JsonLine(), HumanLine()], ids=["json", "human"])
def test_37_what_the_decoder_says_of_a_camera_reaches_no_log(
    formatter: logging.Formatter, canary: str
) -> None:
    import av

    with pytest.raises(OSError, match="canary") as refused:
        av.open(f"rtsp://admin:{canary}@127.0.0.1:1/geheim", timeout=2.0)
    said = str(refused.value)
    failure = (type(refused.value), refused.value, refused.value.__traceback__)
    record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "no camera: %s", (said,), failure)
    line = formatter.format(record)
    for secret in (canary, "admin", "canary", "geheim", "127.0.0.1"):
        assert secret not in line
    assert "no camera: " in line
    assert "ECONNREFUSED" in line
