"""A run being written: a `Sink` that holds small tables in memory and spools resources, however many, to disk.

At the commit every table is sorted and free of duplicates, so that equal facts give equal bytes.
"""

import itertools
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from hashlib import file_digest
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from audit.model.facts import Coverage, Fact
from audit.runs import chain, tables
from audit.runs.chapters import Chapters
from audit.runs.failures import saying
from audit.runs.manifest import FILE, Manifest, TableFile, canonical
from audit.runs.memory import TABLES
from audit.runs.packed import pack, unpack
from audit.runs.place import Place, put, sync
from audit.runs.run import Run
from audit.runs.sorting import in_groups, in_order
from audit.runs.spool import RESOURCES, Spool
from audit.runs.unfinished import Unfinished

BATCH = 50_000  # the rows of a row group
SHARD = 5_000_000  # resources in one file: what one worker of the engine takes


class RunWriter:
    """Collects the facts of one run; `commit` makes them a run. Leaving without a commit leaves nothing that looks like one.

    `chapters` counts those done. `begun`: when the killed collection that was taken up had begun, else None.
    """

    def __init__(self, place: Place, work: Unfinished, run: str, at: datetime, tool_version: str) -> None:
        self._place, self._work, self._run, self._at, self._tool_version = place, work, run, at, tool_version
        self.chapters = Chapters(work.done())
        self.begun = work.begun.at if len(self.chapters) else None
        self._spool = Spool(work.spools / "loose")
        for chapter in work.done():
            self._spool.add(*unpack((work.chapters / chapter).read_bytes()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._spool.drop()
        self._work.leave(keep=error is not None and self._place.local and bool(self._work.begun.key and len(self.chapters)))

    def add(self, *facts: Fact) -> None:
        """Stores facts, each once. Safe to call from several threads. Raises RunError when the disk refuses."""
        with self.saying():
            self._spool.add(*facts)

    def has(self, chapter: str) -> bool:
        """Whether a chapter is done, in this collection or the killed one that it took up."""
        return self.chapters.has(chapter)

    @contextmanager
    def chapter(self, name: str) -> Iterator["Chapter"]:
        """A sink for the facts of one chapter. Raises ValueError when it is open or done, RunError when the disk refuses."""
        with self.chapters.opened(name) as key:
            spool, done = Spool(self._work.spools / key), self._work.chapters / key
            try:
                yield Chapter(self, spool)
                with self.saying():
                    spool.close()
                    if spool.path.exists():
                        sync(spool.path)
                    facts = spool.held()
                    put(done, pack(facts))
            finally:
                spool.drop()
                if not done.exists():
                    spool.path.unlink(missing_ok=True)
            self.add(*facts)

    def commit(self, policy_digest: str, providers: tuple[str, ...]) -> Run:
        """Writes the tables and the manifest and puts the run in its place. Raises RunError when it can't, or when the run is there."""
        with self.saying():
            written = [self._small_table(name) for name in TABLES if name != RESOURCES]
            written += self._resources()
            manifest = Manifest(
                run=self._run,
                at=self._at,
                tool_version=self._tool_version,
                policy_digest=policy_digest,
                providers=providers,
                coverage=tuple(fact for fact in self._spool.small.take(Coverage) if isinstance(fact, Coverage)),
                tables=tuple(sorted(written)),
                previous=chain.before(self._place, self._run),
                begun=self.begun,
            )
            (self._work.run / FILE).write_bytes(canonical(manifest))
            self._place.publish(self._work.run, self._run, FILE)
        return Run(self._place.within(self._run), manifest)

    def saying(self) -> AbstractContextManager[None]:
        """Says that the run can't be written where the disk refuses."""
        return saying(f"run {self._run} can't be written")

    def _small_table(self, name: str) -> TableFile:
        table = tables.table(name, self._spool.small.take(TABLES[name]))
        return self._written(f"{name}.parquet", iter([table]), table.schema)

    def _resources(self) -> list[TableFile]:
        self._spool.flush()
        self._spool.close()
        schema = tables.SCHEMAS[RESOURCES]
        (self._work.run / RESOURCES).mkdir()
        written = {self._spool.path.name, *self._work.done()}
        spools = sorted(each for each in self._work.spools.iterdir() if each.name in written)
        groups = in_groups(in_order(spools, self._work.folder / "sorting"), BATCH)
        files: list[TableFile] = []
        while (first := next(groups, None)) or not files:
            shard = itertools.chain([first] if first else [], itertools.islice(groups, SHARD // BATCH - 1))
            files.append(self._written(_shard(len(files)), shard, schema))
        return files

    def _written(self, name: str, groups: Iterator[pa.Table], schema: pa.Schema) -> TableFile:
        path, rows = self._work.run / name, 0
        with pq.ParquetWriter(path, schema, compression="zstd") as file:
            for group in groups:
                file.write_table(group, row_group_size=BATCH)
                rows += group.num_rows
        with path.open("rb") as written:
            return TableFile(name, rows, path.stat().st_size, file_digest(written, "sha256").hexdigest())


def _shard(number: int) -> str:
    return f"resources/{number:04}.parquet"


class Chapter:
    """The facts of one chapter. A chapter opened inside it is one of the run."""

    def __init__(self, writer: RunWriter, spool: Spool) -> None:
        self._writer, self._spool = writer, spool

    def add(self, *facts: Fact) -> None:
        """Stores facts, each once. Safe to call from several threads. Raises RunError when the disk refuses."""
        with self._writer.saying():
            self._spool.add(*facts)

    def has(self, chapter: str) -> bool:
        """Whether a chapter of the run is done."""
        return self._writer.has(chapter)

    def chapter(self, name: str) -> AbstractContextManager["Chapter"]:
        """Another chapter of the run."""
        return self._writer.chapter(name)
