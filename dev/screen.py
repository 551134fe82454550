"""A screen for programs on a machine without one: Xvfb, which dies with whoever started it."""

from __future__ import annotations

import os
import select
import shutil
import subprocess

START_S = 20.0
"""How long Xvfb may take to name its display, in seconds, on a busy machine."""


class NoScreen(Exception):
    """Xvfb is not installed, or did not start; the text says which."""


class Screen:
    """One Xvfb on the first free display number, chosen by itself (`-displayfd`)."""

    def __init__(self, size: str = "1920x1080x24") -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise NoScreen("Xvfb is not installed: apt-get install xvfb")
        reading, writing = os.pipe()
        command = [program, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        # The kernel ends it when the thread that started it is gone, even by kill -9.
        if setpriv := shutil.which("setpriv"):
            command = [setpriv, "--pdeathsig", "TERM", "--", *command]
        try:
            self._xvfb = subprocess.Popen(
                command,
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the programs first; the screen goes last
            )
        finally:
            os.close(writing)
        try:
            self.display = f":{_read_number(reading)}"
        except NoScreen:
            self.close()
            raise
        finally:
            os.close(reading)

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._xvfb.pid

    def environment(self) -> dict[str, str]:
        """This process's environment with the display in it, for a child that opens windows."""
        environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        return environment | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def close(self) -> None:
        """End it, with force after two seconds. A second call does nothing."""
        if self._xvfb.poll() is None:
            self._xvfb.terminate()
            try:
                self._xvfb.wait(2.0)
            except subprocess.TimeoutExpired:
                self._xvfb.kill()
                self._xvfb.wait()


def _read_number(fd: int) -> int:
    said = b""
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([fd], [], [], START_S)
        chunk = os.read(fd, 64) if ready else b""
        if not chunk:
            raise NoScreen(
                f"Xvfb did not start within {START_S:.0f} s" if not ready else "Xvfb ended at once"
            )
        said += chunk
    return int(said)


def have_display() -> bool:
    """True if this machine offers a screen of its own."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
