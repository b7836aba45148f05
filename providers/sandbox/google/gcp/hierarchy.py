"""Which project, folder and organisation a resource lies in. Source: "Resource hierarchy" (Resource Manager)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from providers.sandbox.google.gcp.names import CRM, STORAGE, project_of
from providers.sandbox.google.world import Object, World

_PROJECT = re.compile(r"projects/([^/]+)")


def project_ids(world: World) -> Mapping[str, str]:
    """A project's number to its id."""
    return world.derive(
        "project ids", lambda its: {str(each["name"]).removeprefix("projects/"): str(each["projectId"]) for each in projects(its)}
    )


def projects(world: World) -> tuple[Object, ...]:
    """The projects, in the world's order."""
    return of_collection(world, CRM, "projects")


def of_collection(world: World, prefix: str, collection: str) -> tuple[Object, ...]:
    """The resources directly in a collection: `//…/` and `projects/p/topics`."""
    return tuple(world.resources[name] for name in collections(world).get(prefix + collection, ()))


def collections(world: World) -> Mapping[str, tuple[str, ...]]:
    """The full resource names by the collection that they lie in."""
    return world.derive("collections", _collections)


def _collections(world: World) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in world.resources:
        found.setdefault(name.rpartition("/")[0], []).append(name)
    return {collection: tuple(names) for collection, names in found.items()}


def by_id(world: World, name: str) -> str:
    """A name with the project's id in place of its number."""
    ids = project_ids(world)
    return _PROJECT.sub(lambda match: f"projects/{ids.get(match[1], match[1])}", name, count=1)


def ancestors(world: World, name: str) -> tuple[str, ...]:
    """What a full resource name lies in, itself included when it is one: `projects/<number>`, `folders/1`, `organizations/2`."""
    return tuple(_up(world, _first(world, name)))


def _first(world: World, name: str) -> str:
    if name.startswith(CRM):
        short = by_id(world, name.removeprefix(CRM))
    elif name.startswith(STORAGE):
        bucket = world.buckets.get(name.removeprefix(STORAGE).partition("/")[0], {})
        short = by_id(world, f"projects/{bucket.get('projectNumber', '')}")
    else:
        short = by_id(world, f"projects/{project_of(name)}")
    return short


def _up(world: World, short: str) -> Iterator[str]:
    while (found := world.resources.get(CRM + short)) is not None:
        yield str(found["name"])
        short = by_id(world, str(found.get("parent", "")))


def lies_in(chain: Sequence[str], world: World, scope: str) -> bool:
    """Whether a chain of ancestors goes through a scope, named by the project's id or number."""
    wanted = by_id(world, scope)
    return any(by_id(world, each) == wanted for each in chain)


def number_of(world: World, project: str) -> str:
    """A project's number by its id; empty for one that is not there."""
    return next((number for number, name in project_ids(world).items() if name == project), "")
