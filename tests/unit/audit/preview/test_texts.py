"""What an entry says."""

from dataclasses import replace
from datetime import date

import pytest

from audit.preview.texts import content, place, text
from policies.errors import Place
from policies.language import AccountName, Logging, RoleSpan
from policies.levels import Level
from policies.periods import Period
from tests.unit.audit.check.worlds import asset
from tests.unit.audit.resolve.worlds import AT, where

ELSEWHERE = Place("other.yaml", 99)


def test_where_it_stands_is_no_content():
    moved = replace(asset(), at=ELSEWHERE, where=(replace(where(), at=ELSEWHERE),), written=frozenset({"owner"}))
    assert content(moved) == content(asset())
    assert content(replace(moved, owner="p02")) != content(asset())


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        ((), ""),
        (True, "true"),
        (3, "3"),
        (Level.FIND | Level.READ, "find, read"),
        (date(2026, 1, 2), "2026-01-02"),
        (Period(days=45), "P45D"),
        (AccountName("aws", "p20", AT), "aws: p20"),
        (RoleSpan("hr", date(2026, 1, 1), date(2026, 2, 1)), "hr from 2026-01-01 until 2026-02-01"),
        (where(), "s3://shop-orders"),
        (where("", tags=(("data", "personal"),)), "data=personal"),
        (Logging("on", Period(months=1)), "access on, reviewed_every P1M"),
        (("a", None, ("b",)), "a, b"),
    ],
)
def test_a_value_reads_as_in_the_file(value: object, told: str):
    assert text(value) == told


def test_a_place_is_file_and_line():
    assert (place(AT), place(None)) == ("policy.yaml:7", "")
