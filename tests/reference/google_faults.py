"""What can keep an audit from reading Google, one thing at a time: what it does to the sandbox, and which of a world's assets it can touch at all.

What it can touch is worked out from the world and from what each surface is about, without a look at the adapters.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from providers.gcp import operations as cloud
from providers.google_workspace import operations as workspace
from providers.sandbox.google.world import World
from tests.reference.google_names import ADMIN, GROUPS, INBOX, PEOPLE, PROJECTS
from tests.reference.google_worlds import STORES
from tests.reference.silence import Fault

WORKSPACE, GCP = "google_workspace", "gcp"
EVERY = frozenset(STORES)
DRIVE = frozenset({"drive-one", "drive-two", "in-drive", "folder", "file", "my-drive"})
MAIL, CALENDARS = frozenset({"mailbox", "own-mailbox"}), frozenset({"calendar", "own-calendar"})
BUCKETS = {"p-one": "bucket-one", "p-two": "bucket-two", "q-one": "bucket-three"}
CLOUD = EVERY - DRIVE - MAIL - CALENDARS
_SEVERAL = frozenset({"buckets", "tagged"})  # places that name more than one bucket
_DATASETS = frozenset({"dataset", "views"})  # the one is read through the other
_OF_SURFACE = {
    "drive": DRIVE,
    "gmail": MAIL,
    "calendar": CALENDARS,
    "storage": frozenset(BUCKETS.values()) | _SEVERAL,
    "bigquery": _DATASETS,
    "policy-tags": _DATASETS,
    "sql": frozenset({"sql"}),
    "secrets": frozenset({"secret"}),
    "pubsub": frozenset({"topic"}),
    **dict.fromkeys(("resource-manager", "roles", "deny-policies", "org-policies", "service-accounts"), CLOUD),
    **dict.fromkeys(("users", "groups", "group-settings", "domains", "org-units", "admin-roles", "admin-log", "oauth-tokens"), EVERY),
}  # of other surfaces no reach hangs in these worlds
_IN_PROJECT = {
    "shop-p": {"storage": frozenset({"bucket-one", "bucket-two"}) | _SEVERAL, "sql": frozenset[str]()},
    "shop-q": {"storage": frozenset({"bucket-three"}) | _SEVERAL, "secrets": frozenset[str]()},
}


def fault(dice: Random, world: World) -> Fault:
    """One of the faults, every kind as likely as the others."""
    kinds = (_scope, _scope, _impersonation, _permission, _permission, _call, _call, _call, _group, _drive, _api)
    return dice.choice(kinds)(dice, world)


def touched(surface: str, project: str = "") -> frozenset[str]:
    """The assets that a surface is about, perhaps in one project alone."""
    return _IN_PROJECT.get(project, {}).get(surface, _OF_SURFACE.get(surface, frozenset()))


def _scope(dice: Random, _: World) -> Fault:
    scopes = sorted({each.permission for each in workspace.OPERATIONS if each.surface != "tenant-settings"})
    return scope_withdrawn(dice.choice(scopes))


def scope_withdrawn(scope: str) -> Fault:
    """A scope that nobody may ask for as a user; as itself the audit's account may."""
    asked = [each for each in workspace.OPERATIONS if each.permission == scope and each.surface not in workspace.AS_ITSELF]
    touches = frozenset[str]().union(*(touched(each.surface) for each in asked))
    return Fault(f"withdraw {scope}", WORKSPACE, lambda server: server.withdraw(scope), touches, (scope,))


def _impersonation(dice: Random, world: World) -> Fault:
    return refused(dice.choice((*PEOPLE, INBOX)), world)


def refused(user: str, world: World) -> Fault:
    """A user whom nobody may act as."""
    return Fault(
        f"refuse {user}", WORKSPACE, lambda server: server.refuse_impersonation(user), _of_user(user, world), (f"impersonation of {user}",)
    )


def _of_user(user: str, world: World) -> frozenset[str]:
    """What only he shows: his mailbox and calendars, drives that he may manage, folders in which something of his may lie."""
    if user == ADMIN:
        return EVERY
    found = {asset for asset, box in (("mailbox", INBOX), ("own-mailbox", PEOPLE[4]), ("own-calendar", PEOPLE[3])) if box == user}
    found |= {"calendar"} if "team@group.example" in world.calendar_lists.get(user, ()) else set()
    for asset, drive in (("drive-one", "D1"), ("in-drive", "D1"), ("drive-two", "D2")):
        found |= {asset} if any(_may_be(row, user) and row["role"] == "organizer" for row in world.drive_members[drive]) else set()
    for asset, root in (("folder", "F2"), ("my-drive", "F3"), ("file", "X4")):
        rows = [row for item in world.files.values() if root in (item["id"], *item["parents"]) for row in _standing(item)]
        found |= {asset} if any(_may_be(row, user) and row["role"] in ("owner", "writer") for row in rows) else set()
    return frozenset(found)


def _standing(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from item.get("permissions", ())
    yield from ({"type": "user", "role": "owner", **owner} for owner in item.get("owners", ()))


def _may_be(row: dict[str, Any], user: str) -> bool:
    return row["type"] != "user" or row["emailAddress"] == user


def _permission(dice: Random, _: World) -> Fault:
    listed = sorted({each.permission for each in cloud.OPERATIONS if each.permission})
    places = ("", "organizations/1", "folders/2", "projects/shop-p", "projects/shop-q", *BUCKETS, "crm", "reports")
    return permission_withdrawn(dice.choice(listed), dice.choice(places))


def permission_withdrawn(permission: str, place: str = "") -> Fault:
    """An IAM permission that the audit lacks everywhere, or on a place and in it."""
    surfaces = {each.surface for each in cloud.OPERATIONS if each.permission == permission}
    kind, _, name = place.rpartition("/")
    if place in BUCKETS:
        touches = frozenset({BUCKETS[place]}) | _SEVERAL if permission.startswith("storage.") else frozenset[str]()
    elif place in ("crm", "reports"):
        touches = _DATASETS if permission.startswith("bigquery.") else frozenset()
    else:
        touches = frozenset[str]().union(*(touched(each, name if kind == "projects" else "") for each in surfaces))
    return Fault(
        f"withdraw {permission} on {place or 'everything'}",
        GCP,
        lambda server: server.withdraw_permission(permission, place),
        touches,
        (permission,),
    )


_CALLS = tuple((provider, each) for provider, listed in ((WORKSPACE, workspace.OPERATIONS), (GCP, cloud.OPERATIONS)) for each in listed)
_WRONGS: tuple[dict[str, Any], ...] = (
    {"status": 500, "page": 2},
    {"status": 500},
    {"status": 500, "after": 1},
    {"kind": "cut"},
    {"kind": "cut", "page": 2},
    {"kind": "reset", "after": 2},
    {"kind": "repeated"},
    {"status": 403, "reason": "dailyLimitExceeded"},
    {"status": 403, "reason": "forbidden", "after": 1},
    {"status": 404, "reason": "notFound", "page": 2},
)


def _call(dice: Random, _: World) -> Fault:
    provider, operation = dice.choice(_CALLS)
    return call_fails(provider, operation.service, operation.name, **dice.choice(_WRONGS))


def call_fails(provider: str, api: str, method: str, **wrong: Any) -> Fault:
    """A method that fails for ever in some way."""
    surfaces = {each.surface for its, each in _CALLS if (its, each.service, each.name) == (provider, api, method)}
    touches = frozenset[str]().union(*map(touched, surfaces))
    if wrong.get("kind") in ("cut", "reset"):  # a call of another kind over the same connection may find it broken
        touches = EVERY
    return Fault(f"{api}:{method} {wrong}", provider, lambda server: server.fail(api, method, **wrong), touches)


def _group(dice: Random, world: World) -> Fault:
    address = dice.choice(GROUPS)
    return members_hidden(address, world)


def members_hidden(address: str, world: World) -> Fault:
    """One group whose members the audit may not see."""
    number = world.groups[address]["id"]
    what: dict[str, Any] = {"status": 403, "reason": "forbidden", "match": {"groupKey": number}}
    return Fault(f"members of {address} hidden", WORKSPACE, lambda server: server.fail("admin.directory_v1", "members.list", **what), EVERY)


def _drive(dice: Random, _: World) -> Fault:
    """The members of a shared drive, or everything in it, hidden."""
    drive = dice.choice(("D1", "D2"))
    method, match = dice.choice(
        (("permissions.list", {"fileId": drive}), ("files.list", {"driveId": drive}), ("changes.getStartPageToken", {"driveId": drive}))
    )
    what: dict[str, Any] = {"status": 403, "reason": "insufficientFilePermissions", "match": match}
    touches = frozenset({"D1": ("drive-one", "in-drive"), "D2": ("drive-two",)}[drive])
    return Fault(f"{method} of {drive}", WORKSPACE, lambda server: server.fail("drive.v3", method, **what), touches)


def _api(dice: Random, _: World) -> Fault:
    """An API that is switched off in the audit's own project."""
    provider, operation = dice.choice(_CALLS)
    what = {"status": 403, "reason": "accessNotConfigured", "metadata": {"consumer": "projects/9"}}
    surfaces = {each.surface for its, each in _CALLS if (its, each.service) == (provider, operation.service)}
    touches = frozenset[str]().union(*map(touched, surfaces))
    return Fault(f"{operation.service} off", provider, lambda server: server.fail(operation.service, **what), touches)


assert set(PROJECTS) == set(_IN_PROJECT)
