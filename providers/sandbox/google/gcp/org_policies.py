"""Organisation policies, own and effective. Source: "Organization Policy API" reference and "Understanding hierarchy evaluation"."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import ancestors, by_id, of_collection
from providers.sandbox.google.gcp.names import CRM
from providers.sandbox.google.world import Object

_START = "//orgpolicy.googleapis.com/"
_DEFAULT = {"rules": [{"enforce": False}]}
_PLACES = ("projects", "folders", "organizations")


def _list(call: Call) -> Listing:
    parent = by_id(call.world, call["parent"])
    call.allow("orgpolicy.policies.list", parent)
    return Listing("policies", of_collection(call.world, _START, f"{parent}/policies"), lambda each: each, 100, 1000)


def _get(call: Call) -> Mapping[str, Any]:
    name = by_id(call.world, call["name"])
    call.allow("orgpolicy.policy.get", name)
    found = call.world.resources.get(_START + name)
    if found is None:
        raise not_found(f"Policy {name} is not found.")
    return found


def _effective(call: Call) -> Mapping[str, Any]:
    """The nearest policy on the way up: the constraints that an audit asks for are booleans, which do not merge."""
    place, _, constraint = by_id(call.world, call["name"]).partition("/policies/")
    call.allow("orgpolicy.policy.get", place)
    for each in ancestors(call.world, CRM + place):
        found: Object | None = call.world.resources.get(f"{_START}{by_id(call.world, each)}/policies/{constraint}")
        if found is not None:
            spec = found.get("spec", {})
            return {"name": call["name"], "spec": _DEFAULT if spec.get("reset") else {"rules": spec.get("rules", [])}}
    return {"name": call["name"], "spec": _DEFAULT}


ORG_POLICIES: Behaviours = {
    **{f"{place}.policies.list": _list for place in _PLACES},
    **{f"{place}.policies.get": _get for place in _PLACES},
    **{f"{place}.policies.getEffectivePolicy": _effective for place in _PLACES},
}
