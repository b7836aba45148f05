"""The folder or bucket that holds the runs. Names are relative to it, with `/` between their parts."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

from audit.errors import UsageError

PARTIAL = ".partial-"  # what is not whole yet has a name that starts so


@dataclass(frozen=True, slots=True)
class Place:
    """A file system and the folder in it; `fs` is an fsspec file system."""

    fs: Any
    root: str

    @classmethod
    def of(cls, place: str) -> "Place":
        """A path or a URI (`s3://…`, `gs://…`, `memory://…`). Raises UsageError where no library reads such a URI."""
        try:
            fs, root = fsspec.core.url_to_fs(place)
        except (ImportError, ValueError) as error:
            raise UsageError(f"the store {place} can't be opened: {error}", "install the file system's package or name a folder") from error
        return cls(fs, root)

    @property
    def local(self) -> bool:
        """Whether it is a folder of this machine, where a rename is one step."""
        return isinstance(self.fs, LocalFileSystem)

    def path(self, name: str) -> str:
        """The name as this file system's own path."""
        return f"{self.root.rstrip('/')}/{name}" if name else self.root

    def uri(self, name: str) -> str:
        """The absolute path of a local file, the URI of another: what DuckDB and Spark can open."""
        return self.path(name) if self.local else str(self.fs.unstrip_protocol(self.path(name)))

    def open(self, name: str) -> BinaryIO:
        """A file to read."""
        return cast("BinaryIO", self.fs.open(self.path(name), "rb"))

    def read(self, name: str) -> bytes:
        """A whole small file."""
        with self.open(name) as file:
            return file.read()

    def sha256(self, name: str) -> str:
        """The digest of a file's bytes."""
        with self.open(name) as file:
            return file_digest(cast("Any", file), "sha256").hexdigest()

    def exists(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        return bool(self.fs.exists(self.path(name)))

    def names(self) -> tuple[str, ...]:
        """The names directly in this place, sorted; none where it does not exist yet."""
        if not self.fs.isdir(self.root):
            return ()
        return tuple(sorted(PurePosixPath(found).name for found in self.fs.ls(self.root, detail=False)))

    def files(self, name: str) -> tuple[str, ...]:
        """Every file under a folder, relative to it, sorted."""
        folder = self.path(name)
        return tuple(sorted(found.removeprefix(folder).lstrip("/") for found in self.fs.find(folder)))

    def touched(self, name: str) -> datetime:
        """When the newest file under a folder (the folder itself, when it is empty) was written; now, if it goes while we look."""
        times = []
        for each in [self.path(f"{name}/{file}") for file in self.files(name)] or [self.path(name)]:
            with suppress(FileNotFoundError):
                times.append(cast("datetime", self.fs.modified(each)).astimezone(UTC))
        return max(times, default=datetime.now(UTC))

    def within(self, name: str) -> "Place":
        """A folder in this place."""
        return Place(self.fs, self.path(name))

    def write(self, name: str, content: bytes) -> None:
        """Writes a small file so that a reader sees the old or the new one, never a half."""
        if not self.local:
            self.fs.pipe_file(self.path(name), content)
            return
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
        _sync(path.parent)

    def workshop(self, name: str) -> Path:
        """A new local folder to build `name` in; beside it where that is on this machine, so that a rename puts it in place."""
        if not self.local:
            return Path(tempfile.mkdtemp(prefix="toegang-"))
        Path(self.path(name)).parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{PARTIAL}{PurePosixPath(name).name}-", dir=Path(self.path(name)).parent))

    def publish(self, work: Path, name: str, last: str) -> None:
        """Makes the folder `work` the folder `name`: by a rename here, elsewhere file by file with `last` at the end.

        Raises OSError when `name` is there already.
        """
        if self.local:
            sync(work)
            work.rename(self.path(name))
            _sync(Path(self.path(name)).parent)
            return
        files = [each.relative_to(work).as_posix() for each in _tree(work) if each.is_file()]
        for file in sorted(files, key=lambda file: (file == last, file)):
            self.fs.makedirs(self.path(str(PurePosixPath(name, file).parent)), exist_ok=True)
            self.fs.put_file(str(work / file), self.path(f"{name}/{file}"))
        shutil.rmtree(work)

    def remove(self, name: str, first: str) -> None:
        """Removes a folder, `first` before all else: without it the rest is not whole."""
        if self.exists(f"{name}/{first}"):
            self.fs.rm_file(self.path(f"{name}/{first}"))
        if self.exists(name):
            self.fs.rm(self.path(name), recursive=True)


def put(path: Path, content: bytes) -> None:
    """Writes a small local file, so that it is there as a whole or not at all."""
    beside = path.with_name(f"{PARTIAL}{path.name}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def sync(folder: Path) -> None:
    """Waits until a folder and all in it, or a file, are on the disk."""
    for each in _tree(folder):
        _sync(each)


def _tree(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*"), reverse=True)
    yield folder


def _sync(path: Path) -> None:
    """Waits until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
