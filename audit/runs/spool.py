"""Facts on their way to disk: small tables stay in memory, resources go to a file when there are many."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

import pyarrow as pa

from audit.model.facts import Fact, Resource
from audit.runs import tables
from audit.runs.memory import MemorySink

RESOURCES = "resources"
FLUSH = 5_000  # resources held in memory; many spools are open at once
_WRITING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)


class Spool:
    """Collects facts; `path` is the file for resources, made when they are more than are held."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.small = MemorySink()
        self._lock = Lock()
        self._waiting: list[Resource] = []
        self._file: pa.RecordBatchFileWriter | None = None

    def add(self, *facts: Fact) -> None:
        """Stores facts. Safe to call from several threads."""
        resources = [fact for fact in facts if isinstance(fact, Resource)]
        if len(resources) < len(facts):
            self.small.add(*(fact for fact in facts if not isinstance(fact, Resource)))
        with self._lock:
            self._waiting += resources
            if len(self._waiting) >= FLUSH:
                self._flush()

    def held(self) -> tuple[Fact, ...]:
        """The facts that are in memory and in no file."""
        with self._lock:
            return (*self.small.all(), *self._waiting)

    def flush(self) -> None:
        """Puts all of the resources into the file."""
        with self._lock:
            self._flush()

    def close(self) -> None:
        """Makes the file whole, if there is one."""
        if self._file is not None:
            self._file.close()

    def drop(self) -> None:
        """Lets go of the file, whatever is in it."""
        with suppress(OSError):
            self.close()

    def _flush(self) -> None:
        if not self._waiting:
            return
        if self._file is None:  # quick to write and to read; the run itself is made small
            self._file = pa.ipc.new_file(str(self.path), tables.SCHEMAS[RESOURCES], options=_WRITING)
        self._file.write_table(tables.table(RESOURCES, self._waiting))
        self._waiting.clear()


def batches(file: Path) -> Iterator[pa.RecordBatch]:
    """The resources in a file of a spool, as many at a time as it held in memory."""
    with pa.OSFile(str(file), "rb") as source, pa.ipc.open_file(source, options=_READING) as held:
        for number in range(held.num_record_batches):
            yield held.get_batch(number)
