"""The id of a reviewed line: the same from night to night, another for more levels."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit.model.reach import Reach, Subject, SubjectKind
from audit.model.reviewed import line_id, way
from policies.levels import EVERYTHING, Level

REACH = Reach("orders", "", Subject(SubjectKind.PERSON, "p01"), "a", "g", Level.READ)


def test_the_way_is_that_of_asset_subject_and_grantee() -> None:
    same = replace(REACH, part="labels/", account="b", levels=Level.SHARE, resource="x", count=7, acl="y")
    assert way(same) == way(REACH)
    others = (replace(REACH, asset="x"), replace(REACH, principal="h"), replace(REACH, subject=Subject(SubjectKind.SERVICE, "p01")))
    assert len({way(REACH), *map(way, others)}) == 4


def test_a_letter_for_each_level() -> None:
    assert line_id("0123456789abcdef", EVERYTHING) == "0123456789abcdef-frcsm"
    assert line_id("0123456789abcdef", Level.READ) == "0123456789abcdef-r"


@given(st.integers(1, int(EVERYTHING)), st.integers(1, int(EVERYTHING)))
def test_other_levels_are_another_line(one: int, other: int) -> None:
    assert (line_id("a", Level(one)) == line_id("a", Level(other))) is (one == other)
