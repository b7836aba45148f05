"""A file's tree against the schemas. Scalars are text; only where the schema asks for a number or a truth is a plain scalar taken as one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, TypeChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from policies import schemas
from policies.language import Profile
from policies.yaml_nodes import Map, Node, Scalar, Seq

MOST_ERRORS = 500  # of one file; nobody reads more
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")
_TRUTH = ("true", "false")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Misfit:
    """One value that a schema has something against: the schema's keyword with what it asks, and the way to the value."""

    keyword: str
    asked: Any
    value: Node
    schema: schemas.Schema
    way: tuple[Scalar | int, ...]


def misfits(tree: Map, profile: Profile) -> Iterator[Misfit]:
    """What the schemas have against a file, `MOST_ERRORS` at most. References (`refersTo`) are all given: no id is known here."""
    names = ("file", "accountable") if profile is Profile.ACCOUNTABLE else ("file",)
    for name in names:
        left, said = MOST_ERRORS, set()
        for error in _validator(name).iter_errors(tree):  # type: ignore[arg-type]  # a Map is what our type checker calls an object
            left -= error.validator != "refersTo"
            if left < 0:
                break
            once = (error.validator, id(error.instance), id(error.schema))  # `required` comes again for each key that is missing
            if once in said:
                continue
            said.add(once)
            schema = error.schema if isinstance(error.schema, Mapping) else {}
            yield Misfit(str(error.validator), error.validator_value, _node(error.instance), schema, tuple(error.absolute_path))  # type: ignore[arg-type]  # keys are Scalars


def is_date(value: object) -> bool:
    """Whether a text is a day that exists, written YYYY-MM-DD."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _node(value: object) -> Node:
    assert isinstance(value, Scalar | Map | Seq)
    return value


@cache
def _validator(name: str) -> Validator:
    # A schema that says `$schema` would be taken on by the stock validator, with the stock types.
    bare = {other: {key: value for key, value in schemas.schema(other).items() if key != "$schema"} for other in schemas.names()}
    resources = [(f"{other}.json", DRAFT202012.create_resource(schema)) for other, schema in bare.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    kind: type[Validator] = extend(  # type: ignore[no-untyped-call]  # jsonschema leaves it untyped
        Draft202012Validator, _KEYWORDS, type_checker=_TYPES
    )
    return kind({"$ref": f"{name}.json"}, registry=registry, format_checker=_formats())


@cache
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("date")(lambda value: not _is_text(None, value) or is_date(value))
    return checker


def _is_text(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, Scalar) and not value.nothing


def _is_integer(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, Scalar) and value.plain and bool(_INTEGER.fullmatch(value))


def _is_truth(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, Scalar) and value.plain and value in _TRUTH


def _is_nothing(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, Scalar) and value.nothing


def _is_map(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, dict)  # a schema is asked too, and is no Map


def _is_seq(_: TypeChecker | None, value: object) -> bool:
    return isinstance(value, list)


def _is_never(_: TypeChecker | None, __: object) -> bool:
    return False


_TYPES = TypeChecker().redefine_many(
    {
        "string": _is_text,
        "integer": _is_integer,
        "boolean": _is_truth,
        "null": _is_nothing,
        "object": _is_map,
        "array": _is_seq,
        "number": _is_never,
    }
)


def _enum(_: Validator, values: list[str | None], value: Any, __: schemas.Schema) -> Iterator[ValidationError]:
    permitted = None in values if isinstance(value, Scalar) and value.nothing else value in values
    if not permitted and isinstance(value, Scalar):
        yield ValidationError(f"{value!r} is not one of {values}")


def _minimum(_: Validator, least: int, value: Any, __: schemas.Schema) -> Iterator[ValidationError]:
    if _is_integer(None, value) and int(value) < least:
        yield ValidationError(f"{value} is less than {least}")


def _maximum(_: Validator, most: int, value: Any, __: schemas.Schema) -> Iterator[ValidationError]:
    if _is_integer(None, value) and int(value) > most:
        yield ValidationError(f"{value} is more than {most}")


def _refers_to(_: Validator, kind: str, value: Any, __: schemas.Schema) -> Iterator[ValidationError]:
    if _is_text(None, value):
        yield ValidationError(f"refers to a {kind}")


_KEYWORDS = {"enum": _enum, "minimum": _minimum, "maximum": _maximum, "refersTo": _refers_to}
