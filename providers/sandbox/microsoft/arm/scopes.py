"""ARM ids as scopes: their type, what lies above them, what lies below. All in lower case, without an end slash; the tenant's root is empty."""

from collections.abc import Iterator

from providers.sandbox.microsoft.world import World

AUTHORIZATION = "/providers/microsoft.authorization/"
GROUPS = "/providers/microsoft.management/managementgroups/"


def normal(scope: str) -> str:
    """A scope in the form of this module."""
    return scope.lower().rstrip("/")


def type_of(scope: str) -> str:
    """The resource type of an id: `microsoft.storage/storageaccounts`; empty for what is no resource of a provider."""
    _, found, rest = scope.rpartition("/providers/")
    parts = rest.split("/")
    return "/".join((parts[0], *parts[1::2])) if found and len(parts) > 2 else ""


def above(world: World, scope: str) -> Iterator[str]:
    """The scope itself and everything that it lies in, up to the root: resource, resource group, subscription, management groups."""
    at = scope
    while at and at.count("/") > 2 and not at.startswith(GROUPS):
        if at in world.arm or at.count("/") == 4:
            yield at
        at = at.rpartition("/")[0]
    seen: set[str] = set()
    while at and at not in seen:
        seen.add(at)
        yield at
        at = world.arm_parents.get(at, "")
    yield ""


def exists(world: World, scope: str) -> bool:
    """Whether there is such a scope: resource groups and subscriptions are there when something in them is."""
    return not scope or scope in world.arm or any(name.startswith(scope + "/") for name in world.arm)


def holder_of(name: str) -> str:
    """The scope that an assignment or definition lies at, by its own id."""
    return name.rpartition(AUTHORIZATION)[0]
