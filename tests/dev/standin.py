"""A stand-in for backend, cameras, simulator or console: takes the same flags, says the same lines.

usage: standin.py ROLE [--fail | --stubborn | --silent] FLAGS
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from lifeline.parent import watch_parent


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("role", choices=("backend", "cameras", "simulator", "console"))
    for flag in ("--fail", "--stubborn", "--silent", "--with-child"):
        parser.add_argument(flag, action="store_true")
    for flag in ("--parent-fd", "--ready-fd", "--password-fd"):
        parser.add_argument(flag, type=int)
    for flag in ("--server", "--ca", "--user", "--workstation", "--sources"):
        parser.add_argument(flag)
    parser.add_argument("--tour", type=Path)
    told = parser.parse_args()
    print(f"{told.role} begins", flush=True)
    if told.fail:
        print("port 8443: already taken", file=sys.stderr)
        return 3
    stop = threading.Event()
    if told.stubborn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        watch_parent(told.parent_fd, stop.set)
    if told.with_child:  # as the backend has its database
        child = "import os; os.read(0, 1)"
        subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE)
    if told.role == "backend" and not told.silent:
        stage = {"port": 40123, "ca": "ca.pem", "sources": "sources.json", "workstation": "puesto-07"}
        stage |= {"user": "demo", "password": "tres palabras sueltas"}
        os.write(told.ready_fd, json.dumps(stage).encode() + b"\n")
    if told.role == "console":
        with os.fdopen(told.password_fd) as secret:
            line = {"server": told.server, "ca": told.ca, "user": told.user, "desk": told.workstation}
            line["secret"] = secret.readline().strip()
        print(json.dumps(line | {"display": os.environ.get("DISPLAY", "")}), flush=True)
        os.write(told.ready_fd, b'{"event": "window"}\n')
        if told.tour is not None:
            (told.tour / "01-login.png").write_bytes(b"png")
            return 0
        print("console open", flush=True)
    stop.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
