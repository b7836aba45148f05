"""Whether an agreement is in force."""

from dataclasses import replace
from datetime import date

import pytest

from audit.check.agreements import ART_28_3, SUB_PROCESSOR, above, lack
from policies.language import Document, Party
from policies.periods import Period
from policies.wording import wording
from tests.unit.audit.resolve.worlds import AT, policy

ON = date(2026, 11, 23)
EN = wording("en")
PARTY = Party("post", AT, agreement="dpa")
PAPER = Document(
    "dpa",
    AT,
    signed_on=date(2025, 1, 1),
    until=ON,
    reviewed_on=date(2025, 11, 23),
    review_every=Period(months=12),
    art28_3=tuple(sorted(ART_28_3)),
)


def test_signed_not_ended_reviewed_and_whole_is_in_force():
    assert lack(policy(documents=(PAPER,)), PARTY, ON, EN) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signed_on": None}, "is not signed"),
        ({"signed_on": date(2026, 11, 24)}, "is not signed"),
        ({"until": date(2026, 11, 22)}, "ended on 2026-11-22"),
        ({"reviewed_on": date(2025, 11, 22)}, "was last reviewed on 2025-11-22"),
        ({"art28_3": tuple("abcdeh")}, "lacks Art. 28(3)(f)(g)"),
    ],
)
def test_what_it_lacks(change: dict[str, object], words: str):
    assert words in lack(policy(documents=(replace(PAPER, **change),)), PARTY, ON, EN)


def test_no_paper_at_all():
    assert lack(policy(), replace(PARTY, agreement=""), ON, EN) == "post has no agreement"
    assert "is not among the documents" in lack(policy(), PARTY, ON, EN)


SUB = Party("printer", AT, agreement="sub", role=SUB_PROCESSOR, under="post")
OWN_PAPER = replace(PAPER, id="sub")


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        ((PAPER, OWN_PAPER), ""),
        ((PAPER, replace(OWN_PAPER, signed_on=None)), "the agreement sub is not signed"),
        ((replace(PAPER, until=date(2026, 11, 22)), OWN_PAPER), "printer works for post: the agreement dpa ended on 2026-11-22"),
    ],
)
def test_a_sub_processor_stands_on_two_contracts(papers: tuple[Document, ...], words: str):
    assert lack(policy(processors=(PARTY, SUB), documents=papers), SUB, ON, EN) == words


def test_a_sub_processor_of_nobody_is_not_in_force():
    lost = replace(SUB, under="")
    assert lack(policy(processors=(lost,), documents=(OWN_PAPER,)), lost, ON, EN) == "nobody says for which processor printer works"


def test_a_circle_of_sub_processors_ends():
    one, two = replace(SUB, id="one", under="two"), replace(SUB, id="two", under="one")
    assert above(policy(processors=(one, two)), one) == (two,)
