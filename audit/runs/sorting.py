"""Resources in order, each once, in bounded memory however many there are and however wide.

Pieces of them are sorted, and written to disk cut at the same ids; then all that lies between two cuts is read, sorted and given.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import methodcaller
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from audit.runs.spool import batches

PIECE = 8 << 20  # bytes of resources sorted in one go
_STEP = 256  # one id of so many is looked at to find the cuts


def in_order(spools: Sequence[Path], scratch: Path, piece: int = PIECE) -> Iterator[pa.RecordBatch]:
    """The resources in files of a spool, sorted by every column. Raises OSError or pa.ArrowException when they can't be.

    `piece`: about how many bytes of them are held at a time.
    """
    scratch.mkdir()
    cuts = _cuts(spools, piece)
    files = [_written(scratch / f"{number}.arrow", rows, cuts) for number, rows in enumerate(_pieces(spools, piece))]
    for part in range(len(cuts) + 1) if files else ():
        yield _sorted(pa.Table.from_batches([_part(file, part) for file in files]))


def in_groups(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """Batches of any size as tables of so many rows, the last of what is left; each in one piece, so that equal rows give equal bytes."""
    held = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        held = table if held is None else pa.concat_tables([held, table])
        while held.num_rows >= rows:
            yield held.slice(0, rows).combine_chunks()
            held = held.slice(rows)
    if held is not None and held.num_rows:
        yield held.combine_chunks()


def _cuts(spools: Sequence[Path], piece: int) -> list[str]:
    """Ids that cut all resources into parts of about as many bytes as a piece has."""
    weighed: list[tuple[str, float]] = []
    for file in spools:
        for batch in batches(file):
            ids: list[Any] = batch.column("id").to_pylist()[::_STEP]
            weighed += ((each, batch.nbytes / len(ids)) for each in ids)
    weighed.sort()
    upto = list(accumulate((weight for _, weight in weighed), initial=0.0))
    return sorted({weighed[bisect_left(upto, size) - 1][0] for size in range(piece, int(upto[-1]), piece)})


def _pieces(spools: Sequence[Path], piece: int) -> Iterator[pa.Table]:
    held: list[pa.RecordBatch] = []
    size = 0
    for file in spools:
        for batch in batches(file):
            held += [batch] if batch.num_rows else []
            size += batch.nbytes
            if size >= piece:
                yield pa.Table.from_batches(held)
                held, size = [], 0
    if held:
        yield pa.Table.from_batches(held)


def _written(path: Path, rows: pa.Table, cuts: Sequence[str]) -> Path:
    """Writes a piece, sorted, with a batch for each part."""
    batch = _sorted(rows)
    ids = batch.column("id")
    ends = [bisect_left(ids, cut, key=methodcaller("as_py")) for cut in cuts]
    with pa.ipc.new_file(str(path), batch.schema) as file:
        for start, end in pairwise((0, *ends, len(ids))):
            file.write_batch(batch.slice(start, end - start))
    return path


def _part(file: Path, part: int) -> pa.RecordBatch:
    with pa.OSFile(str(file), "rb") as source, pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(use_threads=False)) as batches:
        return batches.get_batch(part)


def _sorted(rows: pa.Table) -> pa.RecordBatch:
    """The rows in order, each once: first by their ids, then those of one id by all."""
    rows = rows.combine_chunks()
    places: Any = pc.sort_indices(rows.column("id"))
    ids = rows.column("id").take(places)
    again: Any = pc.indices_nonzero(pc.equal(ids.slice(1), ids.slice(0, max(len(ids) - 1, 0))))
    if len(again):
        places = _told_apart(rows, places.to_pylist(), again.to_pylist())
    found = rows.take(places).combine_chunks().to_batches()
    return found[0] if found else pa.RecordBatch.from_pylist([], rows.schema)


def _told_apart(rows: pa.Table, places: list[int], again: Sequence[int]) -> list[int]:
    """The places of sorted rows, with those of one id put in order and repeats left out; `again`: where the next row has the same id."""
    several = sorted({place for position in again for place in (position, position + 1)})
    keys = dict(zip(several, map(_key, rows.take([places[each] for each in several]).to_pylist()), strict=True))
    dropped: set[int] = set()
    for _, found in groupby(several, lambda position: keys[position][0]):
        positions = list(found)
        ordered = sorted(positions, key=keys.__getitem__)
        moved = [places[position] for position in ordered]
        dropped |= {position for position, (one, other) in zip(positions[1:], pairwise(ordered), strict=True) if keys[one] == keys[other]}
        for position, place in zip(positions, moved, strict=True):
            places[position] = place
    return [place for position, place in enumerate(places) if position not in dropped]


def _key(row: dict[str, object]) -> tuple[object, ...]:
    """A row to compare by: field after field, pair after pair, what is not known last."""
    return row["id"], *((value is None, _comparable(value)) for value in row.values())


def _comparable(value: object) -> object:
    return [tuple(pair.values()) for pair in value] if isinstance(value, list) else value
