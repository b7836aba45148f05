"""The discovery documents that ship with google-api-python-client: what each API's paths, parameters, scopes and answers are.

Source: "Using the discovery document" (Google API Discovery Service).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

HOSTS = {
    "drive.v3": "www.googleapis.com",
    "calendar.v3": "www.googleapis.com",
    "groupssettings.v1": "www.googleapis.com",
    "admin.directory_v1": "admin.googleapis.com",
    "admin.reports_v1": "admin.googleapis.com",
    "admin.datatransfer_v1": "admin.googleapis.com",
    "cloudidentity.v1": "cloudidentity.googleapis.com",
    "gmail.v1": "gmail.googleapis.com",
    "drivelabels.v2": "drivelabels.googleapis.com",
    "storage.v1": "storage.googleapis.com",
    "bigquery.v2": "bigquery.googleapis.com",
    "cloudresourcemanager.v3": "cloudresourcemanager.googleapis.com",
    "iam.v1": "iam.googleapis.com",
    "iam.v2": "iam.googleapis.com",
    "cloudasset.v1": "cloudasset.googleapis.com",
    "datacatalog.v1": "datacatalog.googleapis.com",
    "secretmanager.v1": "secretmanager.googleapis.com",
    "pubsub.v1": "pubsub.googleapis.com",
    "sqladmin.v1": "sqladmin.googleapis.com",
    "sqladmin.v1beta4": "sqladmin.googleapis.com",
    "firestore.v1": "firestore.googleapis.com",
    "spanner.v1": "spanner.googleapis.com",
    "cloudkms.v1": "cloudkms.googleapis.com",
    "orgpolicy.v2": "orgpolicy.googleapis.com",
    "serviceusage.v1": "serviceusage.googleapis.com",
}

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of a document. `name` goes by the resources that it lies in: `files.list`."""

    api: str
    id: str
    name: str
    verb: str
    path: str  # the template, with the document's servicePath
    parameters: Json
    required: tuple[str, ...]
    scopes: tuple[str, ...]
    request: str
    response: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The names in the path, in its order."""
        return tuple(re.findall(r"\{\+?([\w.]+)\}", self.path))

    @property
    def paths(self) -> frozenset[str]:
        """Those of them that can stand for several segments."""
        return frozenset(re.findall(r"\{\+([\w.]+)\}", self.path))


@dataclass(frozen=True, slots=True)
class Document:
    """What the server needs of one document."""

    api: str
    host: str
    batch: str
    methods: tuple[Method, ...]
    schemas: Json


@cache
def document(api: str) -> Document:
    """The document of an API that the server speaks. Raises KeyError for another."""
    host = HOSTS[api]
    folder = resources.files("googleapiclient") / "discovery_cache" / "documents"
    raw = json.loads((folder / f"{api}.json").read_text(encoding="utf-8"))
    shared = raw.get("parameters", {})
    methods = tuple(_method(api, raw["servicePath"], shared, name, each) for name, each in _methods(raw))
    assert urlsplit(raw["rootUrl"]).netloc == host, api
    return Document(api, host, raw.get("batchPath", ""), methods, raw["schemas"])


def apis(host: str) -> tuple[str, ...]:
    """Which APIs answer at a host; none for a host that the server does not speak for."""
    return tuple(api for api, its in HOSTS.items() if its == host)


def _methods(raw: Json, at: str = "") -> Iterator[tuple[str, Json]]:
    yield from ((at + name, each) for name, each in raw.get("methods", {}).items())
    for name, each in raw.get("resources", {}).items():
        yield from _methods(each, f"{at}{name}.")


def _method(api: str, service_path: str, shared: Json, name: str, raw: Json) -> Method:
    own = raw.get("parameters", {})
    return Method(
        api=api,
        id=raw["id"],
        name=name,
        verb=raw["httpMethod"],
        path="/" + service_path + raw["path"],
        parameters={**shared, **own},
        required=tuple(name for name, each in own.items() if each.get("required")),
        scopes=tuple(raw.get("scopes", ())),
        request=raw.get("request", {}).get("$ref", ""),
        response=raw.get("response", {}).get("$ref", ""),
    )
