from datetime import date

import pytest

from audit.model.facts import Gap
from providers.aws.collect.raw import Raw
from providers.aws.normalise import _EACH, normalise


@pytest.mark.parametrize("kind", sorted(_EACH))
def test_an_answer_without_what_it_should_have_is_a_gap_and_never_a_traceback(kind: str):
    facts = list(normalise([Raw(kind, "1", "eu-west-1", {})], date(2026, 11, 23)))
    if kind != "account-public-access-block":  # of which there may be none
        assert [fact.scope for fact in facts if isinstance(fact, Gap)] == ["aws://1/eu-west-1"]


def test_a_kind_that_is_only_looked_up_gives_nothing_of_its_own():
    assert list(normalise([Raw("kms-alias", "1", "eu-west-1", {})], date(2026, 11, 23))) == []
