"""Who can act as which service account, and who could come to: impersonation, keys, code that runs as it, federation.

Chains need no closing here: each step is a membership, and the core walks them. Only a delegation that skips an account is worked out to its end.
IAM documentation, "Create short-lived credentials for a service account" (delegation chains).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.model.facts import Membership, MembershipKind, Resource
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate, outcomes
from providers.gcp.evaluate import storage
from providers.gcp.evaluate.asked import nowhere
from providers.gcp.evaluate.belonging import pool_of
from providers.gcp.evaluate.entries import Entry, policy_entries
from providers.gcp.evaluate.escalate.granting import granting, held_at
from providers.gcp.evaluate.escalate.lifting import unconstrained
from providers.gcp.evaluate.escalate.ways import ACT_AS, BUILT_IN, CROSS_PROJECT, DELEGATE, DEPLOYS, POOL_PROVIDERS, WAYS, Way
from providers.gcp.evaluate.holders import holding
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import AttachmentKind, ResourceKind, project_of
from providers.google_api.names import service_account
from providers.holding import Holding, Who, shared
from providers.kept import kept

_IMPERSONATES = MembershipKind.IMPERSONATE
_AGAIN = Atom("the account is enabled again", "the account stays disabled")


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody who can act as an account, or could come to; why in words, and the statement that gives it."""

    member: str
    kind: MembershipKind
    formula: Formula
    because: str
    evidence: str


def memberships(world: World) -> Iterator[Membership]:
    """Every step by which a principal comes to act as a service account or as a federated identity."""
    for account in world.accounts:
        name = account_of(account)
        again = _AGAIN if name in world.principals and world.principals[name].status == "disabled" else TRUE
        for one in taking(world, account):
            yield from _told(replace(one, formula=all_of(one.formula, again)), name)
    yield from _delegated(world)
    for project in (one for one in world.resources.values() if one.kind == ResourceKind.PROJECT):
        yield from _built_in(world, project)
        yield from _federated(world, project)


def taking(world: World, account: Resource) -> tuple[Taken, ...]:
    """Who can act as an account, each by the first of his ways; the same for all accounts that have no policy of their own."""
    chain = world.chain(account.id)
    own = bool(world.held(account.id, AttachmentKind.ALLOW_POLICY))
    return _taking(world, chain if own else ("", *chain[1:]))


def account_of(account: Resource) -> str:
    """The id of the principal that a service account is."""
    return service_account(account.id.rpartition("/")[2]).id


@kept
def _taking(world: World, chain: tuple[str, ...]) -> tuple[Taken, ...]:
    found: dict[tuple[str, MembershipKind], Taken] = {}
    for one in _each(world, chain):
        before = found.get((one.member, one.kind))
        formula = any_of(before.formula, one.formula) if before else one.formula
        best = before if before and before.formula == formula else one
        found[one.member, one.kind] = Taken(one.member, one.kind, formula, best.because, best.evidence)
    direct = {member: one.formula for (member, kind), one in found.items() if kind is _IMPERSONATES}
    return tuple(one for one in found.values() if one.kind is _IMPERSONATES or direct.get(one.member) != one.formula)


def _each(world: World, chain: tuple[str, ...]) -> Iterator[Taken]:
    for way in WAYS:
        open_way = negate(any_of(*(storage.enforced(world, chain[-1] if len(chain) == 1 else chain[1], name, name) for name in way.unless)))
        held = _held(world, chain[1:] if way.on_project else chain, way.permission)
        yield from _by(world, chain, way, {who: all_of(formula, open_way) for who, formula in held.items()})
        if open_way is not TRUE:
            words = f"could lift {way.unless[0]} and make or upload a key for it"
            yield from _by(world, chain, replace(way, words=words), unconstrained(world, chain, held))
    acting = _held(world, chain, ACT_AS)
    for project, usable in _projects(world, chain) if acting else ():
        for words, deployers in _deploying(world, project):
            held = {who: all_of(formula, usable) for who, formula in shared(world, acting, deployers).items()}
            yield from _by(world, chain, Way(MembershipKind.ESCALATE, ACT_AS, words), held)
    for gift in granting(world, chain):
        yield from _by(world, world.chain(gift.place), Way(MembershipKind.ESCALATE, gift.permission, gift.words), gift.who)


def _by(world: World, chain: tuple[str, ...], way: Way, held: Holding) -> Iterator[Taken]:
    for (who, _), formula in held.items():
        if formula is not FALSE:
            entry = giving(world, chain, way.permission, who)
            because = f"{way.words}: {entry.because}" if entry else way.words
            yield Taken(who, way.kind, formula, because, entry.evidence if entry else "")


def giving(world: World, chain: tuple[str, ...], permission: str, who: str) -> Entry | None:
    """The binding that gives somebody a permission: one that names him before one that names a set he is in."""
    entries = [entry for entry in _entries(world, chain) if entry.permissions is None or permission in entry.permissions]
    named = (entry for entry in entries if who in entry.principals)
    through = (entry for entry in entries if any(world.belonging.within(who, one) not in (None, FALSE) for one in entry.principals))
    return next(named, None) or next(through, None)


@kept
def _entries(world: World, chain: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(entry for name in chain for entry in policy_entries(world, name))


@kept
def _held(world: World, chain: tuple[str, ...], permission: str) -> Holding:
    return holding(world, _entries(world, chain), chain, permission, nowhere(world))


@kept
def _deploying(world: World, project: str) -> tuple[tuple[str, Holding], ...]:
    """Who could start code in a project, in it or on something in it that has a policy of its own; each set of principals once."""
    places = (project, *_with_policies(world).get(project, ()))
    found: dict[frozenset[tuple[Who, Formula]], tuple[str, Holding]] = {}
    for permission, words in DEPLOYS.items():
        for name in places:
            held = held_at(world, name, permission)
            found.setdefault(frozenset(held.items()), (words, held))
    return tuple((words, held) for words, held in found.values() if held)


@kept
def _with_policies(world: World) -> Mapping[str, tuple[str, ...]]:
    """What has a policy of its own and no levels, such as a Cloud Run service, by project."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in world.holders(AttachmentKind.ALLOW_POLICY):
        if name not in world.resources and project_of(name):
            found[project_of(name)].append(name)
    return {project: tuple(sorted(names)) for project, names in found.items()}


def _projects(world: World, chain: tuple[str, ...]) -> Iterator[tuple[str, Formula]]:
    """The projects in which something can run as an account: its own, and all others where a policy lets accounts be used across projects."""
    home = chain[1:2]
    yield from ((name, TRUE) for name in home)
    told = any(_speaks(world, name, CROSS_PROJECT) or world.gaps_on(world.chain(name), "org-policies") for name in home)
    across = any_of(*(negate(storage.enforced(world, name, CROSS_PROJECT, CROSS_PROJECT)) for name in home)) if told else FALSE
    if across is not FALSE:
        others = (one.id for one in world.resources.values() if one.kind == ResourceKind.PROJECT and one.id not in home)
        yield from ((name, across) for name in others)


def _speaks(world: World, project: str, constraint: str) -> bool:
    held = (one for name in world.chain(project) for one in world.held(name, AttachmentKind.ORG_POLICY))
    return any(one.name.removeprefix("constraints/") == constraint for one in held)


def _delegated(world: World) -> Iterator[Membership]:
    """Tokens by way of accounts that the caller has no tokens of: B may have C's, and A may name B as a delegate."""
    tokens = {account_of(one): _held(world, world.chain(one.id), WAYS[0].permission) for one in world.accounts}
    delegates = {account_of(one): _held(world, world.chain(one.id), DELEGATE) for one in world.accounts}
    for by, held in delegates.items():
        only = {who: formula for who, formula in held.items() if tokens[by].get(who) != formula}
        for target, formula in _onward(world, by, tokens, delegates).items() if only else ():
            for (who, _), delegation in only.items():
                because = f"gets access tokens of it by way of {by.rpartition('/')[2]}, a delegate"
                yield from _told(Taken(who, _IMPERSONATES, all_of(delegation, formula), because, ""), target)


def _onward(world: World, start: str, tokens: Mapping[str, Holding], delegates: Mapping[str, Holding]) -> Mapping[str, Formula]:
    """The accounts whose tokens an account gets, itself or by further delegates, each with what must hold."""
    found: dict[str, Formula] = defaultdict(lambda: FALSE)
    reached: dict[str, Formula] = {start: TRUE}
    waiting = [start]
    while waiting:
        by = waiting.pop()
        for target, held in tokens.items():
            found[target] = any_of(found[target], all_of(reached[by], _as_one(world, by, held)))
        for target, held in delegates.items():
            onward = any_of(reached.get(target, FALSE), all_of(reached[by], _as_one(world, by, held)))
            if onward is not FALSE and onward != reached.get(target):
                reached[target] = onward
                waiting.append(target)
    return {target: formula for target, formula in found.items() if formula is not FALSE and target != start}


def _as_one(world: World, who: str, held: Holding) -> Formula:
    """Whether a principal is among those who hold something."""
    return any_of(*(all_of(formula, world.belonging.within(who, crowd) or FALSE) for (crowd, _), formula in held.items()))


def _built_in(world: World, project: Resource) -> Iterator[Membership]:
    """Code that runs as an account which the project has by itself, where that account holds anything."""
    number = world.number(project.id)
    for permission, address, words in BUILT_IN if number else ():
        account = service_account(address.format(number=number)).id
        if account in world.principals:
            held = held_at(world, project.id, permission)
            for one in _by(world, world.chain(project.id), Way(MembershipKind.ESCALATE, permission, words), held):
                yield from _told(one, account)


def _federated(world: World, project: Resource) -> Iterator[Membership]:
    """Who names the identity provider of a pool could be any of its identities."""
    pools = [one for one in world.pools if f"projects/{world.number(project.id)}/" in pool_of(one)] if world.number(project.id) else []
    for permission in POOL_PROVIDERS if pools else ():
        way = Way(MembershipKind.ESCALATE, permission, "could name its identity provider")
        for one in _by(world, world.chain(project.id), way, held_at(world, project.id, permission)):
            for identity in pools:
                yield from _told(one, identity)


def _told(one: Taken, container: str) -> Iterator[Membership]:
    if one.member != container:
        for way in outcomes(one.formula):
            yield Membership(one.member, container, one.kind, way.condition, way.until, way.verdict, one.because, one.evidence)
