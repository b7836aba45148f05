"""Findings in plain words."""

import pytest

from audit.check.wording import cut, doing, named
from audit.model.reach import Step, StepKind, Subject, SubjectKind
from policies.levels import Level
from policies.wording import LANGUAGES, wording

EN, NL, FR = (wording(language) for language in ("en", "nl", "fr"))
GRANT = Step(StepKind.GRANT, "admins", "s3://b", "statement 1 of ReadAll")
MEMBER = Step(StepKind.MEMBER, "p21", "admins", "")
TAKES = Step(StepKind.ASSUME, "p21", "etl", "trust policy of etl")
LETS_IN = Step(StepKind.ESCALATE, "p21", "s3://b", "may put a policy on it")


@pytest.mark.parametrize(
    ("path", "en", "nl", "fr"),
    [
        ((), "", "", ""),
        ((GRANT,), "withdraw statement 1 of ReadAll", "trek dit in: statement 1 of ReadAll", "retirez ceci : statement 1 of ReadAll"),
        (
            (TAKES, GRANT),
            "no longer let p21 act as etl (trust policy of etl)",
            "laat p21 niet langer optreden als etl (trust policy of etl)",
            "ne laissez plus p21 agir en tant que etl (trust policy of etl)",
        ),
        ((MEMBER, TAKES, GRANT), "remove p21 from admins", "haal p21 uit admins", "retirez p21 de admins"),
        (
            (LETS_IN, GRANT),
            "end that p21 may put a policy on it",
            "maak hier een einde aan: p21 may put a policy on it",
            "mettez fin à ceci : p21 may put a policy on it",
        ),
    ],
)
def test_the_one_step_to_undo(path: tuple[Step, ...], en: str, nl: str, fr: str):
    assert [cut(path, say) for say in (EN, NL, FR)] == [en, nl, fr]


def test_levels_as_verbs():
    levels = Level.FIND | Level.READ | Level.MANAGE
    assert [doing(levels, say) for say in (EN, NL, FR)] == [
        "find, read and manage",
        "vinden, inzien en beheren",
        "trouver, consulter et administrer",
    ]


@pytest.mark.parametrize("kind", SubjectKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_a_name(kind: SubjectKind, language: str):
    told = named(Subject(kind, "x"), wording(language))
    assert told
    assert "{" not in told
