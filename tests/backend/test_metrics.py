"""Who watches over the server reads figures; nobody else does, and nobody is named in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from backend.metrics import Metrics, is_loopback
from backend.settings import settings_of
from backend.streams.messages import Figures
from backend.streams.relay_process import CameraStatus, RelayProcess, RelayRefused
from domain.call import Call, Disposition
from domain.commands import AnswerCall, CloseCall
from tests.plugins.backend import Demo, Running, serving

UNITS = ("seconds", "bytes", "info", "commands")
CALLER = "Norma Beatriz Quiroga"


async def read(backend: Running, **headers: str) -> dict[str, Metric]:
    """Return the page as Prometheus reads it, by family."""
    async with backend.http.get(f"{backend.url}/metrics", headers=headers) as answer:
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/plain")
        page = await answer.text()
    return {family.name: family for family in text_string_to_metric_families(page)}


def value(families: dict[str, Metric], family: str, suffix: str = "", **labels: str) -> float:
    """Return one sample."""
    found = [
        sample.value
        for sample in families[family].samples
        if sample.name == family + suffix and sample.labels == labels
    ]
    assert len(found) == 1, (family, suffix, labels, families[family].samples)
    return float(found[0])


async def test_a_call_is_seen_in_the_figures_and_its_caller_is_not(backend: Running) -> None:
    before = await read(backend)
    desk = await backend.desk()
    (await backend.ring("m-1", caller=CALLER, address="Pasaje Norma 12")).release()
    rung = await read(backend)
    assert value(rung, "atalaya_calls_open", state="ringing") == 1 + value(
        before, "atalaya_calls_open", state="ringing"
    )
    assert value(rung, "atalaya_desk_lines") == 1
    call = await desk.thing(Call)
    await desk.do(AnswerCall(call=call.id))
    refused = await desk.do(AnswerCall(call=UUID(int=7)))
    assert refused.result == "refused"
    after = await read(backend)
    assert value(after, "atalaya_calls_open", state="answered") >= 1
    assert value(after, "atalaya_commands", "_total", verdict="done") >= 2
    assert value(after, "atalaya_commands", "_total", verdict="refused") == 1
    assert value(after, "atalaya_commit_seconds", "_count") >= 3
    assert value(after, "atalaya_commit_batch_commands", "_sum") >= 3
    assert value(after, "atalaya_writer") == 1
    assert value(after, "atalaya_door_requests", "_total", door="calls", status="202") == 1
    async with backend.http.get(f"{backend.url}/metrics") as answer:
        page = await answer.text()
    for word in (CALLER, "Norma", "5555-0101", str(call.id), "lferreyra", "Ferreyra", "puesto-14"):
        assert word not in page


async def test_refused_at_a_door_is_counted_by_door_and_status(backend: Running) -> None:
    (await backend.ring("m-2", token="guessed")).release()
    (await backend.http.post(f"{backend.url}/intake/buttons", data=b"{")).release()
    found = await read(backend)
    assert value(found, "atalaya_door_requests", "_total", door="calls", status="401") == 1
    assert value(found, "atalaya_door_requests", "_total", door="buttons", status="400") == 1


async def test_names_and_labels_keep_to_the_conventions_and_to_few_values(backend: Running) -> None:
    found = await read(backend)
    for family in found.values():
        assert re.fullmatch(r"(atalaya|process)_[a-z0-9_]+", family.name), family.name
        assert family.documentation, f"{family.name} says nothing of itself"
        assert len(family.samples) <= 64, f"{family.name}: a label has too many values"
        if family.type == "counter":
            assert all(one.name.endswith(("_total", "_created")) for one in family.samples), family.name
        if family.type == "histogram":
            assert family.name.rpartition("_")[2] in UNITS, f"{family.name}: in which unit?"
    assert value(found, "process_resident_memory_bytes") > 10_000_000
    assert value(found, "atalaya_event_loop_lag_seconds", "_count") >= 0


async def test_where_a_token_is_set_it_is_asked_of_everybody(demo_database: str, demo: Demo) -> None:
    async with serving(demo_database, demo, metrics_token="a-token-of-some-length") as backend:
        for told in (
            "",
            "Bearer ",
            "Bearer a-token-of-some-lengtH",
            "Basic a-token-of-some-length",
            "Bearer é",
        ):
            headers = {"authorization": told} if told else {}
            async with backend.http.get(f"{backend.url}/metrics", headers=headers) as answer:
                assert answer.status == 403
                assert await answer.json() == {"code": "metrics.forbidden"}
        assert await read(backend, authorization="Bearer a-token-of-some-length")


@pytest.mark.parametrize(
    ("host", "may"),
    [("127.0.0.1", True), ("127.8.1.1", True), ("::1", True), ("::ffff:127.0.0.1", True),
     ("10.1.2.3", False), ("192.168.0.4", False), ("::ffff:10.0.0.1", False), ("unknown", False)],
)  # fmt: skip
def test_without_one_this_machine_alone_may_read(host: str, may: bool) -> None:
    assert is_loopback(host) is may


def test_a_token_too_short_or_a_file_that_is_not_there_is_named_at_the_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = tmp_path / "token"
    short.write_text("abc\n")
    for file, why in ((short, "at least 16 characters"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(SystemExit):
            settings_of(["--metrics-token-file", str(file)])
        assert why in capsys.readouterr().err


async def test_a_call_that_is_settled_is_open_no_more(backend: Running) -> None:
    desk = await backend.desk()
    (await backend.ring("m-3")).release()
    call = await desk.thing(Call)
    await desk.do(AnswerCall(call=call.id))
    answered = value(await read(backend), "atalaya_calls_open", state="answered")
    await desk.do(CloseCall(call=call.id, disposition=Disposition.INFORMATION))
    assert value(await read(backend), "atalaya_calls_open", state="answered") == answered - 1


class Relay:
    """A media worker that answers, or does not."""

    def __init__(self, figures: Figures | None) -> None:
        self._figures = figures

    def states(self) -> dict[UUID, CameraStatus]:
        how = ("live", "live", "stale", "down")
        return {UUID(int=number): CameraStatus(state, 0) for number, state in enumerate(how)}

    async def figures(self) -> Figures:
        if self._figures is None:
            raise RelayRefused("relay.timeout")
        return self._figures


FIGURES = Figures(
    request=1, viewers=3, pictures=900, bytes_sent=5_000, conflated=7, cut=1, refused=2, lost=4, bad=5
)


@pytest.mark.parametrize("figures", [FIGURES, None])
async def test_cameras_are_counted_by_state_even_while_the_worker_is_silent(figures: Figures | None) -> None:
    metrics = Metrics(lambda: None, lambda: cast(RelayProcess, Relay(figures)))
    page = (await metrics.page()).decode()
    found = {family.name: family for family in text_string_to_metric_families(page)}
    assert [value(found, "atalaya_relay_cameras", state=one) for one in ("live", "stale", "down")] == [
        2,
        1,
        1,
    ]
    assert value(found, "atalaya_relay_up") == (figures is not None)
    assert value(found, "atalaya_writer") == 0
    if figures is not None:
        assert value(found, "atalaya_relay_viewers") == 3
        assert value(found, "atalaya_relay_packets_lost", "_total") == 4
    else:
        assert "atalaya_relay_viewers" not in found
