"""Allow policies as getIamPolicy gives them, and deny policies.

Source: "Understand allow policies" (versions), "Troubleshoot `withcond` in policies and role bindings", and the reference of iam v2.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from providers.sandbox.google.answers import invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import by_id
from providers.sandbox.google.objects import like, without
from providers.sandbox.google.world import Object

_EMPTY = {"etag": "ACAB"}
_VERSIONS = (0, 1, 3)


def policy(call: Call, name: str, version: int) -> Object:
    """The allow policy of a full resource name in the version that the call asks for; empty when none was set."""
    if version not in _VERSIONS:
        raise invalid("options.requestedPolicyVersion", f"Requested policy version {version} is invalid")
    held = call.world.policies.get(name)
    if held is None:
        return dict(_EMPTY)
    if version == 3 or not conditional(held):
        return _EMPTY | held
    return _EMPTY | held | {"version": 1, "bindings": [without_condition(each) for each in held["bindings"]]}


def conditional(held: Mapping[str, Any]) -> bool:
    """Whether a policy has a binding with a condition."""
    return any("condition" in each for each in held.get("bindings", ()))


def without_condition(binding: Object) -> Object:
    """A binding with a condition as a caller of an older version gets it: under a role that does not exist."""
    if "condition" not in binding:
        return binding
    mark = hashlib.sha256(json.dumps(binding["condition"], sort_keys=True).encode()).hexdigest()[:20]
    return without(binding, "condition") | {"role": f"{binding['role']}_withcond_{mark}"}


def asked_version(call: Call) -> int:
    """The version that a getIamPolicy asks for, in its body or its address."""
    in_body = call.body.get("options", {}).get("requestedPolicyVersion", 0)
    return int(call.get("options.requestedPolicyVersion", in_body) or 0)


def _attachment(call: Call, name: str) -> tuple[str, str]:
    """The attachment point and the policy's id, if any, of `policies/POINT/denypolicies[/ID]`."""
    point, _, rest = name.removeprefix("policies/").partition("/denypolicies")
    if not name.endswith("/denypolicies" + rest) or rest.count("/") > 1:
        raise invalid("parent", f"Invalid policy name {name}")
    return by_id(call.world, point), rest.removeprefix("/")


def _list_deny(call: Call) -> Listing:
    point, _ = _attachment(call, call["parent"])
    call.allow("iam.denypolicies.list", point)
    found = call.world.deny_policies.get(point, [])
    return Listing("policies", found, lambda each: without(_deny(point, each), "rules"), 1000, 1000)


def _get_deny(call: Call) -> Mapping[str, Any]:
    point, name = _attachment(call, call["name"])
    call.allow("iam.denypolicies.get", point)
    for each in call.world.deny_policies.get(point, ()):
        if str(each["name"]).rpartition("/")[2] == name:
            return _deny(point, each)
    raise not_found(f"Policy {call['name']} not found.")


def _deny(point: str, each: Object) -> Object:
    name = f"policies/{quote(point, safe='')}/denypolicies/{str(each['name']).rpartition('/')[2]}"
    return like(each, {"kind": "DenyPolicy", **each, "name": name})


DENY: Behaviours = {"policies.listPolicies": _list_deny, "policies.get": _get_deny}
