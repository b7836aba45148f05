import json

from audit.model.facts import CoverageStatus
from tests.unit.providers.aws.conftest import ACCOUNT
from tests.unit.providers.aws.worlds import bodies, principal, resource

HOME = f"aws://{ACCOUNT}"
DENY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}


def seeded(aws) -> tuple[str, str]:
    organisations = aws.client("organizations")
    organisations.create_organization(FeatureSet="ALL")
    root = organisations.list_roots()["Roots"][0]["Id"]
    unit = organisations.create_organizational_unit(ParentId=root, Name="shops")["OrganizationalUnit"]
    made = organisations.create_account(Email="aws@shop.example", AccountName="shop")["CreateAccountStatus"]["AccountId"]
    organisations.move_account(AccountId=made, SourceParentId=root, DestinationParentId=unit["Id"])
    policy = organisations.create_policy(Content=json.dumps(DENY), Description="", Name="no-s3", Type="SERVICE_CONTROL_POLICY")
    organisations.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=unit["Id"])
    return made, unit["Arn"]


def test_accounts_units_and_the_policies_on_them(aws):
    shop, unit_arn = seeded(aws)
    facts = aws.collect(audit_role="audit")
    account = principal(facts, f"aws://{shop}")
    assert (account.name, account.attribute("in_organisation"), account.attribute("management")) == ("shop", "true", "false")
    assert principal(facts, HOME).attribute("management") == "true"
    root, unit = account.attribute("path").split(" ")
    assert unit.endswith(unit_arn.rpartition("/")[2])
    assert resource(facts, f"aws://{shop}").parent == unit
    assert (resource(facts, unit).parent, resource(facts, root).parent) == (root, "")
    assert DENY in bodies(facts, unit, "scp")
    assert bodies(facts, root, "scp") == [{"Statement": [{"Action": "*", "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}]
    assert len(bodies(facts, root, "rcp")) == 1
    assert list(facts.gaps()) == []


def test_without_an_organisation_there_is_no_gap(aws):
    facts = aws.collect()
    assert principal(facts, HOME).attribute("in_organisation") == "true"
    assert list(facts.gaps()) == []


def test_when_policies_are_denied_every_account_is_dark(aws):
    shop, _ = seeded(aws)
    aws.deny("organizations:ListPolicies")
    facts = aws.collect(audit_role="audit")
    missing = {(gap.scope, gap.missing_permission) for gap in facts.gaps()}
    assert missing == {(HOME, "organizations:ListPolicies"), (f"aws://{shop}", "organizations:ListPolicies")}


def test_when_the_text_of_a_policy_is_denied_its_targets_are_dark(aws):
    _, unit_arn = seeded(aws)
    aws.deny("organizations:DescribePolicy")
    scopes = {gap.scope for gap in aws.collect(audit_role="audit").gaps()}
    assert any(scope.endswith(unit_arn.rpartition("/")[2]) for scope in scopes)


def test_when_the_tree_is_denied_accounts_are_still_known_and_their_place_is_a_gap(aws):
    shop, _ = seeded(aws)
    aws.deny("organizations:ListRoots")
    facts = aws.collect(audit_role="audit")
    assert principal(facts, f"aws://{shop}").name == "shop"
    assert "its place in the organisation is not known" in {gap.reason for gap in facts.gaps() if gap.scope == f"aws://{shop}"}
    assert next(row.status for row in facts.coverage() if row.surface == "organizations") is CoverageStatus.PARTIAL
