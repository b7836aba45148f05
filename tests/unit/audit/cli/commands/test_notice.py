"""`toegang notice SUBJECT`."""

from collections.abc import Callable
from importlib.resources import files

import pytest

from audit.cli.main import run
from audit.errors import Exit

Told = Callable[[], tuple[str, str]]

SHOP = ("--policy", str(files("policies") / "examples" / "webshop"))


def test_a_notice_that_lacks_nothing_complies(told: Told) -> None:
    assert run(["notice", "customer", *SHOP]) == Exit.COMPLIES
    assert "Wat we met uw gegevens doen: voor klanten" in told()[0]


def test_a_notice_that_lacks_something_is_1(told: Told) -> None:
    assert run(["notice", "employee", *SHOP, "--language", "en"]) == Exit.VIOLATIONS
    assert "Art. 14(2)(f)" in told()[0]


def test_people_that_nobody_knows_are_2(told: Told) -> None:
    assert run(["notice", "custmer", *SHOP]) == Exit.USAGE
    assert "did you mean customer?" in told()[1]


@pytest.mark.parametrize(("language", "words"), [("nl", "Uw rechten"), ("fr", "Vos droits"), ("en", "Your rights")])
def test_it_speaks_three_languages(language: str, words: str, told: Told) -> None:
    run(["notice", "customer", *SHOP, "--language", language, "--format", "html"])
    assert words in told()[0]
