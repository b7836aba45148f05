"""Users, groups, roles and identity providers → facts."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from audit.model.facts import Fact, Gap, Membership, MembershipKind, Principal, PrincipalKind, pairs
from providers.aws import kinds
from providers.aws.collect.raw import Answer, Raw
from providers.aws.identifiers import uri
from providers.aws.kinds import AttachmentKind
from providers.aws.normalise.context import Context, flag, permission_set, tags
from providers.aws.normalise.documents import attach

_ADDRESS = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+")
_COUNTED = (
    ("ListAccessKeys", "AccessKeyMetadata", kinds.ACTIVE_KEYS),
    ("ListSSHPublicKeys", "SSHPublicKeys", kinds.SSH_KEYS),
    ("ListSigningCertificates", "Certificates", kinds.CERTIFICATES),
)


def user(raw: Raw, context: Context) -> Iterator[Fact]:
    """A user with its groups and policies."""
    yield _user(raw, context.report.get(raw.body["Arn"]), context)
    yield from _memberships(raw, context)
    yield from _policies(raw, "UserPolicyList", context)


def group(raw: Raw, context: Context) -> Iterator[Fact]:
    """A group with its policies."""
    yield Principal(uri(raw.body["Arn"]), "aws", PrincipalKind.GROUP, raw.body["GroupName"], attributes=pairs(_common(raw)))
    yield from _policies(raw, "GroupPolicyList", context)


def role(raw: Raw, context: Context) -> Iterator[Fact]:
    """A role with whom it trusts and its policies."""
    yield _role(raw, context)
    yield from attach(uri(raw.body["Arn"]), AttachmentKind.TRUST, raw.body.get("AssumeRolePolicyDocument"), surface="iam")
    yield from _policies(raw, "RolePolicyList", context)


def federation(raw: Raw, _: Context) -> Iterator[Fact]:
    """A SAML or OIDC provider that the account trusts."""
    arn = raw.body["Arn"]
    yield Principal(uri(arn), "aws", PrincipalKind.DOMAIN, arn.rpartition("/")[2], attributes=pairs({kinds.ARN: arn}))


def _user(raw: Raw, row: Answer | None, context: Context) -> Principal:
    body, told = raw.body, raw.answers
    name, labels = body["UserName"], tags(body.get("Tags"))
    named = {key.lower(): value for key, value in labels.items()}
    email = named.get("email") or (name if _ADDRESS.fullmatch(name) else "")
    known = _common(raw)
    if row:
        known |= {kinds.CONSOLE: _console(row), kinds.MFA: row["mfa_active"]}
    if "ListMFADevices" in told:  # the report may be four hours old
        known[kinds.MFA] = flag(told["ListMFADevices"].get("MFADevices"))
    for call, key, attribute in _COUNTED:
        if call in told:
            known[attribute] = str(sum(each.get("Status") == "Active" for each in told[call].get(key, ())))
    if row and context.activity:
        known[kinds.LAST_USED] = _span([row[name] for name in row if "last_used" in name], context.as_of)
    is_service = known.get(kinds.CONSOLE) == "false" and not email
    kind = PrincipalKind.SERVICE if is_service else PrincipalKind.ACCOUNT
    return Principal(uri(body["Arn"]), "aws", kind, name, email, attributes=pairs(known))


def _role(raw: Raw, context: Context) -> Principal:
    body, known = raw.body, _common(raw)
    known[kinds.SERVICE_LINKED] = "true" if body.get("Path", "").startswith("/aws-service-role/") else ""
    known[kinds.PERMISSION_SET] = permission_set(raw)
    if context.activity:
        used = body.get("RoleLastUsed", {}).get("LastUsedDate")
        known[kinds.LAST_USED] = _span([used.isoformat() if used else ""], context.as_of)
    kind = PrincipalKind.SERVICE if _trusts_services_only(body.get("AssumeRolePolicyDocument")) else PrincipalKind.ROLE
    attributes = pairs({key: value for key, value in known.items() if value})
    return Principal(uri(body["Arn"]), "aws", kind, body["RoleName"], attributes=attributes)


def _console(row: Answer) -> str:
    is_enabled: str = row["password_enabled"]
    return flag(is_enabled == "true")


def _common(raw: Raw) -> dict[str, str]:
    body = raw.body
    unique = next((body[key] for key in ("UserId", "GroupId", "RoleId") if key in body), "")
    known = {kinds.ARN: body["Arn"], kinds.ACCOUNT: raw.account, kinds.UNIQUE_ID: unique}
    created = body.get("CreateDate")
    if isinstance(created, datetime):
        known[kinds.CREATED] = created.date().isoformat()
    return known | {f"{kinds.TAG_PREFIX}{key}": value for key, value in tags(body.get("Tags")).items()}


def _memberships(raw: Raw, context: Context) -> Iterator[Fact]:
    member = uri(raw.body["Arn"])
    for name in raw.body.get("GroupList", ()):
        container = context.groups.get((raw.account, name))
        if container:
            yield Membership(member, container, MembershipKind.MEMBER, because=f"in IAM group {name}")
        else:
            yield Gap("aws", "iam", member, "iam:GetAccountAuthorizationDetails", f"the policies of group {name} were not read")


def _policies(raw: Raw, inline: str, context: Context) -> Iterator[Fact]:
    holder = uri(raw.body["Arn"])
    for policy in raw.body.get(inline, ()):
        yield from attach(holder, AttachmentKind.IDENTITY, policy["PolicyDocument"], policy["PolicyName"], "iam")
    managed = [(AttachmentKind.IDENTITY, attached["PolicyArn"]) for attached in raw.body.get("AttachedManagedPolicies", ())]
    if "PermissionsBoundary" in raw.body:
        managed.append((AttachmentKind.BOUNDARY, raw.body["PermissionsBoundary"]["PermissionsBoundaryArn"]))
    for kind, arn in managed:
        text = context.texts.get((raw.account, arn))
        if text is None:
            yield Gap(
                "aws", "iam", holder, "iam:GetPolicyVersion", f"the text of the {kind} policy {arn} was not read", "iam:GetPolicyVersion"
            )
        else:
            yield from attach(holder, kind, text, arn, "iam")


def _trusts_services_only(trust: object) -> bool:
    if not isinstance(trust, Mapping):
        return False
    statements = trust.get("Statement", ())
    listed = [statements] if isinstance(statements, Mapping) else statements if isinstance(statements, list) else []
    allows = [one.get("Principal") for one in listed if isinstance(one, Mapping) and one.get("Effect") == "Allow"]
    return bool(allows) and all(isinstance(principal, Mapping) and set(principal) == {"Service"} for principal in allows)


def _span(moments: list[str], as_of: date) -> str:
    """How long ago the last of some moments was, as a span and never a date."""
    days = [(as_of - date.fromisoformat(moment[:10])).days for moment in moments if moment[:4].isdigit()]
    if not days:
        return "never"
    return next((f"{span}d" for span in (45, 90, 365) if min(days) <= span), "older")
