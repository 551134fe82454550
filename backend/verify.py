"""Checks an export of the log without Atalaya: the chain, the payloads, the erasures and the signed anchors.

    python -m backend.verify EXPORT.jsonl --anchors anchors.jsonl --key anchor.pub

Standard library and `cryptography` only; this file alone, copied elsewhere, does the same. The rules that it
checks by are also those that the program writes by: the functions at the top are the only definition of both.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GENESIS = bytes(32)
"""What the first link is chained to."""

ERASURE_KIND = "payload_erased"
"""The event that says which payloads were erased, and on whose order."""


def payload_digest(salt: bytes, body: bytes) -> bytes:
    """SHA-256 over the salt and the canonical bytes; without the salt nobody can guess a body from it."""
    return hashlib.sha256(salt + body).digest()


def link(
    previous: bytes,
    seq: int,
    command: bytes,
    kind: str,
    version: int,
    actor: str,
    workstation: str,
    at: int,
    exercise: bool,
    digest: bytes,
) -> bytes:
    """Return an event's link: SHA-256 over the previous link and everything but the payload itself.

    ``command`` is the id's 16 bytes, ``at`` microseconds UTC; every text is preceded by its length.
    """
    words = b"".join(
        len(word).to_bytes(4, "big") + word for word in (kind.encode(), actor.encode(), workstation.encode())
    )
    fixed = struct.pack(">q16siq?", seq, command, version, at, exercise)
    return hashlib.sha256(previous + fixed + words + digest).digest()


def audit_link(previous: bytes, seq: int, line: str) -> bytes:
    """Return the link of an audit record; the database computes the same."""
    return hashlib.sha256(previous + struct.pack(">q", seq) + line.encode()).digest()


def anchor_text(log: str, count: int, head: bytes, at: int) -> bytes:
    """Return the bytes that an anchor's signature covers."""
    return f"atalaya anchor 1\n{log}\n{count}\n{head.hex()}\n{at}\n".encode()


@dataclass
class Report:
    """What a check found; ``faults`` empty means that everything holds."""

    events: int = 0
    audits: int = 0
    erased: dict[int, str] = field(default_factory=dict)
    anchors: int = 0
    faults: list[str] = field(default_factory=list)
    breaks: list[tuple[str, int, str]] = field(default_factory=list)
    """The same as ``faults`` for machines: the log (or "anchor"), the number, and a code."""

    @property
    def holds(self) -> bool:
        return not self.faults

    def fault(self, log: str, number: int, code: str, text: str) -> None:
        self.faults.append(text)
        self.breaks.append((log, number, code))


@dataclass
class _Chain:
    """One chain as far as it was read; heads are remembered only where an anchor asks for them."""

    name: str
    wanted: frozenset[int] = frozenset()
    count: int = 0
    head: bytes = GENESIS
    heads: dict[int, bytes] = field(default_factory=lambda: {0: GENESIS})

    def follow(self, seq: int, expected: bytes, stored: bytes, report: Report) -> None:
        if stored != expected:
            text = f"{self.name} {seq}: altered, its link does not follow from what is written"
            report.fault(self.name, seq, "altered", text)
        self._go_on(seq, stored)

    def missing_before(self, seq: int, stored: bytes, report: Report) -> bool:
        if seq == self.count + 1:
            return False
        text = f"{self.name} {self.count + 1}: missing, {seq} follows {self.count}"
        report.fault(self.name, self.count + 1, "missing", text)
        self._go_on(seq, stored)
        return True

    def _go_on(self, seq: int, stored: bytes) -> None:
        self.count, self.head = seq, stored
        if seq in self.wanted:
            self.heads[seq] = stored


class Checker:
    """Checks row after row: logs in the order of their numbers; then every anchor against them."""

    def __init__(self, anchors: Iterable[dict[str, Any]], key: bytes | None) -> None:
        self.report = Report()
        self._anchors = list(anchors)
        self._key = key
        self._events = _Chain("event", _counts(self._anchors, "event"))
        self._audits = _Chain("audit", _counts(self._anchors, "audit"))
        self._bare: list[int] = []

    def take(self, row: dict[str, Any]) -> None:
        """Check one exported row."""
        report = self.report
        try:
            if row["row"] == "event":
                report.events += 1
                _check_event(row, self._events, self._bare, report)
            elif row["row"] == "audit":
                report.audits += 1
                _check_audit(row, self._audits, report)
        except (KeyError, ValueError, TypeError, struct.error) as error:
            number = report.events + report.audits
            report.fault("row", number, "unreadable", f"row {number}: not readable ({error})")

    def finish(self) -> Report:
        """Check what can only be told at the end, and return what was found."""
        report = self.report
        for seq in self._bare:
            if seq not in report.erased:
                text = f"event {seq}: its payload is gone and no erasure names it"
                report.fault("event", seq, "payload_gone", text)
        for anchor in self._anchors:
            report.anchors += 1
            chain = self._audits if anchor.get("log") == "audit" else self._events
            _check_anchor(anchor, chain, self._key, report)
        return report


def check(rows: Iterable[dict[str, Any]], anchors: Iterable[dict[str, Any]], key: bytes | None) -> Report:
    """Check exported rows, then every anchor against them; ``key`` is the raw Ed25519 public key."""
    checker = Checker(anchors, key)
    for row in rows:
        checker.take(row)
    return checker.finish()


def _counts(anchors: list[dict[str, Any]], log: str) -> frozenset[int]:
    """Return the numbers whose heads these anchors name; what is not readable is told at the end."""
    counts = (anchor.get("count") for anchor in anchors if (anchor.get("log") == "audit") == (log == "audit"))
    return frozenset(int(count) for count in counts if isinstance(count, int | str) and str(count).isdigit())


def _check_event(row: dict[str, Any], chain: _Chain, bare: list[int], report: Report) -> None:
    seq, digest, stored = int(row["seq"]), bytes.fromhex(row["digest"]), bytes.fromhex(row["chain"])
    if chain.missing_before(seq, stored, report):
        return
    expected = link(
        chain.head, seq, bytes.fromhex(row["command"].replace("-", "")), row["kind"], int(row["version"]),
        row["actor"], row["workstation"], int(row["at"]), bool(row["exercise"]), digest,
    )  # fmt: skip
    chain.follow(seq, expected, stored, report)
    if row.get("body") is None:
        bare.append(seq)
        return
    body = row["body"].encode()
    if payload_digest(bytes.fromhex(row["salt"]), body) != digest:
        report.fault("event", seq, "payload_altered", f"event {seq}: its payload was altered")
    elif row["kind"] == ERASURE_KIND:
        order = json.loads(body)
        report.erased.update({int(gone): str(order["order"]) for gone in order["seqs"]})


def _check_audit(row: dict[str, Any], chain: _Chain, report: Report) -> None:
    seq, stored = int(row["seq"]), bytes.fromhex(row["chain"])
    if chain.missing_before(seq, stored, report):
        return
    chain.follow(seq, audit_link(chain.head, seq, row["line"]), stored, report)


def _check_anchor(anchor: dict[str, Any], chain: _Chain, key: bytes | None, report: Report) -> None:
    try:
        count, head, at = int(anchor["count"]), bytes.fromhex(anchor["head"]), int(anchor["at"])
        signature = base64.b64decode(anchor["signature"])
    except (KeyError, ValueError, TypeError):
        report.fault("anchor", report.anchors, "unreadable", f"anchor {report.anchors}: not readable")
        return
    if key is not None and not _signed(key, signature, anchor_text(chain.name, count, head, at)):
        text = f"anchor {report.anchors}: its signature is not by this key"
        report.fault("anchor", report.anchors, "bad_signature", text)
    elif count > chain.count:
        text = f"{chain.name} {chain.count + 1}: cut off, an anchor has seen {count}"
        report.fault(chain.name, chain.count + 1, "cut_off", text)
    elif chain.heads.get(count) != head:
        report.fault(chain.name, count, "not_as_anchored", f"{chain.name} {count}: not what the anchor saw")


def _signed(key: bytes, signature: bytes, text: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON objects, one a line; a line that is none becomes a row that `check` complains about."""
    with path.open(encoding="utf-8", errors="surrogateescape") as stream:
        for line in stream:
            if line.strip():
                try:
                    row = json.loads(line)
                except ValueError:
                    row = None
                yield row if isinstance(row, dict) else {"row": "event"}


def main(arguments: list[str] | None = None) -> int:
    """Check files named on the command line; 0 when all holds, 1 when not."""
    parser = argparse.ArgumentParser(prog="python -m backend.verify", description=__doc__.partition("\n")[0])
    parser.add_argument("export", type=Path, help="rows exported by: python -m backend export")
    parser.add_argument(
        "--anchors",
        type=Path,
        nargs="+",
        default=[],
        help="signed anchors (anchors.jsonl, anchors.latest.jsonl)",
    )
    parser.add_argument("--key", type=Path, help="the public key, base64 (anchor.pub)")
    chosen = parser.parse_args(arguments)
    try:
        key = base64.b64decode(chosen.key.read_text(encoding="ascii")) if chosen.key else None
        anchors = [anchor for path in chosen.anchors for anchor in read_lines(path)]
        report = check(read_lines(chosen.export), anchors, key)
    except (OSError, ValueError) as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    for fault in report.faults:
        print(fault)
    for seq, order in sorted(report.erased.items()):
        print(f"event {seq}: erased on order {order}")
    signed = "signed anchors" if key is not None else "anchors (signatures not checked: no --key)"
    verdict = "all holds" if report.holds else f"{len(report.faults)} faults"
    print(f"{report.events} events, {report.audits} audit records, {report.anchors} {signed}: {verdict}")
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
