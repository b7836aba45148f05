"""Each level once, as surely as any reach gives it."""

from hypothesis import given
from hypothesis import strategies as st

from audit.gdpr.could import Could, could
from audit.model.facts import Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from policies.levels import EVERYTHING, Level


def reach(levels: Level, verdict: Verdict = Verdict.YES, condition: str = "") -> Reach:
    return Reach("orders", "", Subject(SubjectKind.PERSON, "p01"), "a", "a", levels, verdict, condition)


def test_what_is_sure_is_not_said_again_with_a_condition() -> None:
    found = could([reach(Level.FIND | Level.READ, Verdict.IF, "at night"), reach(Level.FIND), reach(Level.SHARE, Verdict.UNKNOWN)])
    assert found == (
        Could(Verdict.YES, Level.FIND),
        Could(Verdict.IF, Level.READ, ("at night",)),
        Could(Verdict.UNKNOWN, Level.SHARE),
    )


@given(st.lists(st.tuples(st.integers(1, int(EVERYTHING)), st.sampled_from(Verdict)), max_size=6))
def test_every_level_is_said_once_and_none_is_lost(given_: list[tuple[int, Verdict]]) -> None:
    found = could(reach(Level(levels), verdict) for levels, verdict in given_)
    said = [int(each.levels) for each in found]
    assert sum(said) == int(_union(levels for levels, _ in given_))
    assert [each.verdict for each in found] == sorted({each.verdict for each in found}, key=list(Verdict).index)


def _union(levels: object) -> int:
    whole = 0
    for each in levels:  # type: ignore[attr-defined]  # ints
        whole |= each
    return whole
