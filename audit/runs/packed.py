"""Facts as bytes: what a collection that is taken up again must know, and nobody else reads."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec
import pyarrow as pa

from audit.model.facts import Fact
from audit.runs.memory import TABLES
from audit.runs.text import escape_all, unescape_all

_NAMES = {kind: name for name, kind in TABLES.items()}
_HIGH = b"\xf4\x8f\xbf"  # how U+10FFFE and U+10FFFF begin in UTF-8: of a text that is escaped, or that must be


def pack(facts: Iterable[Fact]) -> bytes:
    """The facts as JSON, made small."""
    held: dict[str, list[Fact]] = {}
    for fact in facts:
        held.setdefault(_NAMES[type(fact)], []).append(fact)
    packed: bytes = pa.compress(_json(held), codec="lz4", asbytes=True)
    return packed


def unpack(body: bytes) -> Iterator[Fact]:
    """What `pack` was given, table by table. Raises OSError, msgspec.MsgspecError or KeyError for anything else."""
    with pa.CompressedInputStream(pa.BufferReader(body), "lz4") as packed:
        text = packed.read()
    plain = msgspec.json.decode(text, type=dict[str, list[Any]])
    for name, rows in plain.items():
        kind: Any = list[TABLES[name]]  # type: ignore[valid-type]  # a type known only now
        yield from msgspec.convert(unescape_all(rows) if _HIGH in text else rows, kind)


def _json(held: dict[str, list[Fact]]) -> bytes:
    """Quick, since hardly any text has something to escape."""
    with suppress(UnicodeEncodeError):
        text = msgspec.json.encode(held)
        if _HIGH not in text:
            return text
    return msgspec.json.encode(escape_all(msgspec.to_builtins(held)))
