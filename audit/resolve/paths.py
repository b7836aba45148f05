"""The whole path of a reach: person → account → groups and roles → grant → resource → asset, each step with what gives it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from audit.model.facts import Grant, Membership, MembershipKind, Verdict
from audit.model.reach import Path, Reach, Step, StepKind, SubjectKind
from audit.ports import Asked, Facts, Provider
from audit.resolve.closure import ACTIVATE, Entry, both
from audit.resolve.resolved import Resolved
from audit.resolve.titles import titles
from audit.saying import listed_levels
from policies.language import Where
from policies.levels import Level, highest, members
from policies.locations import Location
from policies.wording import Wording, wording

_NAMED = frozenset(
    {SubjectKind.PERSON, SubjectKind.SERVICE, SubjectKind.EMERGENCY, SubjectKind.PROCESSOR, SubjectKind.RECIPIENT, SubjectKind.SHARED}
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A grant as it was found: on which resource, and in which of the asset's places; a file's place is the asset's own."""

    grant: Grant
    resource: str
    where: Where | None = None
    location: Location | None = None
    provider: str = ""


@dataclass(frozen=True, slots=True)
class _Lead:
    """One question: the way to the grantee, and the grant that the reach ends in with the level asked of it."""

    reach: Reach
    chain: tuple[Membership, ...]
    held: _Held | None
    level: Level

    def asked(self) -> Asked | None:
        """The question to the provider that worked the grant out; none where the grant was read as it is."""
        if self.held is None or self.held.location is None:
            return None
        return Asked(self.reach.principal, self.level, self.held.location, self.held.resource)


_Holdings = Mapping[tuple[str, str, str], Sequence[_Held]]  # by asset, part and grantee


def paths(
    resolved: Resolved,
    facts: Facts,
    providers: Sequence[Provider],
    reaches: Sequence[tuple[Reach, Level]],
    *,
    say: Wording | None = None,
) -> tuple[Path, ...]:
    """For each reach and level the steps that give it, in the order asked. Each provider is asked once, for all.

    What the policy itself gives is told in English unless told otherwise; a provider speaks as its documentation does.
    """
    say = say or wording("en")
    holdings = _holdings(resolved)
    leads = [_lead(resolved, holdings, reach, level) for reach, level in reaches]
    explained = _explained(facts, providers, leads)
    named = titles(facts, {lead.held.resource for lead in leads if lead.held and lead.held.location is None})
    return tuple(
        (
            *_joined(resolved, lead.reach, say),
            *map(_membership, lead.chain),
            *_granted(lead, explained, named, say),
            *_lies_in(resolved, lead, say),
        )
        for lead in leads
    )


def _holdings(resolved: Resolved) -> _Holdings:
    by_location = defaultdict(list)
    for cell in resolved.cells:
        by_location[cell.location].append(cell)
    held: dict[tuple[str, str, str], list[_Held]] = defaultdict(list)
    for provider, evaluated in resolved.evaluated.items():
        for located in evaluated.acls:
            for cell in by_location[located.location]:
                for grant in located.grants:
                    found = _Held(grant, located.resource, cell.where, cell.location, provider)
                    held[cell.asset, cell.part, grant.principal].append(found)
    return held


def _lead(resolved: Resolved, holdings: _Holdings, reach: Reach, level: Level) -> _Lead:
    """Direct where the account can act as the grantee and its grant gives the level; latent otherwise."""
    acl = resolved.acls.get(reach.acl)
    as_read = [_Held(grant, reach.resource) for grant in (acl.grants if acl else ()) if grant.principal == reach.principal]
    held = holdings.get((reach.asset, reach.part, reach.principal)) or as_read
    closure, on = resolved.closure, reach.resource
    direct = any(_is(entry, reach, latent=False) for entry in closure.entries_of(reach.principal, on, level))
    roundabout = _roundabout(resolved, reach, held)
    gives = [found for found in held if found.grant.levels & level]
    latent = bool(roundabout) and not (direct and gives)
    chosen = min(held if latent else gives, key=lambda found: _fit(found, reach), default=None)
    chain = closure.chain(reach.account, reach.principal, latent, resource=on, level=roundabout if latent else level)
    return _Lead(reach, chain, chosen, highest(chosen.grant.levels) if latent and chosen else level)


def _roundabout(resolved: Resolved, reach: Reach, held: Sequence[_Held]) -> Level:
    """A level for which a latent way leads to the grantee, `manage` first; none when there is no such way."""
    given = reduce(or_, (found.grant.levels for found in held), Level.NONE)
    for level in (Level.MANAGE, *members(given)):
        if any(_is(entry, reach, latent=True) for entry in resolved.closure.entries_of(reach.principal, reach.resource, level)):
            return level
    return Level.NONE


def _is(entry: Entry, reach: Reach, *, latent: bool) -> bool:
    return entry.principal == reach.account and entry.latent is latent


def _fit(found: _Held, reach: Reach) -> tuple[bool, bool, int, str, str, str]:
    """The grant that a reach speaks of comes first, then any order that is the same every time."""
    grant, where = found.grant, str(found.where.at) if found.where else ""
    spoken_of = (grant.condition not in reach.condition, found.resource != reach.resource)
    return (*spoken_of, list(Verdict).index(grant.verdict), found.resource, where, f"{grant.source} {grant.condition}")


def _explained(facts: Facts, providers: Sequence[Provider], leads: Sequence[_Lead]) -> dict[Asked, Path]:
    questions = sorted({(lead.held.provider, asked) for lead in leads if lead.held and (asked := lead.asked())})
    explained: dict[Asked, Path] = {}
    for provider in providers:
        if mine := [asked for name, asked in questions if name == provider.name]:
            explained |= zip(mine, provider.explain(facts, mine), strict=True)
    return explained


def _joined(resolved: Resolved, reach: Reach, say: Wording) -> Iterator[Step]:
    if reach.subject.kind in _NAMED:
        join = resolved.identities.join(reach.account)
        yield Step(StepKind.JOINED, str(reach.subject), reach.account, join.told(say), str(join.place or ""))


def _membership(step: Membership) -> Step:
    activation = ACTIVATE if step.kind is MembershipKind.ELIGIBLE else ""
    condition = both(step.condition, activation)
    return Step(StepKind(step.kind.value), step.member, step.container, step.because, step.evidence, condition)


def _granted(lead: _Lead, explained: Mapping[Asked, Path], named: Mapping[str, str], say: Wording) -> Path:
    if asked := lead.asked():
        return explained.get(asked, ())
    if lead.held is None:
        return ()
    grant = lead.held.grant
    resource = lead.held.resource
    on = f"“{named[resource]}”" if named.get(resource) else resource
    because = say(
        "{grant} of {who} on {what} ({levels})",
        grant=grant.source or say("a grant"),
        who=grant.principal,
        what=on,
        levels=listed_levels(grant.levels, say),
    )
    return (Step(StepKind.GRANT, grant.principal, resource, because, "", grant.condition),)


def _lies_in(resolved: Resolved, lead: _Lead, say: Wording) -> Iterator[Step]:
    reach, held = lead.reach, lead.held
    where = held.where if held else None
    where = where or next((cell.where for cell in resolved.cells if (cell.asset, cell.part) == (reach.asset, reach.part)), None)
    if where:
        target = f"{reach.asset}/{reach.part}" if reach.part else reach.asset
        named = where.ref or where.label or ", ".join(f"{key}={value}" for key, value in where.tags)
        because = say("the inventory says so: {place}", place=named)
        yield Step(StepKind.HOLDS, held.resource if held else reach.resource, target, because, str(where.at))
