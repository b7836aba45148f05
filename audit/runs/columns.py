"""A frozen dataclass as Arrow columns, one a field, and back: the dataclass is the schema.

Text and enums are text, levels a byte, days `date32`, texts a list, pairs a list of (key, value), a subject a struct; anything nested deeper is JSON text.
Both ways go column by column: there are millions of resources.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import accumulate, chain, pairwise, takewhile
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

import msgspec
import pyarrow as pa

from audit.model.facts import Pairs
from audit.model.reach import Subject, SubjectKind
from audit.runs.text import escape_all, escape_each, unescape_all, unescape_each
from policies.levels import Level

_PAIR = pa.struct([("key", pa.string()), ("value", pa.string())])
PAIRS = pa.list_(_PAIR)
TEXTS = pa.list_(pa.string())
SUBJECT = pa.struct([("kind", pa.string()), ("id", pa.string())])

T = TypeVar("T")
Values = Sequence[Any]
Array = Any  # one of pyarrow's; which is known only when a schema is


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is stored: its Arrow type and the way there and back for many values at once."""

    type: pa.DataType
    store: Callable[[Values], Array]
    load: Callable[[Array], Values]
    optional: bool = False


def _store_texts(texts: Values) -> Array:
    return pa.array(escape_each(texts), pa.string())


def _load_texts(array: Array) -> Values:
    if array.null_count:
        raise pa.ArrowInvalid("a text is missing")
    return unescape_each(array.to_pylist())


def _store_pairs(held: Values) -> Array:
    flat = list(chain.from_iterable(held))
    parts = [_store_texts([pair[part] for pair in flat]) for part in (0, 1)]
    return _listed(held, pa.StructArray.from_arrays(parts, fields=list(_PAIR)), PAIRS)


def _load_pairs(array: Array) -> Values:
    keys, values = map(_load_texts, array.flatten().flatten())
    return _cut(array, list(zip(keys, values, strict=True)))


def _store_lists(held: Values) -> Array:
    return _listed(held, _store_texts(list(chain.from_iterable(held))), TEXTS)


def _load_lists(array: Array) -> Values:
    return _cut(array, _load_texts(array.flatten()))


def _listed(held: Values, flat: Array, kind: pa.DataType) -> Array:
    return pa.ListArray.from_arrays(pa.array([0, *accumulate(map(len, held))], pa.int32()), flat, type=kind)


def _cut(array: Array, flat: Values) -> Values:
    """What lay in a row, as a tuple for each list of the array."""
    starts = array.offsets.to_pylist()
    return [tuple(flat[start - starts[0] : end - starts[0]]) for start, end in pairwise(starts)]


def _store_subjects(subjects: Values) -> Array:
    parts = [pa.array([subject.kind for subject in subjects], pa.string()), _store_texts([subject.id for subject in subjects])]
    return pa.StructArray.from_arrays(parts, fields=list(SUBJECT))


def _load_subjects(array: Array) -> Values:
    kinds, ids = array.flatten()
    return list(map(Subject, _load_as(SubjectKind, kinds), _load_texts(ids)))


def _store_json(values: Values) -> Array:
    plain = (escape_all(msgspec.to_builtins(value)) for value in values)
    return pa.array([msgspec.json.encode(each, order="deterministic").decode() for each in plain], pa.string())


def _load_json(hint: object, array: Array) -> Values:
    plain = [unescape_all(msgspec.json.decode(text)) for text in array.to_pylist()]
    return msgspec.convert(plain, list[hint])  # type: ignore[valid-type]  # a type known only now


def _load_as(hint: object, array: Array) -> Values:
    return msgspec.convert(array.to_pylist(), list[hint])  # type: ignore[valid-type]  # a type known only now


def _plain(kind: pa.DataType, hint: object, *, optional: bool = False) -> Column:
    return Column(kind, partial(pa.array, type=kind), partial(_load_as, hint), optional)


_KNOWN: dict[object, Column] = {
    str: Column(pa.string(), _store_texts, _load_texts),
    bool: _plain(pa.bool_(), bool),
    int: _plain(pa.int64(), int),
    int | None: _plain(pa.int64(), int | None, optional=True),
    date | None: _plain(pa.date32(), date | None, optional=True),
    Level: _plain(pa.uint8(), Level),
    Pairs: Column(PAIRS, _store_pairs, _load_pairs),
    tuple[str, ...]: Column(TEXTS, _store_lists, _load_lists),
    Subject: Column(SUBJECT, _store_subjects, _load_subjects),
}


def columns(kind: type) -> dict[str, Column]:
    """The columns of a dataclass, in the order of its fields."""
    hints = get_type_hints(kind)
    return {field.name: _column(hints[field.name]) for field in fields(kind)}


def _column(hint: object) -> Column:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _plain(pa.string(), hint)
    return _KNOWN.get(hint) or Column(pa.string(), _store_json, partial(_load_json, hint))


def schema(kind: type) -> pa.Schema:
    """The Arrow schema of a dataclass."""
    return pa.schema([(name, column.type) for name, column in columns(kind).items()])


def to_arrow(kind: type[T], rows: Sequence[T]) -> pa.Table:
    """The values as a table of `schema(kind)`."""
    arrays = [column.store(list(map(attrgetter(name), rows))) for name, column in columns(kind).items()]
    return pa.Table.from_arrays(arrays, schema=schema(kind))


def from_arrow(kind: type[T], table: pa.RecordBatch | pa.Table) -> Iterator[T]:
    """The values of a table. Raises msgspec.ValidationError, pa.ArrowInvalid or KeyError for a table that holds something else."""
    wanted, later = columns(kind), _later(kind, table)
    for name in later:
        del wanted[name]
    for name, column in wanted.items():
        if table.schema.field(name).type != column.type or (table.column(name).null_count and not column.optional):
            raise pa.ArrowInvalid(f"column {name} does not hold {column.type}")
    for batch in table.to_batches() if isinstance(table, pa.Table) else (table,):
        held = {name: column.load(batch.column(name)) for name, column in wanted.items()}
        yield from made(kind, batch.num_rows, held | {name: [value] * batch.num_rows for name, value in later.items()})


def _later(kind: type, table: pa.RecordBatch | pa.Table) -> dict[str, Any]:
    """The fields that a table of an earlier version has no column for, with their defaults: fields are only ever added at the end."""
    missing = reversed(list(takewhile(lambda field: field.name not in table.schema.names, reversed(fields(kind)))))
    return {field.name: field.default for field in missing if field.default is not MISSING}


def made(kind: type[T], rows: int, held: Mapping[str, Iterable[Any]]) -> list[T]:
    """Dataclasses with their slots filled, each from a column: a frozen one's constructor would make a call for each field of each row."""
    found = [object.__new__(kind) for _ in range(rows)]
    for name, values in held.items():
        deque(map(getattr(kind, name).__set__, found, values), maxlen=0)
    return found
