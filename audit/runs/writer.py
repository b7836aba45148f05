"""A run being written: a `Sink` that holds small tables in memory and spools resources, however many, to disk.

At the commit every table is sorted and free of duplicates, so that equal facts give equal bytes. DuckDB sorts the resources, on disk
when they are more than memory takes.
"""

import glob
import itertools
import shutil
from collections.abc import Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from audit.model.facts import Coverage, Fact, Resource
from audit.runs import chain, tables
from audit.runs.failures import saying
from audit.runs.manifest import FILE, Manifest, TableFile, canonical
from audit.runs.memory import TABLES, MemorySink
from audit.runs.place import Place
from audit.runs.run import Run

BATCH = 50_000  # resources held before they go to the spool, and the rows of a row group
SHARD = 5_000_000  # resources in one file: what one worker of the engine takes
SORT_MEMORY = "1GB"
_SPOOL = "spool.parquet"


class RunWriter:
    """Collects the facts of one run; `commit` makes them a run. Leaving without a commit leaves nothing."""

    def __init__(self, place: Place, work: Path, run: str, at: datetime, tool_version: str) -> None:
        self._place, self._work, self._run, self._at, self._tool_version = place, work, run, at, tool_version
        self._small = MemorySink()
        self._lock = Lock()
        self._waiting: list[Resource] = []
        self._spool: pq.ParquetWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._spool is not None:
            self._spool.close()
        shutil.rmtree(self._work, ignore_errors=True)

    def add(self, *facts: Fact) -> None:
        """Stores facts, each once. Safe to call from several threads. Raises RunError when the disk refuses."""
        self._small.add(*(fact for fact in facts if not isinstance(fact, Resource)))
        with self._lock:
            self._waiting.extend(fact for fact in facts if isinstance(fact, Resource))
            if len(self._waiting) >= BATCH:
                self._flush()

    def commit(self, policy_digest: str, providers: tuple[str, ...]) -> Run:
        """Writes the tables and the manifest and puts the run in its place. Raises RunError when it can't, or when the run is there."""
        with self._lock, saying(f"run {self._run} can't be written"):
            written = [self._small_table(name) for name in TABLES if name != "resources"]
            written += self._resources()
            manifest = Manifest(
                run=self._run,
                at=self._at,
                tool_version=self._tool_version,
                policy_digest=policy_digest,
                providers=providers,
                coverage=tuple(fact for fact in self._small.take(Coverage) if isinstance(fact, Coverage)),
                tables=tuple(sorted(written)),
                previous=chain.before(self._place, self._run),
            )
            (self._work / FILE).write_bytes(canonical(manifest))
            self._place.publish(self._work, self._run, FILE)
        return Run(self._place.within(self._run), manifest)

    def _flush(self) -> None:
        if not self._waiting:
            return
        with saying(f"run {self._run} can't be written"):
            if self._spool is None:
                self._spool = pq.ParquetWriter(self._work / _SPOOL, tables.SCHEMAS["resources"], compression="zstd")
            self._spool.write_table(tables.table("resources", self._waiting))
        self._waiting.clear()

    def _small_table(self, name: str) -> TableFile:
        table = tables.table(name, self._small.take(TABLES[name]))
        return self._written(f"{name}.parquet", iter([table]), table.schema)

    def _resources(self) -> list[TableFile]:
        self._flush()
        schema = tables.SCHEMAS["resources"]
        (self._work / "resources").mkdir()
        if self._spool is None:
            return [self._written(_shard(0), iter(()), schema)]
        self._spool.close()
        groups = _row_groups(self._work / _SPOOL, schema)
        files: list[TableFile] = []
        while first := next(groups, None):
            shard = itertools.chain([first], itertools.islice(groups, SHARD // BATCH - 1))
            files.append(self._written(_shard(len(files)), shard, schema))
        (self._work / _SPOOL).unlink()
        return files

    def _written(self, name: str, groups: Iterator[pa.Table], schema: pa.Schema) -> TableFile:
        path, rows = self._work / name, 0
        with pq.ParquetWriter(path, schema, compression="zstd") as file:
            for group in groups:
                file.write_table(group, row_group_size=BATCH)
                rows += group.num_rows
        with path.open("rb") as written:
            return TableFile(name, rows, path.stat().st_size, file_digest(written, "sha256").hexdigest())


def _shard(number: int) -> str:
    return f"resources/{number:04}.parquet"


def _row_groups(spool: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The spooled resources, sorted and each once, in tables of BATCH rows."""
    settings: dict[str, Any] = {"memory_limit": SORT_MEMORY, "temp_directory": str(spool.parent / "sorting")}
    with duckdb.connect(config=settings) as engine:
        found = engine.sql("SELECT DISTINCT * FROM read_parquet(?) ORDER BY ALL", params=[glob.escape(str(spool))])
        held = pa.table({field.name: [] for field in schema}, schema)
        for batch in found.to_arrow_reader(BATCH):
            held = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(schema)])
            while held.num_rows >= BATCH:
                yield held.slice(0, BATCH)
                held = held.slice(BATCH)
        if held.num_rows:
            yield held
