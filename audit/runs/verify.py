"""Whether the runs are as they were written: digests of tables, foreign files, and the chain from run to run."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from audit.errors import RunError
from audit.runs import chain
from audit.runs.manifest import FILE, Manifest, TableFile, decode, digest
from audit.runs.place import Place
from audit.runs.run import RESULTS

LAST = "~"  # after every run's id


def problems(place: Place, since: str = "", until: str = LAST) -> tuple[str, ...]:
    """A sentence for each thing that is not as it was written, run by run: of all runs, or of those whose ids lie between two.

    Of the others no table is read.
    """
    found: list[str] = []
    digests: dict[str, str] = {}
    try:
        digests |= chain.pruned(place)
    except RunError as error:
        found.append(error.message)
    for run in chain.folders(place):
        if run in digests:
            continue  # pruned, and its folder not yet gone
        asked = since <= run <= until
        if not place.exists(f"{run}/{FILE}"):
            found += [f"run {run} has no {FILE}: it was never finished, or its manifest was removed"] if asked else []
            continue
        content = place.read(f"{run}/{FILE}")
        found += _run(place.within(run), run, content, digests) if asked else _behind(run, content, digests, (since, until))
        digests[run] = digest(content)
    return tuple(found)


def _run(place: Place, run: str, content: bytes, digests: Mapping[str, str]) -> Iterator[str]:
    try:
        manifest = decode(content, run)
    except RunError as error:
        yield error.message
        return
    if manifest.run != run:
        yield f"run {run} calls itself {manifest.run}: its folder was renamed"
    yield from _link(manifest, run, digests)
    yield from _tables(place, run, manifest)


def _behind(run: str, content: bytes, digests: Mapping[str, str], asked: tuple[str, str]) -> Iterator[str]:
    """What a run that was not asked about says of one before it that was."""
    with suppress(RunError):
        manifest = decode(content, run)
        if manifest.previous and asked[0] <= manifest.previous.run <= asked[1]:
            yield from _link(manifest, run, digests)


def _link(manifest: Manifest, run: str, digests: Mapping[str, str]) -> Iterator[str]:
    before = manifest.previous
    if before is None:
        return
    if before.run not in digests:
        yield f"run {run} follows run {before.run}, which is gone though it was never pruned"
    elif digests[before.run] != before.sha256:
        yield f"the manifest of run {before.run} was changed after run {run} was written"


def _tables(place: Place, run: str, manifest: Manifest) -> Iterator[str]:
    there = {name for name in place.files("") if not name.startswith(f"{RESULTS}/")}
    for table in manifest.tables:
        if table.path not in there:
            yield f"{table.path} of run {run} is missing"
        elif problem := _damage(place, table):
            yield f"{table.path} of run {run} {problem}"
    for name in sorted(there - {FILE, *(table.path for table in manifest.tables)}):
        yield f"{name} of run {run} is not in its manifest"


def _damage(place: Place, table: TableFile) -> str:
    if place.sha256(table.path) == table.sha256:
        return ""
    return f"was changed: its SHA-256 is not the {table.sha256[:12]}… that the manifest holds"
