import json

import pytest

from audit.errors import ProviderError
from audit.model.facts import CoverageStatus
from providers.aws.collect.sweep import GLOBAL, REGIONAL
from providers.aws.collecting import UNREAD
from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bucket

HOME = f"aws://{ACCOUNT}"


def two_accounts(aws) -> str:
    organisations = aws.client("organizations")
    organisations.create_organization(FeatureSet="ALL")
    shop = organisations.create_account(Email="aws@shop.example", AccountName="shop")["CreateAccountStatus"]["AccountId"]
    for account in (ACCOUNT, shop):
        bucket(aws.client("s3", account), f"orders-{account}")
        aws.client("secretsmanager", account).create_secret(Name="db", SecretString="x")
        aws.client("iam", account).create_user(UserName="p01")
    return shop


def test_both_accounts_of_an_organisation_are_read(aws):
    shop = two_accounts(aws)
    facts = aws.collect(audit_role="audit")
    assert {one.id for one in facts.resources() if one.kind == "s3-bucket"} == {f"s3://orders-{ACCOUNT}", f"s3://orders-{shop}"}
    assert {f"{HOME}/iam/user/p01", f"aws://{shop}/iam/user/p01"} <= {one.id for one in facts.principals()}
    assert {row.status for row in facts.coverage() if row.surface not in UNREAD} == {CoverageStatus.COMPLETE}
    assert {row.surface for row in facts.coverage() if row.status is CoverageStatus.UNSUPPORTED} == set(UNREAD)


def test_an_account_that_refuses_the_audit_role_is_a_gap_and_never_an_empty_list(aws):
    shop = two_accounts(aws)
    aws.deny("sts:AssumeRole", shop)
    facts = aws.collect(audit_role="audit")
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(f"aws://{shop}", "sts:AssumeRole")]
    denied = {row.surface for row in facts.coverage() if (row.scope, row.status) == (f"aws://{shop}", CoverageStatus.DENIED)}
    assert denied == {*GLOBAL, *REGIONAL}
    assert [one.id for one in facts.resources() if one.kind == "s3-bucket"] == [f"s3://orders-{ACCOUNT}"]


def test_without_an_audit_role_the_other_accounts_are_gaps(aws):
    shop = two_accounts(aws)
    (gap,) = aws.collect().gaps()
    assert (gap.scope, gap.missing_permission) == (f"aws://{shop}", "sts:AssumeRole")
    assert "audit_role" in gap.reason


def test_settings_narrow_the_accounts(aws):
    shop = two_accounts(aws)
    facts = aws.collect(accounts=[ACCOUNT])
    assert list(facts.gaps()) == []
    assert not [one for one in facts.resources() if one.id == f"s3://orders-{shop}"]


def test_the_same_world_gives_the_same_facts_in_the_same_order(aws):
    two_accounts(aws)
    first, second = ([*_all(aws.collect(audit_role="audit", workers=workers))] for workers in (8, 1))
    assert first == second


def _all(facts):
    for table in ("principals", "memberships", "resources", "documents", "attachments", "gaps", "coverage"):
        yield from getattr(facts, table)()


def test_the_facts_reach_the_sink_in_one_order(aws):
    from audit.ports import Scope
    from providers.aws.collecting import collect
    from tests.unit.providers.aws.conftest import AT, READING

    two_accounts(aws)

    class Kept(list):
        def add(self, *facts):
            self.extend(facts)

    runs = [Kept(), Kept()]
    for run, workers in zip(runs, (8, 3), strict=True):
        collect(Scope(json.dumps(aws.settings(audit_role="audit", workers=workers)), AT), run, READING)
    assert runs[0] == runs[1]


def test_a_denied_region_is_a_gap_of_that_region(aws):
    aws.deny("kms:ListKeys")
    facts = aws.collect(regions=[REGION, "eu-central-1"])
    scopes = [(gap.scope, gap.missing_permission) for gap in facts.gaps()]
    assert scopes == [(f"{HOME}/eu-central-1", "kms:ListKeys"), (f"{HOME}/{REGION}", "kms:ListKeys")]


def test_a_region_that_is_not_enabled_is_no_gap(aws):
    facts = aws.collect(regions=[REGION, "ap-east-1"])
    assert list(facts.gaps()) == []
    assert not [row for row in facts.coverage() if row.scope.endswith("ap-east-1")]


def test_a_region_that_aws_does_not_have_is_an_error(aws):
    with pytest.raises(ProviderError, match="eu-wst-1"):
        aws.collect(regions=["eu-wst-1"])


def test_when_regions_are_denied_those_of_the_settings_are_read(aws):
    aws.deny("ec2:DescribeRegions")
    facts = aws.collect()
    assert list(facts.gaps()) == []
    assert f"{HOME}/{REGION}" in {row.scope for row in facts.coverage()}


def test_when_regions_are_denied_and_none_is_set_the_account_is_dark(aws):
    aws.deny("ec2:DescribeRegions")
    facts = aws.collect(regions=[])
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(HOME, "ec2:DescribeRegions")]
