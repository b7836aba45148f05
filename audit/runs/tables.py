"""The tables of a run: Arrow schemas and the way there and back for every kind of fact.

`acls` has a row for each grant, and one row with `grants` false for an acl that grants nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

import pyarrow as pa

from audit.model.facts import Acl, Fact, Grant, Verdict
from audit.runs.columns import from_arrow, schema, to_arrow
from audit.runs.memory import TABLES
from policies.levels import Level


@dataclass(frozen=True, slots=True)
class AclRow:
    """One grant of an acl as it is stored; `grants` is false on the only row of an empty acl."""

    acl: str
    principal: str = ""
    levels: Level = Level.NONE
    source: str = ""
    condition: str = ""
    until: date | None = None
    verdict: Verdict = Verdict.YES
    grants: bool = True


ROWS: dict[str, type] = {name: AclRow if kind is Acl else kind for name, kind in TABLES.items()}
SCHEMAS: dict[str, pa.Schema] = {name: schema(row) for name, row in ROWS.items()}


def table(name: str, facts: Sequence[Fact]) -> pa.Table:
    """The facts of one kind as the Arrow table of that name, in the order given."""
    rows: Sequence[object] = list(_rows(fact for fact in facts if isinstance(fact, Acl))) if name == "acls" else facts
    return to_arrow(ROWS[name], rows)


def facts(name: str, batches: Iterable[pa.RecordBatch]) -> Iterator[Fact]:
    """The facts that a table's batches hold. Raises msgspec.ValidationError, pa.ArrowInvalid or KeyError for anything else."""
    if name == "acls":
        return _acls(row for batch in batches for row in from_arrow(AclRow, batch))
    kind: type[Fact] = TABLES[name]
    return (fact for batch in batches for fact in from_arrow(kind, batch))


def _rows(acls: Iterable[Acl]) -> Iterator[AclRow]:
    for acl in acls:
        if not acl.grants:
            yield AclRow(acl.id, grants=False)
        for grant in acl.grants:
            yield AclRow(acl.id, grant.principal, grant.levels, grant.source, grant.condition, grant.until, grant.verdict)


def _acls(rows: Iterable[AclRow]) -> Iterator[Acl]:
    for acl, held in groupby(rows, attrgetter("acl")):
        yield Acl(acl, tuple(_grant(row) for row in held if row.grants))


def _grant(row: AclRow) -> Grant:
    return Grant(row.principal, row.levels, row.source, row.condition, row.until, row.verdict)
