"""Since when a finding is there: the nights on end that have it, blind and unchecked ones aside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.model.finding import Finding
from audit.overview.nights import tally_of
from audit.overview.seen import Counted, first_seen
from audit.runs import chain
from audit.runs.run import Run
from audit.runs.store import Store
from tests.unit.reports.samples import unknown, violation

POLICY = "ab" * 32
MINE = violation()
DARK = replace(unknown(), asset=MINE.asset)
ELSEWHERE = unknown()
TODAY = date(2026, 11, 9)

Night = Sequence[Finding] | None  # None: nobody checked it


def stored(folder: Path, nights: Sequence[Night], policy: str = POLICY) -> list[Run]:
    """Nights from the eighth of November back, as the store has them: the newest first."""
    store, taken = Store(str(folder)), list[Run]()
    for day, found in zip(range(9 - len(nights), 9), reversed(nights), strict=True):
        with store.create(datetime(2026, 11, day, 2, tzinfo=UTC), "1.0") as writer:
            run = writer.commit(POLICY, ())
        if found is not None:
            run.write_results(policy, (), found, ())
        taken.insert(0, run)
    return taken


def counted(runs: Sequence[Run]) -> list[Counted]:
    return [(chain.day(run.id), tally_of(run, POLICY)) for run in runs]


@pytest.mark.parametrize(
    ("nights", "since"),
    [
        ([], 9),
        ([[]], 9),
        ([[MINE]], 8),
        ([[MINE], [MINE], [], [MINE]], 7),  # it was mended in between
        ([[MINE], None, [MINE]], 6),
        ([[MINE], [DARK], [MINE]], 6),
        ([[DARK], [MINE]], 7),
        ([[DARK], []], 9),
        ([[MINE], [ELSEWHERE], [MINE]], 8),
        ([None, None], 9),
    ],
)
def test_the_first_of_the_nights_on_end(nights: Sequence[Night], since: int, tmp_path: Path):
    assert first_seen([MINE], TODAY, counted(stored(tmp_path, nights))) == {MINE.fingerprint: date(2026, 11, since)}


def test_a_night_held_against_another_policy_counts(tmp_path: Path):
    assert first_seen([MINE], TODAY, counted(stored(tmp_path, [[MINE]], "cd" * 32)))[MINE.fingerprint] == date(2026, 11, 8)


def test_a_result_that_can_not_be_read_is_as_none(tmp_path: Path):
    runs = stored(tmp_path, [[MINE], [MINE]])
    (tmp_path / runs[0].id / "results" / POLICY / "findings.parquet").write_bytes(b"torn")
    assert first_seen([MINE], TODAY, counted(runs))[MINE.fingerprint] == date(2026, 11, 7)
