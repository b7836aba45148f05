"""The Directory API. Source: "Admin SDK: Directory API" reference, method by method."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.objects import tagged, without
from providers.sandbox.google.workspace.membership import administers, groups_of
from providers.sandbox.google.world import Object, World

_BASIC_ONLY = "customSchemas"
_USERS, _GROUPS, _ROLES, _UNITS = "USERS_", "GROUPS_", "ROLES_", "ORGANIZATION_UNITS_"  # how the names of the privileges begin
_SEARCHED = {
    "isSuspended": "suspended",
    "isArchived": "archived",
    "isAdmin": "isAdmin",
    "isEnrolledIn2Sv": "isEnrolledIn2Sv",
    "orgUnitPath": "orgUnitPath",
}
_KINDS = {"users": "admin#directory#user", "groups": "admin#directory#group", "members": "admin#directory#member"}


def _listed(kind: str, items: Sequence[Object], size: int, most: int, shown: Callable[[Object], Object] = lambda item: item) -> Listing:
    return Listing(kind, items, lambda item: tagged(_KINDS[kind], shown(item)), size, most)


def _users(call: Call) -> Listing:
    administers(call.world, call.caller, _USERS)
    gone = call.get("showDeleted") == "true"
    users = list((call.world.deleted_users if gone else call.world.users).values())
    users = [user for user in users if _searched(call.get("query"), user)]
    users = _of_tenant(call, users, "primaryEmail")
    if call.get("orderBy"):
        users = _sorted(call, users)
    full = call["projection"] == "full"
    return _listed("users", users, 100, 500, lambda user: user if full else without(user, _BASIC_ONLY))


def _sorted(call: Call, users: list[Object]) -> list[Object]:
    names: Mapping[str, Callable[[Object], str]] = {
        "email": lambda user: user["primaryEmail"],
        "familyName": lambda user: user["name"]["familyName"],
        "givenName": lambda user: user["name"]["givenName"],
    }
    return sorted(users, key=names[call["orderBy"]], reverse=call.get("sortOrder") == "DESCENDING")


def _searched(query: str, user: Object) -> bool:
    """Part of "Search for users": `field=value` pairs, all of which must hold."""
    for word in query.split():
        name, same, value = word.partition("=")
        if not same or name not in _SEARCHED:
            raise invalid("query", f"Invalid Input: query {query}")
        held = user.get(_SEARCHED[name], False)
        if (str(held).lower() if isinstance(held, bool) else held) != value.strip("'\""):
            return False
    return True


def _of_tenant(call: Call, objects: list[Object], address: str) -> list[Object]:
    customer, domain = call.get("customer"), call.get("domain")
    if not customer and not domain:
        raise Refused(400, "badRequest", "Bad Request")
    if customer:
        _customer(call.world, customer)
    if domain and domain not in call.world.domain_names:
        raise not_found(f"Domain: {domain}", "domain")
    return [each for each in objects if not domain or each[address].rpartition("@")[2] == domain]


def _customer(world: World, key: str) -> None:
    if key not in ("my_customer", world.customer["id"]):
        raise forbidden_customer(key)


def forbidden_customer(key: str) -> Refused:
    """The refusal of another tenant."""
    return Refused(403, "forbidden", f"Not Authorized to access this resource/api: customer {key}")


def _user(call: Call) -> Mapping[str, Any]:
    user = _the_user(call.world, call["userKey"])
    if call.caller.address != str(user["primaryEmail"]).lower():
        administers(call.world, call.caller, _USERS)
    return tagged(_KINDS["users"], user)


def _the_user(world: World, key: str) -> Object:
    user = world.user(key)
    if user is None:
        raise not_found(f"Resource Not Found: userKey {key}", "userKey")
    return user


def _the_group(world: World, key: str) -> Object:
    group = world.group(key)
    if group is None:
        raise not_found(f"Resource Not Found: groupKey {key}", "groupKey")
    return group


def _groups(call: Call) -> Listing:
    administers(call.world, call.caller, _GROUPS)
    groups = list(call.world.groups.values())
    if member := call.get("userKey"):
        direct = {
            address for address, its in call.world.members.items() if any(member in (each.get("email"), each.get("id")) for each in its)
        }
        groups = [group for group in groups if group["email"].lower() in direct]
    else:
        groups = _of_tenant(call, groups, "email")
    if call.get("orderBy") == "email":
        groups = sorted(groups, key=lambda group: group["email"], reverse=call.get("sortOrder") == "DESCENDING")
    return _listed("groups", groups, 200, 200)


def _group(call: Call) -> Mapping[str, Any]:
    administers(call.world, call.caller, _GROUPS)
    return tagged(_KINDS["groups"], _the_group(call.world, call["groupKey"]))


def _members(call: Call) -> Listing:
    administers(call.world, call.caller, _GROUPS)
    group = _the_group(call.world, call["groupKey"])["email"].lower()
    wanted = frozenset(call.get("roles").split(",")) - {""}
    members = list(call.world.members.get(group, ()))
    if call.get("includeDerivedMembership"):
        members += _derived(call.world, group, members)
    return _listed("members", [each for each in members if not wanted or each.get("role") in wanted], 200, 200)


def _derived(world: World, group: str, direct: Iterable[Object]) -> list[Object]:
    there = {each.get("email") for each in direct}
    users = (user for address, user in world.users.items() if group in groups_of(world, address) and user["primaryEmail"] not in there)
    return [{"id": user["id"], "email": user["primaryEmail"], "role": "MEMBER", "type": "USER", "status": "ACTIVE"} for user in users]


def _has_member(call: Call) -> Mapping[str, Any]:
    administers(call.world, call.caller, _GROUPS)
    group = _the_group(call.world, call["groupKey"])["email"].lower()
    return {"isMember": group in groups_of(call.world, call["memberKey"])}


def _roles(call: Call) -> Listing:
    _customer(call.world, call["customer"])
    administers(call.world, call.caller, _ROLES)
    return Listing("items", call.world.roles, lambda role: tagged("admin#directory#role", role), 100, 100)


def _role_assignments(call: Call) -> Listing:
    _customer(call.world, call["customer"])
    administers(call.world, call.caller, _ROLES)
    role, user = call.get("roleId"), call.get("userKey")
    ids = {user, (call.world.user(user) or {}).get("id")} if user else None
    found = [
        each
        for each in call.world.role_assignments
        if (not role or each.get("roleId") == role) and (ids is None or each.get("assignedTo") in ids)
    ]
    return Listing("items", found, lambda each: tagged("admin#directory#roleAssignment", each), 100, 200)


def _privileges(call: Call) -> Listing:
    _customer(call.world, call["customer"])
    administers(call.world, call.caller, _ROLES)
    return Listing("items", call.world.privileges)


def _org_units(call: Call) -> Listing:
    _customer(call.world, call["customerId"])
    administers(call.world, call.caller, _UNITS)
    return Listing("organizationUnits", call.world.org_units)


def _domains(call: Call) -> Listing:
    _customer(call.world, call["customer"])
    administers(call.world, call.caller, "")
    return Listing("domains", call.world.domains or [_only_domain(call.world)])


def _only_domain(world: World) -> Object:
    return {"kind": "admin#directory#domain", "domainName": world.customer["customerDomain"], "isPrimary": True, "verified": True}


def _tenant(call: Call) -> Mapping[str, Any]:
    _customer(call.world, call["customerKey"])
    administers(call.world, call.caller, "")
    return call.world.customer


def _tokens(call: Call) -> Listing:
    administers(call.world, call.caller, "USER_SECURITY")
    user = _the_user(call.world, call["userKey"])
    return Listing("items", call.world.tokens.get(user["primaryEmail"].lower(), []))


def _asps(call: Call) -> Listing:
    administers(call.world, call.caller, "USER_SECURITY")
    user = _the_user(call.world, call["userKey"])
    return Listing("items", call.world.asps.get(user["primaryEmail"].lower(), []))


DIRECTORY: Behaviours = {
    "users.list": _users,
    "users.get": _user,
    "groups.list": _groups,
    "groups.get": _group,
    "members.list": _members,
    "members.hasMember": _has_member,
    "roles.list": _roles,
    "roleAssignments.list": _role_assignments,
    "privileges.list": _privileges,
    "orgunits.list": _org_units,
    "domains.list": _domains,
    "customers.get": _tenant,
    "tokens.list": _tokens,
    "asps.list": _asps,
}
