"""From where changes are read next time."""

from datetime import UTC, date, datetime, timedelta

from audit.model.facts import Coverage, CoverageStatus, document
from audit.runs.memory import MemoryFacts
from providers.cursors import due
from providers.microsoft365.files.cursors import Cursor, kept, stale, usable

LIBRARY = "sharepoint://lib1"
CURSOR = Cursor("https://graph.example/delta?token=1", "2026-10-15T02:00:00+00:00", date(2026, 10, 15), "root")


def facts(status: CoverageStatus, surface: str = "files", provider: str = "microsoft365") -> MemoryFacts:
    """A run with a cursor."""
    return MemoryFacts((*kept(LIBRARY, CURSOR), Coverage(provider, surface, LIBRARY, status), document("other", "{}")))


def test_a_cursor_is_kept_with_its_library():
    assert usable(facts(CoverageStatus.COMPLETE)) == {LIBRARY: CURSOR}


def test_a_library_that_was_not_read_completely_is_read_anew():
    for status in (CoverageStatus.PARTIAL, CoverageStatus.DENIED, CoverageStatus.UNSUPPORTED):
        assert usable(facts(status)) == {}
    assert usable(facts(CoverageStatus.COMPLETE, "sites")) == usable(facts(CoverageStatus.COMPLETE, provider="azure")) == {}


def test_a_link_is_stale_after_twenty_five_days():
    then = datetime(2026, 10, 15, 2, tzinfo=UTC)
    assert not stale(CURSOR, then + timedelta(days=25))
    assert stale(CURSOR, then + timedelta(days=26))


def test_every_library_has_its_turn_to_be_read_in_full():
    nights = [Cursor("x", f"2026-10-{day:02}T02:00:00+00:00", date(2026, 10, day)) for day in range(1, 29)]
    turns = {name: sum(due(name, cursor, 28) for cursor in nights) for name in ("sharepoint://a", "sharepoint://b", "sharepoint://c")}
    assert set(turns.values()) == {1}
    assert due(LIBRARY, Cursor("x", "2026-10-28T02:00:00+00:00", date(2026, 10, 1)), 28)
    assert due(LIBRARY, CURSOR, 1)
