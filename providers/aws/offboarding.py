"""What is left of somebody in AWS, and the command of the AWS CLI that ends it.

After "Removing an IAM user" (IAM User Guide: keys, certificates, SSH keys, service-specific credentials, MFA devices, policies, groups) and "Disable user access" (IAM
Identity Center User Guide).
"""

from collections.abc import Iterator

from audit.model.facts import Attachment, Membership, MembershipKind, Principal
from audit.model.residual import Look, Residual, ResidualKind, Traces
from providers.aws import kinds
from providers.aws.kinds import AttachmentKind
from providers.offboarding import Maker, merged, of_provider

PROVIDER = "aws"
_CENTER = "/identity-center/"
_NAMING = {
    AttachmentKind.TRUST: ("the trust policy of {name} names them", "aws iam update-assume-role-policy --role-name {name} …"),
    AttachmentKind.RESOURCE: ("the policy on {name} names them", "take the statement out of the resource policy of {holder}"),
    AttachmentKind.KMS_GRANT: ("a grant on the key {name} is theirs", "aws kms revoke-grant --key-id {name} --grant-id {document}"),
    AttachmentKind.BUCKET_ACL: ("the access control list of {name} names them", "aws s3api put-bucket-acl --bucket {name} --acl private"),
}

LOOKS = (
    Look("users, groups, policies, passwords and keys", "aws iam get-account-authorization-details; aws iam get-credential-report", "iam"),
    Look("users, groups and assignments of Identity Center", "IAM Identity Center > Users", "identity-center"),
    Look("credentials for one service (CodeCommit, Keyspaces)", "aws iam list-service-specific-credentials --user-name …"),
    Look("sessions that began before the keys went", "attach AWSRevokeOlderSessions to each role (IAM > Roles > Revoke sessions)"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; a user of IAM without password and keys can't sign in, and is left all the same."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        yield from _center_user(making, one) if _CENTER in one.id else _iam_user(making, one)
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for attachment, _ in traces.held:
        yield from _policy(making, attachment, making.account(attachment.holder))
    for account, attachment, _ in traces.named:
        yield from _naming(making, account, attachment)


def _iam_user(making: Maker, one: Principal) -> Iterator[Residual]:
    name = one.name
    if one.attribute(kinds.CONSOLE) != "false":
        yield making.of(
            one.id, ResidualKind.SIGN_IN, one.id, f"the user {name} has a password", f"aws iam delete-login-profile --user-name {name}"
        )
    for attribute, told, end in (
        (
            kinds.ACTIVE_KEYS,
            "access keys",
            f"aws iam update-access-key --user-name {name} --status Inactive --access-key-id …, then delete-access-key",
        ),
        (kinds.SSH_KEYS, "SSH keys", f"aws iam delete-ssh-public-key --user-name {name} --ssh-public-key-id …"),
        (kinds.CERTIFICATES, "signing certificates", f"aws iam delete-signing-certificate --user-name {name} --certificate-id …"),
    ):
        if (number := one.attribute(attribute)) not in ("", "0"):
            yield making.of(one.id, ResidualKind.SECRET, one.id, f"the user {name} has active {told}: {number}", end)


def _center_user(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status == "active":
        end = f"IAM Identity Center > Users > {one.name} > Disable user access, and delete the active sessions"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.name} is a user of Identity Center", end)


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    other = making.called(step.container)
    if step.kind is MembershipKind.MEMBER and _CENTER in step.container:
        end = f"IAM Identity Center > Groups > {other} > remove {one.name}"
        yield making.of(one.id, ResidualKind.GROUP, step.container, f"is in the group {other} of Identity Center", end)
    elif step.kind is MembershipKind.MEMBER:
        end = f"aws iam remove-user-from-group --user-name {one.name} --group-name {other}"
        yield making.of(one.id, ResidualKind.GROUP, step.container, f"is in the group {other}", end)
    elif step.kind is MembershipKind.ASSUME:
        end = "aws sso-admin delete-account-assignment --principal-type USER …"
        yield making.of(one.id, ResidualKind.ADMINISTRATION, step.container, step.because or f"takes on {other}", end)


def _policy(making: Maker, attachment: Attachment, one: Principal) -> Iterator[Residual]:
    if attachment.kind != AttachmentKind.IDENTITY:
        return
    verb, option = ("detach", "arn") if attachment.name.startswith("arn:") else ("delete", "name")
    end = f"aws iam {verb}-user-policy --user-name {one.name} --policy-{option} {attachment.name}"
    yield making.of(one.id, ResidualKind.POLICY, attachment.name, f"the policy {attachment.name} gives rights of its own", end)


def _naming(making: Maker, account: str, attachment: Attachment) -> Iterator[Residual]:
    if attachment.kind in _NAMING:
        told, end = _NAMING[AttachmentKind(attachment.kind)]
        names = {"name": attachment.holder.rpartition("/")[2], "holder": attachment.holder, "document": attachment.name}
        yield making.of(account, ResidualKind.POLICY, attachment.holder, told.format(**names), end.format(**names))
