"""Facts on their way to disk: small tables stay in memory, resources, however many, go to a file as they come."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

import pyarrow.parquet as pq

from audit.model.facts import Fact, Resource
from audit.runs import tables
from audit.runs.memory import TABLES, MemorySink

RESOURCES = "resources"
_SIZES = "sizes"
FLUSH = 5_000  # resources held in memory; many spools are open at once


class Spool:
    """Collects facts; resources go to a file in a folder, `write_small` puts the other tables beside it."""

    def __init__(self, folder: Path) -> None:
        self.small = MemorySink()
        self._folder = folder
        self._lock = Lock()
        self._waiting: list[Resource] = []
        self._sizes: list[int] = []
        self._file: pq.ParquetWriter | None = None

    def add(self, *facts: Fact) -> None:
        """Stores facts. Safe to call from several threads."""
        resources = [fact for fact in facts if isinstance(fact, Resource)]
        if len(resources) < len(facts):
            self.small.add(*(fact for fact in facts if not isinstance(fact, Resource)))
        with self._lock:
            self._waiting += resources
            if len(self._waiting) >= FLUSH:
                self._flush()

    def close(self) -> None:
        """Puts all of the resources on disk."""
        with self._lock:
            self._flush()
            if self._file is not None:
                self._file.add_key_value_metadata({_SIZES: " ".join(map(str, self._sizes))})
                self._file.close()

    def drop(self) -> None:
        """Lets go of the file, whatever is in it."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def write_small(self) -> None:
        """Puts the small tables on disk."""
        for name, kind in TABLES.items():
            if held := self.small.take(kind):
                pq.write_table(tables.table(name, held), self._folder / f"{name}.parquet", compression="zstd")

    def _flush(self) -> None:
        if not self._waiting:
            return
        if self._file is None:
            path, schema = self._folder / f"{RESOURCES}.parquet", tables.SCHEMAS[RESOURCES]
            self._file = pq.ParquetWriter(path, schema, compression="lz4", use_dictionary=False)  # quick; the run itself is made small
        table = tables.table(RESOURCES, self._waiting)
        self._file.write_table(table, row_group_size=table.num_rows)
        self._sizes.append(table.nbytes)
        self._waiting.clear()


def sizes(file: pq.ParquetFile) -> list[int]:
    """How many bytes of memory each row group of a spool's resources takes."""
    return [int(size) for size in (file.metadata.metadata or {})[_SIZES.encode()].split()]


def small(folder: Path) -> Iterator[Fact]:
    """The facts of the small tables that a spool has written into a folder."""
    for name in TABLES:
        file = folder / f"{name}.parquet"
        if name != RESOURCES and file.exists():
            with pq.ParquetFile(file) as held:
                yield from tables.facts(name, held.iter_batches())
