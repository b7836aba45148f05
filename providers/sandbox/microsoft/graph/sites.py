"""SharePoint sites, their libraries and lists.

Sources: "List sites" and "sites: getAllSites" (application permission), "List permissions" of a site: applications' grants alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.answers import not_found
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.routes import Route


def _all(call: Call) -> Sequence[Object]:
    """Site collections and subsites, personal ones too."""
    return tuple(call.world.sites.values())


def _subsites(call: Call) -> Sequence[Object]:
    its = call.one(call.world.sites)["id"]
    return tuple(each for each in call.world.sites.values() if each.get("parentReference", {}).get("siteId") == its)


def _drives(call: Call) -> Sequence[Object]:
    return _named(call, call.one(call.world.sites))


def _named(call: Call, site: Mapping[str, Any]) -> Sequence[Object]:
    return tuple(call.world.drives[name] for name in call.world.site_drives.get(site["id"], ()))


def _of_site(relation: str) -> Callable[[Call], Sequence[Object]]:
    return lambda call: getattr(call.world, relation).get(call.one(call.world.sites)["id"], [])


def _list_permissions(call: Call) -> Sequence[Object]:
    site = call.one(call.world.sites)["id"]
    if call.path["list"] not in {each["id"] for each in call.world.lists.get(site, ())}:
        raise not_found("Item not found", "itemNotFound")
    return call.world.list_permissions.get(f"{site}/{call.path['list']}", [])


def _route(template: str, kind: str, give: Callable[[Call], Any], **more: Any) -> Route:
    return Route(template, kind, give, size=200, bounded=False, **more)


SITES: tuple[Route, ...] = (
    _route("sites/getAllSites", "site", _all),
    _route("sites/{id}", "site", lambda call: call.one(call.world.sites)),
    _route("sites/{id}/sites", "site", _subsites),
    _route("sites/{id}/drives", "drive", _drives),
    _route("sites/{id}/lists", "list", _of_site("lists")),
    _route("sites/{id}/lists/{list}/permissions", "permission", _list_permissions),
    _route("sites/{id}/permissions", "permission", _of_site("site_permissions")),
)
