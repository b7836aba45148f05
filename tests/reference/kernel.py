"""The engine said slowly: every resource looked at, every placement tried, sets of ids counted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from audit.engine import Folded, Located, Placement
from audit.model.facts import Acl, Resource
from policies.levels import Level


def fold(
    resources: Iterable[Resource], acls: Iterable[Acl], placements: Sequence[Placement], located: Iterable[Located]
) -> tuple[Folded, ...]:
    held = defaultdict(list)  # (asset, part, acl) → [(witness, count)]
    for row in located:
        held[row.asset, row.part, row.acl].append((row.resource, row.count))
    for resource in resources:
        for asset, part in _cells(resource, placements) if resource.acl else ():
            held[asset, part, resource.acl].append((resource.id, 1))
    by_id = {acl.id: acl for acl in acls}
    rows = defaultdict(list)
    for (asset, part, acl), found in held.items():
        for about, levels in _granted(by_id.get(acl)).items():
            rows[asset, part, *about, levels] += [(resource, acl, count) for resource, count in found]
    return tuple(sorted((_row(key, found) for key, found in rows.items()), key=_order))


def _cells(resource: Resource, placements: Sequence[Placement]) -> set[tuple[str, str]]:
    own = {(each.asset, each.part) for each in placements if each.resource and each.resource == resource.id}
    if own:
        return own
    inherited = {(each.asset, each.part) for each in placements if each.resource and each.resource == resource.parent}
    return inherited | {(each.asset, each.part) for each in placements if each.pattern and _named(each, resource)}


def _named(placement: Placement, resource: Resource) -> bool:
    return (
        _matches(placement.pattern, resource.id)
        and not any(_matches(pattern, resource.id) for pattern in placement.excluding)
        and placement.provider in ("", resource.provider)
        and set(placement.labels) <= set(resource.labels)
    )


def _matches(pattern: str, text: str) -> bool:
    return bool(re.fullmatch("".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern), text, re.DOTALL))


def _granted(acl: Acl | None) -> dict[tuple, Level]:
    levels: dict[tuple, Level] = defaultdict(lambda: Level.NONE)
    for grant in acl.grants if acl else ():
        levels[grant.principal, grant.verdict, grant.condition, grant.source, grant.until] |= grant.levels
    return levels


def _row(key: tuple, found: list[tuple[str, str, int]]) -> Folded:
    asset, part, principal, verdict, condition, source, until, levels = key
    resource, acl, _ = min(found)
    return Folded(asset, part, principal, levels, verdict, condition, source, until, acl, resource, sum(count for *_, count in found))


def _order(row: Folded) -> tuple:
    return (row.asset, row.part, row.principal, row.levels, row.verdict, row.source, row.condition, str(row.until))
