"""The sample company's SharePoint as Graph's and SharePoint's own objects: sites, their groups, libraries, files and sharing links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.sandbox.microsoft.world import Object, Web, World
from providers.sandbox.seed.entra import at, guid, principal

_HOST = "groenewinkel.sharepoint.example"
_CHANGED = "2026-09-01T08:00:00Z"


def make_sharepoint(said: Mapping[str, Any], world: World) -> None:
    """Fills the world with the company's sites."""
    for name, about in said["sites"].items():
        _make_site(name, about, said, world)


def _make_site(name: str, about: Mapping[str, Any], said: Mapping[str, Any], world: World) -> None:
    number = f"{_HOST},{guid('site', name)},{guid('web', name)}"
    url = f"https://{_HOST}/sites/{name}"
    world.sites[number] = {
        "id": number,
        "name": name,
        "displayName": name,
        "webUrl": url,
        "createdDateTime": "2021-03-01T08:00:00Z",
        "lastModifiedDateTime": _CHANGED,
        "isPersonalSite": False,
        "siteCollection": {"hostname": _HOST},
    }
    groups = {title: place for place, title in enumerate(about["groups"], start=3)}
    users = {
        place: [_site_user(member, said, world.tenant) for member in about["groups"][title]["members"]] for title, place in groups.items()
    }
    admins = [{**_site_user(member, said, world.tenant), "IsSiteAdmin": True} for member in about["administrators"]]
    world.sharepoint[url] = Web(
        web={"Id": guid("web", name), "Title": name, "Url": url},
        users=[*admins, *(one for held in users.values() for one in held)],
        groups=[{"Id": place, "Title": title, "LoginName": title, "PrincipalType": 8} for title, place in groups.items()],
        group_users=users,
    )
    making = _Making(said, world, f"{url}/", groups)
    for title, library in about["libraries"].items():
        own = {f"site_group {group}": held["role"] for group, held in about["groups"].items()} | library.get("open_to", {})
        world.site_drives.setdefault(number, []).append(making.library(title, library, own))


@dataclass(frozen=True, slots=True)
class _Making:
    """One site's libraries: `groups` are its own, with their numbers."""

    said: Mapping[str, Any]
    world: World
    url: str
    groups: Mapping[str, int]

    def library(self, title: str, about: Mapping[str, Any], own: Mapping[str, str]) -> str:
        """Makes a library with everything in it, and gives its id."""
        url, world = self.url + title, self.world
        drive = f"b!{guid('drive', url).replace('-', '')}"
        world.drives[drive] = {"id": drive, "name": title, "driveType": "documentLibrary", "webUrl": url}
        root = f"{drive[2:12].upper()}ROOT"
        held = world.items[drive] = {root: {"id": root, "name": "root", "root": {}, "folder": {"childCount": 0}, "webUrl": url}}
        world.permissions[f"{drive}/{root}"] = self._permissions(own)
        for name, item in about["items"].items():
            number, above = _item_id(drive, name), item.get("in")
            kind: Object = (
                {"folder": {"childCount": 0}} if item.get("folder") else {"file": {"mimeType": "application/pdf"}, "size": 20_480}
            )
            held[number] = {
                "id": number,
                "name": name,
                "parentReference": {"driveId": drive, "id": _item_id(drive, above) if above else root},
                "webUrl": f"{url}/{above + '/' if above else ''}{name}",
                "lastModifiedDateTime": _CHANGED,
                **kind,
            }
            if opened := item.get("open_to"):
                world.permissions[f"{drive}/{number}"] = self._permissions(opened)
        return drive

    def _permissions(self, opened: Mapping[str, str]) -> list[Object]:
        """`user p19: owner`, `group hr: read`, `site_group HR-leden: write`, `link anonymous: view`; null takes one away."""
        return [self._permission(who, role) for who, role in opened.items() if role is not None]

    def _permission(self, who: str, role: str) -> Object:
        kind, _, name = who.partition(" ")
        number = guid("permission", who)
        match kind:
            case "link":
                link = {"scope": name, "type": role, "webUrl": f"https://{_HOST}/:x:/s/{number}"}
                return {"id": number, "roles": ["read" if role == "view" else "write"], "hasPassword": False, "link": link}
            case "site_group":
                held: Object = {"siteGroup": {"id": str(self.groups[name]), "displayName": name, "loginName": name}}
            case "group":
                login = _login(who, self.said, self.world.tenant)
                site_user = {"id": "9", "displayName": name, "loginName": login}
                held = {"group": {"id": guid("group", name), "displayName": name}, "siteUser": site_user}
            case _:
                held = {"user": {"id": guid("user", name), "displayName": name}}
        return {"id": number, "roles": [role], "grantedToV2": held}


def _item_id(drive: str, name: str) -> str:
    return guid("item", f"{drive}/{name}").replace("-", "").upper()


def _site_user(member: str, said: Mapping[str, Any], tenant: str) -> Object:
    name = member.partition(" ")[2]
    login = _login(member, said, tenant)
    is_user = member.startswith("user ")
    return {
        "Id": 10 + int(guid("site-user", member)[:4], 16),
        "LoginName": login,
        "Title": "Everyone except external users" if member.startswith("everyone") else name,
        "Email": at(name, said["domain"]) if is_user else "",
        "IsSiteAdmin": False,
        "PrincipalType": 1 if is_user else 4,
    }


def _login(member: str, said: Mapping[str, Any], tenant: str) -> str:
    """The claim by which SharePoint knows a principal."""
    if member == "everyone but guests":
        return f"c:0-.f|rolemanager|spo-grid-all-users/{tenant}"
    kind, number = principal(said, member.partition(" ")[2])
    if kind == "group":
        return f"c:0t.c|tenant|{number}"
    return f"i:0#.f|membership|{at(member.partition(' ')[2], said['domain'])}"
