"""The staff who sign in through Identity Center: users, groups, permission sets, and the reserved roles that stand for them in accounts."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from providers.sandbox.clients import REGION, Clients
from providers.sandbox.ids import draw_from
from providers.sandbox.seed.iam import make_role
from providers.sandbox.seed.policies import policy


def make_identity_center(data: Mapping[str, Any], management: str, clients: Clients) -> None:
    """Makes the one instance of the organisation, in its management account."""
    admin = clients.of(management, "sso-admin")
    draw_from("identity center")
    instance = admin.list_instances()["Instances"][0]
    groups = _make_people(data, clients.of(management, "identitystore"), instance["IdentityStoreId"])
    sets = {name: _make_set(admin, instance["InstanceArn"], name, said) for name, said in data["permission_sets"].items()}
    for each in data["assignments"]:
        admin.create_account_assignment(
            InstanceArn=instance["InstanceArn"],
            TargetId=each["account"],
            TargetType="AWS_ACCOUNT",
            PermissionSetArn=sets[each["permission_set"]],
            PrincipalType="GROUP",
            PrincipalId=groups[each["group"]],
        )
    for name, account in sorted({(each["permission_set"], each["account"]) for each in data["assignments"]}):
        _make_reserved_role(clients.of(account, "iam"), name, account, data["permission_sets"][name])


def _make_people(data: Mapping[str, Any], store: Any, store_id: str) -> dict[str, str]:
    users = {}
    for name in data["users"]:
        draw_from(f"identity center user {name}")
        address = f"{name}@groenewinkel.example"
        user = store.create_user(
            IdentityStoreId=store_id,
            UserName=address,
            DisplayName=data.get("names", {}).get(name, name),
            Name={"GivenName": name, "FamilyName": name},
            Emails=[{"Value": address, "Type": "work", "Primary": True}],
        )
        users[name] = user["UserId"]
    groups = {}
    for name, members in data["groups"].items():
        draw_from(f"identity center group {name}")
        groups[name] = store.create_group(IdentityStoreId=store_id, DisplayName=name)["GroupId"]
        for member in members:
            store.create_group_membership(IdentityStoreId=store_id, GroupId=groups[name], MemberId={"UserId": users[member]})
    return groups


def _make_set(admin: Any, instance: str, name: str, statements: Any) -> str:
    draw_from(f"permission set {name}")
    arn: str = admin.create_permission_set(InstanceArn=instance, Name=name)["PermissionSet"]["PermissionSetArn"]
    admin.put_inline_policy_to_permission_set(InstanceArn=instance, PermissionSetArn=arn, InlinePolicy=policy(statements))
    return arn


def _make_reserved_role(iam: Any, name: str, account: str, statements: Any) -> None:
    """The role that Identity Center itself makes in the account (IAM Identity Center User Guide, "Referencing permission sets")."""
    federation = f"arn:aws:iam::{account}:saml-provider/AWSSSO_DO_NOT_DELETE"
    trust = [{"Effect": "Allow", "Principal": {"Federated": federation}, "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"]}]
    trust[0]["Condition"] = {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}
    draw_from(f"reserved role {name} {account}")
    suffix = sha256(f"{name} {account}".encode()).hexdigest()[:16]
    role = {"trust": trust, "policies": {"AwsSSOInlinePolicy": statements}}
    make_role(iam, f"AWSReservedSSO_{name}_{suffix}", role, f"/aws-reserved/sso.amazonaws.com/{REGION}/")
