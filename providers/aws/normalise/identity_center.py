"""Identity Center's users, groups and assignments → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact, Gap, Membership, MembershipKind, Principal, PrincipalKind, pairs
from providers.aws import kinds
from providers.aws.collect.raw import Raw
from providers.aws.identifiers import account_uri
from providers.aws.normalise.context import Context


def user(raw: Raw, _: Context) -> Iterator[Fact]:
    """A user of the directory."""
    body = raw.body
    addresses = sorted(body.get("Emails", ()), key=lambda email: not email.get("Primary"))
    email = next((one["Value"] for one in addresses if one.get("Value")), "")
    email = email or (body.get("UserName", "") if "@" in body.get("UserName", "") else "")
    status = "disabled" if body.get("UserStatus") == "DISABLED" else "active"
    attributes = pairs({kinds.ACCOUNT: body["Owner"], kinds.UNIQUE_ID: body["UserId"]})
    yield Principal(_id(raw, "user", body["UserId"]), "aws", PrincipalKind.ACCOUNT, body.get("UserName", ""), email, status, attributes)


def group(raw: Raw, _: Context) -> Iterator[Fact]:
    """A group of the directory."""
    yield Principal(_id(raw, "group", raw.body["GroupId"]), "aws", PrincipalKind.GROUP, raw.body.get("DisplayName", ""))


def membership(raw: Raw, _: Context) -> Iterator[Fact]:
    """Who is in a group."""
    member, container = _id(raw, "user", raw.body["MemberId"]["UserId"]), _id(raw, "group", raw.body["GroupId"])
    yield Membership(member, container, MembershipKind.MEMBER, because="in a group of Identity Center")


def assignment(raw: Raw, context: Context) -> Iterator[Fact]:
    """The reserved role that a user or group may take on in an account."""
    account, name = raw.body["AccountId"], raw.body["Name"]
    member = _id(raw, raw.body["PrincipalType"].lower(), raw.body["PrincipalId"])
    role = context.reserved.get((account, name))
    if role:
        yield Membership(member, role, MembershipKind.ASSUME, because=f"assigned permission set {name} in account {account}")
    else:
        reason = f"the role of permission set {name} was not found, so that nobody knows what its assignments give"
        yield Gap("aws", "identity-center", account_uri(account), "iam:GetAccountAuthorizationDetails", reason)


def _id(raw: Raw, kind: str, name: str) -> str:
    return f"aws://{raw.body['Owner']}/identity-center/{kind}/{name}"
