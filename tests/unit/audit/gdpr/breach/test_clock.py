"""Seventy-two hours, whatever day it is."""

from datetime import datetime, timedelta

import pytest

from audit.gdpr.breach.clock import clock


@pytest.mark.parametrize(
    ("aware", "deadline", "weekend"),
    [
        ("2026-11-16T09:30+01:00", "2026-11-19T09:30+01:00", False),  # Monday to Thursday
        ("2026-11-20T17:00+01:00", "2026-11-23T17:00+01:00", True),  # Friday to Monday: no day is added
        ("2026-11-18T23:30Z", "2026-11-21T23:30Z", True),  # ends on a Saturday, and stays there
        ("2026-12-31T10:00+01:00", "2027-01-03T10:00+01:00", True),
    ],
)
def test_the_hours_run_through_weekends(aware: str, deadline: str, weekend: bool) -> None:
    made = clock(datetime.fromisoformat(aware))
    assert made.deadline.isoformat() == datetime.fromisoformat(deadline).isoformat()
    assert made.deadline - made.aware == timedelta(hours=72)
    assert made.weekend is weekend
