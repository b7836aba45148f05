"""Where whoever could have reached an asset stands: inside, outside, the public, or nobody can name who it is."""

from enum import StrEnum
from typing import assert_never

from audit.model.reach import Subject, SubjectKind
from policies.language import Policy


class Standing(StrEnum):
    """The difference that counts for the risk: most of all anyone, then outsiders."""

    PUBLIC = "public"
    OUTSIDE = "outside"  # of another organisation, whether an agreement covers it or not
    UNNAMED = "unnamed"  # an account, role or application that the policy does not tie to one person, service or party
    INSIDE = "inside"


def standing(subject: Subject, policy: Policy) -> Standing:
    """Where a subject stands by a policy: a person who works for a processor or recipient is outside."""
    match subject.kind:
        case SubjectKind.PUBLIC:
            return Standing.PUBLIC
        case SubjectKind.OUTSIDE | SubjectKind.PROCESSOR | SubjectKind.RECIPIENT:
            return Standing.OUTSIDE
        case SubjectKind.PERSON:
            return Standing.OUTSIDE if any(person.id == subject.id and person.of for person in policy.people) else Standing.INSIDE
        case SubjectKind.SERVICE | SubjectKind.EMERGENCY | SubjectKind.COMPANY:
            return Standing.INSIDE
        case SubjectKind.SHARED | SubjectKind.ORPHAN | SubjectKind.UNDECLARED | SubjectKind.NOT_READ:
            return Standing.UNNAMED
        case _:
            assert_never(subject.kind)
