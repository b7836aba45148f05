"""Why a finding that speaks of nobody came or went: measures worked out from reach, and how many people there are."""

from dataclasses import replace

import pytest

from audit.drift import compare
from audit.drift.difference import difference
from audit.drift.fact import Reason, english
from audit.drift.finding_cause import of_finding
from audit.drift.reach_cause import Causes
from audit.model.drift import CauseKind
from audit.model.facts import Grant, Resource
from policies.language import NeedKind, RequireScope
from tests.unit.audit.check.worlds import P20, READ, asset, bucket, developer, granted, may, needs, reading, world
from tests.unit.audit.resolve.worlds import TODAY, grant, step, user, where

from .nights import acl, attached, drive, night, told

R11 = needs(NeedKind.DECLARED_MEASURES_IN_FORCE, scope=RequireScope.ASSETS)
LATER = TODAY.replace(day=24)


def _declaring(*measures: str, **changes: object):
    place = where("drive://hr", "folder", "google")
    return world(assets=(asset(where=(place,), measures=measures, **changes),), require=(R11,))


def _shared(*grants: Grant) -> tuple[object, ...]:
    held = acl(*grants)
    return held, Resource("drive://hr", "google_workspace", "folder", "hr", "", held.id)


@pytest.mark.parametrize(
    ("measure", "grantee"),
    [
        ("no-link-sharing", "google://link/anyone"),
        ("no-external-sharing", "google://link/anyone"),
        ("mfa", "google://user/p30@shop.example"),
    ],
)
def test_a_measure_that_a_new_reach_breaks_has_that_reachs_cause(measure: str, grantee: str):
    policy = _declaring(measure)
    before = night(policy, drive(), *_shared())
    after = night(policy, drive(), *_shared(Grant(grantee, READ, "drive role")), on=LATER)
    for one, other, new in ((before, after, True), (after, before, False)):
        (change,) = [each for each in compare(one, other) if each.cause.subject == "drive://hr"]
        fingerprint = next(each.fingerprint for each in after.findings if each.scope == measure)
        assert fingerprint in (change.findings_new if new else change.findings_gone)


def test_of_two_reaches_the_one_that_shows_it_is_the_cause():
    """A person comes by a membership, and a link by a grant: only one of them breaks the measure."""
    policy, team = _declaring("no-link-sharing"), "google://group/team@shop.example"
    one = Resource("drive://a", "google_workspace", "file", "a", "drive://hr")
    link = acl(Grant("google://link/anyone", READ, "drive role"))
    before = night(policy, drive(), *_shared(Grant(team, READ)), one)
    member = replace(user("p20"), id="google://user/p20@shop.example", provider="google_workspace")
    after = night(policy, drive(), *_shared(Grant(team, READ)), replace(one, acl=link.id), link, member, step(member.id, team))
    changes = compare(before, after)
    measure = next(each.fingerprint for each in after.findings if each.scope == "no-link-sharing")
    assert [change.cause.subject for change in changes if measure in change.findings_new] == ["drive://a"]


def test_an_account_whose_mfa_was_turned_off_is_the_cause_whatever_else_came():
    declared = world(assets=(asset(measures=("mfa",)),), require=(R11,), allow=(may(),))
    before = night(declared, reading(), P20)
    after = night(declared, reading(), user("p20", mfa="false"), on=LATER)
    assert told(compare(before, after)) == [("person", "user/p20", [], 1, 0)]


def test_more_people_than_the_limit_are_the_fault_of_who_came_shown_or_not():
    names = [f"p{number}" for number in range(20, 27)]
    limited, users = (
        world(*map(developer, names), assets=(asset(max_people=6),), allow=(may(),)),
        [user(name, mfa="true") for name in names],
    )
    before = night(limited, granted(*(grant(each.id, READ) for each in users[:-1])), *users)
    after = night(limited, granted(*(grant(each.id, READ) for each in users)), *users, attached(users[-1].id), on=LATER)
    assert told(compare(before, after)) == [("grant", "user/p26", ["gained person:p26"], 1, 0)]


def test_a_setting_that_changed_on_a_store_of_the_asset_and_not_on_another():
    logged = needs(NeedKind.ACCESS_LOGGING, scope=RequireScope.ASSETS)
    policy = world(require=(logged,), assets=(asset(where=(where("s3://store"),)),))
    before, after = (
        night(policy, granted(), bucket("aside", access_logging=on), bucket("store", access_logging=on), on=day)
        for on, day in (("true", TODAY), ("false", LATER))
    )
    (change,) = compare(before, after)
    assert told([change]) == [("resource", "s3://store", [], 1, 0)]
    assert change.cause.what == "s3://store changed: measure:access-logging true → false"


def test_what_is_likely_is_said_before_the_passing_of_time():
    policy = _declaring("no-link-sharing")
    link = _shared(Grant("google://link/anyone", READ, "drive role"))
    one, other = night(policy, drive(), *link), night(policy, drive(), *link, on=LATER)
    causes, finding = Causes(one, other, difference(one, other)), next(each for each in other.findings if each.paths)
    likely = Reason(CauseKind.GRANT, "drive://hr", lambda _: "x")
    assert of_finding(causes, finding, likely) == likely
    assert english(of_finding(causes, finding).fact) == f"a period ran out, or began, between {TODAY} and {LATER}"
