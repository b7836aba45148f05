"""The asset inventory, worked out of everything else: who is let in where, and what there is.

Source: "Cloud Asset API" reference, "Search IAM policies" and "Asset types". A bucket is `//storage.googleapis.com/b` here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.answers import invalid
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.bigquery import START as BIGQUERY
from providers.sandbox.google.gcp.hierarchy import ancestors, lies_in
from providers.sandbox.google.gcp.names import CRM, STORAGE, asset_type
from providers.sandbox.google.world import Object, World

_LEGACY = {"READER": "roles/bigquery.dataViewer", "WRITER": "roles/bigquery.dataEditor", "OWNER": "roles/bigquery.dataOwner"}
_SPECIAL = {"projectReaders": "projectViewer", "projectWriters": "projectEditor", "projectOwners": "projectOwner"}
_MEMBERS = (("userByEmail", "user"), ("groupByEmail", "group"), ("domain", "domain"))
_SERVICE = ".gserviceaccount."  # .com, and .example in samples
_CONTENTS = ("", "CONTENT_TYPE_UNSPECIFIED", "RESOURCE", "IAM_POLICY")


@dataclass(frozen=True, slots=True)
class _Asset:
    """One asset: its full resource name as policies have it, and where it lies."""

    name: str
    kind: str
    chain: tuple[str, ...]
    data: Object
    policy: Object | None

    @property
    def shown(self) -> str:
        """Its name in the inventory ("Asset names"): buckets without a project, projects by number, service accounts by unique id."""
        match self.kind.partition("/")[2]:
            case "Project":
                return CRM + str(self.data["name"])
            case "ServiceAccount":
                return f"{self.name.rpartition('/')[0]}/{self.data['uniqueId']}"
            case _:
                return self.name.replace(STORAGE, "//storage.googleapis.com/", 1)


def _assets(world: World) -> tuple[_Asset, ...]:
    return world.derive("assets", lambda its: tuple(_all(its)))


def _all(world: World) -> Iterator[_Asset]:
    for name, data in _resources(world):
        kind = asset_type(name)
        if kind:
            yield _Asset(name, kind, ancestors(world, name), data, _policy(world, name, data))


def _resources(world: World) -> Iterator[tuple[str, Object]]:
    yield from world.resources.items()
    for bucket, data in world.buckets.items():
        yield STORAGE + bucket, data
    for key, data in world.datasets.items():
        project, _, dataset = key.partition(":")
        begin = f"{BIGQUERY}projects/{project}/datasets/{dataset}"
        yield begin, data
        for table in world.tables.get(key, ()):
            yield f"{begin}/tables/{table['tableReference']['tableId']}", table
        for routine in world.routines.get(key, ()):
            yield f"{begin}/routines/{routine['routineReference']['routineId']}", routine
    for project, instances in world.sql_instances.items():
        for instance in instances:
            yield f"//cloudsql.googleapis.com/projects/{project}/instances/{instance['name']}", instance


def _policy(world: World, name: str, data: Object) -> Object | None:
    held = world.policies.get(name)
    if held is None and "access" in data and name.startswith(BIGQUERY):
        return {"bindings": [binding for entry in data["access"] if (binding := _binding(name, entry))]}
    return held


def _binding(name: str, entry: Object) -> Object | None:
    """A dataset's access entry as a binding; None for views, routines and datasets, which have no role."""
    if "role" not in entry:
        return None
    condition = {"condition": entry["condition"]} if "condition" in entry else {}
    return {"role": _LEGACY.get(entry["role"], entry["role"]), "members": [_member(name, entry)], **condition}


def _member(name: str, entry: Object) -> str:
    if "specialGroup" in entry:
        group = str(entry["specialGroup"])
        return f"{_SPECIAL[group]}:{name.removeprefix(BIGQUERY + 'projects/').partition('/')[0]}" if group in _SPECIAL else group
    for field, kind in _MEMBERS:
        if field in entry:
            address = str(entry[field])
            return f"serviceAccount:{address}" if _SERVICE in address else f"{kind}:{address}"
    return str(entry["iamMember"])


def _in_scope(call: Call, scope: str, permission: str) -> list[_Asset]:
    call.allow(permission, scope)
    if call.get("query"):
        raise invalid("query", "The sandbox serves no query")
    kinds: Sequence[str] = call.get("assetTypes", ())
    found = [each for each in _assets(call.world) if lies_in(each.chain, call.world, scope)]
    return [each for each in found if not kinds or any(re.fullmatch(kind, each.kind) for kind in kinds)]


def _place(asset: _Asset) -> Object:
    """Project, folders and organisation of a search result."""
    made: Object = {}
    for each in asset.chain:
        if each.startswith("folders/"):
            made.setdefault("folders", []).append(each)
        else:
            made["project" if each.startswith("projects/") else "organization"] = each
    return made


def _search_policies(call: Call) -> Listing:
    found = [
        each
        for each in _in_scope(call, call["scope"], "cloudasset.assets.searchAllIamPolicies")
        if each.policy and each.policy.get("bindings")
    ]
    return Listing(
        "results", found, lambda each: {"resource": each.shown, "assetType": each.kind, "policy": each.policy, **_place(each)}, 500, 500
    )


def _search_resources(call: Call) -> Listing:
    if call.get("readMask") not in ("", "*"):
        raise invalid("readMask", "The sandbox gives every field")
    found = _in_scope(call, call["scope"], "cloudasset.assets.searchAllResources")
    return Listing("results", found, _result, 500, 500)


def _result(asset: _Asset) -> Object:
    made: Object = {"name": asset.shown, "assetType": asset.kind, **_place(asset)}
    for field, names in (("displayName", ("displayName", "friendlyName", "name")), ("labels", ("labels",)), ("location", ("location",))):
        value = next((asset.data[name] for name in names if name in asset.data), None)
        if value is not None:
            made[field] = value.rpartition("/")[2] if field == "displayName" else value
    return made


def _list(call: Call) -> Listing:
    content = call.get("contentType")
    if content not in _CONTENTS:
        raise invalid("contentType", f"The sandbox serves no {content}")
    noun = {"RESOURCE": "listResource", "IAM_POLICY": "listIamPolicy"}.get(content, "listResource")
    found = _in_scope(call, call["parent"], f"cloudasset.assets.{noun}")
    if content == "IAM_POLICY":
        found = [each for each in found if each.policy]
    return Listing("assets", found, lambda each: _asset(call, each, content), 100, 1000, rest={"readTime": call.world.now})


def _asset(call: Call, asset: _Asset, content: str) -> Mapping[str, Any]:
    made: Object = {"name": asset.shown, "assetType": asset.kind, "ancestors": list(asset.chain), "updateTime": call.world.now}
    if content == "IAM_POLICY":
        made["iamPolicy"] = asset.policy
    elif content == "RESOURCE":
        made["resource"] = {"version": "v1", "data": dict(asset.data)}
    return made


ASSETS: Behaviours = {"v1.searchAllIamPolicies": _search_policies, "v1.searchAllResources": _search_resources, "assets.list": _list}
