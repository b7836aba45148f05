"""Access that is never proposed, each kind with its reason."""

from dataclasses import replace

import pytest

from audit.model.facts import Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from audit.proposal.questions import questions_of
from audit.resolve.identities import identify
from policies.levels import Level
from tests.unit.audit.check.worlds import world
from tests.unit.audit.resolve.worlds import TODAY, role, user

READ = Level.FIND | Level.READ
IDENTITIES = identify(world(), (user("p20"), role("etl")), (), TODAY)


def reach(kind: SubjectKind, name: str = "p20", **changes: object) -> Reach:
    made = Reach("orders", "", Subject(kind, name), role("etl").id, "g", READ, Verdict.YES, "", "acl", "s3://x", 1)
    return replace(made, **changes)  # type: ignore[arg-type]  # named fields of Reach


def asked(found: Reach, gone: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(each.why, each.can) for each in questions_of(found, gone, IDENTITIES)]


@pytest.mark.parametrize("kind", [kind for kind in SubjectKind if kind is not SubjectKind.PERSON])
def test_only_people_are_not_asked_about(kind: SubjectKind) -> None:
    ((why, can),) = asked(reach(kind))
    assert why
    assert can == "find, read"


def test_somebody_who_is_there_and_surely_has_it_is_no_question() -> None:
    assert asked(reach(SubjectKind.PERSON)) == []
    assert asked(reach(SubjectKind.PERSON), frozenset({"p20"})) == [("somebody whose accounts are suspended", "find, read")]


def test_conditions_gaps_and_latent_ways_are() -> None:
    assert asked(reach(SubjectKind.PERSON, verdict=Verdict.IF, condition="at night")) == [
        ("only under a condition", "find, read, if at night")
    ]
    assert asked(reach(SubjectKind.PERSON, verdict=Verdict.UNKNOWN)) == [
        ("not everything that decides it could be read", "find, read (not sure)")
    ]
    assert [can for _, can in asked(reach(SubjectKind.PERSON, levels=Level.MANAGE))] == ["manage"]


def test_a_service_is_told_with_its_account() -> None:
    (question,) = questions_of(reach(SubjectKind.UNDECLARED, role("etl").id), frozenset(), IDENTITIES)
    assert (question.service, question.called) == (role("etl").id, "etl")
