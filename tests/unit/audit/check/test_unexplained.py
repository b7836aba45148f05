"""Default deny."""

from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import Principal, PrincipalKind
from audit.model.finding import FindingKind, Outcome
from policies.language import AccountName, Emergency, Organisation, Party, Severity, Who, WhoKind
from policies.levels import Level
from tests.unit.audit.resolve.worlds import AT, OWN, grant, role, step, user

from .worlds import HEALTH, P20, READ, asset, developer, found, granted, may, reading, said, world


def test_what_no_rule_allows_is_found_with_its_path():
    (finding,) = found(world(), reading(), P20)
    assert (finding.kind, finding.outcome, finding.severity, finding.levels) == (
        FindingKind.UNEXPLAINED,
        Outcome.VIOLATION,
        Severity.HIGH,
        READ,
    )
    assert [step_.kind.value for step_ in finding.paths[0]] == ["joined", "grant", "holds"]
    assert finding.sentence == "p20 can find and read orders: no rule allows it"
    assert finding.remedy == "Withdraw statement for READ, or let an allow rule say it, decided by p01"
    assert finding.owner == "p01"


def test_what_an_allow_covers_is_silent():
    assert found(world(allow=(may(),)), reading(), P20) == ()


def test_more_than_the_allow_is_too_much_at_its_place():
    (finding,) = found(world(allow=(may(),)), reading(levels=READ | Level.CHANGE), P20)
    assert (finding.kind, finding.levels, finding.place) == (FindingKind.TOO_MUCH, Level.CHANGE, AT)
    assert "A01 allows read and no more" in finding.sentence


def test_a_rule_on_a_part_leaves_the_rest_too_much():
    (finding,) = found(world(allow=(may(part="labels/"),)), reading(), P20)
    assert finding.kind is FindingKind.TOO_MUCH
    assert finding.sentence.startswith("p20 can find and read orders (the rest): A01 allows read of labels/")


def test_a_lapsed_allow_is_named():
    (finding,) = found(world(allow=(may(until=date(2026, 10, 31)),)), reading(), P20)
    assert finding.kind is FindingKind.UNEXPLAINED
    assert "A01 allowed it until 2026-10-31" in finding.sentence


def test_an_allow_still_to_be_decided_does_not_count():
    assert len(found(world(allow=(may(decided_on=date(2027, 1, 1)),)), reading(), P20)) == 1


def test_an_allow_by_one_way_covers_that_way_alone():
    etl = role("etl")
    provider = granted(grant(P20.id, READ), grant(etl.id, READ), derived=(step(P20.id, etl.id),))
    assert found(world(allow=(may(via=("role/etl",)),)), granted(grant(etl.id, READ), derived=(step(P20.id, etl.id),)), P20, etl) == ()
    (finding,) = found(world(allow=(may(via=("role/etl",)),)), provider, P20, etl)
    assert len(finding.paths) == 1


def test_control_without_content_is_latent_and_found_apart():
    both = found(world(), reading(levels=READ | Level.MANAGE), P20)
    assert sorted((finding.scope, finding.severity) for finding in both) == [("", Severity.HIGH), ("manage", Severity.MEDIUM)]
    assert found(world(allow=(may(Level.MANAGE),)), reading(levels=Level.MANAGE), P20) == ()
    assert len({finding.fingerprint for finding in both}) == 2


def test_health_data_weigh_more():
    finding, *beside = found(world(assets=(asset(categories=(HEALTH,)),)), reading(), P20)
    assert (finding.rule, finding.severity) == ("unexplained", Severity.CRITICAL)
    assert [each.rule for each in beside] == ["bulk-copy"]


@pytest.mark.parametrize(("subject", "severity"), [("employee", Severity.CRITICAL), ("customer", Severity.HIGH)])
def test_what_is_kept_about_staff_and_open_to_all_of_it_weighs_most(subject: str, severity: Severity):
    everyone = Principal("google://domain/shop.example", "aws", PrincipalKind.DOMAIN, "shop.example")
    policy = world(assets=(asset(subjects=(subject,)),), organisation=Organisation("shop", "Shop", AT, domains=("shop.example",)))
    (finding,) = found(policy, reading(everyone), everyone)
    assert (str(finding.subject), finding.severity) == ("company", severity)
    assert any("H&M" in source for source in finding.law) is (subject == "employee")


def test_a_condition_that_remains_is_said():
    (finding,) = found(world(), reading(condition="the caller's address is in 10.0.0.0/8"), P20)
    assert (finding.outcome, finding.condition) == (Outcome.VIOLATION, "the caller's address is in 10.0.0.0/8")
    assert "orders, if the caller's address is in 10.0.0.0/8:" in finding.sentence


def test_a_role_that_the_policy_does_not_name():
    job = replace(role("job"), kind=PrincipalKind.SERVICE)
    (finding,) = found(world(), reading(job), job)
    assert finding.sentence.startswith(f"{OWN}/iam/role/job, which the policy does not name, can find and read")


def test_break_glass_is_shown_and_fails_nothing():
    glass = user("glass")
    policy = world(emergency=(Emergency("glass", AT, accounts=(AccountName("aws", "glass", AT),)),))
    assert said(found(policy, reading(glass), glass)) == [("unexplained", "emergency:glass", "notice")]


def test_a_host_needs_no_allow_on_what_it_holds():
    host = Party("aws", AT, hosting=True, accounts=(AccountName("aws", "backup", AT),), assets=("orders",), agreement="dpa")
    backup = replace(user("backup"), kind=PrincipalKind.SERVICE)
    rules = [finding.rule for finding in found(world(processors=(host,)), reading(backup), backup)]
    assert rules == ["outside-without-agreement"]


def test_the_owner_does_not_decide_for_himself():
    (finding,) = found(world(assets=(asset(owner="p20"),)), reading(), P20)
    assert finding.remedy.endswith("decided by management")


def test_many_ways_are_one_finding_with_some_of_them_shown():
    roles = [role(f"r{number}") for number in range(9)]
    provider = granted(*(grant(each.id, READ) for each in roles), derived=[step(P20.id, each.id) for each in roles])
    (finding,) = found(world(), provider, P20, *roles)
    assert len(finding.paths) == 5
    assert finding.sentence.endswith("(by 9 ways, 5 of them shown)")


def test_no_longer_employed_no_role():
    rules = [finding.rule for finding in found(world(developer(ends=date(2026, 1, 1)), allow=(may(),)), reading(), P20)]
    assert rules == ["leaver"]


def test_an_allow_for_everybody_in_a_role_counts():
    assert found(world(allow=(may(who=Who(WhoKind.ROLE, "*")),)), reading(), P20) == ()
