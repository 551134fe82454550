"""Records on disk that survive a kill at any byte: length, checksum, payload, one after another."""

import errno
import os
import re
import struct
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from backend_client.failure import JournalFailed

MAGIC = b"ATJ1\n"
_HEAD = struct.Struct("<II")
LARGEST = 1024 * 1024
"""Bytes of one payload; what claims to be more is damage."""
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


MOST_TRIED = 64 * LARGEST
"""Bytes in which a record is looked for in vain before the rest counts as damage: a desk must start."""
_NOT_ZERO = re.compile(rb"[^\0]")


def framed(payload: bytes) -> bytes:
    """Return the record of a payload: its length and CRC-32 (little endian), then itself."""
    return _HEAD.pack(len(payload), zlib.crc32(payload)) + payload


def read_records(data: bytes) -> tuple[list[bytes], int]:
    """Return the whole records in `data`, and how many bytes were damage.

    A torn tail is left out; after damage in the middle the next whole record is looked for, so that one bad
    sector does not take the rest with it. A length of zero is damage: a hole in the file reads as zeros.
    """
    found: list[bytes] = []
    damaged, patience = 0, MOST_TRIED
    at = len(MAGIC) if data.startswith(MAGIC) else 0
    view = memoryview(data)
    while at + _HEAD.size <= len(data) and patience > 0:
        length, crc = _HEAD.unpack_from(data, at)
        start, step = at + _HEAD.size, 1
        if 0 < length <= LARGEST and start + length <= len(data):
            if zlib.crc32(view[start : start + length]) == crc:
                found.append(data[start : start + length])
                at = start + length
                continue
            patience -= length
        elif length == 0:
            full = _NOT_ZERO.search(data, at)
            step = max(1, (full.start() if full is not None else len(data)) - at - 3)
        at, damaged = at + step, damaged + step
    return found, damaged + len(data) - at


class JournalFile:
    """One desk's file, 0600 in a directory of 0700, held by one program at a time."""

    def __init__(self, path: Path) -> None:
        """Open and lock it, making it if need be. Raises `JournalFailed`."""
        self.path = path
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _open(path.with_suffix(".lock"))
            _lock(self._lock)
            self._fd = _open(path)
            self._beside.unlink(missing_ok=True)  # a rewrite that a kill cut short
        except BlockingIOError:
            os.close(self._lock)
            raise JournalFailed("journal.busy", file=str(path)) from None
        except OSError as error:
            raise JournalFailed("journal.failed", file=str(path), errno=error.errno or 0) from None
        self.size = os.fstat(self._fd).st_size
        if self.size == 0:
            self.append(MAGIC)

    def read(self) -> tuple[list[bytes], int]:
        """Return all whole records and how many bytes were damage."""
        return read_records(self.tail(0))

    def tail(self, start: int) -> bytes:
        """Return the bytes from `start` to the end."""
        with open(self.path, "rb") as file:
            file.seek(start)
            return file.read()

    def append(self, data: bytes) -> None:
        """Write in this turn: once it returns, only the loss of power can undo it. Raises `OSError`.

        What was written by half (disk full) is taken back, so that the file stays whole.
        """
        written = os.write(self._fd, data)
        if written != len(data):
            os.ftruncate(self._fd, self.size)
            raise OSError(errno.ENOSPC, "short write")
        self.size += written

    def sync(self) -> None:
        """Bring it to the disk's surface; blocks, so not for the loop. Raises `OSError`."""
        os.fsync(self._fd)

    def write_beside(self, data: bytes, fresh: bool) -> None:
        """Write (or go on writing) the file that is to take this one's place; blocks. Raises `OSError`."""
        flags = os.O_WRONLY | os.O_CREAT | _NO_FOLLOW | (os.O_TRUNC if fresh else os.O_APPEND)
        fd = os.open(self._beside, flags, 0o600)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(fd, view) :]
            os.fsync(fd)
        finally:
            os.close(fd)

    def take_over(self) -> int:
        """Put the file written beside in this one's place; returns the old descriptor, to be closed."""
        fresh = _open(self._beside)
        os.replace(self._beside, self.path)
        old, self._fd = self._fd, fresh
        self.size = os.fstat(fresh).st_size
        return old

    def sync_directory(self) -> None:
        """Bring the exchange of files to the disk; blocks."""
        if sys.platform != "win32":
            fd = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)

    def close(self) -> None:
        """Let go of the file and the lock."""
        os.close(self._fd)
        os.close(self._lock)

    @property
    def _beside(self) -> Path:
        return self.path.with_suffix(".new")


def whole_file(payloads: Iterable[bytes]) -> bytes:
    """Return the bytes of a file that holds just these."""
    return MAGIC + b"".join(framed(payload) for payload in payloads)


def _open(path: Path) -> int:
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _NO_FOLLOW, 0o600)
    if sys.platform != "win32":
        os.fchmod(fd, 0o600)  # an older file may have been made more open
    return fd


def _lock(fd: int) -> None:
    """Raise `BlockingIOError` when another program holds it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
