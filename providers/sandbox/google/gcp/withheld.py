"""What the audit may not do in Google Cloud: permissions that were withdrawn, and APIs that are off in a project."""

from collections.abc import Callable, Collection

from providers.sandbox.google.answers import denied, disabled
from providers.sandbox.google.gcp.hierarchy import by_id, number_of
from providers.sandbox.google.world import World

Withdrawn = Collection[tuple[str, str]]  # permission and resource; an empty resource: everywhere


def allowing(world: World, host: str, withdrawn: Withdrawn) -> Callable[[str, str], None]:
    """The check of one call to an API: it takes a permission and the resource that it is needed on, and raises Refused when it is not there."""

    def allow(permission: str, resource: str) -> None:
        project = resource.removeprefix("projects/").partition("/")[0] if resource.startswith("projects/") else ""
        service = world.resources.get(f"//serviceusage.googleapis.com/projects/{project}/services/{host}", {})
        if service.get("state") == "DISABLED":
            raise disabled(host, number_of(world, project))
        for its, at in withdrawn:
            if its == permission and _covers(by_id(world, at), resource):
                raise denied(permission, resource)

    return allow


def _covers(at: str, resource: str) -> bool:
    """Whether a resource is this one or lies in it; a bucket or dataset may be named alone."""
    at = at.rpartition("googleapis.com/")[2]
    return at in ("", resource) or resource.startswith(at + "/") or f"/{at}/" in f"{resource}/"
