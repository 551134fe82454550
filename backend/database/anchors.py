"""Signed heads of the logs, kept outside the database: what tells a cut tail from a log that ends there.

A chain alone proves order and content, not that nothing is missing at its end. Whoever cuts the tail of a
table cannot also make a file elsewhere forget how long it was. The newest anchors are replaced within
LATEST_SECONDS of a commit; every HISTORY_SECONDS, and at the end, one is added to a file that only grows.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from backend.database.data_directory import DataDirectory
from backend.database.entries import Head
from backend.database.trouble import DatabaseTrouble
from backend.verify import anchor_text
from domain.clock import Clock, Micros

log = logging.getLogger(__name__)

LATEST_SECONDS = 0.25
HISTORY_SECONDS = 60.0


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """One signed head: ``log`` is "event" or "audit", ``head`` hexadecimal, ``signature`` base64."""

    log: str
    count: int
    head: str
    at: Micros
    signature: str


class Anchors:
    """Signs and writes anchors for the logs of one data directory."""

    def __init__(self, directory: DataDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._key = _load_or_make_key(directory)
        self._latest: dict[str, Anchor] = {}
        self._written: dict[str, Anchor] = {}
        self._failing = False

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """Where the history, the newest anchors and the public key are."""
        return self._directory.anchors, self._directory.latest_anchors, self._directory.anchor_public_key

    def see(self, log: str, head: Head) -> None:
        """Replace the newest anchor of a log, unless it has not moved."""
        known = self._latest.get(log)
        if head.seq == 0 or (known is not None and known.count == head.seq):
            return
        at = self._clock.now()
        signature = self._key.sign(anchor_text(log, head.seq, head.chain, at))
        anchor = Anchor(
            log=log, count=head.seq, head=head.chain.hex(), at=at,
            signature=base64.b64encode(signature).decode(),
        )  # fmt: skip
        fresh = self._directory.latest_anchors.with_suffix(".new")
        fresh.write_bytes(_lines((self._latest | {log: anchor}).values()))
        fresh.replace(self._directory.latest_anchors)
        self._latest[log] = anchor

    def keep(self) -> None:
        """Add what has moved since the last time to the history, and have it on disk."""
        moved = [anchor for log, anchor in self._latest.items() if self._written.get(log) != anchor]
        if not moved:
            return
        with self._directory.anchors.open("ab") as stream:
            stream.write(_lines(moved))
            stream.flush()
            os.fsync(stream.fileno())
        self._written = dict(self._latest)

    async def run(self, heads: Callable[[], dict[str, Head]]) -> None:
        """Watch the heads until cancelled; what they are then is anchored on the way out.

        A full disk is said once and tried again: calls are taken without anchors.
        """
        kept = self._clock.monotonic()
        try:
            while True:
                await asyncio.sleep(LATEST_SECONDS)
                with self._told():
                    self._see_all(heads())
                if self._clock.monotonic() - kept >= HISTORY_SECONDS:
                    kept = self._clock.monotonic()
                    with self._told():
                        await asyncio.to_thread(self.keep)
        finally:
            with self._told():
                self._see_all(heads())
                self.keep()

    def _see_all(self, heads: dict[str, Head]) -> None:
        for log, head in heads.items():
            self.see(log, head)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of files that cannot be written, once, instead of failing."""
        try:
            yield
        except OSError as error:
            if not self._failing:
                log.error("anchors cannot be written: %s", error.strerror)
            self._failing = True
        else:
            self._failing = False


def _lines(anchors: Iterable[Anchor]) -> bytes:
    return msgspec.json.Encoder().encode_lines(anchors)


def _load_or_make_key(directory: DataDirectory) -> Ed25519PrivateKey:
    path = directory.anchor_key
    try:
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_text(encoding="ascii")))
    except FileNotFoundError:
        key = Ed25519PrivateKey.generate()
        raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        _write(path, raw, 0o600)
    except ValueError:
        raise DatabaseTrouble("data.anchor_key_broken", path=str(path)) from None
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    _write(directory.anchor_public_key, public, 0o644)
    return key


def _write(path: Path, raw: bytes, mode: int) -> None:
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(base64.b64encode(raw) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
