"""Texts in Dutch, French and English."""

import ast
from datetime import date
from string import Formatter

import pytest

from policies.wording import LANGUAGES, wording
from tests.messages import ROOT, TRANSLATED, catalogues, said, translated

SAID = {each.forms: each for each in said()}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_nothing_else(language: str):
    told = {
        tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,): message
        for catalogue in catalogues(language).values()
        for message in catalogue
        if message.id
    }
    assert {forms: each.file for forms, each in SAID.items() if forms not in told or not translated(told[forms])} == {}
    assert told.keys() - SAID.keys() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_the_same_values(language: str):
    for catalogue in catalogues(language).values():
        for message in catalogue:
            forms, told = ((each,) if isinstance(each, str) else tuple(each) for each in (message.id, message.string))
            wanted = {name for text in forms for name in fields(text)}
            assert all(fields(text) <= wanted for text in told), message.id
            assert message.id == "" or {name for text in told for name in fields(text)} == wanted, message.id


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_no_language_is_left_out():
    assert set(TRANSLATED) | {"en"} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "told"), [("en", "25 November 2026"), ("nl", "25 november 2026"), ("fr", "25 novembre 2026")])
def test_days_are_written_as_people_do(language: str, told: str):
    assert wording(language).day(date(2026, 11, 25)) == told


def test_the_first_of_a_month_in_french():
    days = [wording(language).day(date(2026, 10, 1)) for language in LANGUAGES]
    assert days == ["1 oktober 2026", "1er octobre 2026", "1 October 2026"]
    assert wording("fr").day(date(2026, 10, 11)) == "11 octobre 2026"


def test_no_text_hides_from_the_translators():
    """A text within another call, or within an f-string, may not be found: it has to stand on its own."""
    found = {form for each in said() for form in each.forms}
    calls = (
        (path, node)
        for room in ("audit", "policies", "reports")
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    )
    marked = [(path.name, node.args[0].value) for path, node in calls if _named(node.func) in ("say", "msg", "many")]
    assert marked
    assert [each for each in marked if each[1] not in found] == []


def _named(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def test_a_country_by_its_letters():
    assert [wording(language).country("be") for language in LANGUAGES] == ["België", "Belgique", "Belgium"]
    assert wording("en").country("??") == "??"


def test_values_are_filled_in_as_they_are():
    assert wording("en")("the role {name}", name="{x}%s") == "the role {x}%s"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_text_has_one_translation_whichever_room_says_it(language: str):
    """Terms of the field among them: the rooms are one when they are read."""
    told: dict[str, set[str]] = {}
    for catalogue in catalogues(language).values():
        for message in catalogue:
            told.setdefault(str(message.id), set()).add(str(message.string))
    assert {text: said for text, said in told.items() if len(said) > 1} == {}
