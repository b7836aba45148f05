"""What an action is asked on, as conditions see it: the names of the account and the container, and the paths of the blobs in a location.

The blobs of a container are without number, yet to conditions they differ only by which patterns of paths they fit: a shortest path of each sort
stands for all, and the answer is exact. "Actions and attributes for Azure role assignment conditions for Azure Blob Storage".
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from audit.model.facts import Resource
from policies.locations import Location, intersect, is_empty_after, matches, meets
from policies.patterns import sorts
from providers.azure import kinds
from providers.azure.evaluate.attributes import PATH, PREFIX
from providers.azure.evaluate.condition import Asking, Known
from providers.azure.evaluate.levels import On, Rule
from providers.azure.evaluate.world import World
from providers.azure.kinds import ResourceKind
from providers.formula import Atom, Formula, Not, any_of, atoms, fitting, replaced

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
        tests = tuple(sorted({atom.pattern for atom in atoms(formula) if atom.of == self.named}))
        if not self.includes or not (tests or self.excludes):
            return formula
        told = partial(_told, of=self.named, tests=frozenset(tests))
        return any_of(*(replaced(formula, partial(told, fitted=fitted)) for fitted in sorts(self.includes, self.excludes, tests)))


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
        return any(not is_empty_after(pattern, location.excluding) for pattern in intersect(location.pattern, _within(resource)))
    return matches(location, resource.id)


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


def _told(one: Atom | Not, of: str, tests: Collection[str], fitted: Collection[str]) -> Formula:
    """What is left of a test of a path; who is denied one prefix of a listing may ask for a shorter one, and see the same."""
    return one if isinstance(one, Not) and one.of.of == PREFIX else fitting(one, of, tests, fitted)


def _within(resource: Resource) -> str:
    return f"{resource.id}/?*"


def _excluded(location: Location, resource: Resource) -> tuple[str, ...]:
    return tuple(path for one in location.excluding if meets(one, _within(resource)) for path in inside(one, resource))
