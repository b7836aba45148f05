"""`toegang preview`."""

import json
import shutil
from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
NARROWER = POLICY.replace("may: change", "may: find")
DAY = ("--as-of", "2026-11-20")


def asked(office: Office, *words: str) -> int:
    return office.toegang("preview", *DAY, *words)


def test_the_policy_as_it_is_against_that_of_the_run(office: Office, told: Told):
    office.night(20, "fine")
    assert asked(office) == Exit.COMPLIES
    assert "Both policies say the same" in told()[0]


def test_a_rule_that_gives_less_fails(office: Office, told: Told):
    office.night(20, "fine")
    office.write(NARROWER)
    assert asked(office, "--format", "json") == Exit.VIOLATIONS
    found = json.loads(told()[0])["preview"]
    assert [(each["subject"], each["causes"]) for each in found["new"]] == [("person:p02", ["allow:A1"])]
    assert found["changes"][0]["effect"] == "stricter"


def test_a_rule_that_gives_more_fails_where_it_is_asked(office: Office, told: Told):
    office.write(NARROWER)
    office.night(20, "fine")
    before = office.folder / "before"
    shutil.copytree(office.policy, before)
    office.write()
    assert asked(office, "--base", str(before)) == Exit.COMPLIES
    assert asked(office, "--base", str(before), "--fail-on", "allowed") == Exit.VIOLATIONS
    assert "Newly allowed (1)" in told()[0]


def test_what_was_not_read_is_told(office: Office, told: Told):
    office.night(20, "gap")
    office.write(POLICY.replace("may: change", "may: share"))
    assert asked(office, "--language", "nl") == Exit.CANNOT_TELL
    assert "niet alles van invoices is gelezen" in told()[0]


@pytest.mark.parametrize("base", ["no-such-revision", "/no/such/folder"])
def test_a_base_that_is_not_there(base: str, office: Office, told: Told):
    office.night(20, "fine")
    assert asked(office, "--base", base) == Exit.USAGE
    assert "name a folder: --base DIR" in told()[1]
