"""Nights put together: who is seen on which run, what is not known, and each path once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit.errors import Exit, UsageError
from audit.gdpr.breach.body import Breach, Line
from audit.gdpr.breach.night import Remark
from audit.gdpr.breach.scope import exit_code, scope
from audit.gdpr.breach.standing import Standing
from audit.gdpr.breach.window import Window
from audit.model.facts import Attachment, document
from audit.pipeline import plan
from audit.runs.store import Store
from policies.load import load
from policies.periods import Period
from tests.unit.audit.cli.conftest import POLICY, Office


def looked(office: Office, first: int, last: int, asset: str = "invoices") -> Breach:
    window = Window(date(2026, 11, first), date(2026, 11, last))
    return scope(plan(load(office.policy)), Store(str(office.store)), asset, window)


def line(breach: Breach, who: str) -> Line:
    return next(each for each in breach.lines if each.id == who)


def seen(breach: Breach, who: str) -> list[tuple[str, str, int]]:
    return [(spell.first[8:10], spell.last[8:10], spell.runs) for stay in line(breach, who).stays for spell in stay.spells]


def test_somebody_is_seen_from_run_to_run_and_what_holds_at_the_start_is_the_run_before(office: Office) -> None:
    for day, state in ((18, "violation"), (20, "fine"), (21, "violation"), (22, "violation")):
        office.night(day, state)
    breach = looked(office, 19, 22)
    assert [read.before for read in breach.runs] == [True, False, False, False]
    assert seen(breach, "p01") == [("18", "18", 1), ("21", "22", 2)]
    assert seen(breach, "p02") == [("18", "22", 4)]
    assert [stay.untold for each in breach.lines for stay in each.stays] == [(), ()]  # a whole run that does not show it tells
    assert breach.blind == ((date(2026, 11, 19), date(2026, 11, 19)),)
    assert exit_code(breach) is Exit.CANNOT_TELL


def test_every_day_with_a_whole_run_is_0(office: Office) -> None:
    office.night(20, "fine")
    office.night(21, "fine")
    breach = looked(office, 20, 21)
    assert (breach.blind, breach.unverified, exit_code(breach)) == ((), (), Exit.COMPLIES)
    assert line(breach, "p02").standing is Standing.INSIDE


def test_a_rule_of_that_night_is_told_and_what_none_allows(office: Office) -> None:
    office.night(20, "violation")
    breach = looked(office, 20, 20)
    (ours,), (theirs,) = (line(breach, who).stays[0].spells for who in ("p01", "p02"))
    assert (ours.allowed, ours.uncovered) == ((), ("find", "read", "change"))
    assert (theirs.allowed, theirs.uncovered) == (("A1",), ())


def test_with_a_gap_who_is_not_seen_is_not_known(office: Office) -> None:
    office.night(20, "violation")
    office.night(21, "gap")
    breach = looked(office, 20, 21)
    assert [stay.untold for stay in line(breach, "p01").stays] == [("2026-11-21T02-00-00Z",)]
    assert [stay.untold for stay in line(breach, "p02").stays] == [()]
    assert [len(read.gaps) for read in breach.runs] == [0, 1]
    assert [each.surface for each in breach.runs[1].dark] == ["cabinets"]
    assert exit_code(breach) is Exit.CANNOT_TELL


def test_a_path_is_explained_once_however_many_nights(office: Office) -> None:
    for day in range(1, 15):
        office.night(day, "fine")
    breach = looked(office, 1, 14)
    (way,) = line(breach, "p02").ways
    assert (way.run, way.steps[0].target) == ("2026-11-01T02-00-00Z", "paper://office/user/p02")
    assert line(breach, "p02").more_ways == 0


def test_each_night_is_held_against_its_own_policy(office: Office) -> None:
    office.night(20, "fine")
    office.write(POLICY.replace("A1, who: role:finance", "A2, who: role:owner"))
    office.night(21, "fine")
    spells = line(looked(office, 20, 21), "p02").stays[0].spells
    assert [(spell.allowed, spell.uncovered) for spell in spells] == [(("A1",), ()), ((), ("find", "read", "change"))]


def test_a_night_whose_inventory_lacked_it_is_not_whole(office: Office) -> None:
    office.write(POLICY.replace("invoices:", "letters:").replace("which: invoices", "which: letters").replace("{{invoices:", "{{letters:"))
    office.night(20, "fine")
    office.write()
    breach = looked(office, 20, 20)
    assert breach.runs[0].remarks == (Remark.NOT_IN_INVENTORY,)
    assert seen(breach, "p02") == [("20", "20", 1)]
    assert exit_code(breach) is Exit.CANNOT_TELL
    assert looked(office, 20, 20, "letters").runs[0].remarks == ()  # which the inventory no longer has


def test_a_policy_that_was_not_kept_gives_way_to_the_present_one(office: Office) -> None:
    office.night(20, "fine")
    manifest = next(office.store.glob("*/manifest.json"))
    manifest.write_text(manifest.read_text().replace('"policy_digest": "', '"policy_digest": "0'))
    breach = looked(office, 20, 20)
    assert breach.runs[0].remarks == (Remark.POLICY_NOT_KEPT,)


def test_a_policy_that_was_not_kept_gives_way_to_no_other_night_either(office: Office) -> None:
    office.night(20, "fine")
    office.write(POLICY.replace("A1, who: role:finance", "A2, who: role:owner"))
    later = office.store / office.night(21, "fine") / "manifest.json"
    later.write_text(later.read_text().replace('"policy_digest": "', '"policy_digest": "0'))
    spells = line(looked(office, 20, 21), "p02").stays[0].spells
    assert [spell.allowed for spell in spells] == [("A1",), ()]


def test_a_policy_that_this_version_does_not_read_gives_way_too(office: Office) -> None:
    body = document("policy-file", "version: 99")
    with Store(str(office.store)).create(datetime(2026, 11, 20, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(body, Attachment("policy:then", body.id, "policy-file", "policy.yaml"))
        writer.commit("then", ("paper",))
    assert looked(office, 20, 20).runs[0].remarks == (Remark.POLICY_UNREADABLE, Remark.NOTHING_THERE)


def test_a_damaged_run_is_a_blind_night(office: Office) -> None:
    office.night(20, "fine")
    damaged = office.night(21, "fine")
    (office.store / damaged / "acls.parquet").write_bytes(b"PAR1")
    breach = looked(office, 20, 21)
    assert "acls" in breach.runs[1].unread
    assert breach.blind == ((date(2026, 11, 21), date(2026, 11, 21)),)
    assert seen(breach, "p02") == [("20", "20", 1)]
    assert any("acls.parquet" in problem for problem in breach.unverified)


def test_runs_that_retention_removed_are_blind_nights_and_named(office: Office) -> None:
    for day in (20, 21):
        office.night(day, "fine")
    Store(str(office.store)).prune(Period(days=1), date(2026, 11, 22))
    breach = looked(office, 20, 21)
    assert breach.pruned == ("2026-11-20T02-00-00Z",)
    assert breach.blind == ((date(2026, 11, 20), date(2026, 11, 20)),)
    assert breach.unverified == ()


def test_a_chain_that_does_not_verify_is_said_of_the_runs_that_were_used(office: Office) -> None:
    office.night(18, "fine")
    office.night(20, "fine")
    _touch(office.store / "2026-11-18T02-00-00Z")
    assert exit_code(looked(office, 20, 20)) is Exit.CANNOT_TELL  # the run before is used
    office.night(21, "fine")
    office.night(22, "fine")
    assert looked(office, 22, 22).unverified == ()  # here it is not, nor is the one after it


def _touch(run: Path) -> None:
    manifest = run / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"1.0"', '"1.1"'))


def test_without_a_run_there_is_nothing_to_say(office: Office) -> None:
    with pytest.raises(UsageError, match="has no run of 2026-11-20 or before"):
        looked(office, 19, 20)
    office.night(21, "fine")
    with pytest.raises(UsageError) as raised:
        looked(office, 19, 20)
    assert "its first run is 2026-11-21" in raised.value.remedy


def test_an_asset_that_no_inventory_has_is_refused_with_the_nearest(office: Office) -> None:
    office.night(20, "fine")
    with pytest.raises(UsageError) as raised:
        looked(office, 20, 20, "invoice")
    assert raised.value.remedy == "did you mean invoices?"
