"""The schemas themselves: valid, described, strict, and one for each key of the language."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policies import schemas
from policies.references import BUILT_IN

FREE = {("providers",)}  # settings that the provider validates


def subschemas(node: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if not isinstance(node, dict):
        return
    yield way, node
    for keyword in ("properties", "$defs"):
        for name, child in node.get(keyword, {}).items():
            yield from subschemas(child, (*way, name))
    for keyword in ("items", "additionalProperties", "propertyNames"):
        yield from subschemas(node.get(keyword), (*way, keyword))


@pytest.mark.parametrize("name", schemas.names())
def test_every_schema_is_valid(name: str):
    Draft202012Validator.check_schema(schemas.schema(name))
    assert schemas.schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", schemas.names())
def test_every_property_is_described(name: str):
    bare = [".".join(way) for way, node in subschemas(schemas.schema(name)) if not node.get("description")]
    assert bare == []


@pytest.mark.parametrize("name", [name for name in schemas.names() if name != "accountable"])
def test_no_mapping_takes_keys_it_does_not_know(name: str):
    loose = [
        ".".join(way)
        for way, node in subschemas(schemas.schema(name))
        if "properties" in node and node.get("additionalProperties") is not False
    ]
    assert loose == []


def test_there_is_a_schema_for_each_key():
    assert set(schemas.names()) == {*schemas.keys(), "common", "file", "accountable"}
    assert len(schemas.keys()) == 34


def test_an_unknown_schema_is_a_key_error():
    with pytest.raises(KeyError):
        schemas.schema("../load")


def test_the_bundle_stands_alone():
    bundle = schemas.bundle()
    policy = {"version": 1, "house_rules": {"profile": "starter"}, "allow": [{"id": "A1", "who": "role:a", "may": "reed", "which": "x"}]}
    assert [error.message for error in Draft202012Validator(bundle).iter_errors(policy)] == [
        "'reed' is not one of ['find', 'read', 'change', 'share', 'manage']"
    ]


def test_the_built_in_checks_are_those_of_the_schema():
    assert schemas.schema("house_rules")["properties"]["off"]["propertyNames"]["enum"] == list(BUILT_IN)


def test_entry_properties_of_each_form():
    assert "may" in schemas.entry_properties("allow")
    assert "owner" in schemas.entry_properties("assets")
    assert "profile" in schemas.entry_properties("house_rules")
    assert schemas.entry_properties("store") == {}
