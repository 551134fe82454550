"""A console that is killed is asked after at its next start, and one that is closed is not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

START_S = 15.0


class Console:
    """A real console without a screen and without a server: it stands at the login."""

    def __init__(self, folder: Path, name: str) -> None:
        self._told, writing = os.pipe()
        words = ["--server", "https://127.0.0.1:9", "--data", str(folder), "--ready-fd", str(writing)]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        with (folder.parent / f"{name}.out").open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "console", *words],
                env=environment, pass_fds=[writing], stdout=out, stderr=out,
            )  # fmt: skip
        os.close(writing)

    def at_the_login(self) -> list[str]:
        """Wait for its window; return what it has told until then."""
        heard: list[str] = []
        with os.fdopen(os.dup(self._told)) as lines:
            for line in lines:
                heard.append(json.loads(line)["event"])
                if heard[-1] == "window":
                    return heard
        raise AssertionError(f"it ended: {heard}")

    def end(self, number: signal.Signals) -> int:
        """End it by a signal; return its status."""
        self.process.send_signal(number)
        os.close(self._told)
        return self.process.wait(START_S)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_bad_end_is_offered_once_more_and_a_good_one_is_not(tmp_path: Path, how: signal.Signals) -> None:
    first = Console(tmp_path / "desk", "first")
    assert "crash" not in first.at_the_login()
    first.end(how)
    second = Console(tmp_path / "desk", "second")
    heard = second.at_the_login()
    assert second.end(signal.SIGTERM) == 0
    assert ("crash" in heard) is (how is not signal.SIGTERM)
    if how is signal.SIGSEGV:
        [crash] = (tmp_path / "desk" / "crashes").iterdir()
        assert "Segmentation fault" in (crash / "fatal.txt").read_text()
