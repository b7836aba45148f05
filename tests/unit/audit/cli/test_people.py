"""What the commands about people ask of the command line and of the store."""

import pytest

from audit.cli.people import asked_people, before_leaving
from audit.cli.settings import Settings
from audit.cli.workspace import hold_asked
from audit.errors import UsageError
from audit.people.secrets import Before
from tests.unit.audit.cli.conftest import POLICY, Office

P02 = "p02: {{email: p02@shop.example, roles: [finance]}}"
DRAWER = "paper://cabinet/invoices/1"


@pytest.mark.parametrize(
    ("who", "everybody", "fine"), [("p02", False, True), (None, True, True), (None, False, False), ("p02", True, False)]
)
def test_a_person_or_all_is_asked_not_both(who: str | None, everybody: bool, fine: bool) -> None:
    if fine:
        asked_people("leaver", who, everybody)
        return
    with pytest.raises(UsageError) as raised:
        asked_people("leaver", who, everybody)
    assert "toegang leaver" in raised.value.remedy


def known(office: Office, ends: str) -> Before:
    """What p02 could read before the last day."""
    office.write(POLICY.replace(P02, f"p02: {{{{email: p02@shop.example, roles: [finance], {ends}}}}}"))
    held = hold_asked(Settings(policy=office.policy, store=str(office.store)))
    return before_leaving(Settings(policy=office.policy, store=str(office.store)), held, held.plan.policy.people)


def test_the_last_run_before_the_last_day_tells_what_was_read(office: Office) -> None:
    for day in (18, 20, 22):
        office.night(day, "fine")
        assert office.toegang("check") == 0
    assert known(office, "ends: 2026-11-20") == Before(frozenset({("p02", DRAWER)}))


def test_what_was_read_afterwards_does_not_count(office: Office) -> None:
    office.night(18, "violation")
    office.toegang("check")
    office.night(21, "fine")
    assert office.toegang("check") == 0
    office.night(22, "fine")
    office.write(POLICY.replace("p01: {{email: p01@shop.example,", "p01: {{email: p01@shop.example, ends: 2026-11-20,"))
    settings = Settings(policy=office.policy, store=str(office.store))
    held = hold_asked(settings)
    assert before_leaving(settings, held, held.plan.policy.people) == Before(frozenset({("p01", DRAWER)}))


def test_a_run_that_nobody_checked_tells_nothing_and_an_earlier_one_that_was_does(office: Office) -> None:
    office.night(18, "fine")
    assert office.toegang("check") == 0
    for day in (20, 22):
        office.night(day, "fine")
    assert known(office, "ends: 2026-11-20") == Before(frozenset({("p02", DRAWER)}))


@pytest.mark.parametrize("ends", ["ends: 2026-11-17", "status: left", "ends: 2026-11-20"])
def test_where_no_run_of_that_time_was_checked_nobody_knows(ends: str, office: Office) -> None:
    for day in (18, 22):
        office.night(day, "fine")
    if ends == "ends: 2026-11-17":
        assert office.toegang("check") == 0
    assert known(office, ends) == Before(unknown=frozenset({"p02"}))


def test_a_run_whose_results_are_damaged_tells_nothing(office: Office) -> None:
    office.night(18, "fine")
    assert office.toegang("check") == 0
    damaged = [file for file in office.store.rglob("*.parquet") if "reach" in str(file)]
    for file in damaged:
        file.write_text("x" * 50)
    assert damaged
    office.night(22, "fine")
    assert known(office, "ends: 2026-11-20") == Before(unknown=frozenset({"p02"}))


def test_of_who_still_works_here_nothing_is_asked(office: Office) -> None:
    office.night(18, "fine")
    assert known(office, "ends: 2026-12-31") == Before()
