"""The mailbox of somebody who has left: nobody else opens it or gets its mail, and in a month it is gone."""

from collections.abc import Iterable
from datetime import date

from audit.check.found import Fault, Found, on_subject
from audit.check.leavers import is_late
from audit.check.mailboxes import Mailbox
from audit.check.stores import touches
from audit.check.wording import joined, named
from audit.check.world import World
from audit.model.facts import Grant, Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import Subject, SubjectKind
from policies.language import Person, Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each such mailbox that others open, and one for each that is there after the time that the house rules give.

    A mailbox that the inventory names has rules of its own. Keeping one longer, with a reason, is a waiver.
    """
    for box in world.mailboxes:
        person = world.roster.people[box.person]
        if any(lot.asset and touches(lot.location, box.resource) for lot in world.stores.lots):
            continue
        if is_late(world, person) and (box.others or box.unread):
            yield _opened(world, box, person)
        due = world.policy.house_rules.leaver_mailbox_within.after(person.ends) if person.ends else None
        if due is None or due < world.as_of:
            yield _kept(world, box, person, due)


def _opened(world: World, box: Mailbox, person: Person) -> Found:
    sure = [each for each in box.others if each.verdict is not Verdict.UNKNOWN]
    fault = _fault(box, person, "take delegates and forwarding away; answer by itself with another address", Severity.HIGH, "others")
    if box.others:
        said = f"the mailbox {box.resource.id} of {_who(person)} is open to others: {_others(world, box.others)}"
    else:
        said = f"nobody can tell who opens the mailbox {box.resource.id} of {_who(person)}: {box.unread}"
    return on_subject(None, _subject(person), fault, said, Outcome.VIOLATION if sure else Outcome.UNKNOWN)


def _kept(world: World, box: Mailbox, person: Person, due: date | None) -> Found:
    within = world.policy.house_rules.leaver_mailbox_within
    should = f"should be gone by {due}" if due else f"should be gone {within} after the last working day, which people does not give"
    opens = (
        f"{_others(world, box.others)} opens it"
        if box.others
        else "nobody else is known to open it"
        if box.unread
        else "nobody else opens it"
    )
    fault = _fault(box, person, "delete the mailbox, or have a waiver say why it stays a while", Severity.MEDIUM, "kept")
    return on_subject(None, _subject(person), fault, f"the mailbox {box.resource.id} of {_who(person)} {should}; {opens}")


def _fault(box: Mailbox, person: Person, remedy: str, severity: Severity, matter: str) -> Fault:
    kind = FindingKind.LEAVER_MAILBOX
    return Fault(kind=kind, remedy=remedy, severity=severity, place=person.at, scope=f"{box.resource.id}|{matter}")


def _others(world: World, grants: tuple[Grant, ...]) -> str:
    """Who opens it or gets its mail, and by what."""
    told = (f"{_name(world, each.principal)} ({each.source}{f', if {each.condition}' if each.condition else ''})" for each in grants)
    return joined(sorted(set(told)), "and")


def _name(world: World, principal: str) -> str:
    subject = world.identities.subject(principal)
    return principal if subject.kind is SubjectKind.NOT_READ else named(subject).rstrip(",")


def _who(person: Person) -> str:
    return f"{person.id}, who left{f' on {person.ends}' if person.ends else ''},"


def _subject(person: Person) -> Subject:
    return Subject(SubjectKind.PERSON, person.id)
