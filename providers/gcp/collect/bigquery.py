"""BigQuery: datasets with who is let in, tables with policies of their own, and who sees which rows and columns."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from providers.gcp.collect.listing import described, listed, shows_everything
from providers.gcp.collect.policies import VERSION_3, Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import bigquery as bigquery_uri
from providers.google_api.reader import NOTHING, Reader
from providers.parts import streamed
from providers.values import MALFORMED, Answer, entries, text

_API = "bigquery.v2"
_TABLE = "tableReference,type,labels,expirationTime,schema,encryptionConfiguration,externalDataConfiguration(sourceUris)"
_GONE = ("404",)
VIEWS = ("VIEW", "MATERIALIZED_VIEW")  # kinds of table that hold no data of their own


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """Every dataset of a project, hidden ones too."""
    found = listed(reader, _API, "datasets.list", "datasets", none=place.unused, projectId=place.id, all=True, maxResults=1000)
    yield from streamed(reader, found, lambda entry: _dataset(reader, place, policies, entry))
    shows_everything(reader, place, f"{_API}:datasets.list", "bigquery.datasets.get")


def _dataset(reader: Reader, place: Place, policies: Policies, entry: Answer) -> Iterator[Raw]:
    """A dataset. BigQuery leaves its access list out without a word when the audit may not see it."""
    named = name(entry["datasetReference"], "datasetId")
    reference, uri = {"projectId": place.id, "datasetId": named}, bigquery_uri(place.id, named)
    told = reader.ask(_API, "datasets.get", about=uri, none=_GONE, projectId=place.id, datasetId=named, accessPolicyVersion=3)
    if told is NOTHING:
        return
    if told is None:
        yield Raw("dataset", place, {**entry, "datasetReference": reference})
    elif told.get("access") is None:
        reader.gap(f"{_API}:datasets.get", "its access list is not shown", about=uri, missing="bigquery.datasets.getIamPolicy")
        policy = policies.known(uri)
        policies.drop(uri)
        yield Raw("dataset", place, {**told, "datasetReference": reference}, {} if policy is None else {"policy": policy})
    else:
        policies.drop(uri)  # the same grants, without views, routines and datasets
        yield Raw("dataset", place, {**told, "datasetReference": reference}, {"dataset": told})


def tables(reader: Reader, place: Place, policies: Policies, *, dataset: Raw) -> Iterator[Raw]:
    """Every table and view of a dataset, and then the dataset itself, which tells whether all of them expire."""
    ends: list[bool] = []
    for raw in _tables(reader, place, policies, dataset.body["datasetReference"]["datasetId"]):
        if raw.kind == "table" and raw.body.get("type") not in VIEWS:
            ends.append("expirationTime" in raw.body)
        yield raw
    yield dataset if reader.failed else replace(dataset, answers={**dataset.answers, "tables": {"expire": bool(ends) and all(ends)}})


def _tables(reader: Reader, place: Place, policies: Policies, dataset: str) -> Iterator[Raw]:
    about = bigquery_uri(place.id, dataset)
    found = reader.items(_API, "tables.list", "tables", about=about, none=_GONE, projectId=place.id, datasetId=dataset, maxResults=1000)
    yield from streamed(reader, found, lambda entry: _table(reader, place, policies, dataset, entry))


def _table(reader: Reader, place: Place, policies: Policies, dataset: str, entry: Answer) -> Iterator[Raw]:
    table = name(entry["tableReference"], "tableId")
    named, uri = {"projectId": place.id, "datasetId": dataset, "tableId": table}, bigquery_uri(place.id, dataset, table)
    asked = reader.ask(_API, "tables.get", about=uri, none=_GONE, fields=_TABLE, projectId=place.id, datasetId=dataset, tableId=table)
    told = described(reader, asked, f"{_API}:tables.get", about=uri)
    path = f"projects/{place.id}/datasets/{dataset}/tables/{named['tableId']}"
    answers = policies.ask(reader, place, uri, _API, "tables.getIamPolicy", rare=True, resource=path, body=VERSION_3)
    if told:
        answers["table"] = told
    yield Raw("table", place, {**entry, "tableReference": named}, answers)
    if entry.get("type") != "VIEW":  # a view has none (page "Introduction to row-level security", "Limitations")
        yield from _row_policies(reader, place, entry, named, path)


def policy_tags(reader: Reader, place: Place, policies: Policies, *, tags: Iterable[str]) -> Iterator[Raw]:
    """The policy tags of these names, those above them and their taxonomies (page "Introduction to column-level access control")."""
    calls = "projects.locations.taxonomies"
    for taxonomy in sorted({tag.partition("/policyTags/")[0] for tag in tags}):
        yield from _guarded(reader, place, "taxonomy", calls, taxonomy)
    left, seen = sorted(tags), set[str]()
    while left:
        tag = left.pop(0)
        seen.add(tag)
        for raw in _guarded(reader, place, "policy-tag", f"{calls}.policyTags", tag):
            yield raw
            above = policies.projects.named(text(raw.body, "parentPolicyTag"))
            if above and above not in {*seen, *left}:
                left.append(above)


def tags_of(raw: Raw) -> frozenset[str]:
    """The names of the policy tags on a table's columns, nested ones too. Raises one of MALFORMED for a schema of another form."""
    return frozenset(_tags(raw.answers.get("table", {}).get("schema") or {}))


def tags_shown(raw: Raw) -> frozenset[str]:
    """The same as far as the schema is understood."""
    found = set[str]()
    with suppress(*MALFORMED):
        for tag in _tags(raw.answers.get("table", {}).get("schema") or {}):
            found.add(tag)
    return frozenset(found)


def columns_shown(raw: Raw) -> tuple[str, ...]:
    """The names of a table's columns as far as its schema is understood; those inside a record with a dot. What stands in them is never read."""
    found: list[str] = []
    with suppress(*MALFORMED):
        found.extend(_columns(raw.answers.get("table", {}).get("schema") or {}))
    return tuple(found)


def _columns(schema: Answer, above: str = "") -> Iterator[str]:
    for column in entries(schema, "fields"):
        named = above + name(column, "name")
        yield named
        yield from _columns(column, f"{named}.")


def _tags(schema: Answer) -> Iterator[str]:
    for column in entries(schema, "fields"):
        for tag in entries(column.get("policyTags") or {}, "names"):
            if not isinstance(tag, str):
                raise TypeError(f"a policy tag is called {tag!r}")
            yield tag
        yield from _tags(column)


def _row_policies(reader: Reader, place: Place, table: Answer, named: Mapping[str, str], path: str) -> Iterator[Raw]:
    """The row access policies of a table. Kinds of table that can't have any answer with an error."""
    uri = bigquery_uri(*named.values())
    none = _GONE if table.get("type") == "TABLE" else (*_GONE, "400")
    found = reader.items(_API, "rowAccessPolicies.list", "rowAccessPolicies", about=uri, none=none, pageSize=100, **named)
    yield from streamed(reader, found, lambda policy: _row_policy(reader, place, policy, named, path), about=uri)


def _row_policy(reader: Reader, place: Place, policy: Answer, named: Mapping[str, str], path: str) -> Iterator[Raw]:
    reference = {**named, "policyId": name(policy["rowAccessPolicyReference"], "policyId")}
    resource = f"{path}/rowAccessPolicies/{reference['policyId']}"
    uri = bigquery_uri(*named.values())
    grantees = reader.ask(_API, "rowAccessPolicies.getIamPolicy", about=uri, resource=resource, body=VERSION_3)
    if grantees is not None:
        yield Raw("row-access-policy", place, {**policy, "rowAccessPolicyReference": reference}, {"policy": grantees})


def _guarded(reader: Reader, place: Place, kind: str, calls: str, named: str) -> Iterator[Raw]:
    about = f"google://datacatalog.googleapis.com/{named}"
    asked = reader.ask("datacatalog.v1", f"{calls}.get", about=about, name=named)
    told = described(reader, asked, f"datacatalog.v1:{calls}.get", about=about)
    policy = reader.ask("datacatalog.v1", f"{calls}.getIamPolicy", about=about, resource=named, body=VERSION_3)
    if told:
        yield Raw(kind, place, {**told, "name": named}, {} if policy is None else {"policy": policy})
