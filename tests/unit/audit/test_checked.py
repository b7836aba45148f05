"""What a run is held against."""

from dataclasses import replace
from pathlib import Path

import pytest

from audit.check.registry import BUILT_IN
from audit.checked import checked_rules, told_waivers
from audit.model.finding import FindingKind
from policies.language import Policy
from policies.load import load
from policies.wording import wording

WEBSHOP = Path(__file__).parents[3] / "policies" / "examples" / "webshop"
EN = wording("en")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load(WEBSHOP)


def all_assets(policy: Policy) -> frozenset[str]:
    return frozenset(asset.id for asset in policy.assets)


def test_prohibitions_requirements_and_built_in_checks_with_their_assets(policy: Policy):
    rules = {rule.id: rule for rule in checked_rules(policy, EN, all_assets(policy))}
    named = {rule.id for rule in (*policy.forbid, *policy.require)} | {str(kind) for kind, _ in BUILT_IN} | {"unexplained", "too-much"}
    assert rules.keys() <= named
    assert rules.keys() >= {rule.id for rule in policy.forbid if rule.which.everything}
    assert set(rules["unexplained"].assets) == all_assets(policy)
    assert rules["orphan-account"].assets == ()
    assert all(rule.sentence and rule.place for rule in rules.values() if rule.kind in (FindingKind.FORBIDDEN, FindingKind.REQUIREMENT))


def test_what_is_out_of_sight_was_not_checked(policy: Policy):
    (first, *_) = sorted(all_assets(policy))
    rules = checked_rules(policy, EN, frozenset({first}))
    assert {asset for rule in rules for asset in rule.assets} == {first}
    assert not [rule.id for rule in checked_rules(policy, EN, frozenset()) if rule.assets]


def test_a_check_that_is_off_is_none(policy: Policy):
    off = replace(policy, house_rules=replace(policy.house_rules, off=(("public", "no store can be public"),)))
    assert "public" not in {rule.id for rule in checked_rules(off, EN, all_assets(policy))}


def test_waivers_say_why_who_and_until_when(policy: Policy):
    told = dict(told_waivers(policy, EN))
    assert set(told) == {waiver.id for waiver in policy.waivers}
    waiver = next(each for each in policy.waivers if each.instead and each.until)
    assert waiver.why in told[waiver.id]
    assert f"in its place: {waiver.instead}" in told[waiver.id]
    assert f"until {waiver.until}" in told[waiver.id]
