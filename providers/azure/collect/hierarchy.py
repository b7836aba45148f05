"""The tree: subscriptions, and the management groups above them.

Pages "Subscriptions - List", "Management Groups - List" and "Management Groups - Descendants". Azure lists the subscriptions in which the audit has a
role and is silent about the others; the management groups know them all.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from providers.azure.collect.raw import Place, Raw, arm_of, asked, listed, named
from providers.azure.kinds import ROOT, uri
from providers.azure.operations import ARM, DESCENDANTS, MANAGEMENT_GROUPS, SUBSCRIPTION, SUBSCRIPTIONS
from providers.azure.settings import AzureSettings
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed
from providers.values import part, text

_GONE = "Deleted"  # with all that was in it ("Azure subscription states")


def collect(reader: Reader, settings: AzureSettings) -> tuple[tuple[Place, ...], tuple[Raw, ...]]:
    """The subscriptions to read, sorted; and the tree as it was told, entry by entry."""
    wanted = {one.lower() for one in settings.subscriptions}
    found = dict(_named(reader, wanted) if wanted else streamed(reader, listed(reader, SUBSCRIPTIONS, path={}), _subscription))
    groups = tuple(_groups(reader))
    if not wanted:
        _unseen(reader, groups, found)
    places = tuple(found[name] for name in sorted(found))
    told = [Raw("subscription", place, place.body) for place in places]
    return tuple(place for place in places if text(place.body, "state") != _GONE), (*told, *groups)


def _named(reader: Reader, wanted: Iterable[str]) -> Iterator[tuple[str, Place]]:
    for name in sorted(wanted):
        arm = f"/subscriptions/{name}"
        told = asked(reader, SUBSCRIPTION, about=uri(arm), path={"id": name})
        yield arm, Place(arm, told or {})


def _subscription(row: Answer) -> Iterator[tuple[str, Place]]:
    arm = f"/subscriptions/{named(row, 'subscriptionId').lower()}"
    yield arm, Place(arm, row)


def _groups(reader: Reader) -> Iterator[Raw]:
    """Every management group that is shown, and what lies below each: of the tenant's root alone where that is shown."""
    shown = list(streamed(reader, listed(reader, MANAGEMENT_GROUPS, path={}), _group))
    yield from shown
    roots = [raw for raw in shown if text(raw.body, "name") == text(part(raw.body, "properties"), "tenantId")]
    for raw in roots or shown:
        yield from streamed(reader, [raw.body], lambda row: _descendants(reader, row))


def _group(row: Answer) -> Iterator[Raw]:
    yield Raw("management-group", Place(arm_of(row)), row)


def _descendants(reader: Reader, group: Answer) -> Iterator[Raw]:
    below = listed(reader, DESCENDANTS, about=uri(arm_of(group)), path={"id": named(group, "name")})
    yield from streamed(reader, below, _descendant, about=uri(arm_of(group)))


def _descendant(row: Answer) -> Iterator[Raw]:
    """A group or a subscription with the group above it."""
    kind = "below" if "/subscriptions" in text(row, "type").lower() else "management-group"
    yield Raw(kind, Place(arm_of(row)), row)


def _unseen(reader: Reader, groups: Iterable[Raw], found: dict[str, Any]) -> None:
    """Says which subscriptions were not shown, or that nobody can say."""
    known = [raw for raw in groups if raw.kind == "below"]
    for raw in known:
        if f"/subscriptions/{raw.place.id.lower()}" not in found:
            reader.gap(
                f"{ARM}:{SUBSCRIPTIONS}",
                "its management group knows the subscription, and the audit has no role in it",
                about=uri(f"/subscriptions/{raw.place.id}"),
                missing="Microsoft.Resources/subscriptions/read",
            )
    if not groups:
        reader.gap(
            f"{ARM}:{MANAGEMENT_GROUPS}",
            "no management group is shown, so that subscriptions in which the audit has no role would not be seen",
            about=ROOT,
            missing="Microsoft.Management/managementGroups/read",
        )
