"""The mailbox of somebody who has left: nobody else opens it or gets its mail, and in a month it is gone."""

from collections.abc import Iterable
from datetime import date

from audit.check.found import Fault, Found, on_subject
from audit.check.leavers import is_late
from audit.check.mailboxes import Mailbox
from audit.check.stores import touches
from audit.check.wording import named
from audit.check.world import World
from audit.conditions import condition_words
from audit.model.facts import Grant, Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import Subject, SubjectKind
from policies.language import Person, Severity
from policies.wording import Wording, msg

_OPEN = msg("the mailbox {mailbox} of {person} is open to others: {others}")
_NOBODY_KNOWS = msg("nobody can tell who opens the mailbox {mailbox} of {person}: {why}")
_DUE = msg("the mailbox {mailbox} of {person} should be gone by {day}")
_DUE_AFTER = msg("the mailbox {mailbox} of {person} should be gone {within} after the last working day, which people does not give")
_NOBODY = msg("nobody else opens it")
_PERHAPS_NOBODY = msg("nobody else is known to open it")


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
    say, sure = world.say, [each for each in box.others if each.verdict is not Verdict.UNKNOWN]
    remedy = say("take delegates and forwarding away; answer by itself with another address")
    fault = _fault(box, person, remedy, Severity.HIGH, "others")
    text = _OPEN if box.others else _NOBODY_KNOWS
    said = say(text, mailbox=box.resource.id, person=_who(person, say), others=_others(world, box.others), why=box.unread)
    return on_subject(None, _subject(person), fault, said, Outcome.VIOLATION if sure else Outcome.UNKNOWN)


def _kept(world: World, box: Mailbox, person: Person, due: date | None) -> Found:
    say, others = world.say, _others(world, box.others)
    text = _DUE if due else _DUE_AFTER
    kept = say(text, mailbox=box.resource.id, person=_who(person, say), day=due, within=world.policy.house_rules.leaver_mailbox_within)
    opens = say("{others} opens it", others=others) if box.others else say(_PERHAPS_NOBODY if box.unread else _NOBODY)
    fault = _fault(box, person, say("delete the mailbox, or have a waiver say why it stays a while"), Severity.MEDIUM, "kept")
    return on_subject(None, _subject(person), fault, say("{sentence}; {more}", sentence=kept, more=opens))


def _fault(box: Mailbox, person: Person, remedy: str, severity: Severity, matter: str) -> Fault:
    kind = FindingKind.LEAVER_MAILBOX
    return Fault(kind=kind, remedy=remedy, severity=severity, place=person.at, scope=f"{box.resource.id}|{matter}")


def _others(world: World, grants: tuple[Grant, ...]) -> str:
    """Who opens it or gets its mail, and by what."""
    return world.say.both(sorted({_by(world, each) for each in grants}))


def _by(world: World, grant: Grant) -> str:
    subject = world.identities.subject(grant.principal)
    name = grant.principal if subject.kind is SubjectKind.NOT_READ else named(subject, world.say)
    text = msg("{who} ({way}, if {condition})") if grant.condition else msg("{who} ({way})")
    return world.say(text, who=name, way=grant.source, condition=condition_words(grant.condition, world.say))


def _who(person: Person, say: Wording) -> str:
    return (
        say("{person}, who left on {day},", person=person.id, day=person.ends)
        if person.ends
        else say("{person}, who left,", person=person.id)
    )


def _subject(person: Person) -> Subject:
    return Subject(SubjectKind.PERSON, person.id)
