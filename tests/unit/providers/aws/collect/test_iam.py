import json

from audit.model.facts import CoverageStatus, Gap, Membership, MembershipKind, PrincipalKind
from providers.aws.collect.iam import collect
from providers.aws.collect.reader import Reader
from tests.unit.providers.aws.conftest import ACCOUNT
from tests.unit.providers.aws.worlds import POLICY, TRUST, bodies, principal

HOME = f"aws://{ACCOUNT}"


def seeded(aws):
    iam = aws.client("iam")
    iam.create_account_alias(AccountAlias="gw-main")
    iam.create_group(GroupName="warehouse")
    iam.put_group_policy(GroupName="warehouse", PolicyName="read", PolicyDocument=json.dumps(POLICY))
    iam.create_user(UserName="p01", Path="/shop/", Tags=[{"Key": "Email", "Value": "p01@shop.example"}, {"Key": "team", "Value": "it"}])
    iam.create_login_profile(UserName="p01", Password="Correct1horse!")
    iam.add_user_to_group(GroupName="warehouse", UserName="p01")
    iam.create_user(UserName="robot")
    iam.create_access_key(UserName="robot")
    boundary = iam.create_policy(PolicyName="ceiling", PolicyDocument=json.dumps(POLICY))["Policy"]["Arn"]
    iam.create_role(RoleName="etl", AssumeRolePolicyDocument=json.dumps(TRUST), PermissionsBoundary=boundary)
    iam.attach_role_policy(RoleName="etl", PolicyArn=boundary)
    service = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
    }
    iam.create_role(RoleName="job", AssumeRolePolicyDocument=json.dumps(service))
    iam.create_open_id_connect_provider(Url="https://token.shop.example", ThumbprintList=["a" * 40], ClientIDList=["x"])
    return boundary


def test_users_groups_roles_and_their_policies(aws):
    boundary = seeded(aws)
    facts = aws.collect()
    p01, etl = f"{HOME}/iam/user/shop/p01", f"{HOME}/iam/role/etl"
    user = principal(facts, p01)
    assert (user.kind, user.email) == (PrincipalKind.ACCOUNT, "p01@shop.example")
    known = [user.attribute(name) for name in ("console", "mfa", "active_keys", "tag:team", "last_used")]
    assert known == ["true", "false", "0", "it", ""]
    robot = principal(facts, f"{HOME}/iam/user/robot")
    assert (robot.kind, robot.attribute("active_keys"), robot.attribute("console")) == (PrincipalKind.SERVICE, "1", "false")
    assert principal(facts, f"{HOME}/iam/role/job").kind is PrincipalKind.SERVICE
    assert principal(facts, etl).kind is PrincipalKind.ROLE
    group = f"{HOME}/iam/group/warehouse"
    assert list(facts.memberships()) == [Membership(p01, group, MembershipKind.MEMBER, because="in IAM group warehouse")]
    assert bodies(facts, group, "identity") == [POLICY]
    assert bodies(facts, etl, "trust") == [TRUST]
    assert bodies(facts, etl, "boundary") == bodies(facts, etl, "identity") == [POLICY]
    assert {one.name for one in facts.attachments() if one.holder == etl and one.kind == "boundary"} == {boundary}
    assert principal(facts, HOME).name == "gw-main"
    assert principal(facts, f"{HOME}/iam/oidc-provider/token.shop.example").kind is PrincipalKind.DOMAIN
    assert list(facts.gaps()) == []


def test_when_mfa_devices_are_denied_the_report_tells_and_the_gap_is_on_the_user(aws):
    seeded(aws)
    aws.deny("iam:ListMFADevices")
    facts = aws.collect()
    assert principal(facts, f"{HOME}/iam/user/shop/p01").attribute("mfa") == "false"
    darkened = {gap.scope for gap in facts.gaps() if gap.missing_permission == "iam:ListMFADevices"}
    assert darkened == {f"{HOME}/iam/user/shop/p01", f"{HOME}/iam/user/robot"}


def test_without_the_credential_report_a_user_is_a_human_and_mfa_comes_from_the_devices(aws):
    seeded(aws)
    aws.deny("iam:GenerateCredentialReport")
    facts = aws.collect()
    robot = principal(facts, f"{HOME}/iam/user/robot")
    assert (robot.kind, robot.attribute("console"), robot.attribute("mfa")) == (PrincipalKind.ACCOUNT, "", "false")


def test_when_the_sweep_is_denied_nobody_is_known_and_the_account_is_dark(aws):
    seeded(aws)
    aws.deny("iam:GetAccountAuthorizationDetails")
    facts = aws.collect()
    missing = [(gap.scope, gap.missing_permission) for gap in facts.gaps()]
    assert missing == [(HOME, "iam:GetAccountAuthorizationDetails")]
    assert next(row.status for row in facts.coverage() if row.surface == "iam") is CoverageStatus.PARTIAL


def test_last_use_is_a_span_and_only_when_asked_for(aws):
    seeded(aws)
    user = principal(aws.collect(activity_data="last_used_bucket"), f"{HOME}/iam/user/shop/p01")
    assert user.attribute("last_used") in ("never", "45d")


USER = (
    "<member><Path>/</Path><UserName>p01</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::123456789012:user/p01</Arn>"
    "<CreateDate>2026-01-01T00:00:00Z</CreateDate><AttachedManagedPolicies><member><PolicyName>x</PolicyName>"
    "<PolicyArn>arn:aws:iam::aws:policy/X</PolicyArn></member></AttachedManagedPolicies></member>"
)


def test_page_two_of_the_sweep_may_fail_and_a_policy_it_did_not_give_is_asked_for(recorded):
    def answer(asked):
        if "Marker" in asked.body:
            return 403, "<E><Error><Code>AccessDenied</Code><Message>no</Message></Error></E>"
        if "Action=GetAccountAuthorizationDetails" in asked.body:
            page = f"<UserDetailList>{USER}</UserDetailList><IsTruncated>true</IsTruncated><Marker>m</Marker>"
            return 200, f"<R><GetAccountAuthorizationDetailsResult>{page}</GetAccountAuthorizationDetailsResult></R>"
        if "Action=GetPolicyVersion" in asked.body:
            version = "<VersionId>v3</VersionId><Document>%7B%22Statement%22%3A%5B%5D%7D</Document>"
            return 200, f"<R><GetPolicyVersionResult><PolicyVersion>{version}</PolicyVersion></GetPolicyVersionResult></R>"
        if "Action=GetPolicy" in asked.body:
            return 200, "<R><GetPolicyResult><Policy><DefaultVersionId>v3</DefaultVersionId></Policy></GetPolicyResult></R>"
        return 500, "<E><Error><Code>ServiceFailure</Code></Error></E>"

    reader = Reader(recorded(answer).sessions(), "iam", ACCOUNT)
    raws = list(collect(reader))
    assert [raw.body["UserName"] for raw in raws if raw.kind == "iam-user"] == ["p01"]
    (policy,) = [raw.body for raw in raws if raw.kind == "iam-policy"]
    assert policy["PolicyVersionList"][0]["Document"] == {"Statement": []}
    denied = Gap(
        "aws", "iam", HOME, "iam:GetAccountAuthorizationDetails", "access was denied: AccessDenied no", "iam:GetAccountAuthorizationDetails"
    )
    assert denied in reader.gaps
    assert reader.coverage().status is CoverageStatus.PARTIAL
