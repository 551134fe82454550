"""A register as a Qt table: pages as they arrive, never the whole; rows keep their places while it grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.administration.values import RegisterRow
from widgets.rows import ROW

Index = QModelIndex | QPersistentModelIndex


class PagedRows(QAbstractTableModel):
    """What has arrived of a search; `columns` counts the heads, one more is the row's act."""

    def __init__(self, columns: int, acts: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns + (1 if acts else 0)
        self._rows: list[RegisterRow] = []
        self._at: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many have arrived."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many cells a row has."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        """Qt: the row under ROW; a cell's words for screen readers, the whole row's in the first."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return row.spoken
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.cells[index.column()].text if index.column() < len(row.cells) else row.act
        return None

    def row_of(self, key: str) -> int:
        """Return where a thing stands, -1 when it has not arrived."""
        return self._at.get(key, -1)

    def key_at(self, row: int) -> str:
        """Return the key of a row."""
        return self._rows[row].key

    def keys(self) -> Sequence[str]:
        """Return what has arrived, from the top."""
        return [row.key for row in self._rows]

    def start_anew(self, rows: Sequence[RegisterRow]) -> None:
        """Take the first page of another search."""
        self.beginResetModel()
        self._rows = list(rows)
        self._number()
        self.endResetModel()

    def extend(self, rows: Sequence[RegisterRow]) -> None:
        """Take the next page; what has arrived already is brought up to date where it stands."""
        new = [row for row in rows if row.key not in self._at]
        for row in rows:
            self.renew(row)
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self._number()
            self.endInsertRows()

    def renew(self, row: RegisterRow) -> None:
        """Bring a row up to date where it stands; one that has not arrived is left out."""
        at = self._at.get(row.key)
        if at is not None and self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at, 0), self.index(at, self._columns - 1), [ROW])

    def _number(self) -> None:
        self._at = {row.key: number for number, row in enumerate(self._rows)}
