"""The sample company's project in Google Cloud as Google's own objects."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from providers.sandbox.company import roles
from providers.sandbox.google.world import Object, World
from providers.sandbox.seed.numbers import number

CREATED = "2021-03-01T08:00:00Z"
_REGION = "europe-west1"
_END = "1850000000000"  # of the tables that end, in milliseconds
_DAY = 24 * 60 * 60 * 1000  # milliseconds


def make_google_cloud(said: Mapping[str, Any], world: World) -> None:
    """Fills the world with the project and what is in it."""
    project = said["project"]
    full = f"//cloudresourcemanager.googleapis.com/projects/{project}"
    world.resources[full] = {
        "name": f"projects/{said['number']}",
        "projectId": project,
        "displayName": project,
        "state": "ACTIVE",
        "createTime": CREATED,
    }
    world.policies[full] = _policy(said["policy"])
    world.predefined_roles |= roles()
    for name, about in said["service_accounts"].items():
        _make_service_account(name, about, said, world)
    for name, about in said["datasets"].items():
        _make_dataset(name, about, project, world)
    for name, about in said["buckets"].items():
        world.buckets[name] = _bucket(name, about, said["number"])
        world.policies[f"//storage.googleapis.com/projects/_/buckets/{name}"] = _policy(about.get("policy", {}))


def _policy(said: Mapping[str, Iterable[Mapping[str, Any]]]) -> Object:
    return {"version": 3, "etag": "BwXs", "bindings": [_binding(role, each) for role, bindings in said.items() for each in bindings]}


def _binding(role: str, said: Mapping[str, Any]) -> Object:
    binding: Object = {"role": role, "members": list(said["members"])}
    if expression := said.get("condition"):
        binding["condition"] = {"title": said["title"], "expression": expression}
    return binding


def _make_service_account(name: str, about: Mapping[str, Any], said: Mapping[str, Any], world: World) -> None:
    project = about.get("project", said["project"])
    address = f"{name}@{project}.iam.gserviceaccount.example"
    path = f"projects/{project}/serviceAccounts/{address}"
    world.resources[f"//iam.googleapis.com/{path}"] = {
        "name": path,
        "projectId": project,
        "uniqueId": number(address),
        "email": address,
        "displayName": about["name"],
    }
    if members := about.get("impersonated_by"):
        world.policies[f"//iam.googleapis.com/{path}"] = _policy({"roles/iam.serviceAccountTokenCreator": [{"members": members}]})


def _make_dataset(name: str, about: Mapping[str, Any], project: str, world: World) -> None:
    days = about.get("expires_after_days")
    world.datasets[f"{project}:{name}"] = {
        "kind": "bigquery#dataset",
        "id": f"{project}:{name}",
        "datasetReference": {"projectId": project, "datasetId": name},
        "location": _REGION,
        "labels": about.get("labels", {}),
        "access": list(about["access"]),
        **({"defaultTableExpirationMs": str(days * _DAY)} if days else {}),
    }
    world.tables[f"{project}:{name}"] = list(_tables(about["tables"], name, project, expire=bool(days)))


def _tables(names: Iterable[str], dataset: str, project: str, *, expire: bool) -> Iterator[Object]:
    for name in names:
        yield {
            "kind": "bigquery#table",
            "id": f"{project}:{dataset}.{name}",
            "tableReference": {"projectId": project, "datasetId": dataset, "tableId": name},
            "type": "TABLE",
            **({"expirationTime": _END} if expire else {}),
        }


def _bucket(name: str, about: Mapping[str, Any], project: str) -> Object:
    return {
        "kind": "storage#bucket",
        "id": name,
        "name": name,
        "projectNumber": project,
        "location": _REGION.upper(),
        "labels": about.get("labels", {}),
        "iamConfiguration": {"uniformBucketLevelAccess": {"enabled": True}, "publicAccessPrevention": "enforced"},
    }
