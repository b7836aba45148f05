"""IAM v1: roles, service accounts, keys, workload identity. Source: "Identity and Access Management (IAM) API" reference."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import denied, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import by_id, collections
from providers.sandbox.google.gcp.policies import asked_version, policy
from providers.sandbox.google.gcp.resources import IAM
from providers.sandbox.google.objects import without
from providers.sandbox.google.world import Object


def _roles(call: Call) -> Listing:
    parent = by_id(call.world, call.get("parent"))
    if parent:
        call.allow("iam.roles.list", parent)
    roles = call.world.custom_roles if parent else call.world.predefined_roles
    found = [role for name, role in roles.items() if not parent or name.startswith(parent + "/roles/")]
    if not call.get("showDeleted", otherwise=False):
        found = [role for role in found if not role.get("deleted")]
    return Listing("roles", found, lambda role: role if call.get("view") == "FULL" else _basic(role), 300, 1000)


def _basic(role: Object) -> Object:
    return without(role, "includedPermissions")


def _role(call: Call) -> Mapping[str, Any]:
    name = by_id(call.world, call["name"])
    if name not in call.world.predefined_roles:  # those need no permission
        call.allow("iam.roles.get", name)
    role = call.world.predefined_roles.get(name) or call.world.custom_roles.get(name)
    if role is None:
        raise not_found(f"The role named {name} was not found.")
    return role


def _account(call: Call, name: str) -> str:
    """The full resource name of a service account that is named by address or unique id, and in any project by `-`."""
    name = by_id(call.world, name)
    project, _, key = name.removeprefix("projects/").partition("/serviceAccounts/")
    for full, found in call.world.resources.items():
        if not full.startswith(IAM.start) or key not in (found.get("email"), found.get("uniqueId")):
            continue
        if project in ("-", found.get("projectId")):
            return full
    if project == "-":
        raise denied("iam.serviceAccounts.get", name)
    raise not_found(f"Unknown service account: {key}")


def _get_account(call: Call) -> Mapping[str, Any]:
    full = _account(call, call["name"])
    call.allow("iam.serviceAccounts.get", full.removeprefix(IAM.start))
    return call.world.resources[full]


def _account_policy(call: Call) -> Mapping[str, Any]:
    full = _account(call, call["resource"])
    call.allow("iam.serviceAccounts.getIamPolicy", full.removeprefix(IAM.start))
    return policy(call, full, asked_version(call))


def _keys(call: Call) -> Mapping[str, Any]:
    full = _account(call, call["name"])
    call.allow("iam.serviceAccountKeys.list", full.removeprefix(IAM.start))
    kinds = call.get("keyTypes", ())
    if "KEY_TYPE_UNSPECIFIED" in kinds or len(set(kinds)) < len(kinds):
        raise invalid("keyTypes")
    found = [call.world.resources[name] for name in collections(call.world).get(full + "/keys", ())]
    keys = [key for key in found if not kinds or key.get("keyType") in kinds]
    return {"keys": keys} if keys else {}


IAM_V1: Behaviours = {
    **IAM.behaviours(
        "projects.serviceAccounts.list",
        *(f"projects.locations.workloadIdentityPools.{noun}{verb}" for noun in ("", "providers.") for verb in ("list", "get")),
        *(f"locations.workforcePools.{noun}{verb}" for noun in ("", "providers.") for verb in ("list", "get")),
    ),
    **{f"{place}roles.list": _roles for place in ("", "projects.", "organizations.")},
    **{f"{place}roles.get": _role for place in ("", "projects.", "organizations.")},
    "projects.serviceAccounts.get": _get_account,
    "projects.serviceAccounts.getIamPolicy": _account_policy,
    "projects.serviceAccounts.keys.list": _keys,
}
