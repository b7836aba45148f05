"""Groups beyond the directory: Groups Settings, and Cloud Identity's groups and tenant settings.

Source: "Groups Settings API" reference (booleans are texts), "Cloud Identity API" reference, "Search for groups", "List policies".
"""

import re
from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import forbidden, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.workspace.membership import administers, is_super_admin
from providers.sandbox.google.world import Object, World

_FORUM = "cloudidentity.googleapis.com/groups.discussion_forum"
_BASIC = ("name", "groupKey", "displayName", "description")
_PARENT = re.compile(r"parent == '([^']+)'")
_LABEL = re.compile(r"'([^']+)' in labels")
_TYPE = re.compile(r"setting\.type\.matches\('([^']+)'\)")
_CUSTOMER = re.compile(r'customer == "customers/([^"]+)"')


def _settings(call: Call) -> Mapping[str, Any]:
    administers(call.world, call.caller, "GROUPS_")
    group = call.world.group(call["groupUniqueId"])
    if group is None:
        raise not_found("Domain cannot use apis / Group not found.", "groupUniqueId")
    address = group["email"].lower()
    made = {"email": group["email"], "name": group.get("name", ""), "whoCanJoin": "CAN_REQUEST_TO_JOIN"}
    return made | call.world.group_settings.get(address, {})


SETTINGS: Behaviours = {"groups.get": _settings}


def identity_group(world: World, address: str) -> Object:
    """A group as Cloud Identity has it: what the world says of it, the rest from the directory."""
    group = world.groups[address]
    made: Object = {
        "name": f"groups/{group['id']}",
        "groupKey": {"id": group["email"]},
        "displayName": group.get("name", ""),
        "parent": f"customers/{world.customer['id']}",
        "labels": {_FORUM: ""},
    }
    return made | ({"description": group["description"]} if "description" in group else {}) | world.identity_groups.get(address, {})


def _groups(call: Call) -> Listing:
    _customer(call, call.get("parent"))
    return _listed(call, [identity_group(call.world, address) for address in call.world.groups])


def _search(call: Call) -> Listing:
    parent, labels = _query(call.get("query"))
    _customer(call, parent)
    groups = (identity_group(call.world, address) for address in call.world.groups)
    return _listed(call, [group for group in groups if labels <= set(group["labels"])])


def _listed(call: Call, groups: list[Object]) -> Listing:
    full = call.get("view") == "FULL"
    size, most = (100, 500) if full else (500, 1000)
    return Listing("groups", groups, lambda group: group if full else {key: group[key] for key in _BASIC if key in group}, size, most)


def _query(query: str) -> tuple[str, set[str]]:
    """The part of the query language that names the tenant and labels, joined by `&&`."""
    parent, labels = "", set()
    for term in query.split("&&"):
        if match := _PARENT.fullmatch(term.strip()):
            parent = match[1]
        elif match := _LABEL.fullmatch(term.strip()):
            labels.add(match[1])
        else:
            raise invalid("query", f"Invalid query: {query}")
    return parent, labels


def _customer(call: Call, parent: str) -> None:
    administers(call.world, call.caller, "GROUPS_")
    if parent != f"customers/{call.world.customer['id']}":
        raise forbidden("Error(2028): Permission denied for resource customers (or it may not exist).")


def _the_group(call: Call, name: str) -> str:
    administers(call.world, call.caller, "GROUPS_")
    for address in call.world.groups:
        if identity_group(call.world, address)["name"] == name:
            return address
    raise forbidden(f"Error(4001): Permission denied for resource {name} (or it may not exist).")


def _group(call: Call) -> Mapping[str, Any]:
    return identity_group(call.world, _the_group(call, call["name"]))


def _lookup(call: Call) -> Mapping[str, Any]:
    administers(call.world, call.caller, "GROUPS_")
    group = call.world.group(call.get("groupKey.id"))
    if group is None:
        raise forbidden("Error(2028): Permission denied for resource groups (or it may not exist).")
    return {"name": identity_group(call.world, group["email"].lower())["name"]}


def _memberships(call: Call) -> Listing:
    address = _the_group(call, call["parent"])
    full = call.get("view") == "FULL"
    members = call.world.members.get(address, [])
    size, most = (50, 500) if full else (200, 1000)
    return Listing("memberships", members, lambda member: _membership(call["parent"], member, full=full), size, most)


def _membership(group: str, member: Object, *, full: bool) -> Object:
    roles = ["MEMBER", *([member["role"]] if member.get("role", "MEMBER") != "MEMBER" else [])]
    made: Object = {"name": f"{group}/memberships/{member.get('id', 'customer')}", "roles": [{"name": role} for role in roles]}
    if "email" in member:
        made["preferredMemberKey"] = {"id": member["email"]}
    return made | ({"type": member["type"] if member.get("type") in ("USER", "GROUP") else "OTHER"} if full else {})


def _transitive(_call: Call) -> Listing:
    raise forbidden("Error(4003): the search of transitive memberships is not in this edition.")


def _policies(call: Call) -> Listing:
    if not is_super_admin(call.world, call.caller.address):
        raise forbidden("The caller does not have permission")
    found = call.world.identity_policies
    for term in filter(None, call.get("filter").split(" && ")):
        if (of := _CUSTOMER.fullmatch(term)) and of[1] in ("my_customer", call.world.customer["id"]):
            continue
        if (wanted := _TYPE.fullmatch(term)) is None:
            raise invalid("filter", f"The sandbox serves no filter {term}")
        found = [each for each in found if re.search(wanted[1], each["setting"]["type"])]
    return Listing("policies", found, lambda each: each, 50, 100)


IDENTITY: Behaviours = {
    "groups.list": _groups,
    "groups.search": _search,
    "groups.get": _group,
    "groups.lookup": _lookup,
    "groups.memberships.list": _memberships,
    "groups.memberships.searchTransitiveMemberships": _transitive,
    "policies.list": _policies,
}
