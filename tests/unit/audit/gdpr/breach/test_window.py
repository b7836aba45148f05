"""Which runs say something of some days, and which days no run speaks of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audit.gdpr.breach.window import Window

WINDOW = Window(date(2026, 11, 20), date(2026, 11, 23))
RUNS = [f"2026-11-{day}T02-00-00Z" for day in ("17", "18", "20", "22", "24")]


def test_the_runs_of_the_days_and_the_last_before_them() -> None:
    assert WINDOW.chosen(RUNS) == ("2026-11-18T02-00-00Z", "2026-11-20T02-00-00Z", "2026-11-22T02-00-00Z")


def test_later_runs_alone_say_nothing() -> None:
    assert WINDOW.chosen(RUNS[-1:]) == ()


def test_a_run_late_on_the_last_day_counts() -> None:
    assert WINDOW.chosen(["2026-11-23T23-59-59Z"]) == ("2026-11-23T23-59-59Z",)


def test_days_without_a_run_are_stretches() -> None:
    assert WINDOW.blind(["2026-11-22T02-00-00Z"]) == ((date(2026, 11, 20), date(2026, 11, 21)), (date(2026, 11, 23), date(2026, 11, 23)))


def test_the_bounds_hold_every_folder_of_the_days_and_the_run_before() -> None:
    first, last = WINDOW.bounds(RUNS)
    assert [run for run in RUNS if first <= run <= last] == list(WINDOW.chosen(RUNS))
    assert first <= "2026-11-23T23-59-59Z" <= last


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 40), st.sets(st.integers(-5, 45)))
def test_every_day_is_seen_or_blind_and_never_both(first: date, length: int, days: set[int]) -> None:
    window = Window(first, first + timedelta(days=length))
    runs = sorted(f"{first + timedelta(days=day)}T02-00-00Z" for day in days)
    blind = {start + timedelta(days=each) for start, end in window.blind(runs) for each in range((end - start).days + 1)}
    seen = {first + timedelta(days=day) for day in days if 0 <= day <= length}
    assert blind.isdisjoint(seen)
    assert blind | seen == {first + timedelta(days=each) for each in range(length + 1)}
