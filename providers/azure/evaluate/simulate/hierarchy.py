"""What lies above subscriptions and management groups, in the forms in which it is told.

Pairs of an id and a parent; the entities and management groups of ARM ("Entities - List", "Management Groups - Get" with its children) or of
PowerShell (`Get-AzManagementGroup`), the containers of Azure Resource Graph with all that lies above them; a path.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from providers.azure.evaluate import scopes
from providers.azure.evaluate.entry import Entry
from providers.azure.evaluate.simulate.keys import look_through

_Link = tuple[str, str]  # what lies below, and what lies above it


def parents(said: list[Any] | Mapping[str, Any], scope: str) -> Mapping[str, str]:
    """What lies directly above each. `scope` is that of the request: a path that does not name its subscription lies above it.

    Raises:
        ValueError: what is wrong, and what is expected.
    """
    if isinstance(said, dict) and not {"id", "scope", "parent", "children"}.isdisjoint(key.lower() for key in said):
        said = [said]
    if isinstance(said, dict):
        said = [{"id": below, "parent": above} for below, above in said.items()]
    here = scopes.subscription(scope)
    if said and all(isinstance(one, str) for one in said):
        return dict(_path([str(one) for one in said], here))
    found: dict[str, str] = {}
    for number, one in enumerate(said):
        for below, above in _links(one, f"hierarchy[{number}]", here):
            if found.get(below, above) != above:
                raise ValueError(f"hierarchy[{number}]: {below} has two parents, {found[below]} and {above}")
            found[below] = above
    return found


def _path(names: list[str], here: str) -> Iterator[_Link]:
    """The links of a path, from the root or from the subscription; management groups alone go from the root down."""
    places = [_place(name, here) for name in names]
    if scopes.subscription(places[0]) or places[-1] == scopes.ROOT:
        places.reverse()
    if here and not any(scopes.subscription(one) for one in places):
        places.append(here)
    places = [scopes.subscription(one) or one for one in places]  # resource groups lie in their subscription by their names
    yield from ((below, above) for above, below in pairwise(dict.fromkeys(places)) if scopes.ROOT not in (above, below))


def _links(said: object, at: str, here: str) -> Iterator[_Link]:
    if isinstance(said, list) and all(isinstance(one, str) for one in said):
        yield from _path(said, here) if said else ()
        return
    if not isinstance(said, dict):
        raise ValueError(f"{at}: expected {{id, parent}}")  # noqa: TRY004 - what a user wrote
    look_through("place", said, at)
    entry = Entry(said)
    name = _id(said)
    if not name:
        raise ValueError(f"{at}: expected the id of a subscription or management group")
    below = _place(name, here)
    above = _parent(entry, at)
    if above:
        yield below, _place(above, here)
    yield from _chain(entry, below, at, here)
    for number, child in enumerate(entry.listed("children")):
        yield from _links(child, f"{at}.children[{number}]", here)
        if isinstance(child, dict) and (inner := _id(child)):
            yield _place(inner, here), below


def _id(said: Mapping[str, Any]) -> str:
    """How an entry names itself; empty where it does not."""
    found = Entry(said).get("id", "scope", "name")
    return found if isinstance(found, str) else ""


def _parent(entry: Entry, at: str) -> str:
    """The parent as the entry says it, or its properties, or their details; empty for none."""
    details = entry.get("details")
    for each in (entry, Entry(details if isinstance(details, dict) else {})):
        found = each.get("parent", "parentId", "parentName")
        found = Entry(found).get("id") if isinstance(found, dict) else found
        if isinstance(found, str):
            return found
        if found is not None:
            raise ValueError(f"{at}.parent: expected the id of a management group")
    return ""


def _chain(entry: Entry, below: str, at: str, here: str) -> Iterator[_Link]:
    """All that lies above an entry: "Entities - List" tells it from the root down, Azure Resource Graph from the entry up."""
    details = entry.get("details")
    up = Entry(details if isinstance(details, dict) else {}).listed("managementGroupAncestorsChain") or entry.listed(
        "managementGroupAncestorsChain"
    )
    told = [*reversed(entry.listed("parentNameChain"))] or up
    names = [_id(one) if isinstance(one, dict) else one for one in told]
    if not all(isinstance(one, str) and one for one in names):
        raise ValueError(f"{at}: expected the names of the management groups above it")
    yield from pairwise([below, *(_place(one, here) for one in names)])


def _place(name: str, here: str) -> str:
    """A scope as it is told: whole, or the bare name of a management group, or of the request's own subscription."""
    if "/" in name:
        return scopes.normal(name)
    return here if here.endswith(f"/{name.lower()}") else scopes.management_group(name)
