"""Which resources carry some acls, by kind: one GROUP BY over the resources, never a look at each."""

from collections.abc import Collection, Iterator

import duckdb

from audit.engine.fold import files_of
from audit.engine.kernel import Shard, attach
from audit.model.residual import Carried
from audit.ports import Facts
from audit.runs.failures import saying
from audit.runs.run import Run
from audit.runs.tables import table
from audit.runs.text import unescape

_QUERY = """
SELECT acl, provider, kind, count(*) AS count, min(id) AS resource, arg_min(name, id) AS name
FROM resources WHERE acl IN (SELECT unnest(?)) GROUP BY acl, provider, kind
"""


def carriers(facts: Facts, acls: Collection[str]) -> tuple[Carried, ...]:
    """The resources that carry each of the acls, sorted. Raises RunError for a run that can't be read."""
    if not acls:
        return ()
    found: dict[tuple[str, str, str], Carried] = {}
    with saying("the resources of the run can't be read"):
        for each in (one for shard in _shards(facts) for one in _in_shard(shard, sorted(acls))):
            key = (each.acl, each.provider, each.kind)
            before = found.get(key)
            found[key] = each if before is None else _both(before, each)
    return tuple(sorted(found.values()))


def _both(one: Carried, other: Carried) -> Carried:
    first = min(one, other, key=lambda each: each.resource)
    return Carried(one.acl, one.provider, one.kind, one.count + other.count, first.resource, first.name)


def _shards(facts: Facts) -> tuple[Shard, ...]:
    return tuple(files_of(facts.table("resources"))) if isinstance(facts, Run) else (table("resources", tuple(facts.resources())),)


def _in_shard(shard: Shard, acls: list[str]) -> Iterator[Carried]:
    with duckdb.connect() as engine:
        attach(engine, "resources", shard)
        for acl, provider, kind, count, resource, name in engine.execute(_QUERY, [acls]).fetchall():
            yield Carried(acl, provider, kind, count, unescape(resource), unescape(name))
