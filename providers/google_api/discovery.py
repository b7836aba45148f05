"""The discovery documents that ship with Google's client: what a method is called, what it takes, which scopes open it.

Source: the page "Google API Discovery Service" and `googleapiclient/discovery_cache/documents`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from googleapiclient.discovery import Resource, build_from_document
from googleapiclient.http import HttpRequest
from googleapiclient.model import JsonModel

from audit.errors import ProviderError

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of an API: `http` is its verb, any of `scopes` lets it be called, `parameters` are those of path and query."""

    api: str
    name: str
    http: str
    scopes: frozenset[str]
    parameters: frozenset[str]

    @property
    def reads(self) -> bool:
        """Whether it changes nothing: by its verb, or as one of the reads that Google lets be asked by POST."""
        return self.http == "GET" or self.name.rpartition(".")[2] in _READS_BY_POST


_READS_BY_POST = frozenset(("getIamPolicy", "testIamPermissions"))


@cache
def document(api: str) -> Document:
    """The shipped document of an API such as `drive.v3`. Raises ProviderError when the client ships none."""
    shipped = resources.files("googleapiclient") / "discovery_cache" / "documents" / f"{api}.json"
    if not shipped.is_file():
        raise ProviderError(
            f"the installed google-api-python-client does not know the API {api}", "install a newer google-api-python-client"
        )
    read: Document = json.loads(shipped.read_bytes())
    return read


@cache
def method(api: str, name: str) -> Method:
    """A method such as `files.list` of `drive.v3`, by the resources that it lies in. Raises ProviderError when there is none of that name."""
    *path, last = name.split(".")
    read = document(api)
    inside: Mapping[str, Any] = read
    for step in path:
        inside = inside.get("resources", {}).get(step, {})
    found = inside.get("methods", {}).get(last)
    if found is None:
        raise ProviderError(
            f"the installed google-api-python-client does not know the call {api}:{name}", "install a newer google-api-python-client"
        )
    parameters = frozenset((*read.get("parameters", {}), *found.get("parameters", {})))
    return Method(api, name, found["httpMethod"], frozenset(found.get("scopes", ())), parameters)


def rebased(read: Document, endpoint_url: str) -> Document:
    """The document with `https://HOST/` moved to `{endpoint_url}/HOST/`; batch follows, since the client joins its path to `rootUrl` too.

    The client's own option `api_endpoint` drops `servicePath` and leaves batch, with its token, on the real host.
    """
    if not endpoint_url:
        return read
    return {**read, "rootUrl": moved(read["rootUrl"], endpoint_url)}


def moved(url: str, endpoint_url: str) -> str:
    """Where a sandbox serves an address of Google's; an address that is no `https://` one stays where it is."""
    if not endpoint_url or not url.startswith("https://"):
        return url
    return f"{endpoint_url.rstrip('/')}/{url.removeprefix('https://')}"


class _Bytes(JsonModel):  # type: ignore[misc]  # the client is not typed
    """Gives the body as it came, to be parsed once and into the type that is wanted. The client's own takes what is no JSON for a text."""

    def deserialize(self, content: bytes) -> bytes:
        return content

    @property
    def no_content_response(self) -> bytes:
        return b"{}"


class _Nowhere:
    """Requests are executed with a thread's own connection; one that forgets it must not find another."""

    credentials = None


@lru_cache(maxsize=256)
def requester(api: str, name: str, endpoint_url: str) -> Callable[..., HttpRequest]:
    """Makes requests of one method: parameters in, an `HttpRequest` out whose answer is bytes. Safe to share between threads."""
    method(api, name)
    inside: Resource = build_from_document(rebased(document(api), endpoint_url), http=_Nowhere(), model=_Bytes())
    *path, last = name.split(".")
    for step in path:
        inside = getattr(inside, step)()
    made: Callable[..., HttpRequest] = getattr(inside, last)
    return made
