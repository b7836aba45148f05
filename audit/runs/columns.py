"""A frozen dataclass as Arrow columns, one a field, and back: the dataclass is the schema.

Text and enums are text, levels a byte, days `date32`, texts a list, pairs a list of (key, value), a subject a struct; anything nested deeper is JSON text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

import msgspec
import pyarrow as pa

from audit.model.facts import Pairs
from audit.model.reach import Subject
from audit.runs.text import escape, escape_all, unescape, unescape_all
from policies.levels import Level

PAIRS = pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))
SUBJECT = pa.struct([("kind", pa.string()), ("id", pa.string())])

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is stored: its Arrow type and the way there and back (the way back ends in plain data)."""

    type: pa.DataType
    store: Callable[[Any], Any] | None = None
    load: Callable[[Any], Any] | None = None
    optional: bool = False


_PLAIN: dict[object, Column] = {
    str: Column(pa.string(), escape, unescape),
    bool: Column(pa.bool_()),
    int: Column(pa.int64()),
    int | None: Column(pa.int64(), optional=True),
    date | None: Column(pa.date32(), optional=True),
    Level: Column(pa.uint8()),
    Pairs: Column(
        PAIRS,
        lambda held: [{"key": escape(key), "value": escape(value)} for key, value in held],
        lambda held: [(unescape(pair["key"]), unescape(pair["value"])) for pair in held],
    ),
    tuple[str, ...]: Column(pa.list_(pa.string()), lambda texts: list(map(escape, texts)), lambda texts: list(map(unescape, texts))),
    Subject: Column(
        SUBJECT,
        lambda subject: {"kind": subject.kind, "id": escape(subject.id)},
        lambda held: {"kind": held["kind"], "id": unescape(held["id"])},
    ),
}
_JSON = Column(
    pa.string(),
    lambda value: msgspec.json.encode(escape_all(msgspec.to_builtins(value)), order="deterministic").decode(),
    lambda text: unescape_all(msgspec.json.decode(text)),
)


def columns(kind: type) -> dict[str, Column]:
    """The columns of a dataclass, in the order of its fields."""
    hints = get_type_hints(kind)
    return {field.name: _column(hints[field.name]) for field in fields(kind)}


def _column(hint: object) -> Column:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Column(pa.string())
    return _PLAIN.get(hint, _JSON)


def schema(kind: type) -> pa.Schema:
    """The Arrow schema of a dataclass."""
    return pa.schema([(name, column.type) for name, column in columns(kind).items()])


def to_arrow(kind: type[T], rows: Sequence[T]) -> pa.Table:
    """The values as a table of `schema(kind)`."""
    arrays = []
    for name, column in columns(kind).items():
        values = [getattr(row, name) for row in rows]
        arrays.append(pa.array(values if column.store is None else map(column.store, values), column.type, size=len(values)))
    return pa.Table.from_arrays(arrays, schema=schema(kind))


def from_arrow(kind: type[T], batch: pa.RecordBatch | pa.Table) -> Iterator[T]:
    """The values of a table. Raises msgspec.ValidationError, pa.ArrowInvalid or KeyError for a table that holds something else."""
    held: dict[str, list[Any]] = {}
    for name, column in columns(kind).items():
        array = batch.column(name)
        if array.type != column.type or (array.null_count and not column.optional):
            raise pa.ArrowInvalid(f"column {name} does not hold {column.type}")
        values = array.to_pylist()
        held[name] = values if column.load is None else [column.load(value) for value in values]
    for row in zip(*held.values(), strict=True):
        yield msgspec.convert(dict(zip(held, row, strict=True)), kind)
