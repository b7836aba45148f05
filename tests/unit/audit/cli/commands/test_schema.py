"""`toegang schema`."""

import json
from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from audit.cli.main import run
from audit.errors import Exit
from policies import schemas

Told = Callable[[], tuple[str, str]]


def test_all_are_listed(told: Told) -> None:
    assert run(["schema"]) == Exit.COMPLIES
    out, err = told()
    assert "left out: json-lost needs" in err
    assert all(name in out for name in (*schemas.names(), "policy", "check", "drift", "reach", "why", "parts"))


@pytest.mark.parametrize("name", ["policy", "assets", "check", "parts"])
def test_each_is_a_schema(name: str, told: Told) -> None:
    assert run(["schema", name]) == Exit.COMPLIES
    schema = json.loads(told()[0])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


def test_a_name_that_is_none_gets_a_suggestion(told: Told) -> None:
    assert run(["schema", "asset"]) == Exit.USAGE
    assert "did you mean assets?" in told()[1]
