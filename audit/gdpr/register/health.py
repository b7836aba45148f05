"""The categories of persons with access to health, genetic and biometric data (Belgian act of 30 July 2018, art. 9) or to data on convictions (art. 10 § 2).

The act asks for the categories, their capacity towards the processing, and that they are bound to secrecy. The rules say who should have access;
a run says who really has: the list tells both, and where they differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audit.check.access import Access, Entry
from audit.check.agreements import AgreementFault, faults
from audit.check.who import working_roles
from audit.check.world import World
from audit.gdpr.register.stricter import Stricter, stricter
from audit.model.facts import Verdict
from audit.model.reach import SubjectKind
from policies.language import Allow, Asset, NeedKind, Policy, WhoKind
from policies.levels import CONTENT, Level, members, up_to
from policies.permits import in_force, names
from policies.selectors import assets_of

_SECRECY = ("confidentiality", "staff-agreement")  # kinds of document that bind to secrecy, the stricter first
_OPENS = (CONTENT & ~Level.FIND) | Level.MANAGE  # to know that data exist is no access to them


class Standing(StrEnum):
    """How the rules and the reality of one category compare."""

    AS_DECIDED = "as-decided"
    NOBODY = "nobody"  # allowed, and nobody reaches it
    UNDECIDED = "undecided"  # reached, and no rule decides it
    UNSURE = "unsure"  # nobody can tell


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One category of persons. `who` is a word of the policy (`role:hr`), or what the run found (`public`, `roles:a+b`).

    `ruled`, `real` and `perhaps` (nobody can tell for sure) are levels; `people` counts those who really reach it, or, where a run shows nobody, those in the category. `bound` counts
    those of them who signed an undertaking of secrecy. `rules` are the allow rules, `why` what they say.
    """

    who: str
    standing: Standing
    ruled: tuple[str, ...] = ()
    real: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    people: int = 0
    bound: int = 0
    undertakings: tuple[str, ...] = ()
    agreement: AgreementFault | None = None  # of a processor: what its agreement lacks first


@dataclass(frozen=True, slots=True)
class HealthAsset:
    """One asset's list, and whether something in it could not be read."""

    asset: str
    article: str
    categories: tuple[str, ...]
    sure: bool
    denied: bool
    dark: bool
    rows: tuple[HealthRow, ...]


@dataclass(frozen=True, slots=True)
class HealthList:
    """The whole list on a day."""

    as_of: date
    assets: tuple[HealthAsset, ...]


@dataclass(slots=True)
class _Met:
    """What is gathered of one category before it is a row."""

    ruled: Level = Level.NONE
    sure: Level = Level.NONE
    maybe: Level = Level.NONE
    rules: dict[str, Allow] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)


def health_list(world: World) -> HealthList:
    """The list, asset by asset in the order of the inventory."""
    return HealthList(world.as_of, tuple(_asset(world, each) for each in stricter(world.policy)))


def _asset(world: World, found: Stricter) -> HealthAsset:
    name = found.asset.id
    met: dict[str, _Met] = {}
    _by_rules(world.policy, name, world.as_of, met)
    for access in world.on(name):
        for entry in access.entries:
            _by_reality(world, access, entry, met)
    dark = world.is_dark(name) or name not in world.assets
    return HealthAsset(
        asset=name,
        article=str(found.article),
        categories=tuple(each.id for each in found.categories),
        sure=found.sure,
        denied=found.denied,
        dark=dark,
        rows=tuple(_row(world, found.asset, who, met[who], dark=dark) for who in sorted(met, key=lambda who: (not met[who].ruled, who))),
    )


def _by_rules(policy: Policy, asset: str, on: date, met: dict[str, _Met]) -> None:
    for rule in policy.allow:
        levels = up_to(rule.may) & _OPENS
        if asset in rule.which and in_force(rule, on) and levels:
            for who in rule.who:
                one = met.setdefault(str(who), _Met())
                one.ruled |= levels
                one.rules[rule.id] = rule


def _by_reality(world: World, access: Access, entry: Entry, met: dict[str, _Met]) -> None:
    """What a rule covers is put with the categories that the rule names, the rest with what the subject is."""
    reached = entry.reach.levels & _OPENS
    parts = [(str(who), reached & up_to(rule.may)) for rule in entry.allows for who in rule.who if names((who,), entry.words)]
    parts.append((_category(world, access), reached & ~entry.allowed))
    for who, levels in parts:
        if levels:
            one = met.setdefault(who, _Met())
            if entry.reach.verdict is Verdict.UNKNOWN:
                one.maybe |= levels
            else:
                one.sure |= levels
            if access.subject.kind is SubjectKind.PERSON:
                one.people.add(access.subject.id)


def _category(world: World, access: Access) -> str:
    """What somebody is whom no rule lets in: a person's roles, else the kind of subject."""
    person = world.roster.person(access.subject)
    if person is None:
        named = access.subject.kind in (SubjectKind.SERVICE, SubjectKind.PROCESSOR, SubjectKind.RECIPIENT, SubjectKind.EMERGENCY)
        return str(access.subject) if named else str(access.subject.kind)
    if person.has_left(world.as_of):
        return str(WhoKind.LEAVERS)
    if person.of:
        return f"processor:{person.of}" if person.of in world.roster.processors else f"recipient:{person.of}"
    roles = sorted(working_roles(person, world.as_of))
    return f"role:{roles[0]}" if len(roles) == 1 else f"roles:{'+'.join(roles)}"


def _row(world: World, asset: Asset, who: str, met: _Met, *, dark: bool) -> HealthRow:
    papers = _undertakings(world.policy, asset)
    people = met.people or _members(world, who)
    rules = tuple(met.rules[name] for name in sorted(met.rules))
    return HealthRow(
        who=who,
        standing=_standing(met, dark=dark),
        ruled=_named(met.ruled),
        real=_named(met.sure),
        perhaps=_named(met.maybe & ~met.sure),
        rules=tuple(rule.id for rule in rules),
        purposes=tuple(dict.fromkeys(rule.purpose for rule in rules if rule.purpose)),
        why=tuple(dict.fromkeys(rule.why for rule in rules if rule.why)),
        people=len(people),
        bound=sum(_is_bound(world, person, papers) for person in people),
        undertakings=papers if people else (),
        agreement=_lacking(world, who),
    )


def _standing(met: _Met, *, dark: bool) -> Standing:
    beyond, perhaps = met.sure & ~met.ruled, met.maybe & ~met.ruled
    if beyond:
        return Standing.UNDECIDED
    if perhaps or (dark and not met.sure):
        return Standing.UNSURE
    return Standing.AS_DECIDED if met.sure | met.maybe else Standing.NOBODY


def _members(world: World, who: str) -> set[str]:
    kind, _, name = who.partition(":")
    if kind == WhoKind.PERSON:
        return {name}
    if kind != WhoKind.ROLE:
        return set()
    return {person.id for person in world.policy.people if name in working_roles(person, world.as_of)}


def _undertakings(policy: Policy, asset: Asset) -> tuple[str, ...]:
    """What binds people to secrecy about an asset: an undertaking that a rule asks for there, else any, else the agreement with staff."""
    kinds = {document.id: document.kind for document in policy.documents}
    asked = {
        rule.need.document
        for rule in policy.require
        if rule.need.kind is NeedKind.SIGNED and any(each.id == asset.id for each in assets_of(rule.which, policy))
    }
    wanted = ((some, kind) for some in (asked, set(kinds)) for kind in _SECRECY)
    found = (tuple(sorted(name for name in some if kinds.get(name) == kind)) for some, kind in wanted)
    return next(filter(None, found), ())


def _is_bound(world: World, person: str, papers: tuple[str, ...]) -> bool:
    return any(day <= world.as_of for paper in papers for day in world.roster.signed.get((paper, person), ()))


def _lacking(world: World, who: str) -> AgreementFault | None:
    kind, _, name = who.partition(":")
    party = world.roster.processors.get(name) if kind == WhoKind.PROCESSOR else None
    return next(faults(world.policy, party, world.as_of), None) if party else None


def _named(levels: Level) -> tuple[str, ...]:
    return tuple(level.name.lower() for level in members(levels & _OPENS) if level.name)


def unbound(told: HealthList) -> Iterator[tuple[HealthAsset, HealthRow]]:
    """The categories with people who signed nothing, or whose agreement is not in force."""
    for asset in told.assets:
        yield from ((asset, row) for row in asset.rows if row.bound < row.people or row.agreement)


def standings(told: HealthList) -> Iterable[Standing]:
    """How each category stands."""
    return (row.standing for asset in told.assets for row in asset.rows)
