"""What papers on access say alike."""

import pytest

from audit.gdpr.access import able, levels, steps, who
from audit.model.reach import Step, StepKind, SubjectKind
from policies.wording import LANGUAGES, wording

EN = wording("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_subject_has_a_name(language: str) -> None:
    assert all(who(wording(language), kind, "x") for kind in SubjectKind)


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [("person", "p01", "p01"), ("public", "", "anyone"), ("orphan", "aws://1/iam/user/old", "the account user/old, which joins to nobody")],
)
def test_who(kind: str, name: str, told: str) -> None:
    assert who(EN, kind, name) == told


@pytest.mark.parametrize(
    ("verdict", "conditions", "told"),
    [("yes", (), "find, read"), ("if", ("a", "b"), "find, read, if a or b"), ("unknown", (), "perhaps find, read")],
)
def test_how_sure(verdict: str, conditions: tuple[str, ...], told: str) -> None:
    assert able(EN, verdict, ("find", "read"), conditions) == told


def test_levels_are_verbs_in_the_language() -> None:
    assert [levels(wording(language), ("read", "manage")) for language in LANGUAGES] == [
        "inzien, beheren",
        "consulter, administrer",
        "read, manage",
    ]


def test_a_step_says_what_gives_it() -> None:
    path = (Step(StepKind.MEMBER, "a", "b", ""), Step(StepKind.GRANT, "b", "c", "a key", "{}", "at night"))
    assert steps(EN, path) == ("a → b", "b → c: a key, if at night")
