"""`toegang register`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
HEALTH = POLICY.replace("{{invoice: {{label: invoices}}}}", "{{invoice: {{dpv: MedicalHealth, sensitive: art9}}}}")


def test_what_the_law_asks_for_and_is_missing_makes_it_1(office: Office, told: Told) -> None:
    assert office.toegang("register") == Exit.VIOLATIONS
    shown = told()[0]
    assert "Art. 30(1)(f) GDPR" in shown
    assert "how long it is kept" in shown
    assert "policy.yaml:" in shown


def test_in_json_it_has_a_format_of_its_own(office: Office, told: Told) -> None:
    office.toegang("register", "--format", "json", "--as-of", "2026-11-23", "--language", "nl")
    document = json.loads(told()[0])
    assert (document["format"], document["language"], document["exit_code"]) == ("toegang/register/1", "nl", 1)
    assert document["register"]["as_of"] == "2026-11-23"
    assert {each["article"] for each in document["register"]["missing"]} >= {"A30-1-a", "A30-1-f"}


def test_a_workbook_goes_to_a_file(office: Office, told: Told, tmp_path: Path) -> None:
    assert office.toegang("register", "--format", "xlsx", "--output", str(tmp_path / "r.xlsx")) == Exit.VIOLATIONS
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert told() == ("", "")


@pytest.mark.parametrize(("state", "code"), [("fine", Exit.VIOLATIONS), ("violation", Exit.VIOLATIONS)])
def test_who_has_access_to_health_data_is_asked_of_a_run(state: str, code: Exit, office: Office, told: Told) -> None:
    office.write(HEALTH)
    office.night(20, state)
    assert office.toegang("register", "health", "--language", "en") == code  # nobody has signed an undertaking
    shown = told()[0]
    assert "as decided" in shown
    assert ("reached without a rule" in shown) is (state == "violation")


def test_a_gap_in_health_data_is_3_when_nothing_else_is_wrong(office: Office, told: Told) -> None:
    office.write(HEALTH + "documents: {{vow: {{kind: confidentiality}}}}\nsigned: {{vow: {{p02: 2026-01-01}}}}\n")
    office.night(20, "fine")
    assert office.toegang("register", "health") == Exit.COMPLIES
    office.night(21, "gap")
    assert office.toegang("register", "health") == Exit.CANNOT_TELL
    assert "could not be read" in told()[0]


def test_without_a_run_there_is_no_list_of_who_has_access(office: Office, told: Told) -> None:
    assert office.toegang("register", "health") == Exit.USAGE
    assert "run" in told()[1]


def test_what_ends_within_a_period(office: Office, told: Told) -> None:
    office.write(
        POLICY.replace("which: invoices}}", "which: invoices, until: 2026-12-31}}") + "access_reviews: [{{period: Q4, date: 2026-11-22}}]\n"
    )
    assert office.toegang("register", "agreements", "--as-of", "2026-11-23") == Exit.COMPLIES
    assert "the rule A1 ends" in told()[0]
    assert office.toegang("register", "agreements", "--as-of", "2026-11-23", "--within", "P1M") == Exit.COMPLIES
    assert "the rule A1 ends" not in told()[0]
    assert office.toegang("register", "agreements", "--as-of", "2027-01-01") == Exit.VIOLATIONS
    assert "the rule A1 has ended" in told()[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("agreements", "--within", "90 days"), "not an ISO 8601 period"),
        (("--within", "P90D"), "activities looks at one day"),
        (("agreement",), "agreement"),
        (("--language", "de"), "de"),
    ],
)
def test_what_is_asked_wrongly_is_2(words: tuple[str, ...], says: str, office: Office, told: Told) -> None:
    assert office.toegang("register", *words) == Exit.USAGE
    assert says in told()[1]


def test_the_language_is_the_organisation_s_first_unless_another_is_asked(office: Office, told: Told) -> None:
    office.write(POLICY.replace("domains: [shop.example]", "domains: [shop.example], report_languages: [fr, nl]"))
    office.toegang("register")
    assert told()[0].startswith("Registre des activités de traitement")
    office.toegang("register", "--language", "nl")
    assert told()[0].startswith("Register van de verwerkingsactiviteiten")


def test_its_help_shows_an_example(told: Told) -> None:
    assert run(["register", "--help"]) == Exit.COMPLIES
    assert "toegang register health" in told()[0]
