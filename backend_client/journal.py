"""What this desk has asked for and typed, kept over any crash until the server has it.

Everything is appended in the same turn of the loop; `upkeep` brings it to the disk within 250 ms and
rewrites the file once there is something to forget. What was acknowledged is erased, not just marked.
"""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import msgspec

from backend_client.desk_orders import DeskOrder, Outage, Settlement
from backend_client.journal_file import JournalFile, framed, whole_file
from domain.call import Draft
from domain.clock import Micros
from domain.commands import OperatorCommand, SaveDraft
from domain.wire import Do
from domain.world import Counters


class RefusedCommand(msgspec.Struct, frozen=True, kw_only=True):
    """What the server did not take of what this desk had decided alone: a person must clear it."""

    id: UUID
    command: OperatorCommand
    at: Micros
    code: str
    params: dict[str, str] = {}


class Entry(msgspec.Struct, frozen=True, kw_only=True, tag_field="entry", omit_defaults=True):
    """The base of all records."""


class Kept(Entry, frozen=True, kw_only=True, tag="kept"):
    """A command as it is sent; of whom and for which site, since another's must never be sent as ours."""

    do: Do
    operator: UUID
    site: UUID
    given: int = 0
    """Which provisional number it was given, as people said it aloud; 0 = none."""


class Settled(Entry, frozen=True, kw_only=True, tag="settled"):
    """The server has it, or a person has cleared it."""

    id: UUID


class Unwanted(Entry, frozen=True, kw_only=True, tag="refused"):
    """The server does not want it; it stays until a person clears it."""

    item: RefusedCommand


class Forgotten(Entry, frozen=True, kw_only=True, tag="forgotten"):
    """The call is closed and acknowledged: nothing of its form stays here."""

    call: UUID


class Counted(Entry, frozen=True, kw_only=True, tag="counted"):
    """How many provisional numbers this desk has given this year."""

    year: int
    incidents: int


class Fared(Entry, frozen=True, kw_only=True, tag="fared"):
    """The server took an order of desk mode; it is listed until a person has closed the list."""

    order: DeskOrder


class Dealt(Entry, frozen=True, kw_only=True, tag="dealt"):
    """A person settled a refused order, or took that back."""

    id: UUID
    settlement: Settlement | None = None


class Alone(Entry, frozen=True, kw_only=True, tag="alone"):
    """The server was lost, or came back."""

    outage: Outage


class Merged(Entry, frozen=True, kw_only=True, tag="merged"):
    """A person has closed the list: what was accepted and what is settled is forgotten."""


AnyEntry = Kept | Settled | Unwanted | Forgotten | Counted | Fared | Dealt | Alone | Merged
_decoder: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)
_encode = msgspec.json.Encoder().encode


def trouble_of(error: OSError) -> str:
    """Return the code of what is wrong with the disk."""
    return "journal.full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "journal.failed"


class Journal:
    """The file and what it says now. Never raises on a full disk: `trouble` says so, memory goes on."""

    def __init__(self, path: Path) -> None:
        """Read it back. Raises `JournalFailed` when it cannot be opened or another program holds it."""
        self.file = JournalFile(path)
        self.kept: dict[UUID, Kept] = {}
        """Commands without an answer, oldest first; drafts are apart."""
        self.drafts: dict[UUID, Kept] = {}
        """The latest draft of each call."""
        self.saved: set[UUID] = set()
        """Calls whose latest draft the server has."""
        self.refused: dict[UUID, RefusedCommand] = {}
        self.fared: dict[UUID, DeskOrder] = {}
        """What the server took of what this desk did alone, until a person has seen it."""
        self.settlements: dict[UUID, Settlement] = {}
        """How refused commands were settled, until the list is closed."""
        self.outage: Outage | None = None
        self.count = Counters()
        self.trouble: str | None = None
        self.lost_writes = 0
        """Entries that are in memory alone, because the disk did not take them."""
        self.untidy = False
        """Whether the file still holds something that should be gone."""
        self._unread: list[bytes] = []
        self._listeners: list[Callable[[], None]] = []
        records, self.damaged_bytes = self.file.read()
        for record in records:
            self._replay(record)
        self.untidy = bool(records) or self.damaged_bytes > 0

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self.file.size

    # ---- writing ---------------------------------------------------------------------------------------

    def keep(self, do: Do, operator: UUID, site: UUID, given: int = 0) -> None:
        """Keep a command, or the next state of a draft, until it is settled."""
        self._write(Kept(do=do, operator=operator, site=site, given=given))

    def settle(self, key: UUID) -> None:
        """The server has this command; of a draft only the latest counts."""
        if key in self.kept or any(kept.do.id == key for kept in self.drafts.values()):
            self._write(Settled(id=key))

    def refuse(self, item: RefusedCommand) -> None:
        """The server refused a command that a person must hear of."""
        self._write(Unwanted(item=item))

    def clear(self, key: UUID) -> None:
        """A person has dealt with a refused command."""
        if key in self.refused:
            self._write(Settled(id=key))

    def fare(self, order: DeskOrder) -> None:
        """The server took an order of desk mode."""
        self._write(Fared(order=order))

    def deal(self, key: UUID, settlement: Settlement | None) -> None:
        """A person settled a refused command, or took that back."""
        self._write(Dealt(id=key, settlement=settlement))

    def alone(self, outage: Outage) -> None:
        """The server was lost, or came back."""
        self._write(Alone(outage=outage))

    def merged(self) -> None:
        """A person has closed the list."""
        if self.outage is not None or self.fared or self.settlements:
            self._write(Merged())

    def forget_draft(self, call: UUID) -> None:
        """The call is closed and acknowledged."""
        if call in self.drafts:
            self._write(Forgotten(call=call))

    def counted(self, counters: Counters) -> None:
        """A provisional number was given."""
        self._write(Counted(year=counters.year, incidents=counters.incidents))

    def follow(self, listener: Callable[[], None]) -> None:
        """Have `listener` called after each write: there is something to bring to the disk."""
        self._listeners.append(listener)

    # ---- reading ---------------------------------------------------------------------------------------

    def draft(self, call: UUID) -> Draft | None:
        """Return the latest draft of a call that this desk has."""
        kept = self.drafts.get(call)
        return kept.do.command.draft if kept and isinstance(kept.do.command, SaveDraft) else None

    def unsaved(self) -> tuple[UUID, ...]:
        """Return the calls whose latest draft the server does not have."""
        return tuple(call for call in self.drafts if call not in self.saved)

    def live(self) -> bytes:
        """Return the whole file as it would be without anything that may be forgotten."""
        return whole_file(self._live_payloads())

    def _live_payloads(self) -> Iterator[bytes]:
        yield from self._unread
        if self.count.incidents:
            yield _encode(Counted(year=self.count.year, incidents=self.count.incidents))
        for kept in self.kept.values():
            yield _encode(kept)
        for item in self.refused.values():
            yield _encode(Unwanted(item=item))
        if self.outage is not None:
            yield _encode(Alone(outage=self.outage))
        for order in self.fared.values():
            yield _encode(Fared(order=order))
        for key, settlement in self.settlements.items():
            yield _encode(Dealt(id=key, settlement=settlement))
        for call, kept in self.drafts.items():
            yield _encode(kept)
            if call in self.saved:
                yield _encode(Settled(id=kept.do.id))

    # ---- one entry -------------------------------------------------------------------------------------

    def _write(self, entry: AnyEntry) -> None:
        try:
            self.file.append(framed(_encode(entry)))
        except OSError as error:
            self.lost_writes += 1
            self.trouble = trouble_of(error)
        self._apply(entry)
        for listener in self._listeners:
            listener()

    def _replay(self, record: bytes) -> None:
        try:
            entry = _decoder.decode(record)
        except (ValueError, RecursionError):  # what msgspec raises is a ValueError
            self._unread.append(record)  # a later version's: not ours to throw away
            return
        self._apply(entry)

    def _apply(self, entry: AnyEntry) -> None:
        match entry:
            case Kept(do=do):
                if isinstance(do.command, SaveDraft):
                    self.drafts[do.command.call] = entry
                    self.saved.discard(do.command.call)
                else:
                    self.kept[do.id] = entry
            case Settled(id=key):
                self._settled(key)
            case Unwanted(item=item):
                self._settled(item.id)
                self.refused[item.id] = item
            case Forgotten(call=call):
                self.drafts.pop(call, None)
                self.saved.discard(call)
                self.untidy = True
            case Counted(year=year, incidents=incidents):
                self.count = Counters(year=year, incidents=incidents)
            case Fared(order=order):
                self.fared[order.id] = order
            case Dealt(id=key, settlement=settlement):
                if settlement is None:
                    self.settlements.pop(key, None)
                else:
                    self.settlements[key] = settlement
            case Alone(outage=outage):
                self.outage = outage
            case Merged():
                self._merged()

    def _merged(self) -> None:
        for key in self.settlements:
            self.refused.pop(key, None)
        self.settlements.clear()
        self.fared.clear()
        self.outage, self.untidy = None, True

    def _settled(self, key: UUID) -> None:
        if self.kept.pop(key, None) or self.refused.pop(key, None):
            self.untidy = True
        for call, kept in self.drafts.items():
            if kept.do.id == key:
                self.saved.add(call)
