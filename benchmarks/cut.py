"""Ways to cut a desk off: packets dropped by the kernel where that is allowed, a proxy where it is not."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from typing import Protocol

from dev.cable import Cable

DOOR = 9443
"""The port by which the desk reaches the backend in our own network; only what goes through it is cut."""
INSIDE = "ATALAYA_BENCH_NETWORK"

_RULES = """
table ip bench {{}}
delete table ip bench
table ip bench {{
  chain door {{ type nat hook output priority -100; tcp dport {door} redirect to :{port}; }}
  chain loss {{ type filter hook output priority 0; }}
}}
"""


class Cut(Protocol):
    """One way."""

    how: str
    port: int
    """Where the desk connects."""

    def cut(self) -> None:
        """Pass nothing, reset nothing."""
        ...

    def mend(self) -> None:
        """Pass everything again."""
        ...

    def close(self) -> None:
        """Clean up."""
        ...


def enter_own_network(module: str) -> None:
    """Start this bench again in a network of its own, if root and nftables allow it; else return."""
    if INSIDE in os.environ or os.geteuid() != 0 or shutil.which("nft") is None:
        return
    if subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode == 0:
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--net", sys.executable, "-m", module])


def cut_of(port: int) -> Cut:
    """Return the best way to cut off who connects to the backend at `port`."""
    return Drop(port) if INSIDE in os.environ else Proxy(port)


def raise_loopback() -> None:
    """Bring up the loopback of our own network; nothing to do elsewhere."""
    if INSIDE in os.environ:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


class Drop:
    """nftables drops every packet of connections that came through the door, both ways, SYNs too."""

    how = "packets dropped"
    port = DOOR

    def __init__(self, port: int) -> None:
        _nft(_RULES.format(door=DOOR, port=port))

    def cut(self) -> None:
        """Drop."""
        # The original destination is that of the door before it was redirected, in both directions.
        _nft(f"add rule ip bench loss meta l4proto tcp ct original proto-dst {DOOR} drop")

    def mend(self) -> None:
        """Drop no more."""
        _nft("flush chain ip bench loss")

    def close(self) -> None:
        """The network goes with the process."""


class Proxy:
    """A proxy in a thread of its own that takes everything and passes nothing."""

    how = "proxy"

    def __init__(self, port: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="cable", daemon=True)
        self._thread.start()
        self._cable = Cable(port)
        asyncio.run_coroutine_threadsafe(self._cable.lay(), self._loop).result(5)
        self.port = self._cable.port

    def cut(self) -> None:
        """Hold back."""
        self._loop.call_soon_threadsafe(self._cable.cut)

    def mend(self) -> None:
        """Let go."""
        self._loop.call_soon_threadsafe(self._cable.mend)

    def close(self) -> None:
        """Take the cable away."""
        asyncio.run_coroutine_threadsafe(self._cable.take_away(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


def _nft(rules: str) -> None:
    subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True)
