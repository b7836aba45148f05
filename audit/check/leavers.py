"""People who have left reach nothing."""

from collections.abc import Iterable, Iterator

from audit.check.accounts import is_live
from audit.check.found import Fault, Found, on_access, on_subject, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Person, Severity
from policies.wording import msg


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that somebody still reaches after the last working day and the time the house rules give.

    An account that is open and reaches none has a finding of its own, of less weight: blocking is for all of them.
    """
    yield from _reaching(world)
    yield from _open(world)


def _reaching(world: World) -> Iterator[Found]:
    say = world.say
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is not None and is_late(world, person):
            accounts = sorted({entry.reach.account for entry in access.entries})
            fault = Fault(
                kind=FindingKind.LEAVER,
                remedy=say("block {accounts}", accounts=", ".join(accounts)),
                severity=weighed(Severity.HIGH, access.asset, world),
                place=person.at,
            )
            hits = tuple((entry.reach, entry.reach.levels) for entry in access.entries)
            text = (
                msg("{person} left on {day}, and leavers reach nothing") if person.ends else msg("{person} left, and leavers reach nothing")
            )
            yield on_access(access, hits, fault, say(text, person=person.id, day=person.ends), say)


def _open(world: World) -> Iterator[Found]:
    reaching = {entry.reach.account for access in world.access for entry in access.entries}
    for principal, subject in world.subjects.items():
        person = world.roster.person(subject)
        if person is None or principal in reaching or not is_late(world, person) or not is_live(world, principal):
            continue
        remedy = world.say("block {accounts}", accounts=principal)
        fault = Fault(kind=FindingKind.LEAVER, remedy=remedy, severity=Severity.MEDIUM, place=person.at, scope=principal)
        text = msg("{account} is not blocked: {person} left on {day}") if person.ends else msg("{account} is not blocked: {person} left")
        yield on_subject(None, subject, fault, world.say(text, account=principal, person=person.id, day=person.ends))


def is_late(world: World, person: Person) -> bool:
    """Whether the person has left and the time to block accounts is over."""
    if person.ends is None:
        return person.has_left(world.as_of)
    return person.has_left(world.as_of) and world.policy.house_rules.leaver_block_within.after(person.ends) < world.as_of
