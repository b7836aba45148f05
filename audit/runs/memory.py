"""Facts held in memory: for tests, the sandbox and small questions; sorted and free of duplicates as on disk."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import chain
from threading import Lock
from typing import TypeVar

from audit.model.facts import Acl, Attachment, Coverage, Document, Fact, Gap, Membership, Principal, Resource
from audit.runs.chapters import Chapters

TABLES: dict[str, type[Fact]] = {
    "principals": Principal,
    "memberships": Membership,
    "resources": Resource,
    "acls": Acl,
    "documents": Document,
    "attachments": Attachment,
    "gaps": Gap,
    "coverage": Coverage,
}


F = TypeVar("F", Principal, Membership, Resource, Acl, Document, Attachment, Gap, Coverage)


def identity(fact: Fact) -> Fact | str:
    """What makes two facts one: the content address of an acl or a document, every field of the others."""
    return fact.id if isinstance(fact, Acl | Document) else fact


def order(fact: Fact) -> tuple[object, ...]:
    """The one sort of a table's facts: field after field, what is not known first."""
    values = (fact.id,) if isinstance(fact, Acl) else (getattr(fact, field.name) for field in fields(fact))
    return tuple(chain.from_iterable((value is not None, value) for value in values))


class MemorySink:
    """A `Sink` that keeps what it is given. Safe to call from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[type[Fact], dict[Fact | str, Fact]] = {kind: {} for kind in TABLES.values()}
        self._chapters = Chapters()

    def add(self, *facts: Fact) -> None:
        """Keeps facts, each once."""
        with self._lock:
            for fact in facts:
                self._held[type(fact)].setdefault(identity(fact), fact)

    def has(self, chapter: str) -> bool:
        """Whether a chapter is done."""
        return self._chapters.has(chapter)

    @contextmanager
    def chapter(self, name: str) -> Iterator["MemorySink"]:
        """A sink whose facts are kept here when the block is left, unless by an exception. Raises ValueError if it is open or done."""
        with self._chapters.opened(name):
            inside = _Chapter(self)
            yield inside
            self.add(*inside.all())

    def all(self) -> tuple[Fact, ...]:
        """Every fact, in no order."""
        with self._lock:
            return tuple(fact for kind in self._held.values() for fact in kind.values())

    def take(self, kind: type[Fact]) -> tuple[Fact, ...]:
        """The facts of one kind, sorted."""
        with self._lock:
            held = tuple(self._held[kind].values())
        return tuple(sorted(held, key=order))

    def facts(self) -> "MemoryFacts":
        """All that was added so far, to read."""
        return MemoryFacts(self.all())


class _Chapter(MemorySink):
    """The facts of one chapter. A chapter opened inside it is one of the whole sink."""

    def __init__(self, whole: MemorySink) -> None:
        super().__init__()
        self._whole = whole

    def has(self, chapter: str) -> bool:
        return self._whole.has(chapter)

    @contextmanager
    def chapter(self, name: str) -> Iterator[MemorySink]:
        with self._whole.chapter(name) as inside:
            yield inside


class MemoryFacts:
    """`Facts` from memory."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        sink = MemorySink()
        sink.add(*facts)
        self._tables = {kind: sink.take(kind) for kind in TABLES.values()}

    def principals(self) -> Iterator[Principal]:
        return self._of(Principal)

    def memberships(self) -> Iterator[Membership]:
        return self._of(Membership)

    def resources(self) -> Iterator[Resource]:
        return self._of(Resource)

    def acls(self) -> Iterator[Acl]:
        return self._of(Acl)

    def documents(self) -> Iterator[Document]:
        return self._of(Document)

    def attachments(self) -> Iterator[Attachment]:
        return self._of(Attachment)

    def gaps(self) -> Iterator[Gap]:
        return self._of(Gap)

    def coverage(self) -> Iterator[Coverage]:
        return self._of(Coverage)

    def _of(self, kind: type[F]) -> Iterator[F]:
        return (fact for fact in self._tables[kind] if isinstance(fact, kind))
