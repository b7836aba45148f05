"""Listings that can be partial: Google names in the answer what it could not reach, or leaves out in silence what the audit may not see."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from providers.gcp.collect.raw import Place
from providers.google_api.reader import NOTHING, Reader
from providers.parts import streamed
from providers.values import Answer, entries

T = TypeVar("T")


def listed(
    reader: Reader, api: str, method: str, key: str, *, about: str = "", none: Iterable[str] = (), **parameters: Any
) -> Iterator[Any]:
    """The entries under `key` on every page; a gap for each place that Google could not reach (AIP-217, "Unreachable resources")."""
    pages = reader.pages(api, method, about=about, none=none, **parameters)
    yield from streamed(reader, pages, lambda page: _page(reader, f"{api}:{method}", page, key, about), about=about)


def _page(reader: Reader, operation: str, page: Answer, key: str, about: str) -> Iterator[Any]:
    yield from entries(page, key)
    for place in entries(page, "unreachable"):
        reader.gap(operation, f"{place} could not be reached, so that not everything is listed", about=about)
    for warning in entries(page, "warnings"):  # Cloud SQL's form
        told = warning if isinstance(warning, dict) else {"message": warning}
        reader.gap(operation, f"{told.get('code')}: {told.get('message')} {told.get('region', '')}".rstrip(), about=about)


def described(reader: Reader, told: Answer | None, operation: str, *, about: str = "") -> Answer | None:
    """What Google said of one thing; None where there is none, or it could not be read. An answer that says nothing is a gap."""
    if told is not None and told is not NOTHING and not told:
        reader.gap(operation, "the answer says nothing", about=about)
    return told or None


def shows_everything(reader: Reader, place: Place, operation: str, permission: str) -> None:
    """A gap on a place when the audit lacks the permission by which Google filters a listing there without saying so."""
    method = f"{place.kind}.testIamPermissions"
    held = reader.ask("cloudresourcemanager.v3", method, about=place.uri, resource=place.name, body={"permissions": [permission]})
    if held is not None and permission not in (held.get("permissions") or ()):
        reader.gap(operation, "it lists only what the audit may see, and says nothing of the rest", about=place.uri, missing=permission)
