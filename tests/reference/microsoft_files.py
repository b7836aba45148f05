"""Who may do what on each item of a library, worked out the slow and obvious way from the sandbox's world: item by item, from the top down.

Written from the pages "permission resource type", "sharingLink resource type" and "Sharing and permissions in the SharePoint modern experience"
alone; it shares no line with the crawl or with the sandbox's own reckoning.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.levels import Level
from providers.microsoft_api import names
from providers.sandbox.microsoft.world import World

READS = Level.FIND | Level.READ
WRITES = READS | Level.CHANGE
ALL = WRITES | Level.SHARE

Row = Mapping[str, Any]


def everything(world: World) -> dict[str, dict[str, Level]]:
    """For each library and item, the levels of everybody whom its permissions name, by the URIs that facts use."""
    return dict(_everything(world))


def _everything(world: World) -> Iterator[tuple[str, dict[str, Level]]]:
    for composite, drives in world.site_drives.items():
        collection = composite.split(",")[1]
        for drive in drives:
            for name, item in world.items[drive].items():
                uri = f"sharepoint://{drive}" if "root" in item else f"sharepoint://{drive}/{name}"
                yield uri, _levels(world, collection, _on(world, drive, name))


def _on(world: World, drive: str, name: str) -> list[Row]:
    """The permissions that count on an item: its own if it has any of its own, else those on what it lies in."""
    key = f"{drive}/{name}"
    if key in world.permissions:
        return list(world.permissions[key])
    above = world.items[drive][name].get("parentReference", {}).get("id")
    return _on(world, drive, above) if above else []


def _levels(world: World, collection: str, rows: list[Row]) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for row in rows:
        for who in _who(world, collection, row):
            found[who] = found.get(who, Level.NONE) | _gives(row)
    return found


def _gives(row: Row) -> Level:
    roles = row["roles"]
    if "owner" in roles or ("write" in roles and "link" not in row):  # who edits may share, unless the site says otherwise
        return ALL
    return WRITES if "write" in roles else READS


def _who(world: World, collection: str, row: Row) -> Iterator[str]:
    link = row.get("link")
    if link and link["scope"] == "anonymous":
        yield "microsoft://link/anyone"
    if link and link["scope"] == "organization":
        yield names.tenant_link(world.tenant).id
    if link and link["scope"] == "existingAccess":
        return
    for one in (*([row["grantedToV2"]] if "grantedToV2" in row else []), *row.get("grantedToIdentitiesV2", ())):
        if "siteGroup" in one:
            yield f"microsoft://site-group/{collection}/{one['siteGroup']['id']}"
        elif "group" in one:
            yield f"microsoft://group/{one['group']['id']}"
        elif "id" in one["user"]:
            yield f"microsoft://user/{one['user']['id']}"
        else:
            yield f"microsoft://domain/{world.tenant}"
