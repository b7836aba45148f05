"""How single things are said."""

from dataclasses import replace

import pytest

from audit.model.facts import Verdict
from audit.model.reach import Subject, SubjectKind
from policies.wording import LANGUAGES, wording
from reports.table.words import articles, certain, grantee, place, whom
from tests.unit.reports import samples


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


def test_a_verdict_is_told_where_it_is_no_plain_yes() -> None:
    assert [certain(Verdict.YES, wording(language)) for language in LANGUAGES] == ["", "", ""]
    assert [certain(Verdict.UNKNOWN, wording(language)) for language in LANGUAGES] == [" (onbekend)", " (inconnu)", " (unknown)"]


def test_a_subject_by_the_end_of_its_id() -> None:
    role = Subject(SubjectKind.UNDECLARED, "aws://111122223333/iam/role/etl")
    assert [whom(role, wording(language)) for language in LANGUAGES] == [
        "niet genoemd in het beleid: role/etl",
        "absent de la politique : role/etl",
        "undeclared:role/etl",
    ]
