"""A child ends with its parent, whichever way the parent goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

from lifeline.parent import EXIT_ORPHANED, Lifeline, watch_parent

# One write a line: two children share a pipe, and print() would send the line's end apart.
CHILD = """
import os, sys, threading
from lifeline.parent import watch_parent
stop = threading.Event()
watch_parent(int(sys.argv[1]), stop.set)
os.write(1, b"living\\n")
stop.wait()
os.write(1, b"ended in order\\n")
"""

STUBBORN = """
import sys, threading
from lifeline.parent import watch_parent
watch_parent(int(sys.argv[1]), lambda: 1 / 0, grace_s=0.1)
print("living", flush=True)
threading.Event().wait()
"""

PARENT = """
import subprocess, sys, threading
from lifeline.parent import Lifeline
line = Lifeline()
for _ in range(2):
    subprocess.Popen([sys.executable, "-c", sys.argv[1], str(line.child_fd)], pass_fds=[line.child_fd])
threading.Event().wait()
"""


def start_child(source: str, line: Lifeline) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", source, str(line.child_fd)],
        pass_fds=[line.child_fd],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "living\n"
    return child


def test_a_child_ends_in_order_when_its_parent_lets_go() -> None:
    line = Lifeline()
    child = start_child(CHILD, line)
    line.close()
    out, _ = child.communicate(timeout=5)
    assert out == "ended in order\n"
    assert child.returncode == 0


def test_a_child_that_cannot_end_in_order_is_ended_where_it_stands() -> None:
    line = Lifeline()
    child = start_child(STUBBORN, line)
    line.close()
    child.communicate(timeout=5)
    assert child.returncode == EXIT_ORPHANED


def test_two_children_end_when_their_parent_is_killed_with_nine() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert [parent.stdout.readline() for _ in range(2)] == ["living\n", "living\n"]
    os.kill(parent.pid, signal.SIGKILL)
    # The children hold the same pipe: reading to its end is seeing the last of them go.
    assert parent.communicate(timeout=5)[0] == "ended in order\n" * 2


def test_a_released_watch_neither_calls_nor_kills() -> None:
    said: list[str] = []
    line = Lifeline()
    watch = watch_parent(
        os.dup(line.child_fd), lambda: said.append("end"), grace_s=0.0, end_now=_say(said, "killed")
    )
    watch.release()
    line.close()
    assert watch.join(5)
    assert said == []


def test_a_release_within_the_grace_spares_the_process() -> None:
    said: list[str] = []
    ended = threading.Event()
    line = Lifeline()
    watch = watch_parent(os.dup(line.child_fd), ended.set, grace_s=5.0, end_now=_say(said, "killed"))
    line.close()
    assert ended.wait(5)
    watch.release()
    assert watch.join(5)
    assert said == []


def _say(said: list[str], word: str) -> Callable[[int], object]:
    return lambda _status: said.append(word)
