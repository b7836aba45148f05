"""`toegang permissions PROVIDER`."""

import json
from collections.abc import Callable

import pytest

from audit.cli.main import run
from audit.errors import Exit

Told = Callable[[], tuple[str, str]]


@pytest.mark.parametrize("name", ["paper", "aws"])
def test_it_prints_what_the_provider_says(name: str, told: Told) -> None:
    assert run(["permissions", name]) == Exit.COMPLIES
    assert json.loads(told()[0])


def test_a_provider_that_is_not_there_is_2(told: Told) -> None:
    assert run(["permissions", "asw"]) == Exit.USAGE
    assert "did you mean aws?" in told()[1]
