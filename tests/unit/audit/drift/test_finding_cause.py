"""Why a finding that speaks of nobody came or went: measures worked out from reach, and how many people there are."""

from dataclasses import replace

import pytest

from audit.drift import compare
from audit.model.facts import Grant, Resource
from policies.language import NeedKind, RequireScope
from tests.unit.audit.check.worlds import P20, READ, asset, developer, granted, may, needs, reading, world
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


def test_more_people_than_the_limit_are_the_fault_of_who_came():
    limited = world(developer(), developer("p21"), assets=(asset(max_people=1),), allow=(may(),))
    p21 = user("p21", mfa="true")
    before = night(limited, reading(), P20, p21)
    both = granted(grant(P20.id, READ), grant(p21.id, READ))
    after = night(limited, both, P20, p21, attached(p21.id), on=LATER)
    assert told(compare(before, after)) == [("grant", "user/p21", ["gained person:p21"], 1, 0)]
