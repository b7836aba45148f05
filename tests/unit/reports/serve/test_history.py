"""The nights of a store."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from audit.model.facts import Gap
from audit.model.finding import Finding
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Severity
from reports.serve.history import history
from tests.unit.reports import samples

DIGEST = "ab" * 32
WAIVED = replace(samples.violation("p03"), waived_by="W1")


def taken(store: Store, day: int, *findings: Finding, checked: bool = True, gaps: tuple[Gap, ...] = ()) -> Run:
    with store.create(datetime(2026, 11, day, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(*gaps)
        run = writer.commit(DIGEST, ())
    if checked:
        run.write_results(DIGEST, (), findings, ())
    return run


def test_each_night_has_its_figures_newest_first(tmp_path: Path):
    store = Store(str(tmp_path))
    taken(store, 1, samples.violation("p01"), WAIVED)
    taken(store, 2, samples.violation("p01"), samples.violation("p02", Severity.LOW), samples.unknown(), gaps=(samples.GAP,))
    second, first = history(store, store.runs())
    assert [night.run for night in (second, first)] == ["2026-11-02T02-00-00Z", "2026-11-01T02-00-00Z"]
    assert second.figures is not None
    assert dict(second.figures.violations or ()) == {Severity.CRITICAL: 1, Severity.HIGH: 0, Severity.MEDIUM: 0, Severity.LOW: 1}
    assert (second.figures.unknown, second.figures.gaps, second.figures.waived) == (1, 1, 0)
    assert first.figures is not None
    assert first.figures.waived == 1
    assert (first.new, second.new) == (None, 1)


def test_a_violation_whose_waiver_ended_is_new(tmp_path: Path):
    store = Store(str(tmp_path))
    taken(store, 1, WAIVED)
    taken(store, 2, replace(WAIVED, waived_by=""))
    assert history(store, store.runs())[0].new == 1


def test_beside_a_night_that_nobody_checked_nothing_is_said_of_what_is_new(tmp_path: Path):
    store = Store(str(tmp_path))
    for day, checked in ((1, True), (2, False), (3, True), (4, True)):
        taken(store, day, samples.violation("p01"), checked=checked)
    fourth, third, second, _ = history(store, store.runs())
    assert (fourth.new, third.new, second.new) == (0, None, None)
    assert second.figures is not None
    assert second.figures.violations is None


def test_a_night_that_cannot_be_read_says_why_and_hides_no_other(tmp_path: Path):
    store = Store(str(tmp_path))
    for day in (1, 2, 3):
        taken(store, day, samples.violation("p01"))
    (tmp_path / "2026-11-02T02-00-00Z" / "manifest.json").write_text("{")
    third, second, first = history(store, store.runs())
    assert second.figures is None
    assert "the manifest of run 2026-11-02T02-00-00Z can't be read" in second.problem
    assert third.new is None
    assert first.figures is not None


def test_an_empty_store_has_no_nights(tmp_path: Path):
    assert history(Store(str(tmp_path)), ()) == ()
