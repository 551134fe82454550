"""The wire of the auditor's seat: the audit is searched and read, the chains are verified.

Every search, reading and export is itself a record of the audit, with its purpose, written before any data is
read; without a purpose there is no inquiry. Answered by backend/audit_search.py and backend/verification.py.

Refusals: `forbidden` {action}; `search.short` {limit}; `search.slow` {limit_ms}: shorten the period or name
an actor; `audit.period`: it ends before it begins; `audit.unknown` {seq}; `verify.running` {by}: one
verification at a time; `verify.none`: there is none to cancel. One that fails says why in `reason`:
`verify.cannot_start`, `verify.died`, `verify.anchors`, `database.unavailable`.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from domain.clock import Micros
from domain.inquiry import Inquiry, Reply
from domain.purpose import Purpose
from domain.words import Code

MOST_COUNTED = 10_000
"""Matches are counted up to here; `AuditPage.capped` says that there are more."""
MOST_EXPORTED = 5_000
"""Records of one export; `AuditExport.cut` says that there were more."""
When = Annotated[Micros, msgspec.Meta(ge=0, le=4_102_444_800_000_000)]
"""A moment that a table holds: until the year 2100."""
Words = Annotated[str, msgspec.Meta(max_length=200)]


class AuditQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is looked for: every word must occur in actor, action, subject, case or reason.

    `since` and `until` in microseconds UTC, [since, until); `actor` and `action` exactly as recorded.
    """

    words: Words = ""
    actor: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    action: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    since: When | None = None
    until: When | None = None


class SearchAudit(Inquiry, frozen=True, kw_only=True, tag="search_audit"):
    """Ask for a page of the audit, newest first. Answered by AuditPage.

    `below`: what the first page said, so that the pages after it go on from the same records.
    """

    purpose: Purpose
    query: AuditQuery = AuditQuery()
    below: Annotated[int, msgspec.Meta(ge=1, le=1 << 62)] | None = None
    page: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
    size: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record: who, from where, did what to whom, for which case and reason.

    As it stands in the table, even where somebody has edited it: a record that cannot be read hides a page.
    """

    seq: int
    at: Micros
    actor: str
    action: str
    subject: str = ""
    workstation: str = ""
    case: str = ""
    reason: str = ""


class AuditPage(Reply, frozen=True, kw_only=True, tag="audit_page"):
    """`matches` of `total` records; `capped`: at least as many. `actions` are all that were ever recorded.

    Only records with numbers smaller than `below`: the search's own record is not found by itself.
    """

    records: tuple[AuditEntry, ...] = ()
    page: int = 0
    matches: int = 0
    capped: bool = False
    below: int = 0
    total: int = 0
    actions: tuple[str, ...] = ()


class ReadAuditRecord(Inquiry, frozen=True, kw_only=True, tag="read_audit_record"):
    """Ask for one record with its seal. Answered by AuditRecordRead; `audit.unknown`."""

    seq: Annotated[int, msgspec.Meta(ge=1, le=1 << 62)]
    purpose: Purpose


class AuditRecordRead(Reply, frozen=True, kw_only=True, tag="audit_record"):
    """One record: the line that the chain covers, its link and the one before (hexadecimal).

    `follows`: the link, computed again, is the stored one. `anchored_at`: the first anchor that covers it.
    """

    record: AuditEntry
    line: str
    link: str
    previous: str
    follows: bool
    anchored_at: Micros | None = None


class ExportAudit(Inquiry, frozen=True, kw_only=True, tag="export_audit"):
    """Ask for a search as CSV text. Answered by AuditExport."""

    purpose: Purpose
    query: AuditQuery = AuditQuery()


class AuditExport(Reply, frozen=True, kw_only=True, tag="audit_export"):
    """CSV with a head line, cells that a spreadsheet would run quoted with '; `cut`: there were more."""

    csv: str
    rows: int = 0
    cut: bool = False


# ---- verification ---------------------------------------------------------------------------------------


class VerifyPhase(StrEnum):
    """How far a verification is."""

    NONE = "none"  # never started since the server runs
    RUNNING = "running"
    WHOLE = "whole"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    FAILED = "failed"  # it could not be done: `reason` is a code


class StartVerification(Inquiry, frozen=True, kw_only=True, tag="start_verification"):
    """Begin to verify both chains against the anchors. Answered by Verification, or `verify.running`."""


class AskVerification(Inquiry, frozen=True, kw_only=True, tag="ask_verification"):
    """Ask how far it is, or how the last one ended. Answered by Verification."""


class CancelVerification(Inquiry, frozen=True, kw_only=True, tag="cancel_verification"):
    """End it. Answered by Verification."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of one chain that were checked, both ends in it; 0 to 0: it is empty."""

    first: int = 0
    last: int = 0


class Break(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a chain does not hold. `log` is event, audit or anchor.

    `code`: altered, missing, payload_altered, payload_gone, cut_off, not_as_anchored, bad_signature,
    unreadable.
    """

    log: Code
    number: int
    code: Code


class Verification(Reply, frozen=True, kw_only=True, tag="verification"):
    """A verification: `done` of `total` records, at `rate` a second, `eta_s` seconds to go.

    When it has ended: what was covered (`events`, `audits`), how many anchors held and when the last was set,
    how many payloads were erased by how many `orders`, and the first breaks, lowest number first.
    """

    phase: VerifyPhase
    by: str = ""
    started_at: Micros | None = None
    ended_at: Micros | None = None
    done: int = 0
    total: int = 0
    rate: float = 0.0
    eta_s: float | None = None
    events: Span = Span()
    audits: Span = Span()
    anchors: int = 0
    last_anchor_at: Micros | None = None
    erased: int = 0
    orders: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    reason: Code | None = None


AuditInquiry = (
    SearchAudit | ReadAuditRecord | ExportAudit | StartVerification | AskVerification | CancelVerification
)
AuditReply = AuditPage | AuditRecordRead | AuditExport | Verification
