"""The inventory as places to look: for each asset the parts that rules speak of, and the rest, as locations of a provider."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audit.ports import Provider
from policies.errors import Place, PolicyError, Problem
from policies.language import Asset, Policy, Where
from policies.locations import Location, covers


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of an asset (empty: the rest) in one of the places where it lies."""

    asset: str
    part: str
    where: Where
    location: Location


def cells(policy: Policy, providers: Sequence[Provider]) -> tuple[Cell, ...]:
    """Every cell that the given providers can look at, in the policy's order.

    A cell leaves out what lies in a narrower part. A part counts where it can be a place: labels/ in a bucket, not in the queue beside it.
    Raises PolicyError with every place that its provider does not understand.
    """
    by_system = {provider.system: provider for provider in providers}
    found: list[Cell] = []
    problems: list[Problem] = []
    for asset in policy.assets:
        parts = _parts(asset, policy)
        refused: dict[str, list[str]] = {part: [] for part in parts}
        placed: set[str] = set()
        for where in asset.where:
            if provider := by_system.get(where.system):
                located = _located(provider, where, parts, refused, problems)
                placed.update(located)
                found += _apart(asset, where, located)
        problems += _nowhere(parts, refused, placed)
    if problems:
        raise PolicyError(tuple(problems))
    return tuple(found)


def _parts(asset: Asset, policy: Policy) -> dict[str, Place]:
    """The parts that allow rules name, each with the place of the first that does."""
    parts: dict[str, Place] = {}
    for rule in policy.allow:
        if rule.part and asset.id in rule.which:
            parts.setdefault(rule.part, rule.at)
    return parts


def _located(
    provider: Provider, where: Where, parts: dict[str, Place], refused: dict[str, list[str]], problems: list[Problem]
) -> dict[str, Location]:
    try:
        located = {"": provider.locate(where)}
    except ValueError as error:
        problems.append(Problem(where.at, str(error), where.ref, "write the place as the provider's documentation names it"))
        return {}
    for part in parts:
        try:
            located[part] = provider.locate(where, part)
        except ValueError as error:
            refused[part].append(str(error))
    return located


def _apart(asset: Asset, where: Where, located: dict[str, Location]) -> Iterator[Cell]:
    for part, location in located.items():
        inside = {other.pattern for other in located.values() if _narrower(other, location)}
        yield Cell(asset.id, part, where, replace(location, excluding=tuple(sorted({*location.excluding, *inside}))))


def _narrower(inner: Location, outer: Location) -> bool:
    return inner.pattern != outer.pattern and covers(outer.pattern, inner.pattern) and not covers(inner.pattern, outer.pattern)


def _nowhere(parts: dict[str, Place], refused: dict[str, list[str]], placed: set[str]) -> Iterator[Problem]:
    """The parts that no place of the asset has; a part of a place that is wrong itself is not asked for."""
    for part, at in parts.items():
        if refused[part] and part not in placed:
            yield Problem(at, refused[part][0], part, "name a part that one of the asset's places has, or leave `part` out")
