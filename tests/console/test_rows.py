"""A list under a busy hand: one insertion a batch, merged changes, and nothing moves while it is held."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from console.models.rows import Rows, runs
from widgets.rows import ROW


@dataclass(frozen=True)
class Waiting:
    name: str
    rank: int


class Shop:
    """Values by key, as a store would hold them."""

    def __init__(self) -> None:
        self.things: dict[str, Waiting] = {}
        self.rows = Rows[str, Waiting](self.things.get, lambda row: row.rank, lambda row: row.name)
        self.tester = QAbstractItemModelTester(self.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def put(self, *things: Waiting) -> None:
        for thing in things:
            self.things[thing.name] = thing
        self.rows.apply([thing.name for thing in things])

    def names(self) -> list[str]:
        return [self.rows.index(n).data(ROW).name for n in range(self.rows.rowCount())]


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_two_thousand_arrivals_are_one_insertion(shop: Shop) -> None:
    inserted = QSignalSpy(shop.rows.rowsInserted)
    shop.put(*[Waiting(f"c{n}", n) for n in range(2000)])
    assert inserted.count() == 1
    assert shop.rows.rowCount() == 2000


def test_neighbouring_changes_are_told_as_one_run(shop: Shop) -> None:
    shop.put(*[Waiting(f"c{n}", n) for n in range(10)])
    changed = QSignalSpy(shop.rows.dataChanged)
    for n in (2, 3, 4, 8):
        shop.things[f"c{n}"] = Waiting(f"c{n}", n * 1)
    shop.rows.apply(["c2", "c3"])
    assert changed.count() == 0, "equal rows are not repainted"
    for n in (4, 2, 8, 3):
        shop.things[f"c{n}"] = Waiting(f"c{n}", n)
        object.__setattr__(shop.things[f"c{n}"], "name", f"c{n}'")
    shop.rows.apply(["c8", "c2", "c4", "c3"])
    told = [(changed.at(n)[0].row(), changed.at(n)[1].row()) for n in range(changed.count())]
    assert told == [(2, 4), (8, 8)]


def test_the_gravest_comes_first_and_the_selected_row_stays_selected(shop: Shop) -> None:
    shop.put(Waiting("calm", 3), Waiting("calmer", 4))
    selected = QPersistentModelIndex(shop.rows.index(0))
    shop.put(Waiting("grave", 1))
    assert shop.names() == ["grave", "calm", "calmer"]
    assert selected.row() == 1


def test_nothing_moves_under_the_pointer(shop: Shop) -> None:
    shop.put(Waiting("a", 2), Waiting("b", 3))
    shop.rows.hold(True)
    shop.put(Waiting("grave", 1))
    shop.put(Waiting("b", 0))
    assert shop.names() == ["a", "b", "grave"]
    shop.rows.hold(False)
    assert shop.names() == ["b", "grave", "a"]


def test_what_is_settled_leaves_the_list(shop: Shop) -> None:
    shop.put(*[Waiting(f"c{n}", n) for n in range(6)])
    removed = QSignalSpy(shop.rows.rowsRemoved)
    for key in ("c1", "c2", "c5"):
        del shop.things[key]
    shop.rows.apply(["c5", "c1", "c2", "unheard of"])
    assert shop.names() == ["c0", "c3", "c4"]
    assert removed.count() == 2


def test_a_snapshot_replaces_everything_and_keeps_who_stays(shop: Shop) -> None:
    shop.put(*[Waiting(f"c{n}", n) for n in range(4)])
    kept = QPersistentModelIndex(shop.rows.index(3))
    for key in ("c0", "c1", "c2"):
        del shop.things[key]
    shop.things["new"] = Waiting("new", -1)
    shop.rows.reset(list(shop.things))
    assert shop.names() == ["new", "c3"]
    assert kept.row() == 1


def test_runs_merge_neighbours_only() -> None:
    assert runs([5, 1, 2, 2, 9]) == [(1, 2), (5, 5), (9, 9)]
    assert runs([]) == []


def test_a_change_asks_for_its_own_rank_and_for_no_other(shop: Shop) -> None:
    asked: list[str] = []
    shop.rows._rank = lambda row: asked.append(row.name) or row.rank  # type: ignore[func-returns-value]
    shop.put(*[Waiting(f"c{n}", n) for n in range(300)])
    asked.clear()
    shop.put(Waiting("first", -1))
    shop.put(Waiting("c7", 900))
    assert asked == ["first", "c7"]
    assert (shop.names()[0], shop.names()[-1]) == ("first", "c7")
