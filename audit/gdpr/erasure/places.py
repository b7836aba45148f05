"""The places where a kind of people's data lie: what to do there, how somebody is found, who may do it and who really can."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit.check.who import working_roles
from audit.check.world import World
from audit.gdpr.erasure.keeping import Keeping, keeping
from audit.gdpr.erasure.log import Request, Right
from audit.gdpr.processing import about, is_marketing
from audit.model.facts import Gap, Verdict
from audit.model.reach import Subject, SubjectKind
from policies.language import Asset, Policy, Who, WhoKind
from policies.levels import Level, up_to
from policies.permits import forbidden, in_force

LEVEL = {Right.ERASURE: Level.CHANGE, Right.ACCESS: Level.READ, Right.OBJECTION: Level.CHANGE}


@dataclass(frozen=True, slots=True)
class Search:
    """How a person is found: `by` what is known; else `through` a key that another place gives (key, asset); `wants` what the place asks for."""

    by: tuple[str, ...] = ()
    through: tuple[tuple[str, str], ...] = ()
    wants: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether what is known leads here."""
        return bool(self.by or self.through)


@dataclass(frozen=True, slots=True)
class May:
    """Whom the rules let do it: a role with its people of that day, a person, or a service with its owner; perhaps in a part alone."""

    who: Who
    part: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run saw: who can and may, who can though no rule says so, of whom it is not known; and what could not be read."""

    may: tuple[Subject, ...]
    beside: tuple[Subject, ...]
    unsure: tuple[Subject, ...]
    gaps: tuple[Gap, ...]
    looked: bool  # whether the asset was in sight at all


@dataclass(frozen=True, slots=True)
class Place:
    """One asset of the plan. `seen` is None without a run."""

    asset: Asset
    action: str
    search: Search
    keeping: Keeping | None
    may: tuple[May, ...]
    seen: Seen | None

    @property
    def is_copy(self) -> bool:
        """Whether it is a backup, export or test copy that goes by itself."""
        return self.action == "expires"


def places(policy: Policy, request: Request, on: date, world: World | None = None) -> tuple[Place, ...]:
    """Every place with data about the kind of people, copies too, in the order of the inventory."""
    assets = about(policy, request.subject)
    if request.right is Right.OBJECTION:
        assets = tuple(asset for asset in assets if objectionable(policy, asset))
    found, level = searches(assets, request.known_by), LEVEL[request.right]
    return tuple(
        Place(
            asset,
            _action(asset, request.right),
            found[asset.id],
            keeping(policy, asset, request.received),
            may(policy, asset, level, on),
            seen(world, asset, level) if world else None,
        )
        for asset in assets
    )


def objectionable(policy: Policy, asset: Asset) -> tuple[str, ...]:
    """The purposes of an asset that somebody can object to: those on Art. 6(1)(e) or (f), and marketing on any ground (Art. 21(1)-(3))."""
    grounds = dict(asset.legal_basis)
    return tuple(name for name in asset.purposes if grounds.get(name, "") in ("", "A6-1-e", "A6-1-f") or is_marketing(policy, name))


def searches(assets: Iterable[Asset], known: Iterable[str]) -> Mapping[str, Search]:
    """How each asset is searched. What is found in one place may be what another is searched by: an address gives a customer number."""
    mine, start = tuple(assets), tuple(dict.fromkeys(known))
    if not start:
        return {asset.id: Search(by=asset.find_by, wants=asset.find_by) for asset in mine}
    source = _sources(mine, start)
    found = {}
    for asset in mine:
        by = tuple(key for key in asset.find_by if key in start)
        through = () if by else tuple((key, source[key]) for key in asset.find_by if source.get(key, asset.id) != asset.id)
        found[asset.id] = Search(by, through, asset.find_by)
    return found


def _sources(assets: tuple[Asset, ...], start: tuple[str, ...]) -> Mapping[str, str]:
    """For each key that is not known at the start, the first place that gives it. A copy that goes by itself is not searched."""
    source: dict[str, str] = {}
    searched = tuple(asset for asset in assets if not (asset.erase and asset.erase.action == "expires"))
    grown = True
    while grown:
        grown = False
        for asset in searched:
            if not {*start, *source}.isdisjoint(asset.find_by):
                new = {key: asset.id for key in asset.find_by if key not in start and key not in source}
                source |= new
                grown = grown or bool(new)
    return source


def may(policy: Policy, asset: Asset, level: Level, on: date) -> tuple[May, ...]:
    """Whom the rules in force let do it, prohibitions taken away."""
    found = {
        May(who, rule.part, _people(policy, who, on))
        for rule in policy.allow
        if asset.id in rule.which and in_force(rule, on) and up_to(rule.may) & level
        for who in rule.who
        if not forbidden(policy, frozenset({who, Who(WhoKind.ALL)}), asset.id) & level
    }
    return tuple(sorted(found, key=lambda each: (each.part, each.who)))


def seen(world: World, asset: Asset, level: Level) -> Seen:
    """Who really can, by the run: those whom a rule covers and those whom none does."""
    covered, beside, unsure = set[Subject](), set[Subject](), set[Subject]()
    for access in world.on(asset.id):
        for entry in access.entries:
            if not entry.reach.levels & level or access.subject.kind is SubjectKind.NOT_READ:
                continue
            allowed = entry.allowed & ~forbidden(world.policy, entry.words, asset.id) & level
            if entry.reach.verdict is Verdict.UNKNOWN:
                unsure.add(access.subject)
            else:
                (covered if allowed else beside).add(access.subject)
    gaps = tuple(sorted({gap for name, gap in world.gaps if name == asset.id}))
    return Seen(
        tuple(sorted(covered)),
        tuple(sorted(beside - covered)),
        tuple(sorted(unsure - covered - beside)),
        gaps,
        asset.id in world.assets,
    )


def _action(asset: Asset, right: Right) -> str:
    match right:
        case Right.ACCESS:
            return "give"
        case Right.OBJECTION:
            return "stop"
        case Right.ERASURE:
            return asset.erase.action if asset.erase else ""


def _people(policy: Policy, who: Who, on: date) -> tuple[str, ...]:
    match who.kind:
        case WhoKind.ROLE:
            return tuple(each.id for each in policy.people if who.name in working_roles(each, on))
        case WhoKind.SERVICE:
            return tuple(each.owner for each in policy.services if each.id == who.name and each.owner)
        case _:
            return ()
