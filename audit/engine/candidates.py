"""The few resources that a question is about, of millions: DuckDB leaves out what can't be one before anything is made an object."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyarrow as pa

from audit.engine.resources import resources_of
from audit.model.facts import Resource
from audit.ports import Facts
from audit.runs.columns import from_arrow
from audit.runs.run import READ_ROWS, Run
from audit.runs.tables import SCHEMAS
from audit.runs.text import HIGHEST, escape, unescape
from policies.locations import Location

_SCHEMA = SCHEMAS["resources"]
_ROWS = f"SELECT {', '.join(_SCHEMA.names)} FROM resources WHERE {{}}"  # noqa: S608 - our own names
_CONTAINERS = "SELECT DISTINCT parent FROM resources WHERE parent <> ''"


@dataclass(frozen=True, slots=True)
class Sought:
    """What makes a resource one of those that are asked for: any of these.

    `attribute`: how the name of one of its attributes begins.
    """

    ids: Collection[str] = ()
    kinds: Collection[str] = ()
    attribute: str = ""
    locations: Collection[Location] = ()


def candidates(facts: Facts, sought: Sought) -> Iterator[Resource]:
    """Every resource that is sought, in no order, and perhaps others: who asks holds each against his own question.

    Of a run on disk there are few others; facts in memory are given whole. Raises RunError for a run that can't be read.
    """
    if not isinstance(facts, Run):
        yield from facts.resources()
    elif condition := _condition(sought):
        with resources_of(facts) as engine:
            engine.register("ids", pa.table({"id": pa.array(map(escape, _ids(sought)), pa.string())}))
            found = engine.sql(_ROWS.format(condition[0]), params=condition[1])
            for batch in found.to_arrow_reader(READ_ROWS):
                yield from from_arrow(Resource, pa.Table.from_batches([batch]).cast(_SCHEMA))


def containers(facts: Facts) -> frozenset[str]:
    """The ids of everything that something lies in. Raises RunError for a run that can't be read."""
    if not isinstance(facts, Run):
        return frozenset(resource.parent for resource in facts.resources() if resource.parent)
    with resources_of(facts) as engine:
        return frozenset(unescape(parent) for (parent,) in engine.sql(_CONTAINERS).fetchall())


def _ids(sought: Sought) -> frozenset[str]:
    return frozenset((*sought.ids, *filter(None, map(only_id, sought.locations))))


def only_id(location: Location) -> str:
    """The only id that a location can name; empty where it can name several."""
    return "" if set("*?") & set(location.pattern) else location.pattern


def _condition(sought: Sought) -> tuple[str, dict[str, object]] | None:
    """What a candidate must satisfy, with named parameters and their values; None where nothing is sought."""
    values: dict[str, object] = {}

    def named(value: object) -> str:
        values[f"v{len(values)}"] = value
        return f"$v{len(values) - 1}"

    def within(location: Location) -> str:
        start = re.split(r"[*?]", escape(location.pattern), maxsplit=1)[0]
        parts = [f"id >= {named(start)}", f"id < {named(start + HIGHEST)}"]
        parts += [f"list_contains(labels, {{'key': {named(escape(key))}, 'value': {named(escape(text))}}})" for key, text in location.tags]
        parts += [f"list_contains([each.value for each in labels], {named(escape(location.label))})"] if location.label else []
        return " AND ".join(parts)

    clauses = [f"({within(location)})" for location in sought.locations if not only_id(location)]
    clauses += [f"kind IN ({', '.join(map(named, sorted(sought.kinds)))})"] if sought.kinds else []
    if sought.attribute:
        clauses.append(f"len([1 for each in attributes if starts_with(each.key, {named(sought.attribute)})]) > 0")
    clauses += ["id IN (FROM ids)"] if _ids(sought) else []
    return (" OR ".join(clauses), values) if clauses else None
