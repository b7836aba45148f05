"""What lies above subscriptions and management groups, in the forms in which it is told.

Pairs of an id and a parent; the entities and management groups of ARM ("Entities - List", "Management Groups - Get" with its children); a path.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from providers.azure.evaluate import scopes
from providers.azure.evaluate.simulate.keys import look_through

_Link = tuple[str, str]  # what lies below, and what lies above it


def parents(said: list[Any] | Mapping[str, Any], scope: str) -> Mapping[str, str]:
    """What lies directly above each. `scope` is that of the request: a path that does not name its subscription lies above it.

    Raises:
        ValueError: what is wrong, and what is expected.
    """
    if isinstance(said, dict) and "id" in said:
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
    name = said.get("id") or said.get("name")
    if not isinstance(name, str):
        raise ValueError(f"{at}: expected the id of a subscription or management group")  # noqa: TRY004 - what a user wrote
    below = _place(name, here)
    above = _parent(said, at)
    if above:
        yield below, _place(above, here)
    inner = said.get("properties")
    for number, child in enumerate(_children(said) or _children(inner if isinstance(inner, dict) else {})):
        yield from _links(child, f"{at}.children[{number}]", here)
        if isinstance(child, dict) and isinstance(child.get("id") or child.get("name"), str):
            yield _place(child.get("id") or child["name"], here), below


def _parent(said: Mapping[str, Any], at: str) -> str:
    """The parent as the entry says it, or its properties, or their details; empty for none."""
    inner = said.get("properties")
    details = inner.get("details") if isinstance(inner, dict) else None
    for each in (said, inner, details, said.get("details")):
        found = each.get("parent") if isinstance(each, dict) else None
        found = found.get("id") if isinstance(found, dict) else found
        if isinstance(found, str):
            return found
        if found is not None:
            raise ValueError(f"{at}.parent: expected the id of a management group")
    return ""


def _children(said: Mapping[str, Any]) -> Iterable[Any]:
    found = said.get("children")
    return found if isinstance(found, list) else ()


def _place(name: str, here: str) -> str:
    """A scope as it is told: whole, or the bare name of a management group, or of the request's own subscription."""
    if "/" in name:
        return scopes.normal(name)
    return here if here.endswith(f"/{name.lower()}") else scopes.management_group(name)
