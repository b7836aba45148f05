"""The manifest of a run: what was read, how much of it, and the digests that make it verifiable."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec

from audit.errors import RunError
from audit.model.facts import Coverage
from audit.runs.failures import saying
from audit.runs.text import escape_all, unescape_all

FILE = "manifest.json"
FORMAT = 1  # of the tables and this file; a reader refuses what is newer


@dataclass(frozen=True, slots=True, order=True)
class TableFile:
    """One Parquet file of a run, by its path inside the run's folder; `size` in bytes."""

    path: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The run before, and the SHA-256 of its manifest."""

    run: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about a run but its facts. `previous` is None for the first run of a store.

    `begun` is there for a run that took up a killed collection: when the first of its facts were read.
    """

    run: str
    at: datetime
    tool_version: str
    policy_digest: str
    providers: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    tables: tuple[TableFile, ...]
    previous: Previous | None = None
    format: int = FORMAT
    begun: datetime | None = None

    def files(self, table: str) -> tuple[TableFile, ...]:
        """The files that hold a table, in the order of its rows."""
        return tuple(file for file in self.tables if file.path.removesuffix(".parquet").split("/")[0] == table)

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(file.rows for file in self.files(table))


@dataclass(frozen=True, slots=True)
class _Version:
    format: int


def canonical(value: object) -> bytes:
    """JSON with sorted keys and a newline at the end: equal values give equal bytes."""
    plain = escape_all(msgspec.to_builtins(value))
    return msgspec.json.format(msgspec.json.encode(plain, order="deterministic"), indent=2) + b"\n"


def decode(content: bytes, run: str) -> Manifest:
    """Reads a manifest. Raises RunError for anything that is none, or is of a newer version."""
    with saying(f"the manifest of run {run} can't be read", "restore the run from a copy, or remove its folder"):
        plain = unescape_all(msgspec.json.decode(content))
        version = msgspec.convert(plain, _Version).format
        if version > FORMAT:
            raise RunError(f"run {run} was written by a newer version (format {version}, this one reads {FORMAT})", "update toegang")
        return msgspec.convert(plain, Manifest)


def digest(content: bytes) -> str:
    """The SHA-256 that the next run's manifest carries."""
    return sha256(content).hexdigest()
