"""Listings that can be partial: Google names in the answer what it could not reach, or leaves out in silence what the audit may not see."""

from collections.abc import Iterable, Iterator
from typing import Any

from providers.gcp.collect.raw import Place
from providers.google_api.reader import Reader


def listed(
    reader: Reader, api: str, method: str, key: str, *, about: str = "", none: Iterable[str] = (), **parameters: Any
) -> Iterator[Any]:
    """The entries under `key` on every page; a gap for each place that Google could not reach (AIP-217, "Unreachable resources")."""
    for page in reader.pages(api, method, about=about, none=none, **parameters):
        yield from page.get(key, ())
        for place in page.get("unreachable", ()):
            reader.gap(f"{api}:{method}", f"{place} could not be reached, so that not everything is listed", about=about)
        for warning in page.get("warnings", ()):  # Cloud SQL's form
            reader.gap(
                f"{api}:{method}", f"{warning.get('code')}: {warning.get('message')} {warning.get('region', '')}".rstrip(), about=about
            )


def shows_everything(reader: Reader, place: Place, operation: str, permission: str) -> None:
    """A gap on a place when the audit lacks the permission by which Google filters a listing there without saying so."""
    method = f"{place.kind}.testIamPermissions"
    held = reader.ask("cloudresourcemanager.v3", method, about=place.uri, resource=place.name, body={"permissions": [permission]})
    if held is not None and permission not in held.get("permissions", ()):
        reader.gap(operation, "it lists only what the audit may see, and says nothing of the rest", about=place.uri, missing=permission)
