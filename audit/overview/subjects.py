"""Everybody who reaches something or is spoken of, with where they stand."""

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from audit.check.who import Roster, working_roles
from audit.model.overview import ShownSubject, Standing
from audit.model.reach import Subject, SubjectKind
from policies.language import Policy


def shown_subjects(subjects: Iterable[Subject], policy: Policy, on: date) -> tuple[ShownSubject, ...]:
    """Each subject as the policy knows it on a day, sorted."""
    roster = Roster.of(policy)
    return tuple(_shown(subject, roster, on) for subject in sorted(set(subjects)))


def _shown(subject: Subject, roster: Roster, on: date) -> ShownSubject:
    if person := roster.person(subject):
        return ShownSubject(subject, _of_person(subject, roster, on), "", tuple(sorted(working_roles(person, on))), person.ends)
    return ShownSubject(subject, _of(subject), _label(subject, roster))


def _of_person(subject: Subject, roster: Roster, on: date) -> Standing:
    person = roster.people[subject.id]
    if person.has_left(on):
        return Standing.LEFT
    if person.not_yet_started(on):
        return Standing.NOT_STARTED
    if person.of:
        return Standing.PROCESSOR if roster.processor(subject) else Standing.OUTSIDE
    return Standing.LEAVING if person.ends else Standing.STAFF


def _of(subject: Subject) -> Standing:
    match subject.kind:
        case SubjectKind.PERSON | SubjectKind.COMPANY:
            return Standing.STAFF
        case SubjectKind.SERVICE | SubjectKind.EMERGENCY:
            return Standing.SERVICE
        case SubjectKind.PROCESSOR:
            return Standing.PROCESSOR
        case SubjectKind.RECIPIENT | SubjectKind.OUTSIDE:
            return Standing.OUTSIDE
        case SubjectKind.PUBLIC:
            return Standing.PUBLIC
        case SubjectKind.SHARED | SubjectKind.ORPHAN | SubjectKind.UNDECLARED | SubjectKind.NOT_READ:
            return Standing.UNKNOWN
        case _:
            assert_never(subject.kind)


def _label(subject: Subject, roster: Roster) -> str:
    party = {SubjectKind.PROCESSOR: roster.processors, SubjectKind.RECIPIENT: roster.recipients}.get(subject.kind, {}).get(subject.id)
    return party.name if party else ""
