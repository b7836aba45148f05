"""Every paper of the sample company: in each language, and in JSON as its schema says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from audit.paper_kinds import KINDS
from audit.plugins import renderer
from policies.wording import LANGUAGES
from tests.scenarios.command import Answer, answer

DAYS = ("--from", "2026-10-15", "--to", "2026-10-16")
ASKED = {
    "joiner": ("joiner", "p21"),
    "mover": ("mover", "p18"),
    "leaver": ("leaver", "--all"),
    "register": ("register",),
    "health-access": ("register", "health"),
    "agreements": ("register", "agreements"),
    "processing-agreement": ("template", "processing", "nieuwsmail"),
    "staff-agreement": ("template", "staff", "p14"),
    "request": ("erasure", "customer", "--received", "2026-10-31", "--known-by", "email"),
    "notice": ("notice", "customer"),
    "statement": ("what", "p14", "--letter"),
    "breach": ("breach", "customer-analytics", *DAYS),
    "review": ("review", "--owner", "p14"),
    "preview": ("preview", "--as-of", "2026-10-16"),
}
ENGLISH_ALONE = {"joiner", "mover", "leaver"}
NO_RUN = {"register", "agreements", "processing-agreement", "staff-agreement", "notice"}


def ask(folder: Path, kind: str, *words: str) -> Answer:
    store = () if kind in NO_RUN else ("--store", str(folder / "runs"))
    return answer([*ASKED[kind], *words, "--policy", str(folder / "policy"), *store])


def test_every_kind_is_asked_for_but_those_that_want_a_file_or_somebody_to_send_to():
    assert set(ASKED) == set(KINDS) - {"decisions", "digest", "deliveries"}


@pytest.mark.parametrize("kind", ASKED)
def test_json_is_as_its_schema_says(demo: tuple[Path, Answer], kind: str):
    told = ask(demo[0], kind, "--format", "json")
    assert told.code in (0, 1, 3), told.err
    schema = json.loads(renderer("json").schemas()[kind])
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(told.out))] == []


SPOKEN = [kind for kind in ASKED if kind not in ENGLISH_ALONE]
BY_TURNS = [(kind, LANGUAGES[number % len(LANGUAGES)]) for number, kind in enumerate(SPOKEN)]
OTHERS = [(kind, language) for kind in SPOKEN for language in LANGUAGES if (kind, language) not in BY_TURNS]


@pytest.mark.parametrize(("kind", "language"), [*BY_TURNS, *(pytest.param(*each, marks=pytest.mark.nightly) for each in OTHERS)])
def test_in_every_language(demo: tuple[Path, Answer], kind: str, language: str):
    told = ask(demo[0], kind, "--language", language, "--format", "markdown")
    assert told.code in (0, 1, 3), told.err
    assert len(told.out) > 500
