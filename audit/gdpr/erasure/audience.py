"""Who could reach a person's data, by role and purpose and never by name (Art. 15; cf. CJEU C-579/21: staff are no recipients, their names are not owed)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.check.access import Entry
from audit.check.who import working_roles
from audit.check.world import World
from audit.gdpr.erasure.places import May, Place
from audit.model.facts import Verdict
from audit.model.reach import Subject, SubjectKind
from policies.language import Policy, Who, WhoKind
from policies.levels import Level
from policies.permits import forbidden

NO_ROLE = Who(WhoKind.PEOPLE)  # people of ours with no role on that day
_WORDS = {
    SubjectKind.SERVICE: WhoKind.SERVICES,
    SubjectKind.EMERGENCY: WhoKind.EMERGENCY,
    SubjectKind.PUBLIC: WhoKind.ANYONE,
    SubjectKind.COMPANY: WhoKind.EVERYONE_IN_COMPANY,
    SubjectKind.SHARED: WhoKind.SHARED_ACCOUNTS,
}


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A kind of people or things that could reach some of the data: what for, where; `ruled` when a rule lets them."""

    who: Who
    ruled: bool
    purposes: tuple[str, ...]
    assets: tuple[str, ...]


def audience(policy: Policy, found: Iterable[Place], world: World | None) -> tuple[Group, ...]:
    """By the run who could read it; without a run, who may by the rules."""
    told: defaultdict[tuple[Who, bool], set[tuple[str, str]]] = defaultdict(set)
    for place in found:
        for who, ruled, purposes in _really(world, place) if world else _by_rule(policy, place):
            told[who, ruled] |= {(place.asset.id, purpose) for purpose in purposes or ("",)}
    return tuple(
        sorted(
            Group(who, ruled, tuple(sorted({purpose for _, purpose in pairs if purpose})), tuple(sorted({asset for asset, _ in pairs})))
            for (who, ruled), pairs in told.items()
        )
    )


def _really(world: World, place: Place) -> Iterator[tuple[Who, bool, frozenset[str]]]:
    for access in world.on(place.asset.id):
        for entry in access.entries:
            content = entry.reach.levels & Level.READ
            if not content or access.subject.kind is SubjectKind.NOT_READ or entry.reach.verdict is Verdict.UNKNOWN:
                continue
            allowed = bool(entry.allowed & ~forbidden(world.policy, entry.words, place.asset.id) & content)
            purposes = frozenset(rule.purpose for rule in entry.allows if rule.purpose) if allowed else frozenset()
            yield from ((who, allowed, purposes) for who in _kinds(world, access.subject, entry, ruled=allowed))


def _kinds(world: World, subject: Subject, entry: Entry, *, ruled: bool) -> tuple[Who, ...]:
    """The role in which somebody reaches it: that of the rule that lets him, else each that he has."""
    person = world.roster.person(subject)
    if person is None:
        return (_party(subject),)
    if person.of:
        return (Who(WhoKind.PROCESSOR if person.of in world.roster.processors else WhoKind.RECIPIENT, person.of),)
    if person.has_left(world.as_of):
        return (Who(WhoKind.LEAVERS),)
    roles = tuple(Who(WhoKind.ROLE, name) for name in sorted(working_roles(person, world.as_of)))
    named = {who for rule in entry.allows for who in rule.who} if ruled else set()
    return tuple(who for who in roles if who in named) or roles or (NO_ROLE,)


def _party(subject: Subject) -> Who:
    match subject.kind:
        case SubjectKind.PROCESSOR:
            return Who(WhoKind.PROCESSOR, subject.id)
        case SubjectKind.RECIPIENT:
            return Who(WhoKind.RECIPIENT, subject.id)
        case _:
            return Who(_WORDS.get(subject.kind, WhoKind.OUTSIDE))


def _by_rule(policy: Policy, place: Place) -> Iterator[tuple[Who, bool, frozenset[str]]]:
    for found in place.may:
        rules = (rule for rule in policy.allow if place.asset.id in rule.which and found.who in rule.who and rule.part == found.part)
        yield _without_name(found), True, frozenset(rule.purpose for rule in rules if rule.purpose)


def _without_name(found: May) -> Who:
    match found.who.kind:
        case WhoKind.PERSON:
            return NO_ROLE
        case WhoKind.SERVICE:
            return Who(WhoKind.SERVICES)
        case _:
            return found.who
