"""Users, groups and roles of one account."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.ids import draw_from
from providers.sandbox.seed.policies import policy

SIGNED_IN_CODE = ("123456", "654321")


def make_identities(data: Mapping[str, Any], calls: Any, audit_policy: str) -> None:
    """Makes them with an IAM client; a role marked `audit` gets the policy that the audit asks for."""
    for name, group in data.get("groups", {}).items():
        draw_from(f"group {name}")
        calls.create_group(GroupName=name)
        for title, statements in group.get("policies", {}).items():
            calls.put_group_policy(GroupName=name, PolicyName=title, PolicyDocument=policy(statements))
    for name, user in data.get("users", {}).items():
        _make_user(calls, name, user)
    for name, role in data.get("roles", {}).items():
        draw_from(f"role {name}")
        make_role(calls, name, role, "/", audit_policy)


def _make_user(calls: Any, name: str, user: Mapping[str, Any]) -> None:
    draw_from(f"user {name}")
    tags = [{"Key": key, "Value": value} for key, value in user.get("tags", {}).items()]
    calls.create_user(UserName=name, Tags=tags)
    for group in user.get("groups", ()):
        calls.add_user_to_group(GroupName=group, UserName=name)
    for title, statements in user.get("policies", {}).items():
        calls.put_user_policy(UserName=name, PolicyName=title, PolicyDocument=policy(statements))
    for _ in range(user.get("keys", 0)):
        calls.create_access_key(UserName=name)
    if user.get("password"):
        calls.create_login_profile(UserName=name, Password=f"Sandbox-{name}-0")
    if user.get("mfa"):
        device = calls.create_virtual_mfa_device(VirtualMFADeviceName=f"mfa-{name}")["VirtualMFADevice"]["SerialNumber"]
        first, second = SIGNED_IN_CODE
        calls.enable_mfa_device(UserName=name, SerialNumber=device, AuthenticationCode1=first, AuthenticationCode2=second)


def make_role(calls: Any, name: str, role: Mapping[str, Any], path: str, audit_policy: str = "") -> None:
    """Makes one role with its trust and its policies."""
    calls.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=policy(role["trust"]))
    for title, statements in role.get("policies", {}).items():
        calls.put_role_policy(RoleName=name, PolicyName=title, PolicyDocument=policy(statements))
    if role.get("audit"):
        calls.put_role_policy(RoleName=name, PolicyName="ToegangAudit", PolicyDocument=audit_policy)
