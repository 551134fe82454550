"""The auditor's seat: every search, reading and export of the audit is on record before anything is read."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable

import msgspec

from backend.accounts import Seat
from backend.database.anchors import Anchor, Anchors
from backend.database.audit import Audit
from backend.database.audit_search import AuditSearch, terms
from backend.inquiries import Inquiries
from domain.audit_reading import (
    MOST_EXPORTED,
    AuditEntry,
    AuditExport,
    AuditPage,
    AuditQuery,
    AuditRecordRead,
    ExportAudit,
    ReadAuditRecord,
    SearchAudit,
)
from domain.clock import Micros
from domain.csv_text import csv_line
from domain.refusal import Refused
from domain.roles import Action, permits

LARGEST_EXPORT = 4 * 1024 * 1024
"""Characters of one export's text."""
HEAD = ("seq", "at_us", "actor", "workstation", "action", "subject", "case", "reason")


class AuditRoom:
    """Answers what is asked of the audit."""

    def __init__(self, search: AuditSearch, audit: Audit, anchors: Anchors) -> None:
        self._search = search
        self._audit = audit
        self._anchors = anchors

    def answers(self, inquiries: Inquiries) -> None:
        """Put the handlers into the table."""
        inquiries.answers(SearchAudit, self.search)
        inquiries.answers(ReadAuditRecord, self.read)
        inquiries.answers(ExportAudit, self.export)

    async def close(self) -> None:
        """Close the connection."""
        await self._search.close()

    async def search(self, seat: Seat, asked: SearchAudit) -> AuditPage:
        """Return a page of the audit, newest first."""
        _judge(seat, asked.query)
        what = f"{_said(asked.query)} page:{asked.page}"
        own = await self._audit.record(seat.actor, "search_audit", what, asked.purpose)
        below = min(own, asked.below or own)
        records = await self._search.page(asked.query, below, asked.page * asked.size, asked.size)
        matches, capped = await self._count(asked, below, len(records))
        return AuditPage(
            records=tuple(records),
            page=asked.page,
            matches=matches,
            capped=capped,
            below=below,
            total=await self._search.total(),
            actions=await self._search.actions(),
        )

    async def _count(self, asked: SearchAudit, below: int, shown: int) -> tuple[int, bool]:
        """Return how many match; when counting takes too long, how many are known to."""
        try:
            return await self._search.count(asked.query, below)
        except Refused:
            return asked.page * asked.size + shown, True

    async def read(self, seat: Seat, asked: ReadAuditRecord) -> AuditRecordRead:
        """Return one record with its seal."""
        _judge(seat, AuditQuery())
        await self._audit.record(seat.actor, "read_audit_record", str(asked.seq), asked.purpose)
        found = await self._search.record(asked.seq)
        if found is None:
            raise Refused("audit.unknown", seq=asked.seq)
        entry, line, link, previous, follows = found
        return AuditRecordRead(
            record=entry,
            line=line,
            link=link.hex(),
            previous=previous.hex(),
            follows=follows,
            anchored_at=await asyncio.to_thread(self._anchored, asked.seq),
        )

    async def export(self, seat: Seat, asked: ExportAudit) -> AuditExport:
        """Return a search as CSV text."""
        _judge(seat, asked.query)
        own = await self._audit.record(seat.actor, "export_audit", _said(asked.query), asked.purpose)
        records = await self._search.page(asked.query, own, 0, MOST_EXPORTED + 1)
        lines, size = [csv_line(HEAD)], 0
        for record in records[:MOST_EXPORTED]:
            line = csv_line(_cells(record))
            size += len(line)
            if size > LARGEST_EXPORT:
                break
            lines.append(line)
        rows = len(lines) - 1
        return AuditExport(csv="".join(lines), rows=rows, cut=rows < len(records))

    def _anchored(self, seq: int) -> Micros | None:
        """Return when the first anchor that covers this record was set; reads files."""
        for path in self._anchors.files[:2]:
            with contextlib.suppress(OSError), path.open("rb") as lines:
                moment = _first_that_covers(seq, lines)
                if moment is not None:
                    return moment
        return None


def _first_that_covers(seq: int, lines: Iterable[bytes]) -> Micros | None:
    for line in lines:
        try:
            anchor = msgspec.json.decode(line, type=Anchor)
        except (ValueError, RecursionError):  # what msgspec raises is a ValueError
            continue
        if anchor.log == "audit" and anchor.count >= seq:
            return anchor.at
    return None


def _judge(seat: Seat, query: AuditQuery) -> None:
    """Refuse who may not, and what no search can be, before anything is written or read."""
    if not permits(seat.actor, Action.READ_AUDIT, seat.actor.room, None, exercise=False):
        raise Refused("forbidden", action=Action.READ_AUDIT.value)
    if query.since is not None and query.until is not None and query.until <= query.since:
        raise Refused("audit.period")
    terms(query, {})


def _said(query: AuditQuery) -> str:
    """Return a query as the audit keeps it."""
    return " ".join(
        f"{name}:{value}"
        for name in ("words", "actor", "action", "since", "until")
        if (value := getattr(query, name)) not in (None, "")
    )


def _cells(record: AuditEntry) -> tuple[str, ...]:
    return (
        str(record.seq),
        str(record.at),
        record.actor,
        record.workstation,
        record.action,
        record.subject,
        record.case,
        record.reason,
    )
