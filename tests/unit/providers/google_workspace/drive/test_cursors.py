"""From where changes are read next time."""

from datetime import date

import pytest

from audit.model.facts import Coverage, CoverageStatus
from audit.runs.memory import MemoryFacts
from providers.cursors import due
from providers.google_workspace.drive.cursors import Cursor, kept, signed, usable
from providers.google_workspace.drive.labels import Labels

P02 = "google://user/p02@shop.example"
CURSOR = Cursor("7", "p02@shop.example", "2026-10-15T02:00:00+00:00", date(2026, 10, 12), "abc")


def facts(status: CoverageStatus, surface: str = "drive") -> MemoryFacts:
    return MemoryFacts([*kept(P02, CURSOR), Coverage("google_workspace", surface, P02, status)])


def test_a_cursor_is_kept_with_its_corpus():
    assert usable(facts(CoverageStatus.COMPLETE)) == {P02: CURSOR}


@pytest.mark.parametrize("told", [facts(CoverageStatus.PARTIAL), facts(CoverageStatus.DENIED), facts(CoverageStatus.COMPLETE, "gmail")])
def test_what_was_not_read_completely_has_no_cursor(told: MemoryFacts):
    assert usable(told) == {}


def test_a_corpus_is_due_once_in_so_many_nights_and_not_all_on_one():
    corpora = [f"google://user/p{number}@shop.example" for number in range(200)]
    nights = [
        {its for its in corpora if due(its, Cursor("7", "p02@shop.example", f"2026-10-{day:02}T02:00:00+00:00", date(2026, 10, day)), 7)}
        for day in range(1, 8)
    ]
    assert set.union(*nights) == set(corpora)
    assert sum(map(len, nights)) == len(corpora)
    assert all(10 < len(night) < 50 for night in nights)


@pytest.mark.parametrize(("full", "is_due"), [(date(2026, 10, 9), True), (date(2026, 10, 10), False)])
def test_a_corpus_that_missed_its_turn_is_due_all_the_same(full: date, is_due: bool):
    its = next(its for its in (f"drive://{number}" for number in range(20)) if not due(its, CURSOR, 7))
    assert due(its, Cursor("7", "p02@shop.example", CURSOR.at, full), 7) is is_due


def test_label_definitions_are_told_apart():
    assert signed(Labels()) == ""
    assert signed(Labels({"L1": "Personal"})) != signed(Labels({"L1": "Secret"}))
