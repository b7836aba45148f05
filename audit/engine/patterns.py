"""Location patterns as conditions of SQL, with the values apart.

A pattern bounds the ids by what it begins with, so that DuckDB skips the row groups of a sorted file that hold none; `LIKE`, which counts
characters where DuckDB's `GLOB` counts bytes, decides the rest.
"""

import re
from collections.abc import Sequence

from audit.engine.rows import Placement
from audit.runs.text import HIGHEST, escape

_LIKE = {"*": "%", "?": "_", "%": "$%", "_": "$_", "$": "$$"}


def condition(rows: Sequence[Placement]) -> tuple[str, dict[str, object]]:
    """What a resource must satisfy to be placed by any of the rows: a clause with named parameters, and their values."""
    values: dict[str, object] = {}

    def named(value: object) -> str:
        values[f"v{len(values)}"] = value
        return f"$v{len(values) - 1}"

    def one(row: Placement) -> str:
        pattern = escape(row.pattern)
        start = re.split(r"[*?]", pattern, maxsplit=1)[0]
        parts = [f"id >= {named(start)}", f"id < {named(start + HIGHEST)}"]
        parts += [] if pattern.rstrip("*") == start != pattern else [like("id", pattern)]
        parts += [f"NOT {like('id', escape(each))}" for each in row.excluding]
        parts += [f"provider = {named(escape(row.provider))}"] if row.provider else []
        parts += [f"list_contains(labels, {{'key': {named(escape(key))}, 'value': {named(escape(text))}}})" for key, text in row.labels]
        return " AND ".join(parts)

    def like(column: str, pattern: str) -> str:
        return f"{column} LIKE {named(''.join(_LIKE.get(letter, letter) for letter in pattern))} ESCAPE '$'"

    return " OR ".join(f"({one(row)})" for row in rows), values
