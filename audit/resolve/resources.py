"""Resources by their ids, without a look at the others."""

from collections.abc import Collection, Iterator

import duckdb

from audit.engine.fold import files_of
from audit.engine.kernel import Shard, attach
from audit.model.facts import Resource
from audit.ports import Facts
from audit.runs.failures import saying
from audit.runs.run import Run
from audit.runs.text import escape, unescape

_QUERY = "SELECT id, provider, kind, name, parent, modified FROM resources WHERE id IN (SELECT unnest(?))"


def described(facts: Facts, ids: Collection[str]) -> tuple[Resource, ...]:
    """What the resources are: id, provider, kind, name, parent and when they changed; sorted. Raises RunError for a run that can't be read."""
    if not ids:
        return ()
    if not isinstance(facts, Run):
        return tuple(sorted(one for one in facts.resources() if one.id in ids))
    wanted = [escape(each) for each in sorted(ids)]
    with saying(f"the resources of run {facts.id} can't be read"):
        return tuple(sorted(one for shard in files_of(facts.table("resources")) for one in _in_shard(shard, wanted)))


def _in_shard(shard: Shard, wanted: list[str]) -> Iterator[Resource]:
    with duckdb.connect() as engine:
        attach(engine, "resources", shard)
        for name, provider, kind, title, parent, modified in engine.execute(_QUERY, [wanted]).fetchall():
            yield Resource(unescape(name), provider, kind, unescape(title or ""), unescape(parent or ""), modified=modified or "")
