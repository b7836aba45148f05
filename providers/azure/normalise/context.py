"""What a fact needs to know of other answers than its own: the tree; and the forms that facts are made in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.model.facts import Pairs, Resource, pairs
from providers.azure.collect.raw import Raw
from providers.azure.kinds import MEASURE_PREFIX, PROVIDER, ResourceKind, uri
from providers.values import part, text

_GROUPS = "azure://providers/microsoft.management/managementgroups/"


@dataclass(frozen=True, slots=True)
class Context:
    """Lookups over the tree, by id. `above` are the management groups that hold a subscription as its own lists tell."""

    parents: Mapping[str, str]
    above: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, raws: Iterable[Raw]) -> "Context":
        """Looks everything up."""
        parents: dict[str, str] = {}
        above: defaultdict[str, set[str]] = defaultdict(set)
        for raw in raws:
            if not isinstance(raw.body, Mapping):
                continue
            if raw.kind in ("management-group", "below"):
                if over := text(part(raw.body, "properties", "parent"), "id"):
                    parents[_place(raw)] = uri(over)
            elif raw.kind in ("role-assignment", "deny-assignment", "role-eligibility"):
                scope = uri(text(part(raw.body, "properties"), "scope"))
                if scope.startswith(_GROUPS):
                    above[raw.place.uri].add(scope)
        return cls(parents, {name: frozenset(found) for name, found in above.items()})


def _place(raw: Raw) -> str:
    return uri(f"/subscriptions/{raw.place.id}") if raw.kind == "below" else raw.place.uri


def flag(value: object) -> str:
    """A yes or no as facts write it; empty for what is neither."""
    return "true" if value is True else "false" if value is False else ""


def measures(**on: bool | None) -> dict[str, str]:
    """Measures as attributes; None: not known, so absent. `_` stands for `-`."""
    return {f"{MEASURE_PREFIX}{name.replace('_', '-')}": flag(value) for name, value in on.items() if value is not None}


def resource(
    name: str, kind: ResourceKind, shown: str, parent: str, *, tags: Pairs = (), attributes: Mapping[str, str] | None = None
) -> Resource:
    """A resource. Attributes without text are left out."""
    known = {key: value for key, value in (attributes or {}).items() if value}
    return Resource(name, PROVIDER, kind, shown, parent, labels=tags, attributes=pairs(known))


def tags(*bodies: Mapping[str, object]) -> Pairs:
    """The tags of a thing, and of what it lies in where it has no such tag itself. The outermost comes first."""
    found: dict[str, str] = {}
    for body in bodies:
        given = body.get("tags")
        found |= {str(key): str(value) for key, value in given.items()} if isinstance(given, Mapping) else {}
    return pairs(found)
