"""The inventory as places to look: for each asset the parts that rules speak of, and the rest, as locations of a provider."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audit.ports import Provider
from audit.resolve.places import locate
from policies.errors import Place, PolicyError, Problem
from policies.language import Asset, Policy, Where
from policies.locations import Location, covers

_REMEDY = "write the place as the provider's documentation names it"


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of an asset (empty: the rest) in one of the places where it lies; `provider` is the name of the one that looks there."""

    asset: str
    part: str
    where: Where
    location: Location
    provider: str = ""


def cells(policy: Policy, providers: Sequence[Provider], others: Sequence[Provider] = ()) -> tuple[Cell, ...]:
    """Every cell that the given providers can look at, in the policy's order. What one of `others` knows is passed over.

    A cell leaves out what lies in a narrower part. A part counts where it can be a place: labels/ in a bucket, not in the queue beside it.
    Raises PolicyError with every place that its provider does not understand.
    """
    found: list[Cell] = []
    problems: list[Problem] = []
    for asset in policy.assets:
        parts = _parts(asset, policy)
        refused: dict[str, list[str]] = {part: [] for part in parts}
        placed: set[str] = set()
        for where in asset.where:
            try:
                known = locate(where, providers, others)
            except ValueError as error:
                problems.append(Problem(where.at, str(error), where.ref, _REMEDY))
                continue
            if known:
                located = {"": known[1], **_narrowed(known[0], where, parts, refused)}
                placed.update(located)
                found += _apart(Cell(asset.id, "", where, known[1], known[0].name), located)
        problems += _nowhere(parts, refused, placed)
    problems += _misplaced(policy, (*providers, *others))
    if problems:
        raise PolicyError(tuple(problems))
    return tuple(found)


def _misplaced(policy: Policy, providers: Sequence[Provider]) -> Iterator[Problem]:
    """The places said to hold no personal data that nobody understands."""
    for entry in policy.not_personal:
        try:
            locate(entry.where, providers)
        except ValueError as error:
            yield Problem(entry.where.at, str(error), entry.where.ref, _REMEDY)


def _parts(asset: Asset, policy: Policy) -> dict[str, Place]:
    """The parts that allow rules name, each with the place of the first that does."""
    parts: dict[str, Place] = {}
    for rule in policy.allow:
        if rule.part and asset.id in rule.which:
            parts.setdefault(rule.part, rule.at)
    return parts


def _narrowed(provider: Provider, where: Where, parts: dict[str, Place], refused: dict[str, list[str]]) -> dict[str, Location]:
    located = {}
    for part in parts:
        try:
            located[part] = provider.locate(where, part)
        except ValueError as error:
            refused[part].append(str(error))
    return located


def _apart(whole: Cell, located: dict[str, Location]) -> Iterator[Cell]:
    for part, location in located.items():
        inside = {other.pattern for other in located.values() if _narrower(other, location)}
        yield replace(whole, part=part, location=replace(location, excluding=tuple(sorted({*location.excluding, *inside}))))


def _narrower(inner: Location, outer: Location) -> bool:
    return inner.pattern != outer.pattern and covers(outer.pattern, inner.pattern) and not covers(inner.pattern, outer.pattern)


def _nowhere(parts: dict[str, Place], refused: dict[str, list[str]], placed: set[str]) -> Iterator[Problem]:
    """The parts that no place of the asset has; a part of a place that is wrong itself is not asked for."""
    for part, at in parts.items():
        if refused[part] and part not in placed:
            yield Problem(at, refused[part][0], part, "name a part that one of the asset's places has, or leave `part` out")
