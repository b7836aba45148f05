"""A small tenant and a small organisation, in Google's own objects, and the real client that asks about them."""

from providers.sandbox.google.clients import service
from providers.sandbox.google.world import World

SCOPE = "https://www.googleapis.com/auth/"
ADMIN, P01, P02, P03 = (f"{name}@kanaal.example" for name in ("admin", "p01", "p02", "p03"))
HR = "hr@kanaal.example"
FOLDER = "application/vnd.google-apps.folder"
CRM = "//cloudresourcemanager.googleapis.com/"


def user(address, number, **more):
    name = address.partition("@")[0]
    return {"id": str(number), "primaryEmail": address, "name": {"givenName": name, "familyName": "x", "fullName": name}} | more


def member(address, kind="USER", role="MEMBER"):
    return {"id": f"m-{address}", "email": address, "type": kind, "role": role, "status": "ACTIVE"}


def tenant():
    world = World(customer={"id": "C01abc", "customerDomain": "kanaal.example"})
    world.users = {address: user(address, 100 + number) for number, address in enumerate((ADMIN, P01, P02, P03))}
    world.users[ADMIN] |= {"isAdmin": True}
    world.groups = {HR: {"id": "g1", "email": HR, "name": "HR", "directMembersCount": "1"}}
    world.members = {HR: [member(P02)]}
    world.roots = {P01: "root-p01", P02: "root-p02"}
    mine = {"owners": [{"emailAddress": P01}]}
    for item in (
        {"id": "hr", "name": "HR", "mimeType": FOLDER, "parents": ["root-p01"], "permissions": [by_group(HR, "writer")], **mine},
        {
            "id": "pay",
            "name": "pay",
            "mimeType": "text/csv",
            "parents": ["hr"],
            "permissions": [{"type": "anyone", "role": "reader"}],
            **mine,
        },
        {"id": "own", "name": "own", "mimeType": "text/csv", "parents": ["root-p01"], "writersCanShare": False, **mine},
        {"id": "fin", "name": "Finance", "mimeType": FOLDER, "parents": ["D1"], "driveId": "D1"},
        {"id": "tax", "name": "tax", "mimeType": "text/csv", "parents": ["fin"], "driveId": "D1", "permissions": [by_user(P03, "reader")]},
    ):
        world.files[item["id"]] = item
    world.drives = {"D1": {"id": "D1", "name": "Books", "orgUnitId": "ou1"}, "D2": {"id": "D2", "name": "Nobody's"}}
    world.drive_members = {"D1": [by_user(P01, "organizer"), by_group(HR, "reader")]}
    return world


def by_user(address, role, **more):
    return {"type": "user", "emailAddress": address, "role": role} | more


def by_group(address, role, **more):
    return {"type": "group", "emailAddress": address, "role": role} | more


def organisation():
    world = World()
    world.resources = {
        CRM + "organizations/1": {
            "name": "organizations/1",
            "displayName": "kanaal.example",
            "directoryCustomerId": "C01abc",
            "state": "ACTIVE",
        },
        CRM + "folders/2": {"name": "folders/2", "parent": "organizations/1", "displayName": "shop", "state": "ACTIVE"},
        CRM + "projects/shop": {
            "name": "projects/30",
            "projectId": "shop",
            "parent": "folders/2",
            "state": "ACTIVE",
            "displayName": "shop",
        },
        CRM + "projects/old": {"name": "projects/31", "projectId": "old", "parent": "folders/2", "state": "DELETE_REQUESTED"},
    }
    return world


def ask(server, api, scope, subject="", **key):
    """A client's service: `scope` is a short name, or several."""
    scopes = [name if name.startswith("https:") else SCOPE + name for name in scope.split()]
    return service(server.url, server.key(**key), api, scopes, subject)


def drive(server, subject, scope="drive.metadata.readonly"):
    return ask(server, "drive.v3", scope, subject)


def cloud(server, api):
    return ask(server, api, "cloud-platform")


def refusal(call):
    """Status and reasons of a call that fails: the error's own, and the ErrorInfo's when there is one."""
    import json

    from googleapiclient.errors import HttpError

    try:
        given = call.execute()
    except HttpError as error:
        body = json.loads(error.content)["error"]
        return error.resp.status, body["errors"][0]["reason"], *(each["reason"] for each in body.get("details", ()))
    raise AssertionError(given)


def ids(rows, key="id"):
    return [row[key] for row in rows]
