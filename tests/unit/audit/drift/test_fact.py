"""What changed, before it is said in any language."""

from audit.drift.fact import Fact, Reason, english, joined, listed
from audit.model.drift import CauseKind
from policies.wording import wording

NL, FR = wording("nl"), wording("fr")


def _word(text: str) -> Fact:
    return lambda say: f"{text} ({say.language})"


def test_english_is_what_a_fact_is_known_by():
    assert english(_word("a")) == "a (en)"
    one, other = (Reason(CauseKind.GRANT, "x", _word(text)) for text in "ab")
    assert sorted((other, one), key=Reason.order) == [one, other]


def test_so_many_are_told_and_the_others_counted():
    facts = [_word(text) for text in "cab"]
    assert listed(facts, 3, NL) == "c (nl); a (nl); b (nl)"
    assert listed(facts, 2, NL) == "c (nl); a (nl); en nog 1"
    assert listed(facts, 2, FR) == "c (fr) ; a (fr) ; et 1 autre"
    assert listed(facts, 1, FR) == "c (fr) ; et 2 autres"


def test_names_are_left_as_they_are():
    assert joined(["{one}", "{other}%s"], NL) == "{one}; {other}%s"
