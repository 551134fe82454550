"""The unprivileged user under which PostgreSQL runs when the backend was started by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from backend.database.trouble import DatabaseTrouble

NAME = "atalaya"


@dataclass(frozen=True)
class ServerUser:
    """Who runs the server; uid and gid are -1 where nobody else is needed."""

    name: str
    uid: int = -1
    gid: int = -1

    @property
    def other(self) -> bool:
        """Whether the server runs under a user other than this process."""
        return self.uid >= 0

    def own(self, path: Path) -> None:
        """Give a file to this user."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def run(
        self, command: list[str], environment: dict[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this user and wait for it; ``timeout`` in seconds."""
        # None means: do not change. Supplementary groups of root must not be inherited.
        return subprocess.run(
            command, env=environment, cwd="/", stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", timeout=timeout, check=False,
            user=self.uid if self.other else None, group=self.gid if self.other else None,
            extra_groups=[] if self.other else None,
        )  # fmt: skip


def server_user() -> ServerUser:
    """Return the user for the server, making the system user ``atalaya`` when root has none yet.

    Raises DatabaseTrouble ``database.user_missing``.
    """
    if os.geteuid() != 0:
        return ServerUser(pwd.getpwuid(os.geteuid()).pw_name if _has_name() else str(os.geteuid()))
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make_user()
    return ServerUser(NAME, entry.pw_uid, entry.pw_gid)


def _has_name() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def _make_user() -> pwd.struct_passwd:
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        raise DatabaseTrouble("database.user_missing", user=NAME, reason="no useradd")
    command = [
        program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
        "--shell", "/usr/sbin/nologin", NAME,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    try:
        return pwd.getpwnam(NAME)  # two programs may have made it at once: only the result counts
    except KeyError:
        reason = done.stderr.strip() or f"useradd ended with {done.returncode}"
        raise DatabaseTrouble("database.user_missing", user=NAME, reason=reason) from None


def wall_before(path: Path, user: ServerUser) -> Path | None:
    """Return the first directory on the way to ``path`` that ``user`` may not enter, or None."""
    if not user.other:
        return None
    for directory in [*reversed(path.parents), path]:
        try:
            status = directory.stat()
        except OSError:
            return None  # it does not exist yet and will be made reachable
        if status.st_uid == user.uid:
            enter = status.st_mode & 0o100
        elif status.st_gid == user.gid:
            enter = status.st_mode & 0o010
        else:
            enter = status.st_mode & 0o001
        if not enter:
            return directory
    return None
