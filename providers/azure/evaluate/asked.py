"""What an action is asked on, as conditions see it: the names of the account and the container, and the paths of the blobs in a location.

The blobs of a container are without number, yet to conditions they differ only by which patterns of paths they fit: a shortest path of each sort
stands for all, and the answer is exact. "Actions and attributes for Azure role assignment conditions for Azure Blob Storage".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.facts import Resource
from policies.locations import Location, intersect, meets
from policies.patterns import accepts, classes
from providers.azure import kinds
from providers.azure.evaluate.attributes import PATH, PREFIX
from providers.azure.evaluate.condition import Asking, Known
from providers.azure.evaluate.levels import On, Rule
from providers.azure.evaluate.world import World
from providers.azure.kinds import ResourceKind
from providers.formula import FALSE, TRUE, All, Atom, Formula, Not, Some, all_of, any_of, negate

_STORAGE = "Microsoft.Storage/storageAccounts"
_NAMED = {
    ResourceKind.CONTAINER: f"{_STORAGE}/blobServices/containers:name",
    ResourceKind.SHARE: f"{_STORAGE}/fileServices/fileshares:name",
    ResourceKind.QUEUE: f"{_STORAGE}/queueServices/queues:name",
    ResourceKind.TABLE: f"{_STORAGE}/tableServices/tables:name",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Some things in a location: patterns of their paths, and of those that are left out; none where the path does not matter.

    `named` says which attribute the patterns are of: the path, or for a listing the prefix that is asked for.
    """

    asking: Asking
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    named: str = PATH

    def exists(self, formula: Formula) -> Formula:
        """Whether something among them fits what a formula asks of its path; what else is asked stays."""
        tests = tuple(sorted({atom.pattern for atom in _atoms(formula) if atom.of == self.named}))
        if not self.includes or not (tests or self.excludes):
            return formula
        found: Formula = FALSE
        for include in self.includes:
            for _, fits in classes(include, (*tests, *self.excludes)):
                if not any(at >= len(tests) for at in fits):
                    fitted = {pattern for at, pattern in enumerate(tests) if at in fits}
                    found = any_of(found, _settled(formula, self.named, set(tests), fitted))
        return found


def asked(world: World, resource: Resource, rule: Rule, location: Location) -> Asked:
    """What a rule's action is asked on where a resource lies in a location."""
    asking = Asking(action=rule.action, attributes=_attributes(world, resource, rule.on), suboperation=rule.suboperation)
    if rule.on is not On.BLOBS:
        return Asked(asking)
    named = PREFIX if rule.suboperation == "Blob.List" else PATH
    return Asked(asking, inside(location.pattern, resource), _excluded(location, resource), named)


def lies_in(resource: Resource, location: Location) -> bool:
    """Whether something of a resource lies in a location: the resource itself, or a blob, a file or a container in it."""
    if resource.kind in _HOLDING:
        return any(not _all_excluded(pattern, location) for pattern in intersect(location.pattern, _within(resource)))
    return accepts(location.pattern, resource.id) and not any(accepts(one, resource.id) for one in location.excluding)


def inside(pattern: str, resource: Resource) -> tuple[str, ...]:
    """What a pattern of URIs names within a container, as paths of blobs."""
    return tuple(one[len(resource.id) + 1 :] for one in intersect(pattern, _within(resource)))


_HOLDING = frozenset({ResourceKind.CONTAINER, ResourceKind.SHARE, ResourceKind.COSMOS_DATABASE})


def _attributes(world: World, resource: Resource, on: On) -> dict[str, Known]:
    """What is known of the resource that is asked about, by the names that conditions use."""
    around = world.around(resource)
    if around.kind != ResourceKind.STORAGE_ACCOUNT:
        return {}
    known: dict[str, Known] = {f"{_STORAGE}:name": around.name}
    if told := around.attribute(kinds.HIERARCHICAL):
        known[f"{_STORAGE}:isHnsEnabled"] = told == "true"
    if on is not On.AROUND and resource.kind in _NAMED:
        known[_NAMED[ResourceKind(resource.kind)]] = resource.name
    return known


def _within(resource: Resource) -> str:
    return f"{resource.id}/?*"


def _excluded(location: Location, resource: Resource) -> tuple[str, ...]:
    return tuple(path for one in location.excluding if meets(one, _within(resource)) for path in inside(one, resource))


def _all_excluded(pattern: str, location: Location) -> bool:
    others = location.excluding
    return bool(others) and all(fits for _, fits in classes(pattern, others))


def _atoms(formula: Formula) -> Iterator[Atom]:
    match formula:
        case Atom():
            yield formula
        case Not(of):
            yield of
        case All(parts) | Some(parts):
            for part in parts:
                yield from _atoms(part)


def _settled(formula: Formula, named: str, tests: set[str], fitted: set[str]) -> Formula:
    """A formula for a thing whose path fits some patterns of those that are tested."""
    match formula:
        case Atom():
            known = formula.of == named and formula.pattern in tests
            return formula if not known else TRUE if formula.pattern in fitted else FALSE
        case Not(of):  # who is denied one prefix of a listing may ask for a shorter one, and see the same
            return formula if of.of == PREFIX else negate(_settled(of, named, tests, fitted))
        case All(parts):
            return all_of(*(_settled(part, named, tests, fitted) for part in parts))
        case Some(parts):
            return any_of(*(_settled(part, named, tests, fitted) for part in parts))
