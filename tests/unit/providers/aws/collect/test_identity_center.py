import json

from audit.model.facts import Membership, MembershipKind, PrincipalKind
from tests.unit.providers.aws.conftest import ACCOUNT
from tests.unit.providers.aws.worlds import TRUST, principal

HOME = f"aws://{ACCOUNT}"
ROLE = "AWSReservedSSO_Analysts_0123456789abcdef"


def seeded(aws) -> dict[str, str]:
    center, store = aws.client("sso-admin"), aws.client("identitystore")
    instance = center.list_instances()["Instances"][0]
    directory = instance["IdentityStoreId"]
    name = {"GivenName": "p", "FamilyName": "01"}
    user = store.create_user(
        IdentityStoreId=directory, UserName="p01", DisplayName="p01", Name=name, Emails=[{"Value": "p01@shop.example", "Primary": True}]
    )["UserId"]
    group = store.create_group(IdentityStoreId=directory, DisplayName="analysts")["GroupId"]
    store.create_group_membership(IdentityStoreId=directory, GroupId=group, MemberId={"UserId": user})
    made = center.create_permission_set(Name="Analysts", InstanceArn=instance["InstanceArn"])["PermissionSet"]["PermissionSetArn"]
    center.create_account_assignment(
        InstanceArn=instance["InstanceArn"],
        TargetId=ACCOUNT,
        TargetType="AWS_ACCOUNT",
        PermissionSetArn=made,
        PrincipalType="GROUP",
        PrincipalId=group,
    )
    return {"user": f"{HOME}/identity-center/user/{user}", "group": f"{HOME}/identity-center/group/{group}"}


def test_users_groups_and_the_roles_they_may_take_on(aws):
    ids = seeded(aws)
    path = "/aws-reserved/sso.amazonaws.com/eu-west-1/"
    aws.client("iam").create_role(RoleName=ROLE, Path=path, AssumeRolePolicyDocument=json.dumps(TRUST))
    facts = aws.collect()
    user = principal(facts, ids["user"])
    assert (user.kind, user.email, user.status) == (PrincipalKind.ACCOUNT, "p01@shop.example", "active")
    assert principal(facts, ids["group"]).kind is PrincipalKind.GROUP
    role = f"{HOME}/iam/role{path}{ROLE}"
    assert principal(facts, role).attribute("permission_set") == "Analysts"
    because = f"assigned permission set Analysts in account {ACCOUNT}"
    assert set(facts.memberships()) == {
        Membership(ids["user"], ids["group"], MembershipKind.MEMBER, because="in a group of Identity Center"),
        Membership(ids["group"], role, MembershipKind.ASSUME, because=because),
    }
    assert list(facts.gaps()) == []


def test_an_assignment_whose_role_is_not_found_is_a_gap(aws):
    seeded(aws)
    (gap,) = aws.collect().gaps()
    assert gap.scope == HOME
    assert "Analysts" in gap.reason


def test_denied_assignments_are_a_gap(aws):
    seeded(aws)
    aws.deny("sso:ListAccountAssignments")
    assert [gap.missing_permission for gap in aws.collect().gaps()] == ["sso:ListAccountAssignments"]
