"""Resource Manager v3: organisations, folders and projects. Source: "Cloud Resource Manager API" reference."""

import re
from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import denied, invalid
from providers.sandbox.google.calls import Behaviour, Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import by_id, of_collection
from providers.sandbox.google.gcp.names import CRM
from providers.sandbox.google.gcp.policies import asked_version, policy
from providers.sandbox.google.world import Object

_TERM = re.compile(r"\s*([\w.]+)\s*[:=]\s*\"?([^\s\"]+)\"?\s*")
_FIELDS = {
    "parent": "parent",
    "state": "state",
    "lifecycleState": "state",
    "displayName": "displayName",
    "id": "projectId",
    "projectId": "projectId",
}
_FIELDS |= {"directoryCustomerId": "directoryCustomerId", "directorycustomerid": "directoryCustomerId", "domain": "displayName"}


def _permission(noun: str, verb: str) -> str:
    return f"resourcemanager.{noun}.{verb}"


def _search(noun: str) -> Behaviour:
    def search(call: Call) -> Listing:
        wanted = _query(call.get("query"))
        seen = (
            each for each in of_collection(call.world, CRM, noun) if call.may(_permission(noun, "get"), by_id(call.world, each["name"]))
        )
        found = [each for each in seen if all(each.get(field) == value for field, value in wanted)]  # the rest goes without a word
        return Listing(noun, found, lambda each: each, 500, 500)

    return search


def _query(text: str) -> list[tuple[str, str]]:
    """Part of the query language: fields with one value, all of which must hold."""
    terms = []
    end = 0
    while end < len(text):
        match = _TERM.match(text, end)
        if match is None or match[1] not in _FIELDS:
            raise invalid("query", f"The sandbox serves no query {text}")
        terms.append((_FIELDS[match[1]], match[2]))
        end = match.end()
    return terms


def _list(noun: str) -> Behaviour:
    def children(call: Call) -> Listing:
        if not call.get("parent"):
            raise invalid("parent", "The parent must be given")
        call.allow(_permission(noun, "list"), call["parent"])
        found = [each for each in of_collection(call.world, CRM, noun) if each.get("parent") == call["parent"] and _shown(call, each)]
        return Listing(noun, found, lambda each: each, 500, 500)

    return children


def _shown(call: Call, each: Object) -> bool:
    return bool(call.get("showDeleted", otherwise=False)) or each.get("state") != "DELETE_REQUESTED"


def _get(noun: str) -> Behaviour:
    def get(call: Call) -> Mapping[str, Any]:
        return _the(call, call["name"], _permission(noun, "get"))

    return get


def _policy(noun: str) -> Behaviour:
    def get(call: Call) -> Mapping[str, Any]:
        _the(call, call["resource"], _permission(noun, "getIamPolicy"))
        return policy(call, CRM + by_id(call.world, call["resource"]), asked_version(call))

    return get


def _test(call: Call) -> Mapping[str, Any]:
    short = by_id(call.world, call["resource"])
    found = [each for each in call.body.get("permissions", ()) if CRM + short in call.world.resources and call.may(each, short)]
    return {"permissions": found} if found else {}


def _the(call: Call, name: str, permission: str) -> Object:
    """What is not there is refused as what one may not see."""
    short = by_id(call.world, name)
    call.allow(permission, short)
    found = call.world.resources.get(CRM + short)
    if found is None:
        raise denied(permission, name)
    return found


MANAGER: Behaviours = {
    **{f"{noun}.search": _search(noun) for noun in ("organizations", "folders", "projects")},
    **{f"{noun}.list": _list(noun) for noun in ("folders", "projects")},
    **{f"{noun}.get": _get(noun) for noun in ("organizations", "folders", "projects")},
    **{f"{noun}.getIamPolicy": _policy(noun) for noun in ("organizations", "folders", "projects")},
    **{f"{noun}.testIamPermissions": _test for noun in ("organizations", "folders", "projects")},
}
