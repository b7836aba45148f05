"""What the worlds of providers with policies of their own are made of: documents decoded, and resources by what they lie in."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from audit.model.facts import Resource


def decoded(body: str) -> Mapping[str, Any] | None:
    """The object that a document holds in JSON; None for what is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def below(resources: Iterable[Resource]) -> Mapping[str, tuple[Resource, ...]]:
    """The resources that lie directly in each."""
    found: dict[str, list[Resource]] = defaultdict(list)
    for one in resources:
        found[one.parent].append(one)
    return {name: tuple(sorted(inside)) for name, inside in found.items()}
