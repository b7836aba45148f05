"""What each path of ARM gives, out of the resources of the world by their ids.

Sources: "List Azure role assignments using the REST API" (at, above and below a scope; `atScope()`), "Management Groups - Get Descendants",
"Role Definitions - Get", and the REST reference of each service.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.answers import Refused, bad_request, not_found
from providers.sandbox.microsoft.arm import scopes
from providers.sandbox.microsoft.arm.calls import Call

_SUBSCRIPTIONS = "/subscriptions/"
_RESOURCE = 8  # slashes of `/subscriptions/s/resourceGroups/g/providers/n/t/name`
_READ_SUBSCRIPTION, _READ_GROUP = "Microsoft.Resources/subscriptions/read", "Microsoft.Management/managementGroups/read"


def subscriptions(call: Call) -> Sequence[Object]:
    """Those that the caller may read: the others are left out without a word."""
    found = (name for name in call.world.arm if name.startswith(_SUBSCRIPTIONS) and name.count("/") == 2)
    return tuple(call.world.arm[name] for name in found if call.may(_READ_SUBSCRIPTION, name))


def management(call: Call) -> Sequence[Object]:
    """The management groups that the caller may read."""
    return tuple(call.world.arm[name] for name in _groups(call) if call.may(_READ_GROUP, name))


def descendants(call: Call) -> Sequence[Object]:
    """Every management group and subscription below one, each with its parent."""
    top = call.scope.removesuffix("/descendants")
    _demand(call, top)
    subscribed = (name for name in call.world.arm if name.startswith(_SUBSCRIPTIONS) and name.count("/") == 2)
    return tuple(_descendant(call, name) for name in (*_groups(call), *subscribed) if name != top and top in scopes.above(call.world, name))


def itself(call: Call) -> Object:
    """The resource that the path names."""
    _demand(call, call.scope)
    return call.world.arm[call.scope]


def groups(call: Call) -> Sequence[Object]:
    """Resource groups of a subscription."""
    prefix = call.scope + "/"
    return _at(call, lambda name: name.startswith(prefix) and name.count("/") == 4)


def resources(call: Call) -> Sequence[Object]:
    """Every resource of a subscription that is no child of another, with what the generic list says of it."""
    prefix = call.scope.removesuffix("/resources") + "/"
    found = _at(call, lambda name: name.startswith(prefix) and name.count("/") == _RESOURCE and scopes.AUTHORIZATION not in name)
    return tuple({key: value for key, value in each.items() if key != "properties"} for each in found)


def of_type(kind: str) -> Callable[[Call], Sequence[Object]]:
    """Resources of a type in a subscription."""

    def give(call: Call) -> Sequence[Object]:
        subscription = call.scope.removesuffix(f"/providers/{kind.lower()}")
        _demand(call, subscription)
        return _at(call, lambda name: name.startswith(subscription + "/") and scopes.type_of(name) == kind.lower())

    return give


def children(path: str) -> Callable[[Call], Sequence[Object]]:
    """What lies under a path of a resource."""

    def give(call: Call) -> Sequence[Object]:
        if "/providers/microsoft.insights" not in f"/{path.lower()}" or "/providers/" in call.scope:
            _demand(call, call.scope)
        prefix = f"{call.scope}/{path.lower()}/"
        return _at(call, lambda name: name.startswith(prefix) and "/" not in name[len(prefix) :])

    return give


def below(path: str) -> Callable[[Call], Sequence[Object]]:
    """The same, where the path is the whole one."""
    return lambda call: _at(call, lambda name: name.startswith(call.scope + "/") and path.lower() in call.scope)


def single(path: str, otherwise: Mapping[str, Any] | None) -> Callable[[Call], Object]:
    """The one resource at a path; where the world has none, one with these properties, or None: there is none."""

    def give(call: Call) -> Object:
        _demand(call, call.scope)
        name = f"{call.scope}/{path.lower()}"
        if name in call.world.arm:
            return call.world.arm[name]
        if otherwise is None:
            raise not_found(f"No {path} found for {call.scope}.", "ResourceNotFound")
        return {"id": f"{call.world.arm[call.scope]['id']}/{path}", "name": "default", "properties": dict(otherwise)}

    return give


def assigned(kind: str, licence: str = "") -> Callable[[Call], Sequence[Object]]:
    """Assignments at, above and below a scope; with `atScope()`, at and above."""

    def give(call: Call) -> Sequence[Object]:
        if licence and licence not in call.world.licences:
            raise Refused(400, "AadPremiumLicenseRequired", "The tenant needs an AAD Premium 2 license.")
        if not scopes.exists(call.world, call.scope):
            raise _missing(call.scope)
        asked = call.query.get("$filter", "").replace(" ", "").lower()
        if asked not in ("", "atscope()"):
            raise bad_request(f"The filter '{asked}' is not supported.", "UnsupportedQuery")
        upward = frozenset(scopes.above(call.world, call.scope))
        part = f"{scopes.AUTHORIZATION}{kind}/"

        def held(name: str) -> bool:
            at = scopes.holder_of(name)
            return at in upward or (not asked and at.startswith(call.scope + "/"))

        return tuple(row for name, row in call.world.arm.items() if part in name and held(name))

    return give


def role_definitions(call: Call) -> Sequence[Object]:
    """Built-in roles, and custom ones that may be assigned at the scope."""
    upward = frozenset(scopes.above(call.world, call.scope))
    return tuple(row for _, row in _definitions(call) if _assignable(row, upward))


def role_definition(call: Call) -> Object:
    """One role by its name, asked at the tenant or at a scope."""
    wanted = call.path["id"].lower()
    at = "" if call.scope.startswith("/providers/microsoft.authorization/") else call.scope
    upward = frozenset(scopes.above(call.world, at))
    for name, row in _definitions(call):
        if name.rpartition("/")[2] == wanted and (not at or _assignable(row, upward)):
            return row
    raise not_found(f"The specified role definition with ID '{call.path['id']}' does not exist.", "RoleDefinitionDoesNotExist")


def _definitions(call: Call) -> Iterator[tuple[str, Object]]:
    part = f"{scopes.AUTHORIZATION}roledefinitions/"
    return ((name, row) for name, row in call.world.arm.items() if part in name)


def _assignable(row: Mapping[str, Any], upward: frozenset[str]) -> bool:
    return any(scopes.normal(each) in upward for each in row.get("properties", {}).get("assignableScopes", ("/",)))


def _groups(call: Call) -> Iterator[str]:
    return (name for name in call.world.arm if name.startswith(scopes.GROUPS) and "/" not in name[len(scopes.GROUPS) :])


def _descendant(call: Call, name: str) -> Object:
    row = call.world.arm[name]
    kind = "/subscriptions" if name.startswith(_SUBSCRIPTIONS) else "Microsoft.Management/managementGroups"
    shown = row.get("displayName") or row.get("properties", {}).get("displayName")
    parent = call.world.arm[call.world.arm_parents[name]]["id"]
    return {"id": row["id"], "type": kind, "name": name.rpartition("/")[2], "properties": {"displayName": shown, "parent": {"id": parent}}}


def _at(call: Call, fits: Callable[[str], bool]) -> Sequence[Object]:
    return tuple(row for name, row in call.world.arm.items() if fits(name))


def _demand(call: Call, scope: str) -> None:
    if scope not in call.world.arm:
        raise _missing(scope)


def _missing(scope: str) -> Refused:
    if scope.startswith(_SUBSCRIPTIONS) and scope.count("/") == 2:
        return not_found(f"The subscription '{scope.rpartition('/')[2]}' could not be found.", "SubscriptionNotFound")
    return not_found(f"The Resource '{scope}' was not found.", "ResourceNotFound")
