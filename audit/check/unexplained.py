"""Default deny: what someone can do with an asset and no allow rule in force covers."""

from collections.abc import Iterable, Iterator

from audit.check.access import Access, Entry
from audit.check.catalogue import OPEN_STAFF_DATA
from audit.check.found import OR, Fault, Found, Hits, on_access, weighed
from audit.check.proposals import to_decide, waiting
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from audit.model.reach import SubjectKind
from audit.saying import level_word
from policies.language import Allow, Severity
from policies.levels import CONTENT, Level, highest
from policies.permits import in_force
from policies.wording import Wording, msg

_STAFF = frozenset({"employee", "employees", "staff", "personnel", "worker", "workers", "intern", "volunteer"})  # as inventories call them


def check(world: World) -> Iterable[Found]:
    """For each subject and asset one finding on its content and one on latent control of it.

    Where rules in force cover some of it the finding is `too-much`, with the first such rule's place.
    """
    for access in world.access:
        if not hosts(world, access):
            for plane in (CONTENT, Level.MANAGE):
                if hits := _beyond(access.entries, plane):
                    yield _found(world, access, hits, plane)


def _beyond(entries: Iterable[Entry], plane: Level) -> Hits:
    over = ((entry.reach, entry.reach.levels & plane & ~entry.allowed) for entry in entries)
    return tuple((reach, levels) for reach, levels in over if levels)


def _found(world: World, access: Access, hits: Hits, plane: Level) -> Found:
    say = world.say
    allows = {rule.id: rule for entry in access.entries for rule in entry.allows if bool(rule.may & CONTENT) == (plane == CONTENT)}
    first = allows[min(allows)] if allows else None
    severe = any(highest(levels) > Level.FIND for _, levels in hits) and plane == CONTENT
    open_staff = severe and _is_open_staff_data(access)
    usual = weighed(Severity.HIGH if severe and not first else Severity.MEDIUM, access.asset, world)
    fault = Fault(
        kind=FindingKind.TOO_MUCH if first else FindingKind.UNEXPLAINED,
        ground=OPEN_STAFF_DATA if open_staff else "",
        remedy=_remedy(world, access, hits),
        beside=OR,
        severity=Severity.CRITICAL if open_staff else usual,
        place=first.at if first else access.asset.at,
        scope="" if plane == CONTENT else "manage",
    )
    return _noted(access, on_access(access, hits, fault, _why(world, access, tuple(allows.values()), plane), say))


def _remedy(world: World, access: Access, hits: Hits) -> str:
    decider = _decider(access, world.say)
    if rules := waiting(world, access, hits):
        return to_decide(rules, decider, world.say)
    return world.say("let an allow rule say it, decided by {who}", who=decider)


def _is_open_staff_data(access: Access) -> bool:
    """Whether everyone in the organisation opens what it keeps about its own people."""
    return access.subject.kind is SubjectKind.COMPANY and not _STAFF.isdisjoint(access.asset.subjects)


def _why(world: World, access: Access, allows: tuple[Allow, ...], plane: Level) -> str:
    say = world.say
    if allows:
        said = "; ".join(_extent(rule, say) for rule in sorted(allows, key=lambda rule: rule.id))
        return say("{rules} and no more", rules=said)
    lapsed = [rule for rule in _ever(world, access) if not in_force(rule, world.as_of) and bool(rule.may & CONTENT) == (plane == CONTENT)]
    if ended := [rule for rule in lapsed if rule.until and rule.until < world.as_of]:
        return say("{rule} allowed it until {day}, and nothing does since", rule=ended[0].id, day=ended[0].until)
    if plane == Level.MANAGE:
        return say("whoever controls its settings, keys or identities could let himself in (latent), and no rule allows that")
    return say("no rule allows it")


def _extent(rule: Allow, say: Wording) -> str:
    text = msg("{rule} allows {level} of {part}") if rule.part else msg("{rule} allows {level}")
    return say(text, rule=rule.id, level=level_word(rule.may, say), part=rule.part)


def _ever(world: World, access: Access) -> Iterator[Allow]:
    words = frozenset(word for entry in access.entries for word in entry.words)
    yield from world.rules.allow.speaking_of(access.asset.id, words)


def _decider(access: Access, say: Wording) -> str:
    """The owner decides, unless he is the one who profits."""
    owner = access.asset.owner
    return owner if owner and owner != access.subject.id else say("management")


def hosts(world: World, access: Access) -> bool:
    """A host works under its agreement (checked elsewhere) on the assets that it is declared to hold."""
    party = world.roster.processors.get(access.subject.id) if access.subject.kind is SubjectKind.PROCESSOR else None
    return party is not None and party.hosting and access.asset.id in party.assets


def _noted(access: Access, found: Found) -> Found:
    """A break-glass account is allowed to exist: its reach is shown and fails nothing."""
    if access.subject.kind is not SubjectKind.EMERGENCY:
        return found
    return found.said(Outcome.NOTICE)
