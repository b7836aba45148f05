"""The summary of a step: what matters first, within what GitHub takes."""

from dataclasses import replace

from audit.model.paper import Heading, Paper, Table
from reports.github_summary import LARGEST, bounded, renderer
from tests.unit.reports import checked, samples
from tests.unit.reports.papers import paper


def test_the_verdict_the_blind_spots_and_what_is_new_come_first():
    told = renderer.render(checked.check())
    order = ["It does not comply.", "## What could not be read", "## New since run 2026-11-22T02-00-00Z (1)", "## Nobody can tell (1)"]
    assert [told.index(text) for text in order] == sorted(told.index(text) for text in order)
    assert "](" not in told


def test_without_a_run_before_nothing_is_called_new():
    assert "New since" not in renderer.render(replace(checked.check(), since="", new=frozenset()))


def test_it_fits_and_says_how_much_does_not():
    rows = tuple((f"row {number}", "é" * 400) for number in range(2000))
    told = bounded(Paper("list", "List", (Heading("All"), Table(("a", "b"), rows)), None), LARGEST)
    assert len(told.encode()) <= LARGEST
    shown = sum(line.startswith("| row ") for line in told.splitlines())
    assert 1000 < shown < 2000
    assert told.endswith(f"> {2000 - shown + 1} more lines do not fit here.\n")


def test_every_other_report_is_shown_as_it_is():
    assert renderer.render(paper()).startswith("# What An still has")
    assert "p23 joined the group dev" in renderer.render(samples.drift(samples.change()))
