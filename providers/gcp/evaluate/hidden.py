"""What was not met at all: places, and resources in them, and which locations may name something there."""

from collections.abc import Iterator

from audit.model.facts import Gap
from policies.locations import Location, meets
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind, ResourceKind, project_of
from providers.gcp.locate import KINDS
from providers.google_api.names import EVERYTHING
from providers.kept import kept

SURFACES = {
    ResourceKind.BUCKET: "storage",
    ResourceKind.MANAGED_FOLDER: "storage",
    ResourceKind.DATASET: "bigquery",
    ResourceKind.TABLE: "bigquery",
    ResourceKind.SQL_INSTANCE: "sql",
    ResourceKind.SECRET: "secrets",
    ResourceKind.TOPIC: "pubsub",
    ResourceKind.SUBSCRIPTION: "pubsub",
    ResourceKind.FIRESTORE: "firestore",
    ResourceKind.SPANNER: "spanner",
    ResourceKind.KEY: "kms",
}

_PLACES = "resource-manager"


def hiding(world: World, location: Location) -> tuple[Gap, ...]:
    """The gaps in which something that a location names may lie; none where all that it names was met."""
    if _is_met(world, location):
        return ()
    surfaces = {SURFACES[kind] for kind in KINDS.get(location.kind, SURFACES)}
    listed = (gap for gap in world.gaps if gap.surface in surfaces)
    return tuple(sorted({gap for gap in (*listed, *hidden_places(world)) if _may_hold(world, gap.scope, location)}))


@kept
def hidden_places(world: World) -> tuple[Gap, ...]:
    """What keeps places from being listed; and the projects that only Cloud Asset Inventory speaks of, for the search leaves out in silence."""
    listing = (gap for gap in world.gaps if gap.surface == _PLACES and not gap.operation.endswith("getIamPolicy"))
    return (*listing, *(_unshown(name) for name in sorted(set(_named(world)) - world.resources.keys())))


def _named(world: World) -> Iterator[str]:
    """The projects in which something has a policy."""
    for holder in world.holders(AttachmentKind.ALLOW_POLICY):
        yield from filter(None, (holder if holder.startswith(f"{HIERARCHY}projects/") else project_of(holder),))


def _unshown(project: str) -> Gap:
    reason = "Cloud Asset Inventory knows the project, and Resource Manager does not show it"
    return Gap(PROVIDER, _PLACES, project, "cloudresourcemanager.v3:projects.search", reason, "resourcemanager.projects.get")


def _is_met(world: World, location: Location) -> bool:
    """Whether a location names one thing, with whatever lies in it, and that was met."""
    depth = {"gs": 3, "bigquery": 4}.get(location.pattern.partition("://")[0])
    named = "/".join(location.pattern.split("/")[:depth])
    return not location.tags and not any(sign in named for sign in "*?") and named in world.resources


def _may_hold(world: World, scope: str, location: Location) -> bool:
    """Whether what a gap is on, if it holds something unmet, may hold what a location names."""
    if not scope.startswith(HIERARCHY):
        return scope == EVERYTHING or (scope not in world.resources and meets(location.pattern, f"{scope}*"))
    project = project_of(location.pattern)
    if not project or any(sign in project for sign in "*?"):
        return True  # a bucket's name does not tell its project
    return scope in world.chain(project) or (project not in world.resources and not scope.startswith(f"{HIERARCHY}projects/"))
