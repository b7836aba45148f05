"""From resources to grants on assets: kernels on every shard, merged, then joined to the acls once."""

from collections.abc import Sequence
from functools import partial

import duckdb
import pyarrow as pa

from audit.engine.kernel import Shard, attach, kernel, merge
from audit.engine.rows import Folded
from audit.engine.schedulers import Scheduler, in_process
from audit.runs.columns import from_arrow
from audit.runs.failures import saying
from audit.runs.place import Place

# Levels stay in the key: the witness then really gives them all, as `explain` will be asked to show.
# Within one acl a principal's grants that differ in nothing else are one, so that no resource counts twice.
_FOLDED = """
WITH granted AS (
  SELECT acl, principal, bit_or(levels) AS levels, verdict, condition, source, until
  FROM acls WHERE grants GROUP BY ALL
), held AS (
  SELECT asset, part, principal, levels, verdict, condition, source, until,
    min({'resource': resource, 'acl': acl}) AS witness, sum(count)::BIGINT AS count
  FROM located JOIN granted USING (acl) GROUP BY ALL
)
SELECT asset, part, principal, levels, verdict, condition, source, until, witness.acl AS acl, witness.resource AS resource, count
FROM held ORDER BY ALL
"""


def fold(
    resources: Sequence[Shard], acls: Shard, placements: pa.Table, located: pa.Table, scheduler: Scheduler = in_process
) -> tuple[Folded, ...]:
    """Every grant on every part of every asset, sorted.

    `resources` are tables, Parquet files or folders of such; `placements` and `located` come from `audit.engine.rows`, `located` holding
    what providers have evaluated already. An acl that `acls` does not hold gives nothing. Raises RunError for a table that can't be read.
    """
    with saying("the resources can't be evaluated", "run `toegang runs verify`, and restore the run from a copy"):
        shards = [shard for each in resources for shard in files_of(each)]
        merged = merge([located, *scheduler(partial(kernel, placements), shards)])
        with duckdb.connect() as engine:
            engine.register("located", merged)
            attach(engine, "acls", acls)
            return tuple(from_arrow(Folded, engine.sql(_FOLDED).to_arrow_table()))


def files_of(shard: Shard) -> tuple[Shard, ...]:
    """The files of a folder; a table or a file is one itself."""
    if isinstance(shard, pa.Table):
        return (shard,)
    place = Place.of(shard)
    if not place.fs.isdir(place.root):
        return (shard,)
    return tuple(place.uri(name) for name in place.files("") if name.endswith(".parquet"))
