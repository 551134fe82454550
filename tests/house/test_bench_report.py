"""A bench tells what it measured, and never says "held" of what it could not tell."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.probe import Quiet, settle
from benchmarks.report import Figures, Setting, at_least, at_most, bench, exactly

CLAIMS = (at_most("p99_ms", 100), at_least("calls", 600, quick=60), exactly("lost", 0))
GOOD: Figures = {"p99_ms": 71.5, "calls": 640, "lost": 0, "n": 640}


class Machine:
    """Stands for the machine: says how noisy each try was."""

    def __init__(self, *noise: float) -> None:
        self.noise = list(noise)

    def look(self, _ours: object = (), _within_s: float = 0.0) -> Machine:
        return self

    def noise_until(self, _after: Machine) -> tuple[float, float]:
        return self.noise.pop(0), 0.0


@pytest.fixture
def quiet_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "Quiet", Machine(1.0, 1.0, 1.0))


def written(place: Path) -> dict[str, object]:
    result = json.loads((place / "x.json").read_text())
    assert isinstance(result, dict)
    return result


@pytest.mark.usefixtures("quiet_machine")
def test_what_holds_is_held_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("x", CLAIMS, lambda _: GOOD, out=tmp_path, setting=Setting()) == 0
    result = written(tmp_path)
    assert result["verdict"] == "held"
    assert result["missed"] == []
    assert result["p99_ms"] == 71.5
    assert result["quick"] is False
    assert {"n", "cpu_total", "cpu_bench", "probe", "steal", "versions"} <= result.keys()
    assert not [value for value in result.values() if isinstance(value, dict)]
    out = capsys.readouterr().out
    assert "at most 100   held" in out
    assert out.endswith("held\n")


@pytest.mark.usefixtures("quiet_machine")
@pytest.mark.parametrize(
    ("key", "figure"),
    [("p99_ms", 100.1), ("calls", 599), ("lost", 1), ("p99_ms", None), ("p99_ms", float("nan"))],
)
def test_what_does_not_hold_is_named(tmp_path: Path, key: str, figure: float | None) -> None:
    assert bench("x", CLAIMS, lambda _: {**GOOD, key: figure}, out=tmp_path, setting=Setting()) == 1
    assert (written(tmp_path)["verdict"], written(tmp_path)["missed"]) == ("missed", [key])


@pytest.mark.usefixtures("quiet_machine")
def test_a_quick_run_wants_fewer_calls_but_no_worse_ones(tmp_path: Path) -> None:
    figures = {**GOOD, "calls": 61, "p99_ms": 101}
    bench("x", CLAIMS, lambda _: figures, out=tmp_path, setting=Setting(quick=True))
    assert written(tmp_path)["missed"] == ["p99_ms"]
    assert written(tmp_path)["quick"] is True


@pytest.mark.usefixtures("quiet_machine")
def test_a_crash_is_no_miss_of_a_claim(tmp_path: Path) -> None:
    def measure(_: Setting) -> Figures:
        raise RuntimeError("the backend did not start")

    assert bench("x", CLAIMS, measure, out=tmp_path, setting=Setting(sabotage=True)) == 1
    assert written(tmp_path)["missed"] == ["crashed"]
    assert written(tmp_path)["error"] == "RuntimeError: the backend did not start"


def test_a_busy_machine_is_tried_again_and_a_quiet_one_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "Quiet", Machine(1.6, 1.4, 1.1))
    assert bench("x", CLAIMS, lambda _: GOOD, out=tmp_path, setting=Setting(), pause_s=0.0) == 0
    assert written(tmp_path)["probe"] == 1.1


def test_a_machine_that_stays_busy_makes_it_void(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "Quiet", Machine(1.6, 1.4, 1.5, 1.0))
    assert bench("x", CLAIMS, lambda _: GOOD, out=tmp_path, setting=Setting(), pause_s=0.0) == 1
    assert written(tmp_path)["verdict"] == "void"
    assert written(tmp_path)["why_void"] == "probe x1.50, steal 0.0%"


def test_a_firm_claim_is_missed_on_a_busy_machine_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "Quiet", Machine(1.6, 1.6, 1.6))
    claims = (*CLAIMS, at_least("phones", 2500, firm=True))
    few = {**GOOD, "phones": 2000}
    assert bench("x", claims, lambda _: few, out=tmp_path, setting=Setting(), pause_s=0.0) == 1
    assert (written(tmp_path)["verdict"], written(tmp_path)["missed"]) == ("missed", ["phones"])
    monkeypatch.setattr(report, "Quiet", Machine(1.6, 1.6, 1.6))
    enough = {**GOOD, "phones": 3000}
    assert bench("x", claims, lambda _: enough, out=tmp_path, setting=Setting(), pause_s=0.0) == 1
    assert written(tmp_path)["verdict"] == "void"


def test_time_that_is_up_during_the_last_probe_takes_nothing_from_what_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(Machine):
        def look(self, ours: object = None, within_s: float = 1.0) -> Machine:
            if ours:
                raise report.Overtime
            return self

    monkeypatch.setattr(report, "Quiet", Late(1.0))
    monkeypatch.setattr(report.CpuWatch, "seen", lambda _: ["a process"])
    assert bench("x", CLAIMS, lambda _: GOOD, out=tmp_path, setting=Setting()) == 0
    assert written(tmp_path)["verdict"] == "held"


def test_the_second_probe_waits_for_the_benchs_own_programs_to_be_gone() -> None:
    class Ending:
        def __init__(self, looks: int) -> None:
            self.looks = looks

        @property
        def alive(self) -> bool:
            self.looks -= 1
            return self.looks > 0

    slow, gone = Ending(3), Ending(0)
    settle([slow, gone], within_s=2.0)  # type: ignore[list-item]
    assert slow.looks <= 0


def test_noise_is_the_slower_probe_against_the_best_time() -> None:
    before = Quiet([1.0, 1.0, 1.1, 1.0, 1.2], steal=100, total=1000)
    after = Quiet([1.5, 1.6, 1.4, 1.5, 1.5], steal=110, total=1200)
    assert before.noise_until(after) == (1.5, 0.05)


@pytest.mark.usefixtures("quiet_machine")
def test_a_bench_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "QUICK_LIMIT_S", 0.05)
    cleaned: list[bool] = []

    def measure(_: Setting) -> Figures:
        try:
            threading.Event().wait(30.0)
        finally:
            cleaned.append(True)
        return GOOD

    assert bench("x", CLAIMS, measure, out=tmp_path, setting=Setting(quick=True)) == 1
    assert written(tmp_path)["missed"] == ["overtime"]
    assert cleaned
