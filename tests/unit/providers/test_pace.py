from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.pace import LONGEST_ASKED, LONGEST_PAUSE, Bucket, SystemClock, asked, pause
from tests.unit.providers.clock import AT, Clock


def test_ten_seconds_worth_go_at_once_and_then_one_a_second():
    clock = Clock()
    bucket = Bucket(1, clock)
    for _ in range(10):
        bucket.take(1)
    assert clock.waits == []
    bucket.take(1)
    bucket.take(3)
    assert clock.waits == pytest.approx([1, 3])


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0.5, 5)), max_size=30))
def test_no_window_of_time_sees_more_than_the_rate(steps: list[tuple[float, float]]):
    clock = Clock()
    bucket = Bucket(1, clock)
    taken: list[tuple[float, float]] = []
    for idle, units in steps:
        clock.seconds += idle
        bucket.take(units)
        taken.append((clock.seconds, units))
    for first, (begin, _) in enumerate(taken):
        for last, (end, _) in enumerate(taken[first:], first):
            assert sum(units for _, units in taken[first : last + 1]) <= 10 + (end - begin) + taken[last][1] + 1e-6


def test_a_drained_bucket_lets_nobody_through_and_then_goes_at_half_the_rate():
    clock = Clock()
    bucket = Bucket(1, clock)
    bucket.drain(30)
    bucket.take(1)
    assert clock.seconds == pytest.approx(1030 + 2, abs=0.05)
    bucket.take(1)
    assert clock.seconds == pytest.approx(1030 + 4, abs=0.2)


def test_several_refusals_at_once_halve_the_rate_once():
    clock = Clock()
    bucket = Bucket(1, clock)
    for _ in range(5):
        bucket.drain(1)
    bucket.take(1)
    assert clock.seconds == pytest.approx(1001 + 2, abs=0.05)


def test_the_rate_never_falls_to_nothing():
    clock = Clock()
    bucket = Bucket(1, clock)
    for _ in range(20):
        bucket.drain(0)
    bucket.take(1)
    assert clock.seconds == pytest.approx(1000 + 16, rel=0.02)


def test_the_rate_grows_again_and_no_higher_than_it_was():
    clock = Clock()
    bucket = Bucket(1, clock)
    bucket.drain(1)
    for _ in range(100):
        bucket.take(1)
    clock.waits.clear()
    for _ in range(10):
        bucket.take(1)
    assert clock.waits == pytest.approx([1] * 10)


def test_a_limit_that_was_learned_holds_from_then_on():
    clock = Clock()
    bucket = Bucket(10, clock)
    bucket.take(100)
    bucket.learn(0.5)
    for _ in range(200):
        bucket.take(0.1)
    assert clock.seconds == pytest.approx(1000 + 200 * 0.1 / 0.5)
    bucket.learn(10)
    bucket.take(1)
    assert clock.waits[-1] == pytest.approx(2, rel=0.05)  # it may grow again, in steps


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("2.128", 2.128),
        (format_datetime(AT + timedelta(seconds=20), usegmt=True), 20),
        (format_datetime(AT - timedelta(seconds=20), usegmt=True), 0),
        ("Mon, 23 Nov 2026 02:00:20 -0000", 20),
        ("Mon, 23 Nov 2026 04:00:20 +0200", 20),
        ("", 0),
        ("0", 0),
        ("-5", 0),
        ("soon", 0),
        ("nan", 0),
        ("inf", 0),
        ("1e400", 0),
        ("23 Nov", 0),
        ("Mon, 99 Foo 2026 02:00:20 GMT", 0),
    ],
)
def test_a_retry_after_is_a_number_or_a_date_or_nothing(retry_after: str, seconds: float):
    assert asked(retry_after, Clock()) == pytest.approx(seconds)


@given(st.text(max_size=40))
def test_no_retry_after_breaks_anything(retry_after: str):
    assert asked(retry_after, Clock()) >= 0


@pytest.mark.parametrize(
    ("attempt", "retry_after", "seconds"),
    [(0, "", 0.5), (3, "", 4), (12, "", LONGEST_PAUSE / 2), (0, "7", 7.5), (3, "soon", 4), (0, str(LONGEST_ASKED + 1), None)],
)
def test_how_long_a_retry_waits(attempt: int, retry_after: str, seconds: float | None):
    assert pause(attempt, retry_after, Clock()) == (None if seconds is None else pytest.approx(seconds))


def test_the_jitter_is_full():
    assert pause(5, "", Clock(throw=0.0)) == 0
    assert pause(5, "", Clock(throw=1.0)) == 32


def test_the_machines_clock_goes_on():
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.01)
    assert clock.now() > before
    assert 0 <= clock.dice() < 1
    assert clock.today().tzinfo is not None
