"""`toegang what PERSON`."""

from collections.abc import Callable

import pytest

from audit.errors import Exit
from policies.load import load
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]


@pytest.mark.parametrize("name", ["p02", "person:p02", "P02@shop.example", "paper://office/user/p02"])
def test_a_person_has_several_names(name: str, office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", name) == Exit.COMPLIES
    assert "what person:p02 reaches: 1 reach" in told()[0]


def test_no_reach_says_so(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", "p01") == Exit.COMPLIES
    assert "no reach found" in told()[0]


def test_somebody_unknown_is_2_with_a_suggestion(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", "p2") == Exit.USAGE
    assert "did you mean p02?" in told()[1]


FRENCH = POLICY.replace("p02: {{email", "p02: {{language: fr, email")


def test_a_letter_is_in_the_language_of_the_person(office: Office, told: Told) -> None:
    office.write(FRENCH)
    office.night(20, "violation")
    assert office.toegang("what", "p02", "--letter") == Exit.COMPLIES
    assert "auxquelles vous avez accès" in told()[0]
    assert office.toegang("what", "p02", "--letter", "--language", "nl") == Exit.COMPLIES
    assert "waar je bij kan" in told()[0]
    assert office.toegang("what", "p01", "--letter") == Exit.COMPLIES
    out, err = told()
    assert "though no rule says so" in out
    assert "add to `communications:`" in err
    assert "people: [p01]" in err


def test_a_letter_over_a_gap_is_3(office: Office, told: Told) -> None:
    office.night(20, "gap")
    assert office.toegang("what", "p02", "--letter", "--quiet") == Exit.CANNOT_TELL
    assert told() == ("", "")


def test_its_sending_is_kept_in_the_file_that_is_named(office: Office, told: Told) -> None:
    office.night(20, "fine")
    file = office.policy / "sent.yaml"
    for _ in range(2):
        assert office.toegang("what", "p02", "--letter", "--record", str(file), "--as-of", "2026-11-21") == Exit.COMPLIES
    assert told()[1] == ""
    assert [(each.id, each.people) for each in load(office.policy).communications] == [
        ("L-2026-11-21-p02", ("p02",)),
        ("L-2026-11-21-p02-2", ("p02",)),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p02", "--record", "a.yaml"), "add --letter"),
        (("service:etl", "--letter"), "is no person"),
        (("p99", "--letter"), "neither the policy nor the run knows p99"),
    ],
)
def test_a_letter_that_cannot_be_is_2(words: tuple[str, ...], said: str, office: Office, told: Told) -> None:
    office.write(POLICY.replace("providers:", "services: {{etl: {{accounts: {{paper: etl}}}}}}\nproviders:"))
    office.night(20, "fine")
    assert office.toegang("what", *words) == Exit.USAGE
    assert said in told()[1]


def test_a_file_of_something_else_is_left_alone(office: Office, told: Told) -> None:
    office.night(20, "fine")
    file = office.policy / "policy.yaml"
    before = file.read_text()
    assert office.toegang("what", "p02", "--letter", "--record", str(file)) == Exit.USAGE
    assert file.read_text() == before
    assert "a file of its own" in told()[1]
