"""One whole run: its facts, which never change, and the results worked out from them under a policy."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from audit.errors import RunError
from audit.model.drift import Change
from audit.model.facts import Acl, Attachment, Coverage, Document, Fact, Gap, Membership, Principal, Resource
from audit.model.finding import Finding, FindingKind
from audit.model.reach import Reach, Subject, SubjectKind
from audit.runs import tables
from audit.runs.columns import from_arrow, to_arrow
from audit.runs.failures import saying
from audit.runs.manifest import FILE, Manifest, decode
from audit.runs.place import Place

READ_ROWS = 10_000
RESULTS = "results"
_WHOLE = "changes.parquet"  # written last
F = TypeVar("F", bound=Fact)
R = TypeVar("R", Reach, Finding, Change)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a check counted: outcome, severity and waiver of each finding, and its fingerprint; how many reaches, and persons with some.

    `dark` are the assets that it could not look into whole.
    """

    rows: tuple[tuple[str, str, str], ...]
    fingerprints: tuple[str, ...]
    dark: frozenset[str]
    reaches: int
    persons: int


class Run:
    """A run on disk; `audit.ports.Facts`. Reading raises RunError where a table is damaged."""

    def __init__(self, place: Place, manifest: Manifest) -> None:
        self._place = place
        self.manifest = manifest

    @classmethod
    def at(cls, place: Place, run: str) -> "Run":
        """Opens the run in this place. Raises RunError when its manifest can't be read."""
        with saying(f"the manifest of run {run} can't be read"):
            content = place.read(FILE)
        return cls(place, decode(content, run))

    @property
    def id(self) -> str:
        """The moment of the run, as its folder is named."""
        return self.manifest.run

    def table(self, name: str) -> str:
        """The path or URI of a table's Parquet file; of `resources` the folder that holds its files."""
        return self._place.uri(name if name == "resources" else f"{name}.parquet")

    def principals(self) -> Iterator[Principal]:
        return self._facts("principals", Principal)

    def memberships(self) -> Iterator[Membership]:
        return self._facts("memberships", Membership)

    def resources(self) -> Iterator[Resource]:
        return self._facts("resources", Resource)

    def acls(self) -> Iterator[Acl]:
        return self._facts("acls", Acl)

    def documents(self) -> Iterator[Document]:
        return self._facts("documents", Document)

    def attachments(self) -> Iterator[Attachment]:
        return self._facts("attachments", Attachment)

    def gaps(self) -> Iterator[Gap]:
        return self._facts("gaps", Gap)

    def coverage(self) -> Iterator[Coverage]:
        return self._facts("coverage", Coverage)

    def write_results(self, policy_digest: str, reach: Sequence[Reach], findings: Sequence[Finding], changes: Sequence[Change]) -> None:
        """Keeps what was worked out under a policy; replaces what an earlier look under the same policy gave."""
        name = f"{RESULTS}/{policy_digest}"
        with saying(f"the results of run {self.id} can't be written"):
            work = self._place.workshop(name)
            try:
                pq.write_table(to_arrow(Reach, reach), work / "reach.parquet", compression="zstd")
                pq.write_table(to_arrow(Finding, findings), work / "findings.parquet", compression="zstd")
                pq.write_table(to_arrow(Change, changes), work / _WHOLE, compression="zstd")
                self._place.remove(name, _WHOLE)
                self._place.publish(work, name, _WHOLE)
            finally:
                shutil.rmtree(work, ignore_errors=True)

    def results(self) -> tuple[str, ...]:
        """The digests of the policies that there are results for, sorted."""
        found = self._place.within(RESULTS).names()
        return tuple(name for name in found if not name.startswith(".") and self._place.exists(f"{RESULTS}/{name}/{_WHOLE}"))

    def reach(self, policy_digest: str) -> tuple[Reach, ...]:
        """The reach worked out under a policy. Raises RunError when there is none."""
        return self._result(policy_digest, "reach", Reach)

    def findings(self, policy_digest: str) -> tuple[Finding, ...]:
        """The findings under a policy. Raises RunError when there are none kept."""
        return self._result(policy_digest, "findings", Finding)

    def tally(self, policy_digest: str) -> Tally:
        """The figures of what was worked out under a policy, without the rest of it. Raises RunError when there is none."""
        kept = ["outcome", "severity", "waived_by", "fingerprint", "kind", "asset"]
        with self._results():
            findings = self._columns(policy_digest, "findings", kept)
            *rows, fingerprints, kinds, assets = (msgspec.convert(findings.column(name).to_pylist(), list[str]) for name in kept)
            reach = self._columns(policy_digest, "reach", ["subject"]).column("subject").to_pylist()
            subjects = msgspec.convert(reach, list[Subject])
            persons = {each for each in subjects if each.kind is SubjectKind.PERSON}
            dark = frozenset(asset for kind, asset in zip(kinds, assets, strict=True) if kind == FindingKind.GAP)
            return Tally(tuple(zip(*rows, strict=True)), tuple(fingerprints), dark, len(subjects), len(persons))

    def changes(self, policy_digest: str) -> tuple[Change, ...]:
        """The changes found under a policy. Raises RunError when there are none kept."""
        return self._result(policy_digest, "changes", Change)

    def _facts(self, name: str, kind: type[F]) -> Iterator[F]:
        with saying(f"table {name} of run {self.id} can't be read", "run `toegang runs verify`, and restore the run from a copy"):
            for fact in tables.facts(name, self._batches(name)):
                assert isinstance(fact, kind)
                yield fact

    def _batches(self, name: str) -> Iterator[pa.RecordBatch]:
        for file in self.manifest.files(name):
            with self._place.open(file.path) as source:
                held = pq.ParquetFile(source)
                for group in range(held.num_row_groups):  # one at a time: all of them would be read ahead
                    yield from held.iter_batches(READ_ROWS, row_groups=[group])

    def _result(self, policy_digest: str, name: str, kind: type[R]) -> tuple[R, ...]:
        with self._results():
            return tuple(from_arrow(kind, self._columns(policy_digest, name)))

    def _results(self) -> AbstractContextManager[None]:
        return saying(f"the results of run {self.id} can't be read", "run `toegang check` again")

    def _columns(self, policy_digest: str, name: str, wanted: list[str] | None = None) -> pa.Table:
        if policy_digest not in self.results():
            raise RunError(f"run {self.id} has no results under policy {policy_digest}", "run `toegang check` under that policy")
        with self._place.open(f"{RESULTS}/{policy_digest}/{name}.parquet") as source:
            return pq.read_table(source, columns=wanted)
