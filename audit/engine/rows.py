"""What goes into the engine and what comes out, as dataclasses; their Arrow schemas are derived from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from audit.model.facts import Pairs, Verdict
from audit.runs.columns import schema, to_arrow
from policies.levels import Level


@dataclass(frozen=True, slots=True, order=True)
class Placement:
    """What lies in one part of one asset: one resource or one pattern of resources.

    A `resource` is placed itself, and so is all that has it as parent and no such placement of its own: folders are closed before.
    A `pattern` (`*`, `?`) places what it names, unless `excluding` names it too, where the resource has no placement of its own;
    `provider` and `labels` narrow it when they are not empty.
    """

    asset: str
    part: str = ""
    resource: str = ""
    pattern: str = ""
    excluding: tuple[str, ...] = ()
    provider: str = ""
    labels: Pairs = ()


@dataclass(frozen=True, slots=True, order=True)
class Located:
    """An acl that holds in one part of an asset: on how many resources, and the first of them by id."""

    asset: str
    part: str
    acl: str
    resource: str
    count: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Folded:
    """What one principal holds of one part of an asset, by one mechanism under one condition.

    `levels` is the exact set that it has together on each of `count` resources; `resource` is the first of them by id, `acl` the acl on it.
    """

    asset: str
    part: str
    principal: str
    levels: Level
    verdict: Verdict
    condition: str
    source: str
    until: date | None
    acl: str
    resource: str
    count: int


PLACEMENTS = schema(Placement)
LOCATED = schema(Located)
FOLDED = schema(Folded)


def placements(rows: Iterable[Placement]) -> pa.Table:
    """The placements as the kernel takes them, sorted and each once."""
    return to_arrow(Placement, sorted(set(rows)))


def located(rows: Iterable[Located]) -> pa.Table:
    """Acls that a provider has worked out from its documents, as the engine takes them: one row for a resource in a part of an asset."""
    return to_arrow(Located, sorted(rows))
