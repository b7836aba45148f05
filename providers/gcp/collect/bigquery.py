"""BigQuery: datasets with who is let in, tables with policies of their own, and who sees which rows and columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from providers.gcp.collect.listing import listed, shows_everything
from providers.gcp.collect.policies import VERSION_3, Policies
from providers.gcp.collect.raw import Answer, Place, Raw
from providers.google_api.names import bigquery as bigquery_uri
from providers.google_api.reader import Reader

_API = "bigquery.v2"
_TABLE = "tableReference,type,labels,expirationTime,schema,encryptionConfiguration,externalDataConfiguration(sourceUris)"
_GONE = ("404",)
VIEWS = ("VIEW", "MATERIALIZED_VIEW")  # kinds of table that hold no data of their own


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """Every dataset of a project, hidden ones too."""
    for entry in listed(reader, _API, "datasets.list", "datasets", none=place.unused, projectId=place.id, all=True, maxResults=1000):
        name = entry["datasetReference"]["datasetId"]
        uri = bigquery_uri(place.id, name)
        told = reader.ask(_API, "datasets.get", about=uri, none=_GONE, projectId=place.id, datasetId=name, accessPolicyVersion=3)
        if told:
            policies.drop(uri)  # the same grants, without views, routines and datasets
            yield Raw("dataset", place, told, {"dataset": told})
        elif told is None:
            yield Raw("dataset", place, entry)
    shows_everything(reader, place, f"{_API}:datasets.list", "bigquery.datasets.get")


def tables(reader: Reader, place: Place, policies: Policies, *, dataset: Raw) -> Iterator[Raw]:
    """Every table and view of a dataset, and then the dataset itself, which tells whether all of them expire."""
    name = dataset.body["datasetReference"]["datasetId"]
    ends: list[bool] = []
    for raw in _tables(reader, place, policies, name):
        if raw.kind == "table" and raw.body.get("type") not in VIEWS:
            ends.append("expirationTime" in raw.body)
        yield raw
    yield dataset if reader.failed else replace(dataset, answers={**dataset.answers, "tables": {"expire": bool(ends) and all(ends)}})


def _tables(reader: Reader, place: Place, policies: Policies, dataset: str) -> Iterator[Raw]:
    about = bigquery_uri(place.id, dataset)
    for entry in reader.items(
        _API, "tables.list", "tables", about=about, none=_GONE, projectId=place.id, datasetId=dataset, maxResults=1000
    ):
        named = {"projectId": place.id, "datasetId": dataset, "tableId": entry["tableReference"]["tableId"]}
        uri = bigquery_uri(*named.values())
        told = reader.ask(_API, "tables.get", about=uri, none=_GONE, fields=_TABLE, **named)
        path = f"projects/{place.id}/datasets/{dataset}/tables/{named['tableId']}"
        answers = policies.ask(reader, place, uri, _API, "tables.getIamPolicy", rare=True, resource=path, body=VERSION_3)
        if told:
            answers["table"] = told
        yield Raw("table", place, entry, answers)
        if entry.get("type") != "VIEW":  # a view has none (page "Introduction to row-level security", "Limitations")
            yield from _row_policies(reader, place, entry, named, path)


def policy_tags(reader: Reader, place: Place, policies: Policies, *, tags: Iterable[str]) -> Iterator[Raw]:
    """The policy tags of these names, those above them and their taxonomies (page "Introduction to column-level access control")."""
    calls = "projects.locations.taxonomies"
    for name in sorted({tag.partition("/policyTags/")[0] for tag in tags}):
        yield from _guarded(reader, place, "taxonomy", calls, name)
    left, seen = sorted(tags), set[str]()
    while left:
        name = left.pop(0)
        seen.add(name)
        for raw in _guarded(reader, place, "policy-tag", f"{calls}.policyTags", name):
            yield raw
            above = policies.projects.named(raw.body.get("parentPolicyTag", ""))
            if above and above not in {*seen, *left}:
                left.append(above)


def tags_of(raw: Raw) -> frozenset[str]:
    """The names of the policy tags on a table's columns, nested ones too."""
    return frozenset(_tags(raw.answers.get("table", {}).get("schema", {})))


def _tags(schema: Mapping[str, Any]) -> Iterator[str]:
    for column in schema.get("fields", ()):
        yield from column.get("policyTags", {}).get("names", ())
        yield from _tags(column)


def _row_policies(reader: Reader, place: Place, table: Answer, named: Mapping[str, str], path: str) -> Iterator[Raw]:
    """The row access policies of a table. Kinds of table that can't have any answer with an error."""
    uri = bigquery_uri(*named.values())
    none = _GONE if table.get("type") == "TABLE" else (*_GONE, "400")
    for policy in reader.items(_API, "rowAccessPolicies.list", "rowAccessPolicies", about=uri, none=none, pageSize=100, **named):
        resource = f"{path}/rowAccessPolicies/{policy['rowAccessPolicyReference']['policyId']}"
        grantees = reader.ask(_API, "rowAccessPolicies.getIamPolicy", about=uri, resource=resource, body=VERSION_3)
        if grantees is not None:
            yield Raw("row-access-policy", place, policy, {"policy": grantees})


def _guarded(reader: Reader, place: Place, kind: str, calls: str, name: str) -> Iterator[Raw]:
    about = f"google://datacatalog.googleapis.com/{name}"
    told = reader.ask("datacatalog.v1", f"{calls}.get", about=about, name=name)
    policy = reader.ask("datacatalog.v1", f"{calls}.getIamPolicy", about=about, resource=name, body=VERSION_3)
    if told:
        yield Raw(kind, place, told, {} if policy is None else {"policy": policy})
