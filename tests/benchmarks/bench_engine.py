"""The engine against a bare scan of the same interned Parquet, in one go, and the rate at which acls are interned.

python -m tests.benchmarks.bench_engine [MILLIONS ...]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from tabulate import tabulate

from audit.engine import Placement, located, placements
from audit.engine.fold import fold
from audit.engine.kernel import kernel
from audit.model.facts import Grant, acl_id
from policies.levels import Level

FOLDERS = 20_000  # 200 assets of 50 folders each lie in half of them
ACLS = 40_000
_RESOURCES = """
COPY (
  SELECT 'drive://' || lpad(i::VARCHAR, 12, '0') AS id, 'google' AS provider, 'file' AS kind, 'file ' || i AS name,
    'drive://folder' || hash(i // 40) % {folders} AS parent, md5((hash(i // 40) % {folders} * 2 + (hash(i) % 10 = 0)::INT)::VARCHAR) AS acl,
    [{{'key': 'team', 'value': 'x'}}] AS labels
  FROM range({rows}) rows(i)
) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 50000)
"""
_ACLS = """
COPY (
  SELECT md5(a::VARCHAR) AS acl, 'google://user/' || hash(a * 50 + g) % 5000 AS principal, (1 + 2 * (g % 2))::UTINYINT AS levels, 'acl' AS source,
    '' AS condition, NULL::DATE AS until, 'yes' AS verdict, TRUE AS grants
  FROM range({acls}) acls(a), range(12) grants(g)
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def timed(work: Callable[[], object]) -> float:
    """Seconds of the faster of two goes: the first warms the cache."""
    return min(_once(work) for _ in range(2))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def scan(path: str) -> None:
    with duckdb.connect() as engine:
        engine.execute("SELECT sum(length(id)), sum(length(parent)), sum(length(acl)) FROM read_parquet(?)", [path]).fetchall()


def row(folder: Path, millions: int, placed: pa.Table, acls: str) -> tuple[str, ...]:
    path = str(folder / f"{millions}.parquet")
    duckdb.execute(_RESOURCES.format(folders=FOLDERS, rows=millions * 1_000_000, path=path))
    bare = timed(lambda: scan(path))
    alone = timed(lambda: kernel(placed, path))
    whole = timed(lambda: fold([path], acls, placed, located([])))
    return (
        f"{millions} M",
        f"{bare:.2f} s",
        f"{alone:.2f} s",
        f"{alone / bare:.1f}",
        f"{whole:.2f} s",
        f"{pq.ParquetFile(path).metadata.num_row_groups}",
    )


def interning() -> str:
    """Grants per second through `acl_id`, on one core."""
    sets = [frozenset(Grant(f"google://user/{number * 7 + each}", Level.READ, "acl") for each in range(12)) for number in range(5000)]
    return f"{len(sets) * 12 / timed(lambda: [acl_id(each) for each in sets]):,.0f}"


def main(sizes: list[int]) -> None:
    placed = placements(Placement(f"asset{number % 200}", resource=f"drive://folder{number}") for number in range(0, FOLDERS, 2))
    with tempfile.TemporaryDirectory() as name:
        acls = str(Path(name) / "acls.parquet")
        duckdb.execute(_ACLS.format(acls=ACLS, path=acls))
        rows = [row(Path(name), millions, placed, acls) for millions in sizes]
    sys.stdout.write(tabulate(rows, ("resources", "bare scan", "kernel", "kernel / scan", "kernel and fold", "row groups")) + "\n")
    sys.stdout.write(f"\ninterned: {interning()} grants a second\n")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1, 10])
