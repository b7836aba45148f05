"""Public holidays and legal periods: what is built in, and what a policy says of its own."""

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.law import built_in, calendar, legal_periods
from policies.load import load, load_text

POLICY = """
version: 1
house_rules: {{profile: starter}}
organisation: {{id: shop, name: The Shop, {country}}}
categories: {{post: {{label: post}}}}
assets: {{letters: {{label: letters, owner: p01, where: "s3://letters", categories: [post]}}}}
people: {{p01: {{}}}}
"""
BELGIAN = POLICY.format(country="country: BE")


def easter(year: int) -> date:
    """The Gregorian computus of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + last - 7 * ((a + 11 * h + 22 * last) // 451) + 114, 31)
    return date(year, month, day + 1)


def test_the_data_is_a_sound_policy_of_its_own():
    policy = load(Path(str(files("policies") / "law")))
    assert (policy.holidays, policy.legal_periods) == (built_in().holidays, built_in().legal_periods)
    assert all(each.source for each in (*policy.holidays, *policy.legal_periods))
    assert all(
        {language for language, _ in each.law} == {"nl", "fr", "en"} == {name for name, _ in each.label} for each in policy.legal_periods
    )


@pytest.mark.parametrize("year", range(2025, 2032))
@pytest.mark.parametrize(("country", "count"), [("BE", 10), ("NL", 8)])
def test_each_year_has_its_days_and_they_move_with_easter(country: str, count: int, year: int):
    found = next(each for each in built_in().holidays if (each.country, each.year) == (country, year))
    moving = {easter(year) + timedelta(days=days) for days in (1, 39, 50)}
    assert moving <= set(found.days)
    assert len(found.days) == count - (country == "NL" and date(year, 5, 5) in moving)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("BE", date(2026, 12, 25), date(2026, 12, 28)),  # Christmas is a Friday
        ("BE", date(2026, 7, 21), date(2026, 7, 22)),
        ("NL", date(2026, 7, 21), date(2026, 7, 21)),
        ("NL", date(2026, 12, 25), date(2026, 12, 28)),
        ("BE", date(2026, 12, 26), date(2026, 12, 28)),
        ("BE", date(2026, 11, 30), date(2026, 11, 30)),
        ("NL", date(2031, 4, 26), date(2031, 4, 28)),  # the King's birthday, a Saturday
    ],
)
def test_the_next_working_day(country: str, day: date, works: date):
    assert calendar(load_text({"a.yaml": POLICY.format(country=f"country: {country}")})).working_day(day) == works


@given(st.dates(date(2025, 1, 1), date(2031, 12, 1)))
def test_a_working_day_is_none_of_those_and_the_first(day: date):
    known = calendar(load_text({"a.yaml": BELGIAN}))
    found = known.working_day(day)
    skipped = [day + timedelta(days=count) for count in range((found - day).days)]
    assert found.weekday() < 5
    assert found not in known.days
    assert all(each.weekday() >= 5 or each in known.days for each in skipped)


def test_a_country_or_year_that_nobody_entered_is_not_known():
    known = calendar(load_text({"a.yaml": BELGIAN}))
    assert [known.knows(date(year, 1, 1)) for year in (2024, 2025, 2031, 2032)] == [False, True, True, False]
    for country in ("country: FR", "domains: [shop.example]"):
        nothing = calendar(load_text({"a.yaml": POLICY.format(country=country)}))
        assert (nothing.days, nothing.years) == (frozenset(), frozenset())


def test_a_policy_replaces_and_adds():
    own = """
holidays:
  BE-2026: {country: BE, year: 2026, days: [2026-01-02]}
  BE-2032: {country: BE, year: 2032, days: [2032-01-01]}
legal_periods:
  be-vat: {label: invoices, country: BE, keep: P12Y, law: VAT Code}
  house: {label: house, keep: P1Y, law: a law}
"""
    policy = load_text({"a.yaml": BELGIAN, "b.yaml": f"version: 1{own}"})
    known = calendar(policy)
    assert date(2026, 1, 2) in known.days
    assert date(2026, 12, 25) not in known.days
    assert known.knows(date(2032, 1, 1))
    assert str(legal_periods(policy)["be-vat"].keep) == "P12Y"
    assert {"house", "be-accounting"} <= legal_periods(policy).keys()
