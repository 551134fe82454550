"""Rows for a view: a batch of changed ids becomes one insertion and merged runs of `dataChanged`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.rows import ROW

Index = QModelIndex | QPersistentModelIndex
K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class Order(Protocol):
    """What rows are sorted by."""

    def __lt__(self, other: Any, /) -> bool: ...


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Merge row numbers into (first, last) runs, in ascending order."""
    merged: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if merged and row == merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], row)
        else:
            merged.append((row, row))
    return merged


class Rows(QAbstractListModel, Generic[K, R]):
    """A list of row values by key.

    `value(key)` gives the row of a key, or None when it has none (any more); `rank(row)` what it is sorted
    by. While `hold(True)`, rows keep their places: new ones go to the end and nothing moves under the
    pointer; they are sorted when it is let go.
    """

    def __init__(
        self,
        value: Callable[[K], R | None],
        rank: Callable[[R], Order],
        name: Callable[[R], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._value = value
        self._rank = rank
        self._name = name
        self._keys: list[K] = []
        self._rows: list[R] = []
        self._ranks: list[Order] = []
        """What each row is sorted by: asked for once a change, not once a look."""
        self._at: dict[K, int] = {}
        self._held = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        """Qt: the row's value under ROW, its words for screen readers under DisplayRole."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._name(row)
        return None

    def keys(self) -> Sequence[K]:
        """Return the keys from top to bottom."""
        return self._keys

    def values(self) -> Sequence[R]:
        """Return the rows from top to bottom."""
        return self._rows

    def row_of(self, key: K) -> int | None:
        """Return where a key stands, or None."""
        return self._at.get(key)

    def hold(self, held: bool) -> None:
        """Keep rows where they are (pointer over the pane, or keyboard focus in it), or sort them again."""
        self._held = held
        if not held:
            self.sort_now()

    def apply(self, keys: Iterable[K]) -> None:
        """Bring the rows of these keys up to date: removals, one insertion, merged changes, and the order."""
        gone: list[int] = []
        changed: list[int] = []
        new: list[tuple[K, R]] = []
        for key in dict.fromkeys(keys):
            row = self._value(key)
            at = self._at.get(key)
            if row is None:
                if at is not None:
                    gone.append(at)
            elif at is None:
                new.append((key, row))
            elif row != self._rows[at]:
                self._rows[at] = row
                self._ranks[at] = self._rank(row)
                changed.append(at)
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last), [ROW])
        self._remove(gone)
        self._insert(new)
        if not self._held:
            self.sort_now()

    def reset(self, keys: Iterable[K]) -> None:
        """Take another whole set of keys; rows that stay keep their selection."""
        wanted = dict.fromkeys(keys)
        self.apply([*[key for key in self._keys if key not in wanted], *wanted])

    def sort_now(self) -> None:
        """Put the rows in order, if they are not; selections follow their rows."""
        ranks = self._ranks
        if all(not ranks[n + 1] < ranks[n] for n in range(len(ranks) - 1)):
            return
        order = sorted(range(len(ranks)), key=ranks.__getitem__)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        place = {old: now for now, old in enumerate(order)}
        after = [self.index(place[index.row()]) for index in before]
        self._keys = [self._keys[old] for old in order]
        self._rows = [self._rows[old] for old in order]
        self._ranks = [ranks[old] for old in order]
        self._number()
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _remove(self, gone: list[int]) -> None:
        for first, last in reversed(runs(gone)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._keys[first : last + 1]
            del self._rows[first : last + 1]
            del self._ranks[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _insert(self, new: list[tuple[K, R]]) -> None:
        if not new:
            return
        ranked = sorted(((self._rank(row), key, row) for key, row in new), key=itemgetter(0))
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        for rank, key, row in ranked:
            self._at[key] = len(self._rows)
            self._keys.append(key)
            self._rows.append(row)
            self._ranks.append(rank)
        self.endInsertRows()

    def _number(self) -> None:
        self._at = {key: number for number, key in enumerate(self._keys)}
