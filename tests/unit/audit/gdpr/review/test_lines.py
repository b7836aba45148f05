"""The lines of a real run: one for each asset, subject and grantee, the same the next night."""

import pytest

from audit.gdpr.review.lines import Pack, pack
from audit.pipeline import hold, plan
from audit.runs.store import Store
from policies.levels import Level
from policies.load import load
from tests.unit.audit.cli.conftest import POLICY, Office

CHANGE = Level.FIND | Level.READ | Level.CHANGE


def made(office: Office, owner: str = "p01", run: str = "latest") -> Pack:
    return pack(hold(plan(load(office.policy)), Store(str(office.store)).open(run)), owner)


def test_a_line_for_whoever_reaches_it(office: Office) -> None:
    office.night(20, "violation")
    ours, theirs = made(office).lines
    assert (ours.asset, str(ours.subject), ours.levels, ours.rules, ours.uncovered) == ("invoices", "person:p01", CHANGE, (), CHANGE)
    assert [rule.id for rule in theirs.rules] == ["A1"]
    assert theirs.path[-1].target == "invoices"
    assert (ours.may_decide, theirs.may_decide) == ((), ("p01",))  # p01 is the owner, and nobody else decides


def test_the_ids_are_the_same_the_next_night(office: Office) -> None:
    office.night(20, "violation")
    office.night(21, "violation")
    assert [line.id for line in made(office).lines] == [line.id for line in made(office, run="previous").lines]


def test_what_a_finding_says_is_on_the_line_with_its_waiver(office: Office) -> None:
    forbid = "forbid:\n  - {{id: F1, who: role:finance, may: change, which: invoices}}\nallow:"
    office.write(POLICY.replace("allow:", forbid))
    office.night(20, "fine")
    (line,) = made(office).lines
    assert line.against == (("F1", ""),)


def test_gaps_are_told_and_other_owners_have_other_assets(office: Office) -> None:
    office.night(20, "gap")
    assert [(asset, gap.scope) for asset, gap in made(office).gaps] == [("invoices", "paper://cabinet/invoices")]
    assert made(office, "p02").assets == ()


@pytest.mark.parametrize(("said", "kept"), [("last_used_bucket", True), ("none", False)])
def test_last_use_only_where_the_policy_keeps_it(said: str, kept: bool, office: Office) -> None:
    office.write(POLICY + f"tool_as_processing: {{{{activity_data: {said}}}}}\n")
    office.night(20, "fine")
    assert made(office).activity is kept
