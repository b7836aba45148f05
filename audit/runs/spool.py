"""Facts on their way to disk: small tables stay in memory, resources, however many, go to a file as they come."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import pyarrow.parquet as pq

from audit.model.facts import Fact, Resource
from audit.runs import tables
from audit.runs.memory import TABLES, MemorySink
from audit.runs.text import escape_all, unescape_all

RESOURCES = "resources"
_SIZES = "sizes"
_SMALL = "small.json"  # one file: a chapter has few of these, and a Parquet file for each table takes longer than to read a user's Drive
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
        held = {name: found for name, kind in TABLES.items() if name != RESOURCES and (found := self.small.take(kind))}
        if not held:
            return
        plain = escape_all(msgspec.to_builtins(held))
        (self._folder / _SMALL).write_bytes(msgspec.json.encode(plain))

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
    file = folder / _SMALL
    plain = msgspec.json.decode(file.read_bytes(), type=dict[str, list[Any]]) if file.exists() else {}
    for name, rows in plain.items():
        kind: Any = list[TABLES[name]]  # type: ignore[valid-type]  # a type known only now
        yield from msgspec.convert(unescape_all(rows), kind)
