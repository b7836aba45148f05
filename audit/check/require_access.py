"""Conditions of access: what must hold on top of an allow, or the allow does not count."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from audit.check.access import Access, Entry
from audit.check.agreements import lack
from audit.check.found import OR, Fault, Found, Hits, by_rule, on_access, on_subject
from audit.check.sign_in import has_mfa, is_admin_account
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from audit.saying import level_word
from policies.language import Asset, NeedKind, Require
from policies.levels import Level, from_level
from policies.sentences import sentence
from policies.wording import Wording, msg


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: said for people, with the remedy; `known` is false when nobody can tell whether it is there."""

    why: str
    remedy: str
    known: bool = True


Need = Callable[[World, Require, Access, Entry], Lack | None]


def check(world: World) -> Iterable[Found]:
    """For each rule, subject and asset one finding on allowed access that lacks what the rule needs; one for each asset on numbers."""
    for access in world.access:
        if not any(entry.reach.levels & entry.allowed for entry in access.entries):
            continue
        words = frozenset(word for entry in access.entries for word in entry.words)
        for rule in world.rules.access.speaking_of(access.asset.id, words):
            if need := _NEEDS.get(rule.need.kind):
                yield from _lacking(world, rule, access, need)
    yield from _too_many(world)


def _lacking(world: World, rule: Require, access: Access, need: Need) -> Iterator[Found]:
    by_lack: defaultdict[Lack, list[tuple[Entry, Level]]] = defaultdict(list)
    for entry, levels in _governed(rule, access):
        if missing := need(world, rule, access, entry):
            by_lack[missing].append((entry, levels))
    if not by_lack:
        return
    sure = any(missing.known for missing in by_lack)
    chosen = [missing for missing in by_lack if missing.known is sure]
    hits = tuple((entry.reach, levels) for missing in chosen for entry, levels in by_lack[missing])
    why = "; ".join(sorted({missing.why for missing in chosen}))
    remedy = "; ".join(sorted({missing.remedy for missing in chosen}))
    text = msg("{why} ({rule}: {sentence})")
    said = world.say(text, why=why, rule=rule.id, sentence=sentence(rule, world.policy, world.say))
    found = on_access(access, hits, _fault(rule, remedy), said, world.say)
    yield found if sure else found.unsure()


def _governed(rule: Require, access: Access) -> Iterator[tuple[Entry, Level]]:
    """The allowed access that a rule speaks of, with the levels."""
    for entry in access.entries:
        levels = entry.reach.levels & entry.allowed & from_level(rule.level)
        if levels and (not rule.who or not entry.words.isdisjoint(rule.who)):
            yield entry, levels


def _fault(rule: Require, remedy: str) -> Fault:
    beside = OR if rule.need.kind is NeedKind.AGREEMENT else ""
    return by_rule(rule, FindingKind.REQUIREMENT, remedy, beside=beside, ground=rule.need.kind)


def _mfa(world: World, _rule: Require, _access: Access, entry: Entry) -> Lack | None:
    say, account = world.say, entry.reach.account
    match has_mfa(world, entry.reach):
        case True:
            return None
        case None:
            why = say("nobody can tell whether {account} has mfa", account=account)
            return Lack(why, say("let the audit read the mfa state of {account}", account=account), known=False)
        case False:
            return Lack(say("{account} has no mfa", account=account), say("turn mfa on for {account}", account=account))


def _separate_account(world: World, _rule: Require, access: Access, entry: Entry) -> Lack | None:
    account = entry.reach.account
    if access.subject.kind is not SubjectKind.PERSON or is_admin_account(world, access.subject, account):
        return None
    why = world.say("{account} is an everyday account", account=account)
    return Lack(why, world.say("give {person} a separate account for administration", person=access.subject.id))


def _signed(world: World, rule: Require, access: Access, _entry: Entry) -> Lack | None:
    if access.subject.kind is not SubjectKind.PERSON or _proved(world, rule, access.subject.id, world.roster.signed):
        return None
    about = {"person": access.subject.id, "document": rule.need.document}
    return Lack(world.say("{person} has not signed {document}", **about), world.say("have {person} sign {document}", **about))


def _trained(world: World, rule: Require, access: Access, _entry: Entry) -> Lack | None:
    if access.subject.kind is not SubjectKind.PERSON or _proved(world, rule, access.subject.id, world.roster.trained):
        return None
    about = {"person": access.subject.id, "document": rule.need.document, "within": rule.need.within}
    text = msg("{person} had no training {document} within {within}") if rule.need.within else msg("{person} had no training {document}")
    return Lack(world.say(text, **about), world.say("train {person} in {document}", **about))


def _proved(world: World, rule: Require, person: str, days: Mapping[tuple[str, str], tuple[date, ...]]) -> bool:
    earliest = rule.need.within.before(world.as_of) if rule.need.within else date.min
    return any(earliest <= day <= world.as_of for day in days.get((rule.need.document, person), ()))


def _agreement(world: World, _rule: Require, access: Access, _entry: Entry) -> Lack | None:
    party = world.roster.processor(access.subject)
    missing = lack(world.policy, party, world.as_of, world.say) if party else ""
    return Lack(missing, world.say("renew the agreement and record it under documents")) if missing else None


_NEEDS: Mapping[NeedKind, Need] = {
    NeedKind.MFA: _mfa,
    NeedKind.SEPARATE_ADMIN_ACCOUNT: _separate_account,
    NeedKind.SIGNED: _signed,
    NeedKind.TRAINED: _trained,
    NeedKind.AGREEMENT: _agreement,
}


def _too_many(world: World) -> Iterator[Found]:
    """Numbers are counted over an asset: distinct people with allowed access at the level."""
    for asset in world.assets.values():
        reaching = [access for access in world.on(asset.id) if access.subject.kind is SubjectKind.PERSON]
        for rule in _limits(world, asset, reaching):
            people = sorted({access.subject.id for access in reaching if any(_governed(rule, access))})
            if len(people) > rule.need.at_most:
                yield _over(asset, rule, people, tuple(_all_hits(rule, reaching)), world.say)


def _limits(world: World, asset: Asset, reaching: list[Access]) -> tuple[Require, ...]:
    words = frozenset(word for access in reaching for entry in access.entries for word in entry.words)
    rules = world.rules.access.speaking_of(asset.id, words)
    return tuple(rule for rule in rules if rule.need.kind is NeedKind.PEOPLE_AT_MOST)


def _over(asset: Asset, rule: Require, people: list[str], hits: Hits, say: Wording) -> Found:
    level, listed = level_word(rule.level, say), ", ".join(people)
    said = say.many(
        "{count} person can {level} {asset}, and {rule} allows {at_most}: {people}",
        "{count} people can {level} {asset}, and {rule} allows {at_most}: {people}",
        len(people),
        level=level,
        asset=asset.id,
        rule=rule.id,
        at_most=rule.need.at_most,
        people=listed,
    )
    remedy = say("take `{level}` from {number} of them", level=level, number=len(people) - rule.need.at_most)
    found = on_subject(asset, None, _fault(rule, remedy), said)
    return Found(found.finding, hits)


def _all_hits(rule: Require, reaching: list[Access]) -> Hits:
    return tuple((entry.reach, levels) for access in reaching for entry, levels in _governed(rule, access))
