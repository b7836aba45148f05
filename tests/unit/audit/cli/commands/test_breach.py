"""`toegang breach`."""

import json
from collections.abc import Callable

import pytest

from audit.errors import Exit
from policies.wording import LANGUAGES
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]

DAYS = ("--from", "2026-11-20", "--to", "2026-11-21")


def test_it_says_who_could_and_never_who_did(office: Office, told: Told) -> None:
    office.night(20, "violation")
    office.night(21, "fine")
    assert office.toegang("breach", "invoices", *DAYS) == Exit.COMPLIES
    out = told()[0]
    assert "Could is not did" in out
    assert "did reach" not in out
    assert "Inside the organisation: 2 (p01; p02)" in out


def test_a_script_is_given_everything(office: Office, told: Told) -> None:
    office.night(20, "fine")
    aware = ("--aware", "2026-11-20T17:00+01:00")
    assert office.toegang("breach", "invoices", *DAYS, *aware, "--format", "json") == Exit.CANNOT_TELL
    report = json.loads(told()[0])
    assert report["breach"]["blind"] == [["2026-11-21", "2026-11-21"]]
    assert report["breach"]["clock"]["deadline"] == "2026-11-23T17:00:00+01:00"
    assert report["breach"]["lines"][0]["stays"][0]["spells"][0]["able"] == [
        {"verdict": "yes", "levels": ["find", "read", "change"], "conditions": []}
    ]
    assert report["exit_code"] == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_three_languages(language: str, office: Office, told: Told) -> None:
    office.night(20, "gap")
    office.toegang("breach", "invoices", *DAYS, "--aware", "2026-11-20T17:00+01:00", "--language", language, "--format", "markdown")
    first = {
        "nl": "# Reikwijdte van een mogelijke inbreuk",
        "fr": "# Portée d'une violation possible",
        "en": "# Scope of a possible breach",
    }
    assert told()[0].startswith(first[language])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2026-11-21", "--to", "2026-11-20"), "lies before"),
        ((*DAYS, "--aware", "2026-11-20T17:00"), "time zone"),
        ((*DAYS, "--aware", "yesterday"), "no moment"),
        (DAYS[:2], "--to"),
    ],
)
def test_what_can_not_be_is_2(words: tuple[str, ...], says: str, office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("breach", "invoices", *words) == Exit.USAGE
    assert says in told()[1]


def test_no_run_is_2(office: Office) -> None:
    assert office.toegang("breach", "invoices", *DAYS) == Exit.USAGE
