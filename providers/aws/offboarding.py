"""What is left of somebody in AWS, and the command of the AWS CLI that ends it.

After "Remove an IAM user" (IAM User Guide: keys, certificates, SSH keys, service-specific credentials, MFA devices, policies, groups), "Disable user access for
Identity Center users" (IAM Identity Center User Guide) and the pages of the commands in the AWS CLI Command Reference.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model.facts import Attachment, Document, Membership, MembershipKind, Principal, Verdict
from audit.model.residual import UNLISTED, Look, Residual, ResidualKind, Traces
from audit.resolve.names import words_in
from providers.aws import kinds
from providers.aws.kinds import AttachmentKind
from providers.offboarding import Maker, merged, of_provider

PROVIDER = "aws"
_CENTER = "/identity-center/"
_NAMING = {
    AttachmentKind.TRUST: (
        "the trust policy of the role {name} names them",
        "aws iam update-assume-role-policy --role-name {name} --policy-document … (without them)",
    ),
    AttachmentKind.RESOURCE: ("the policy on {holder} names them", "take them out of the resource policy of {holder}"),
    AttachmentKind.KMS_GRANT: (
        "a grant on the key {name} names them",
        "aws kms revoke-grant --key-id {name} --grant-id {document} --region {region}",
    ),
    AttachmentKind.BUCKET_ACL: (
        "the access control list of {holder} names them",
        "aws s3api put-bucket-acl --bucket {name} --acl private (takes everybody else out too)",
    ),
}
_KEYS = (
    (
        kinds.ACTIVE_KEYS,
        "access keys",
        "aws iam update-access-key --user-name {name} --access-key-id … --status Inactive; aws iam delete-access-key --user-name {name} --access-key-id …",
    ),
    (kinds.SSH_KEYS, "SSH keys", "aws iam delete-ssh-public-key --user-name {name} --ssh-public-key-id …"),
    (kinds.CERTIFICATES, "signing certificates", "aws iam delete-signing-certificate --user-name {name} --certificate-id …"),
)

LOOKS = (
    Look(
        "users, their groups, policies, passwords and keys",
        "aws iam get-account-authorization-details; aws iam get-credential-report",
        "iam",
        who=True,
    ),
    Look("users, groups and assignments of Identity Center", "IAM Identity Center > Users", "identity-center", who=True),
    Look("grants on keys that name them", "aws kms list-grants --key-id …", "kms"),
    Look("policies of buckets that name them", "aws s3api get-bucket-policy --bucket …", "s3"),
    Look("policies of secrets that name them", "aws secretsmanager get-resource-policy --secret-id …", "secretsmanager"),
    Look("credentials for one service (CodeCommit, Keyspaces, Bedrock)", "aws iam list-service-specific-credentials --user-name …"),
    Look("sessions that began before the keys went", "IAM > Roles > the role > Revoke sessions (AWSRevokeOlderSessions)"),
    Look("secrets that no asset of the inventory names and that they could read", "aws secretsmanager list-secrets"),
)


def residuals(traces: Traces) -> tuple[Residual, ...]:
    """What is left; a user of IAM without password and keys can't sign in, and is left all the same."""
    return merged(_all(Maker(PROVIDER, of_provider(traces, PROVIDER))))


def _all(making: Maker) -> Iterator[Residual]:
    traces = making.traces
    for one in traces.accounts:
        if one.status != UNLISTED:
            yield from _center_user(making, one) if _CENTER in one.id else _iam_user(making, one)
    for step in traces.steps:
        yield from _step(making, step, making.account(step.member))
    for attachment, _ in traces.held:
        yield from _policy(making, attachment, making.account(attachment.holder))
    for account, attachment, document in traces.named:
        yield from _naming(making, making.account(account), attachment, document)


def _iam_user(making: Maker, one: Principal) -> Iterator[Residual]:
    found = [*_password(making, one), *_keys(making, one)]
    yield from found
    if not found:
        told = f"the user {one.name} is there, with neither a password nor a key"
        yield making.of(one.id, ResidualKind.OWNED, one.id, told, f"aws iam delete-user --user-name {one.name}, once all else is gone")


def _password(making: Maker, one: Principal) -> Iterator[Residual]:
    state = one.attribute(kinds.CONSOLE)
    if state != "false":
        sure, doubt = (Verdict.YES, "") if state else (Verdict.UNKNOWN, "the credential report could not be read")
        end = f"aws iam delete-login-profile --user-name {one.name}"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"the user {one.name} has a password", end, verdict=sure, condition=doubt)


def _keys(making: Maker, one: Principal) -> Iterator[Residual]:
    for attribute, told, end in _KEYS:
        number = one.attribute(attribute)
        if number != "0" and (number or attribute == kinds.ACTIVE_KEYS):
            sure, doubt = (Verdict.YES, "") if number else (Verdict.UNKNOWN, "which keys there are could not be read")
            said = f"the user {one.name} has active {told}" + (f": {number}" if number else "")
            yield making.of(one.id, ResidualKind.SECRET, one.id, said, end.format(name=one.name), verdict=sure, condition=doubt)


def _center_user(making: Maker, one: Principal) -> Iterator[Residual]:
    if one.status == "active":
        end = f"IAM Identity Center > Users > {one.name} > Disable user access; then Active sessions > Delete session"
        yield making.of(one.id, ResidualKind.SIGN_IN, one.id, f"{one.name} signs in to Identity Center", end)


def _step(making: Maker, step: Membership, one: Principal) -> Iterator[Residual]:
    other = making.called(step.container)
    if step.kind is MembershipKind.MEMBER and _CENTER in step.container:
        end = f"IAM Identity Center > Groups > {other} > {one.name} > Remove users from group"
        yield making.step(step, ResidualKind.GROUP, f"is in the group {other} of Identity Center", end)
    elif step.kind is MembershipKind.MEMBER:
        end = f"aws iam remove-user-from-group --user-name {one.name} --group-name {other}"
        yield making.step(step, ResidualKind.GROUP, f"is in the group {other}", end)
    elif step.kind is MembershipKind.ASSUME:
        end = (
            "aws sso-admin delete-account-assignment --instance-arn … --permission-set-arn … --target-type AWS_ACCOUNT "
            f"--target-id {_account(step.container)} --principal-type USER --principal-id {one.id.rpartition('/')[2]}"
        )
        yield making.step(step, ResidualKind.ADMINISTRATION, f"is {step.because}" if step.because else f"takes on {other}", end)


def _account(name: str) -> str:
    return name.partition("://")[2].partition("/")[0]


def _policy(making: Maker, attachment: Attachment, one: Principal) -> Iterator[Residual]:
    if attachment.kind != AttachmentKind.IDENTITY:
        return
    verb, option = ("detach", "arn") if attachment.name.startswith("arn:") else ("delete", "name")
    end = f"aws iam {verb}-user-policy --user-name {one.name} --policy-{option} {attachment.name}"
    yield making.of(one.id, ResidualKind.POLICY, attachment.name, f"the policy {attachment.name} gives the user {one.name} rights", end)


def _naming(making: Maker, one: Principal, attachment: Attachment, document: Document) -> Iterator[Residual]:
    if attachment.kind not in _NAMING or not _lets_in(document, one):
        return
    told, end = _NAMING[AttachmentKind(attachment.kind)]
    holder, names = attachment.holder, attachment.holder.partition("://")[2].split("/")
    said = {"name": names[-1], "holder": holder, "document": attachment.name, "region": names[2] if len(names) > 3 else "…"}
    yield making.of(one.id, ResidualKind.POLICY, holder, told.format(**said), end.format(**said))


def _lets_in(document: Document, one: Principal) -> bool:
    """Whether what names an account lets it in. A statement that only shuts it out is nothing to end."""
    try:
        body = json.loads(document.body)
    except ValueError:
        return True
    statements = body.get("Statement") if isinstance(body, Mapping) else None
    listed = [statements] if isinstance(statements, Mapping) else statements if isinstance(statements, list) else None
    return listed is None or any(_opens(each, one) for each in listed)


def _opens(statement: Any, one: Principal) -> bool:
    """A statement that denies names whom it shuts out as `Principal`; elsewhere, whom it spares."""
    if isinstance(statement, Mapping) and statement.get("Effect") == "Deny":
        statement = {key: value for key, value in statement.items() if key != "Principal"}
    names = {text.lower() for text in (one.attribute(kinds.ARN), one.attribute(kinds.UNIQUE_ID), one.email) if text}
    return not names.isdisjoint(words_in(json.dumps(statement, ensure_ascii=False)))
