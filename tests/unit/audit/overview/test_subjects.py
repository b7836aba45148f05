from datetime import date

import pytest

from audit.model.overview import Standing
from audit.model.reach import Subject, SubjectKind
from audit.overview.subjects import shown_subjects
from tests.unit.audit.people.worlds import TODAY, policy

SAID = policy(
    """
    p02: {roles: [{role: developer, until: 2026-12-31}, {role: warehouse, until: 2026-10-01}]}
    p03: {ends: 2026-12-31}
    p04: {ends: 2026-11-22}
    p05: {starts: 2026-12-01, roles: [developer]}
    p06: {kind: agency, of: agency}
    p07: {kind: agency, of: bureau}
    """,
    "processors: {agency: {name: An agency, people: [p06]}}\nrecipients: {bureau: {name: A bureau, people: [p07]}}\n",
)
CASES = {
    Subject(SubjectKind.PERSON, "p02"): Standing.STAFF,
    Subject(SubjectKind.PERSON, "p03"): Standing.LEAVING,
    Subject(SubjectKind.PERSON, "p04"): Standing.LEFT,
    Subject(SubjectKind.PERSON, "p05"): Standing.NOT_STARTED,
    Subject(SubjectKind.PERSON, "p06"): Standing.PROCESSOR,
    Subject(SubjectKind.PERSON, "p07"): Standing.OUTSIDE,
    Subject(SubjectKind.COMPANY): Standing.STAFF,
    Subject(SubjectKind.SERVICE, "etl"): Standing.SERVICE,
    Subject(SubjectKind.EMERGENCY, "glass"): Standing.SERVICE,
    Subject(SubjectKind.PROCESSOR, "agency"): Standing.PROCESSOR,
    Subject(SubjectKind.RECIPIENT, "bureau"): Standing.OUTSIDE,
    Subject(SubjectKind.OUTSIDE, "aws://9"): Standing.OUTSIDE,
    Subject(SubjectKind.PUBLIC): Standing.PUBLIC,
    Subject(SubjectKind.SHARED, "aws://1/iam/user/desk"): Standing.UNKNOWN,
    Subject(SubjectKind.ORPHAN, "aws://1/iam/user/x"): Standing.UNKNOWN,
    Subject(SubjectKind.UNDECLARED, "aws://1/iam/role/x"): Standing.UNKNOWN,
    Subject(SubjectKind.NOT_READ, "google://group/x"): Standing.UNKNOWN,
}


@pytest.mark.parametrize("subject", CASES, ids=str)
def test_everybody_stands_somewhere(subject: Subject) -> None:
    (shown,) = shown_subjects([subject, subject], SAID, TODAY)
    assert (shown.subject, shown.standing) == (subject, CASES[subject])


def test_every_kind_of_subject_is_among_them() -> None:
    assert {each.kind for each in CASES} == set(SubjectKind)


def test_a_person_has_the_roles_of_that_day_and_a_last_day() -> None:
    (then,) = shown_subjects([Subject(SubjectKind.PERSON, "p02")], SAID, date(2026, 9, 1))
    (now,) = shown_subjects([Subject(SubjectKind.PERSON, "p02")], SAID, TODAY)
    assert (then.roles, now.roles) == (("developer", "warehouse"), ("developer",))
    (leaving,) = shown_subjects([Subject(SubjectKind.PERSON, "p03")], SAID, TODAY)
    assert leaving.ends == date(2026, 12, 31)


def test_a_party_has_its_name() -> None:
    (shown,) = shown_subjects([Subject(SubjectKind.PROCESSOR, "agency")], SAID, TODAY)
    assert shown.label == "An agency"
