"""The drawing of the nights."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.overview import NightFigures
from policies.language import Severity
from reports.serve.chart import BLIND, MOST, UNKNOWN, chart
from reports.serve.history import Night


def night(counts: tuple[int, ...] | None, unknown: int = 0) -> Night:
    violations = None if counts is None else tuple((severity, count) for severity, count in zip(Severity, counts, strict=True))
    return Night("r", NightFigures("r", datetime(2026, 11, 23, 2, tzinfo=UTC), violations, unknown))


COUNTS = st.one_of(st.none(), st.tuples(*[st.integers(0, 5000)] * 4))


@given(st.lists(st.tuples(COUNTS, st.integers(0, 900)), max_size=130))
def test_every_column_stays_in_the_drawing_and_stands_on_its_floor(told):
    made = chart([night(counts, unknown) for counts, unknown in told])
    for box in made.boxes:
        assert made.left <= box.x
        assert box.x + box.width <= made.width + 1
        assert box.y >= 0
        assert box.y + box.height <= made.height + 1
    assert len({box.x for box in made.boxes}) <= MOST
    assert [line.count for line in made.lines] == sorted(line.count for line in made.lines)


def test_the_newest_stands_last_and_the_worst_lowest():
    made = chart([night((1, 2, 0, 0), 3), night((4, 0, 0, 0))])
    assert [box.kind for box in made.boxes] == ["critical", "critical", "high", UNKNOWN]
    first, *second = made.boxes
    assert first.x < second[0].x
    assert second[0].y > second[1].y > second[2].y
    assert first.height == pytest.approx(4 * second[0].height, rel=0.1)


def test_a_night_that_nobody_checked_is_no_good_night():
    unread = Night("r", None, problem="the manifest is damaged")
    assert [box.kind for box in chart([night(None), unread]).boxes] == [BLIND, BLIND]
    assert chart([night((0, 0, 0, 0))]).boxes == ()


def test_no_night_at_all():
    assert chart([]).boxes == ()


@pytest.mark.parametrize(("most", "top"), [(0, 2), (2, 2), (3, 4), (9, 10), (11, 20), (112, 200), (999, 1000)])
def test_the_scale_is_round(most: int, top: int):
    assert chart([night((most, 0, 0, 0))]).lines[-1].count == top
