"""The one step that meets every resource: which acls hold in which part of which asset, on one shard, in DuckDB.

Joins and GROUP BYs only; what shards give merges by sum and min. All else is done once for each distinct acl.
"""

import glob
import itertools
from collections.abc import Iterable, Iterator

import duckdb
import pyarrow as pa

from audit.engine.patterns import condition
from audit.engine.rows import LOCATED, Placement
from audit.runs.columns import from_arrow
from audit.runs.place import Place
from audit.runs.text import escape

Shard = str | pa.Table  # the path or URI of a Parquet file of resources, or the table itself

_NAMED = """
CREATE TABLE named AS SELECT DISTINCT resource, asset, part FROM placements WHERE resource <> '';
CREATE TABLE alone AS SELECT DISTINCT resource FROM named;
"""
_OWN = """
SELECT asset, part, acl, min(id) AS resource, count(*) AS count
FROM shard JOIN named ON named.resource = shard.id WHERE acl <> '' AND id IN (FROM alone) GROUP BY asset, part, acl
"""  # DuckDB groups by id before it joins: without the last condition it would hold a group for each file
_INHERITED = """
SELECT asset, part, acl, min(id) AS resource, count(*) AS count
FROM shard JOIN named ON named.resource = shard.parent
WHERE acl <> '' AND id NOT IN (FROM alone) GROUP BY asset, part, acl
"""
_PATTERN = """
SELECT $asset AS asset, $part AS part, acl, min(id) AS resource, count(*) AS count
FROM shard
WHERE acl <> '' AND id NOT IN (FROM alone)
  AND parent NOT IN (SELECT resource FROM named WHERE asset = $asset AND part = $part)
  AND ({}) GROUP BY acl
"""
_MERGED = (
    "SELECT asset, part, acl, min(resource) AS resource, sum(count)::BIGINT AS count FROM partial GROUP BY asset, part, acl ORDER BY ALL"
)


def kernel(placements: pa.Table, shard: Shard, threads: int | None = None) -> pa.Table:
    """The acls in play on one shard, as `LOCATED`. `threads` bounds DuckDB, which else takes every core."""
    with duckdb.connect(config={"threads": threads} if threads else {}) as engine:
        engine.register("placements", placements)
        engine.execute(_NAMED)
        attach(engine, "shard", shard)
        return merge([_rows(engine, _OWN), _rows(engine, _INHERITED), *_by_pattern(engine, placements)])


def merge(partials: Iterable[pa.Table]) -> pa.Table:
    """What shards gave, as one `LOCATED` table: counts added, the first resource of all kept."""
    with duckdb.connect() as engine:
        engine.register("partial", pa.concat_tables([LOCATED.empty_table(), *partials]))
        return _rows(engine, _MERGED)


def _by_pattern(engine: duckdb.DuckDBPyConnection, placements: pa.Table) -> Iterator[pa.Table]:
    patterns = sorted(row for row in from_arrow(Placement, placements) if row.pattern)
    for (asset, part), rows in itertools.groupby(patterns, lambda row: (row.asset, row.part)):
        clause, values = condition(tuple(rows))
        yield _rows(engine, _PATTERN.format(clause), {"asset": escape(asset), "part": escape(part), **values})


def attach(engine: duckdb.DuckDBPyConnection, name: str, table: Shard) -> None:
    """Makes a table or a Parquet file known to DuckDB under a name."""
    if isinstance(table, pa.Table):
        engine.register(name, table)
        return
    place = Place.of(table)
    if not place.local:
        engine.register_filesystem(place.fs)
    engine.read_parquet(glob.escape(place.uri(""))).create_view(name)


def _rows(engine: duckdb.DuckDBPyConnection, query: str, values: dict[str, object] | None = None) -> pa.Table:
    found: pa.Table = engine.sql(query, params=values).to_arrow_table()
    return found.cast(LOCATED)
