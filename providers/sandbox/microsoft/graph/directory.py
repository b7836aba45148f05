"""Users, groups, devices, contacts, administrative units, the organisation; who is in what.

Sources: "List users" (signInActivity), "List group members" (hidden membership, limited information), "Get deletedItem", "List administrativeUnits".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object, like
from providers.sandbox.microsoft.answers import Refused, denied
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.permissions import OF_TYPE, READ_ALL
from providers.sandbox.microsoft.graph.routes import Expand, Route
from providers.sandbox.microsoft.world import World

CASTS = ("user", "group", "servicePrincipal", "device", "orgContact", "administrativeUnit", "directoryRole", "application")
_HIDDEN = "HiddenMembership"
_EXPANDED = 20  # of a directory object's relation, and not one more

USER_FILTERS = frozenset(
    {
        "id",
        "userType",
        "accountEnabled",
        "userPrincipalName",
        "mail",
        "displayName",
        "createdDateTime",
        "externalUserState",
        "onPremisesSyncEnabled",
        "signInActivity",
        "proxyAddresses",
        "otherMails",
        "department",
        "assignedLicenses",
    }
)
GROUP_FILTERS = frozenset(
    {
        "id",
        "groupTypes",
        "securityEnabled",
        "mailEnabled",
        "displayName",
        "mail",
        "isAssignableToRole",
        "createdDateTime",
        "onPremisesSyncEnabled",
        "proxyAddresses",
        "resourceProvisioningOptions",
        "assignedLicenses",
    }
)


def typed(kind: str, item: Mapping[str, Any]) -> Object:
    """A directory object with its type before it."""
    return like(item, {"@odata.type": f"#microsoft.graph.{kind}", **item})


def members_of(call: Call, name: str) -> Sequence[str]:
    """The ids of what is in a group or unit: nothing, without a word, where the membership is hidden from the caller."""
    holder = call.world.groups.get(name) or call.world.administrative_units.get(name) or {}
    if holder.get("visibility") == _HIDDEN and not call.holds("Member.Read.Hidden"):
        return ()
    return call.world.members.get(name, ())


def objects(call: Call, ids: Iterable[str], cast: str = "") -> Iterator[Object]:
    """The directory objects of some ids, of one kind alone when there is a cast; of those whose kind the caller may not read, type and id."""
    for name in ids:
        found = call.world.find(name)
        if found is None or cast not in ("", found[0]):
            continue
        kind, item = found
        allowed = call.holds(*OF_TYPE[kind], READ_ALL)
        yield typed(kind, item if allowed else {"id": name})


def _users(call: Call) -> Sequence[Object]:
    if "signInActivity" in call.query.select:
        demand_licence(call.world, "P1")
        if not call.holds("AuditLog.Read.All"):
            text = "Calling principal does not have required MSGraph permissions AuditLog.Read.All"
            raise denied("Authentication_MSGraphPermissionMissing", text)
    return tuple(call.world.users.values())


def demand_licence(world: World, licence: str) -> None:
    """Raises Refused when the tenant lacks a licence."""
    if licence not in world.licences:
        text = "Neither tenant is B2C or tenant doesn't have premium license"
        raise Refused(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", text)


def _all(name: str) -> Callable[[Call], Any]:
    return lambda call: tuple(getattr(call.world, name).values())


def _one(name: str) -> Callable[[Call], Any]:
    return lambda call: call.one(getattr(call.world, name))


def _members(name: str, cast: str = "") -> Callable[[Call], Any]:
    def give(call: Call) -> Sequence[Object]:
        call.one(getattr(call.world, name))
        return tuple(objects(call, members_of(call, call.path["id"]), cast))

    return give


def _transitive(cast: str = "") -> Callable[[Call], Any]:
    def give(call: Call) -> Sequence[Object]:
        call.one(call.world.groups)
        seen: dict[str, None] = {}
        waiting = [call.path["id"]]
        while waiting:
            for name in members_of(call, waiting.pop()):
                if name not in seen:
                    seen[name] = None
                    waiting.append(name)
        return tuple(objects(call, seen, cast))

    return give


def _related(relation: str, name: str) -> Callable[[Call], Any]:
    def give(call: Call) -> Sequence[Object]:
        call.one(getattr(call.world, name))
        return tuple(objects(call, getattr(call.world, relation).get(call.path["id"], ())))

    return give


def _member_of(name: str, cast: str = "") -> Callable[[Call], Any]:
    def give(call: Call) -> Sequence[Object]:
        its = call.one(getattr(call.world, name))["id"]
        holders = (holder for holder in call.world.members if its in members_of(call, holder))
        return tuple(objects(call, holders, cast))

    return give


def _member_of_all(call: Call) -> Sequence[Object]:
    seen: dict[str, None] = {}
    waiting = [call.one(call.world.users)["id"]]
    while waiting:
        name = waiting.pop()
        for holder in call.world.members:
            if holder not in seen and name in members_of(call, holder):
                seen[holder] = None
                waiting.append(holder)
    return tuple(objects(call, seen))


def _owned(name: str) -> Callable[[Call], Any]:
    def give(call: Call) -> Sequence[Object]:
        its = call.one(getattr(call.world, name))["id"]
        return tuple(objects(call, (held for held, owners in call.world.owners.items() if its in owners)))

    return give


def _deleted(kind: str) -> Callable[[Call], Any]:
    return lambda call: tuple(each for each in call.world.deleted.values() if each.get("@odata.type") == f"#microsoft.graph.{kind}")


def expanding(relation: str) -> Expand:
    """`$expand=members` or `owners` of a directory object: twenty at most, and no link to the rest."""

    def give(call: Call, item: Mapping[str, Any]) -> Any:
        ids = members_of(call, item["id"]) if relation == "members" else getattr(call.world, relation).get(item["id"], ())
        return tuple(objects(call, ids))[:_EXPANDED]

    return give


def _organization(call: Call) -> Sequence[Object]:
    domains = [{"name": call.world.domain, "isDefault": True, "isInitial": True, "type": "Managed"}]
    return call.world.organization or [{"id": call.world.tenant, "displayName": call.world.domain, "verifiedDomains": domains}]


def _domains(call: Call) -> Sequence[Object]:
    made = {"id": call.world.domain, "authenticationType": "Managed", "isDefault": True, "isInitial": True, "isVerified": True}
    return call.world.domains or [made]


def _route(template: str, kind: str, give: Callable[[Call], Any], **more: Any) -> Route:
    return Route(template, kind, give, is_directory=True, **more)


def _with_casts(template: str, give: Callable[[str], Callable[[Call], Any]], casts: Sequence[str] = CASTS) -> Iterator[Route]:
    yield _route(template, "directoryObject", give(""))
    for cast in casts:
        filters = USER_FILTERS if cast == "user" else GROUP_FILTERS if cast == "group" else frozenset()
        yield _route(f"{template}/microsoft.graph.{cast}", cast, give(cast), filters=filters)


DIRECTORY: tuple[Route, ...] = (
    _route("users", "user", _users, filters=USER_FILTERS, expands={"sponsors": expanding("sponsors")}),
    _route("users/{id}", "user", _one("users")),
    *_with_casts("users/{id}/memberOf", lambda cast: _member_of("users", cast), ("group", "directoryRole", "administrativeUnit")),
    _route("users/{id}/transitiveMemberOf", "directoryObject", _member_of_all),
    _route("users/{id}/ownedObjects", "directoryObject", _owned("users")),
    _route("servicePrincipals/{id}/ownedObjects", "directoryObject", _owned("service_principals")),
    _route("users/{id}/sponsors", "directoryObject", _related("sponsors", "users")),
    _route("users/{id}/registeredDevices", "directoryObject", _related("registered_devices", "users")),
    _route("groups", "group", _all("groups"), filters=GROUP_FILTERS, expands={name: expanding(name) for name in ("members", "owners")}),
    _route("groups/{id}", "group", _one("groups"), expands={name: expanding(name) for name in ("members", "owners")}),
    *_with_casts("groups/{id}/members", lambda cast: _members("groups", cast)),
    *_with_casts("groups/{id}/transitiveMembers", _transitive),
    *_with_casts("groups/{id}/memberOf", lambda cast: _member_of("groups", cast), ("group", "administrativeUnit")),
    _route("groups/{id}/owners", "directoryObject", _related("owners", "groups")),
    _route("devices", "device", _all("devices")),
    _route("contacts", "orgContact", _all("contacts")),
    _route("directory/administrativeUnits", "administrativeUnit", _all("administrative_units")),
    *_with_casts(
        "directory/administrativeUnits/{id}/members", lambda cast: _members("administrative_units", cast), ("user", "group", "device")
    ),
    _route(
        "directory/administrativeUnits/{id}/scopedRoleMembers",
        "scopedRoleMembership",
        lambda call: call.world.scoped_role_members.get(call.one(call.world.administrative_units)["id"], []),
    ),
    _route("directory/deletedItems/microsoft.graph.user", "user", _deleted("user"), permissions=OF_TYPE["user"][1:]),
    _route("directory/deletedItems/microsoft.graph.group", "group", _deleted("group"), permissions=OF_TYPE["group"][1:]),
    _route(
        "directory/deletedItems/microsoft.graph.application", "application", _deleted("application"), permissions=OF_TYPE["application"]
    ),
    _route(
        "directory/deletedItems/microsoft.graph.servicePrincipal",
        "servicePrincipal",
        _deleted("servicePrincipal"),
        permissions=OF_TYPE["servicePrincipal"],
    ),
    _route("directoryRoles", "directoryRole", _all("directory_roles")),
    *_with_casts("directoryRoles/{id}/members", lambda cast: _members("directory_roles", cast), ("user", "group", "servicePrincipal")),
    _route("organization", "organization", _organization),
    _route("domains", "domain", _domains),
    _route("subscribedSkus", "subscribedSku", lambda call: call.world.subscribed_skus),
)
