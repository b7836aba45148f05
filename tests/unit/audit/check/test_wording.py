"""Findings in plain words."""

import pytest

from audit.check.wording import cut, doing, joined, named
from audit.model.reach import Step, StepKind, Subject, SubjectKind
from policies.levels import Level

GRANT = Step(StepKind.GRANT, "admins", "s3://b", "statement 1 of ReadAll")
MEMBER = Step(StepKind.MEMBER, "p21", "admins", "")
TAKES = Step(StepKind.ASSUME, "p21", "etl", "trust policy of etl")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), ""),
        ((GRANT,), "withdraw statement 1 of ReadAll"),
        ((TAKES, GRANT), "no longer let p21 act as etl (trust policy of etl)"),
        ((MEMBER, TAKES, GRANT), "remove p21 from admins"),
    ],
)
def test_the_one_step_to_undo(path: tuple[Step, ...], said: str):
    assert cut(path) == said


def test_lists():
    assert [joined(words, "and") for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert doing(Level.FIND | Level.READ | Level.MANAGE) == "find, read and manage"


@pytest.mark.parametrize("kind", SubjectKind)
def test_everybody_has_a_name(kind: SubjectKind):
    assert "{" not in named(Subject(kind, "x"))
