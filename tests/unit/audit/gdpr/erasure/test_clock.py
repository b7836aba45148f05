"""The clock of a request (Art. 12(3), Regulation 1182/71)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.gdpr.erasure.clock import clock
from policies.language import Organisation, Policy
from tests.unit.audit.resolve.worlds import AT

COUNTRIES = {
    country: Policy("", "", organisation=Organisation("shop", "The Shop", AT, country=country)) for country in ("BE", "NL", "FR", "")
}


@pytest.mark.parametrize(
    ("country", "received", "answer", "extended"),
    [
        ("BE", date(2026, 10, 31), date(2026, 11, 30), date(2027, 2, 1)),  # no 31 November; 31 January is a Sunday
        ("BE", date(2026, 10, 15), date(2026, 11, 16), date(2027, 1, 15)),  # 15 November is a Sunday
        ("BE", date(2027, 1, 31), date(2027, 3, 1), date(2027, 4, 30)),  # 28 February is a Sunday
        ("BE", date(2028, 1, 31), date(2028, 2, 29), date(2028, 5, 2)),  # a leap year; 30 April is a Sunday, 1 May a holiday
        ("BE", date(2026, 11, 25), date(2026, 12, 28), date(2027, 2, 25)),  # Christmas is a Friday
        ("NL", date(2026, 11, 25), date(2026, 12, 28), date(2027, 2, 25)),
        ("BE", date(2026, 6, 21), date(2026, 7, 22), date(2026, 9, 21)),  # the national holiday
        ("NL", date(2026, 6, 21), date(2026, 7, 21), date(2026, 9, 21)),
        ("NL", date(2026, 3, 27), date(2026, 4, 28), date(2026, 6, 29)),  # the King's birthday; 27 June is a Saturday
        ("BE", date(2026, 3, 27), date(2026, 4, 27), date(2026, 6, 29)),
        ("BE", date(2025, 11, 30), date(2025, 12, 30), date(2026, 3, 2)),  # 28 February is a Saturday
        ("BE", date(2026, 3, 5), date(2026, 4, 7), date(2026, 6, 5)),  # 5 April is Easter, the 6th its Monday
    ],
)
def test_the_last_day_to_answer(country: str, received: date, answer: date, extended: date):
    found = clock(COUNTRIES[country], received)
    assert (found.answer_by, found.extendable_to, found.known) == (answer, extended, True)
    assert found.due == answer
    assert clock(COUNTRIES[country], received, extended=True).due == extended


@pytest.mark.parametrize(
    ("country", "received"), [("FR", date(2026, 10, 31)), ("", date(2026, 10, 31)), ("BE", date(2031, 12, 1)), ("BE", date(2031, 10, 15))]
)
def test_where_holidays_are_not_known_the_clock_says_so(country: str, received: date):
    assert clock(COUNTRIES[country], received).known is False


def test_without_an_organisation_weekends_count():
    assert clock(Policy("", ""), date(2026, 10, 15)).answer_by == date(2026, 11, 16)


@given(st.dates(date(2025, 1, 1), date(2031, 9, 30)), st.sampled_from(("BE", "NL")))
def test_it_is_a_working_day_a_month_or_a_little_more_away(received: date, country: str):
    found = clock(COUNTRIES[country], received)
    assert 28 <= (found.answer_by - received).days <= 31 + 5
    assert found.answer_by < found.extendable_to
    assert found.answer_by.weekday() < 5
    assert found.extendable_to.weekday() < 5
