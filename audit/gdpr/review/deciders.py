"""Who may decide about an access: the owner of the asset or a role of `house_rules.deciders`, never the one who has it (separation of duties)."""

from datetime import date

from audit.model.reach import Subject, SubjectKind
from policies.language import Asset, Person, Policy


def may_decide(policy: Policy, asset: Asset, subject: Subject, on: date) -> tuple[str, ...]:
    """Everybody who may decide about a subject's access that day, the owner first."""
    found = [person.id for person in policy.people if is_entitled(policy, person, asset, on) and not gains(person, subject)]
    return tuple(sorted(found, key=lambda name: (name != asset.owner, name)))


def is_entitled(policy: Policy, person: Person, asset: Asset, on: date) -> bool:
    """Whether somebody who works that day owns the asset or has a role that decides."""
    if person.has_left(on) or person.not_yet_started(on):
        return False
    return person.id == asset.owner or not person.roles_on(on).isdisjoint(policy.house_rules.deciders)


def gains(person: Person, subject: Subject) -> bool:
    """Whether the access is the person's own, or that of the party he works for."""
    match subject.kind:
        case SubjectKind.PERSON:
            return subject.id == person.id
        case SubjectKind.PROCESSOR | SubjectKind.RECIPIENT:
            return subject.id == person.of
        case _:
            return False
