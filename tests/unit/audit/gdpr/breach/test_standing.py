"""Inside, outside, the public, or nobody knows."""

import pytest

from audit.gdpr.breach.standing import Standing, standing
from audit.model.reach import Subject, SubjectKind
from policies.errors import Place
from policies.language import Person, Policy

POLICY = Policy("", "", people=(Person("p01", Place("x")), Person("x01", Place("x"), of="pixelwerf")))


@pytest.mark.parametrize(
    ("subject", "where"),
    [
        (Subject(SubjectKind.PERSON, "p01"), Standing.INSIDE),
        (Subject(SubjectKind.PERSON, "x01"), Standing.OUTSIDE),  # works for a processor
        (Subject(SubjectKind.COMPANY), Standing.INSIDE),
        (Subject(SubjectKind.PUBLIC), Standing.PUBLIC),
        (Subject(SubjectKind.PROCESSOR, "pixelwerf"), Standing.OUTSIDE),
        (Subject(SubjectKind.OUTSIDE, "aws://1"), Standing.OUTSIDE),
        (Subject(SubjectKind.ORPHAN, "aws://1/x"), Standing.UNNAMED),
        (Subject(SubjectKind.SHARED, "aws://1/x"), Standing.UNNAMED),
    ],
)
def test_where_somebody_stands(subject: Subject, where: Standing) -> None:
    assert standing(subject, POLICY) is where


def test_every_kind_of_subject_stands_somewhere() -> None:
    assert {standing(Subject(kind, "x"), POLICY) for kind in SubjectKind} == set(Standing)
