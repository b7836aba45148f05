"""BigQuery: datasets, tables, routines, row access policies. Source: "BigQuery REST API" reference."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.gcp.hierarchy import by_id, projects
from providers.sandbox.google.gcp.policies import asked_version, policy, without_condition
from providers.sandbox.google.objects import part, tagged, without
from providers.sandbox.google.world import Object

START = "//bigquery.googleapis.com/"
_IN_LIST = ("kind", "id", "datasetReference", "labels", "friendlyName", "location", "type")
_TABLE_IN_LIST = (
    "kind",
    "id",
    "tableReference",
    "friendlyName",
    "type",
    "labels",
    "creationTime",
    "expirationTime",
    "timePartitioning",
    "clustering",
)
_ACL = "access"


def _project(call: Call) -> str:
    project = by_id(call.world, f"projects/{call['projectId']}").removeprefix("projects/")
    if all(each["projectId"] != project for each in projects(call.world)):
        raise not_found(f"Not found: Project {project}")
    return project


def _projects(call: Call) -> Listing:
    shown = [
        {
            "kind": "bigquery#project",
            "id": each["projectId"],
            "numericId": str(each["name"]).removeprefix("projects/"),
            "projectReference": {"projectId": each["projectId"]},
        }
        for each in projects(call.world)
    ]
    return Listing("projects", shown, lambda each: each, 50, 1000, rest={"totalItems": len(shown)})


def _datasets(call: Call) -> Listing:
    project = _project(call)
    call.enabled(f"projects/{project}")
    hidden = call.get("all", otherwise=False)
    its = {key: each for key, each in call.world.datasets.items() if key.partition(":")[0] == project and (hidden or ":_" not in key)}
    found = [each for key, each in its.items() if call.may("bigquery.datasets.get", _path(key))]  # the rest goes without a word
    return Listing("datasets", found, lambda each: tagged("bigquery#dataset", part(each, _IN_LIST)), 50, 1000)


def _the_dataset(call: Call, permission: str, inside: str = "") -> tuple[str, Object]:
    project, name = _project(call), call["datasetId"]
    call.allow(permission, f"projects/{project}/datasets/{name}{inside}")
    key = f"{project}:{name}"
    if key not in call.world.datasets:
        raise not_found(f"Not found: Dataset {key}")
    return key, call.world.datasets[key]


def _dataset(call: Call) -> Mapping[str, Any]:
    key, dataset = _the_dataset(call, "bigquery.datasets.get")
    version, view = call.get("accessPolicyVersion", 0), call.get("datasetView", "FULL")
    if version not in (0, 1, 3):
        raise invalid("accessPolicyVersion")
    made = tagged("bigquery#dataset", dataset)
    if view == "METADATA" or not call.may("bigquery.datasets.getIamPolicy", _path(key)):  # without a word
        made.pop(_ACL, None)
    elif _ACL in made and version != 3:
        made[_ACL] = [without_condition(each) for each in made[_ACL]]
    return made


def _path(key: str) -> str:
    project, _, name = key.partition(":")
    return f"projects/{project}/datasets/{name}"


def _tables(call: Call) -> Listing:
    key, _ = _the_dataset(call, "bigquery.tables.list")
    found = call.world.tables.get(key, [])
    return Listing(
        "tables", found, lambda each: tagged("bigquery#table", part(each, _TABLE_IN_LIST)), 50, 1000, rest={"totalItems": len(found)}
    )


def _table(call: Call) -> Mapping[str, Any]:
    key, _ = _the_dataset(call, "bigquery.tables.get", f"/tables/{call['tableId']}")
    for each in call.world.tables.get(key, ()):
        if each["tableReference"]["tableId"] == call["tableId"]:
            return tagged("bigquery#table", each)
    raise not_found(f"Not found: Table {key}.{call['tableId']}")


def _routines(call: Call) -> Listing:
    key, _ = _the_dataset(call, "bigquery.routines.list")
    return Listing("routines", call.world.routines.get(key, []), lambda each: each, 50, 1000)


def _routine(call: Call) -> Mapping[str, Any]:
    key, _ = _the_dataset(call, "bigquery.routines.get", f"/routines/{call['routineId']}")
    for each in call.world.routines.get(key, ()):
        if each["routineReference"]["routineId"] == call["routineId"]:
            return each
    raise not_found(f"Not found: Routine {key}.{call['routineId']}")


def _row_policies(call: Call) -> Listing:
    key, _ = _the_dataset(call, "bigquery.rowAccessPolicies.list", f"/tables/{call['tableId']}")
    found = call.world.row_policies.get(f"{key}.{call['tableId']}", [])
    return Listing("rowAccessPolicies", found, _without_grantees, 50, 1000)


def _without_grantees(each: Object) -> Object:
    """The document calls `grantees` input only: who they are is in the policy's own allow policy."""
    return without(each, "grantees")


def _policy(noun: str) -> Any:
    def get(call: Call) -> Mapping[str, Any]:
        name = by_id(call.world, call["resource"])
        call.allow(f"bigquery.{noun}.getIamPolicy", name)
        parts = name.split("/")
        if f"{parts[1]}:{parts[3]}" not in call.world.datasets:
            raise not_found(f"Not found: Dataset {parts[1]}:{parts[3]}")
        return policy(call, START + name, asked_version(call))

    return get


def _no_rows(_call: Call) -> Mapping[str, Any]:
    raise Refused(403, "accessDenied", "The sandbox has no rows: an audit reads no data.")


BIGQUERY: Behaviours = {
    "projects.list": _projects,
    "datasets.list": _datasets,
    "datasets.get": _dataset,
    "tables.list": _tables,
    "tables.get": _table,
    "tables.getIamPolicy": _policy("tables"),
    "tabledata.list": _no_rows,
    "routines.list": _routines,
    "routines.get": _routine,
    "routines.getIamPolicy": _policy("routines"),
    "rowAccessPolicies.list": _row_policies,
    "rowAccessPolicies.getIamPolicy": _policy("rowAccessPolicies"),
}
