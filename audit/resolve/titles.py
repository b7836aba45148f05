"""What people call a resource: ids of files say nothing to anybody."""

from collections.abc import Collection, Mapping

import duckdb

from audit.engine.fold import files_of
from audit.engine.kernel import Shard, attach
from audit.ports import Facts
from audit.runs.failures import saying
from audit.runs.run import Run
from audit.runs.text import escape, unescape


def titles(facts: Facts, ids: Collection[str]) -> Mapping[str, str]:
    """The names of resources by id, of those that have one. Raises RunError for a run that can't be read."""
    if not ids:
        return {}
    if not isinstance(facts, Run):
        return {resource.id: resource.name for resource in facts.resources() if resource.id in ids}
    wanted = [escape(each) for each in sorted(ids)]
    found: dict[str, str] = {}
    with saying(f"the resources of run {facts.id} can't be read"):
        for shard in files_of(facts.table("resources")):
            found |= _named(shard, wanted)
    return found


def _named(shard: Shard, wanted: list[str]) -> dict[str, str]:
    with duckdb.connect() as engine:
        attach(engine, "resources", shard)
        rows = engine.execute("SELECT id, name FROM resources WHERE id IN (SELECT unnest(?))", [wanted]).fetchall()
    return {unescape(name): unescape(title) for name, title in rows if title}
