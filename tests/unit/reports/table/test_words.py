"""How single things are said."""

from dataclasses import replace

import pytest

from policies.levels import Level
from reports.table.words import articles, grantee, levels, place
from tests.unit.reports import samples


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (Level.NONE, "none"),
        (Level.FIND, "find"),
        (Level.FIND | Level.READ, "up to read"),
        (Level.READ, "read"),
        (Level.READ | Level.SHARE, "read, share"),
        (Level.MANAGE, "manage"),
        (Level.FIND | Level.READ | Level.CHANGE | Level.SHARE | Level.MANAGE, "up to share, manage"),
    ],
)
def test_a_set_of_levels_is_exact_in_few_words(seen: Level, words: str) -> None:
    assert levels(seen) == words


def test_a_grantee_is_named_beside_the_account_where_it_is_another() -> None:
    assert grantee(samples.reach()) == "user/p21 → role/p21"
    assert grantee(replace(samples.reach(), principal="aws://2/iam/role/x")) == "user/p21 → role/x"
    assert grantee(replace(samples.reach(), principal="aws://1/iam/user/p21")) == "user/p21"


@pytest.mark.parametrize(("asset", "part", "shown"), [("orders", "", "orders"), ("orders", "labels", "orders/labels"), ("", "", "-")])
def test_a_place(asset: str, part: str, shown: str) -> None:
    assert place(asset, part) == shown


def test_articles_leave_decisions_out() -> None:
    assert articles(("A9", "cf. a decision", "A32")) == " [A9, A32]"
    assert articles(("cf. a decision",)) == ""
