"""From where changes are read next time."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.model.facts import Coverage, CoverageStatus, Fact
from audit.runs.memory import MemoryFacts
from providers.microsoft365.collect.cursors import Cursor, kept, usable
from providers.microsoft365.kinds import TENANT, Surface

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


def run(surface: Surface, status: CoverageStatus = CoverageStatus.COMPLETE, *, hidden: bool = True, age: float = 1) -> list[Fact]:
    cursor = Cursor("https://link", (AT - timedelta(days=age)).isoformat(), hidden)
    return [*kept(surface, cursor), Coverage("microsoft365", surface, TENANT, status)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (run(Surface.USERS), {"users"}),
        (run(Surface.GROUPS), {"groups"}),
        ([*run(Surface.USERS), *run(Surface.GROUPS)], {"users", "groups"}),
        (run(Surface.USERS, CoverageStatus.PARTIAL), set()),
        (run(Surface.USERS, age=6), {"users"}),
        (run(Surface.USERS, age=6.1), set()),
        (run(Surface.USERS, age=-1), set()),
        (run(Surface.GROUPS, hidden=False), set()),
        (run(Surface.USERS, hidden=False), {"users"}),
        ([Coverage("microsoft365", Surface.USERS, TENANT, CoverageStatus.COMPLETE)], set()),
    ],
)
def test_a_link_counts_where_all_was_read_not_long_ago(facts: list[Fact], found: set[str]) -> None:
    assert usable(MemoryFacts(facts), AT, hidden=True).keys() == found
