"""`toegang erasure SUBJECT`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]

SUBJECTS = (
    "    categories: [invoice]\n    subjects: [customer]\n    find_by: [email]\n    erase: {{action: delete, how: shred it}}\n"
    "    retention: {{keep: P1Y, from: creation}}\n"
)
RECEIVED = ("--received", "2026-10-31", "--as-of", "2026-11-20")


@pytest.fixture
def asked(office: Office) -> Office:
    text = POLICY.replace("    categories: [invoice]\n", SUBJECTS).replace(
        "name: The Shop,", "name: The Shop, country: BE, report_languages: [nl, en],"
    )
    office.write(text)
    return office


def log_of(office: Office) -> Path:
    return office.folder / "request.jsonl"


def test_the_plan_is_in_the_organisation_s_first_language(asked: Office, told: Told) -> None:
    assert asked.toegang("erasure", "customer", *RECEIVED) == Exit.COMPLIES
    out, err = told()
    assert "Stappenplan gegevenswissing" in out
    assert "er is geen momentopname" in out
    assert err == ""
    assert asked.toegang("erasure", "customer", *RECEIVED, "--language", "fr") == Exit.COMPLIES
    assert "Plan par étapes" in told()[0]


def test_the_newest_run_says_who_can(asked: Office, told: Told) -> None:
    asked.night(20, "violation")
    assert asked.toegang("erasure", "customer", *RECEIVED, "--language", "en", "--format", "json") == Exit.COMPLIES
    answer = json.loads(told()[0])
    (place,) = answer["request"]["places"]
    assert (place["who_can"], place["who_can_beside"]) == (["person:p02"], ["person:p01"])
    assert answer["format"] == "toegang/request/1"
    assert answer["head"]["run"] == "2026-11-20T02-00-00Z"


def test_a_run_that_is_asked_for_and_not_there_is_2(asked: Office, told: Told) -> None:
    assert asked.toegang("erasure", "customer", *RECEIVED, "--run", "2026-01-01T00-00-00Z") == Exit.USAGE
    assert "has no run" in told()[1]


def test_a_log_is_made_and_added_to_and_taken_up_again(asked: Office, told: Told) -> None:
    log = log_of(asked)
    words = ("erasure", "customer", "--log", str(log), "--as-of", "2026-11-20", "--language", "en", "--format", "markdown")
    assert asked.toegang(*words, "--received", "2026-10-31", "--known-by", "email", "--number", "2026-014") == Exit.COMPLIES
    assert json.loads(log.read_text()) == {
        "kind": "request", "number": "2026-014", "right": "erasure", "subject": "customer", "received": "2026-10-31", "known_by": ["email"],
    }  # fmt: skip
    first = log.read_text()
    assert asked.toegang(*words, "--done", "invoices", "--by", "p02", "--on", "2026-11-03", "--count", "1") == Exit.COMPLIES
    assert log.read_text().startswith(first)
    assert json.loads(log.read_text().splitlines()[1]) == {"kind": "step", "step": "invoices", "on": "2026-11-03", "by": "p02", "count": 1}
    told()
    assert asked.toegang(*words) == Exit.COMPLIES
    out = told()[0]
    assert "- [x] invoices of customers: delete" in out
    assert "Done on 3 November 2026 by p02, number 1" in out
    assert "1 of 5 steps are done." in out


def test_the_letter_says_what_the_log_says(asked: Office, told: Told) -> None:
    words = ("erasure", "customer", "--log", str(log_of(asked)), "--as-of", "2026-11-20", "--language", "en")
    asked.toegang(*words, "--received", "2026-10-31", "--done", "invoices", "--by", "p02", "--on", "2026-11-03")
    told()
    assert asked.toegang(*words, "--letter") == Exit.COMPLIES
    out = told()[0]
    assert "invoices of customers: deleted on 3 November 2026" in out
    assert "p02" not in out


def test_late_with_steps_left_is_1(asked: Office) -> None:
    words = ("erasure", "customer", "--log", str(log_of(asked)), "--quiet")
    assert asked.toegang(*words, "--received", "2026-10-31", "--as-of", "2026-11-30") == Exit.COMPLIES
    assert asked.toegang(*words, "--as-of", "2026-12-01") == Exit.VIOLATIONS
    assert asked.toegang(*words, "--as-of", "2026-11-30", "--extend", "number", "--by", "p01") == Exit.COMPLIES
    assert asked.toegang(*words, "--as-of", "2026-12-01") == Exit.COMPLIES
    assert asked.toegang(*words, "--as-of", "2027-02-02") == Exit.VIOLATIONS
    steps = ("step:registered", "step:identity", "step:ground", "invoices", "step:answer")
    done = [word for step in steps for word in ("--done", step)]
    assert asked.toegang(*words, "--as-of", "2027-02-02", *done, "--by", "p02", "--ground", "A17-1-a") == Exit.COMPLIES


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("custmer", "--received", "2026-10-31"), "did you mean customer?"),
        (("customer",), "the day of the request is not known"),
        (("customer", "--received", "2026-11-21"), "is still to come"),
        (("customer", "--received", "2026-10-31", "--number", "AN-1"), "a number holds no name"),
        (("customer", "--received", "2026-10-31", "--known-by", "an@shop.example"), "the log holds no data of the person"),
        (("customer", "--received", "2026-10-31", "--done", "invoices", "--by", "p02"), "name one: --log FILE"),
    ],
)
def test_what_cannot_be_is_2_and_nothing_is_written(words: tuple[str, ...], said: str, asked: Office, told: Told) -> None:
    assert asked.toegang("erasure", *words, "--as-of", "2026-11-20") == Exit.USAGE
    assert said in told()[1]
    assert not log_of(asked).exists()


def test_a_wish_that_cannot_be_makes_no_log(asked: Office) -> None:
    words = ("erasure", "customer", *RECEIVED, "--log", str(log_of(asked)), "--done", "invoices", "--by", "p99")
    assert asked.toegang(*words) == Exit.USAGE
    assert not log_of(asked).exists()


@pytest.mark.parametrize("more", [("--right", "access"), ("--received", "2026-10-30"), ("--known-by", "email"), ("--number", "7")])
def test_the_log_of_another_request_is_not_taken_up(more: tuple[str, ...], asked: Office, told: Told) -> None:
    words = ("erasure", "customer", "--log", str(log_of(asked)), "--as-of", "2026-11-20")
    asked.toegang(*words, "--received", "2026-10-31", "--quiet")
    assert asked.toegang(*words, *more) == Exit.USAGE
    assert "is the log of another request" in told()[1]


def test_a_file_that_is_no_log_or_cannot_be_written_is_2(asked: Office, told: Told) -> None:
    log_of(asked).write_text("a list of customers\n")
    assert asked.toegang("erasure", "customer", *RECEIVED, "--log", str(log_of(asked))) == Exit.USAGE
    assert log_of(asked).read_text() == "a list of customers\n"
    assert asked.toegang("erasure", "customer", *RECEIVED, "--log", str(asked.folder / "nowhere" / "a.jsonl")) == Exit.USAGE
    assert "can't be written" in told()[1]


@pytest.mark.parametrize("right", ["erasure", "access", "objection"])
@pytest.mark.parametrize("name", ["markdown", "html", "json", "table"])
def test_each_right_in_each_format(right: str, name: str, asked: Office, told: Told) -> None:
    assert asked.toegang("erasure", "customer", *RECEIVED, "--right", right, "--format", name) == Exit.COMPLIES
    assert told()[0]


def test_the_help_tells_of_the_log() -> None:
    assert run(["erasure", "--help"]) == Exit.COMPLIES
