"""Accounts, units and service and resource control policies → facts."""

from collections.abc import Iterator, Mapping

from audit.model.facts import Fact, Gap, Principal, PrincipalKind, Resource, pairs
from providers.aws import kinds
from providers.aws.collect.raw import Raw
from providers.aws.identifiers import account_uri, uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.aws.normalise.context import Context, flag, resource
from providers.aws.normalise.documents import attach

_STATUS = {"ACTIVE": "active", "SUSPENDED": "disabled", "PENDING_CLOSURE": "disabled"}


def accounts(context: Context) -> Iterator[Fact]:
    """Every account that is read or belongs to the organisation: as a principal that grants name, and as a holder of policies."""
    members = {raw.body["Id"]: raw for raw in context.all("org-account") if "Id" in raw.body}
    units = {raw.body["Arn"]: raw for raw in context.all("org-unit") if "Arn" in raw.body}
    for account in sorted(members.keys() | {raw.account for raw in context.all("account")}):
        member = members.get(account)
        body = member.body if member else {}
        aliases = [raw.body["Alias"] for raw in context.all("account-alias") if raw.account == account]
        name = body.get("Name") or next(iter(aliases), account)
        above = _above(body.get("Parent", ""), units)
        known = _attributes(account, context) | {kinds.PATH: " ".join(uri(arn) for arn in above)}
        status = _STATUS.get(body.get("Status", "ACTIVE"), "active")
        attributes = pairs({key: value for key, value in known.items() if value})
        yield Principal(account_uri(account), "aws", PrincipalKind.DOMAIN, name, status=status, attributes=attributes)
        parent = uri(body["Parent"]) if body.get("Parent") else ""
        yield Resource(account_uri(account), "aws", ResourceKind.ACCOUNT, name, parent, attributes=attributes)


def _above(arn: str, units: Mapping[str, Raw]) -> list[str]:
    """The units above, root first."""
    path: list[str] = []
    while arn and arn not in path:
        path.insert(0, arn)
        arn = units[arn].body["Parent"] if arn in units else ""
    return path


def _attributes(account: str, context: Context) -> dict[str, str]:
    organisation = next((raw.body for raw in context.all("organisation")), {})
    owner = next((raw.body.get("ID", "") for raw in context.all("s3-owner") if raw.account == account), "")
    root = next(
        (raw.body for raw in context.all("credential-report") if raw.account == account and raw.body["arn"].endswith(":root")), None
    )
    told = {
        kinds.ACCOUNT: account,
        kinds.IN_ORGANISATION: "true",
        kinds.MANAGEMENT: flag(account == organisation["MasterAccountId"]) if organisation else "",
        kinds.ORGANISATION: organisation.get("Id", ""),
        kinds.CANONICAL_ID: owner,
    }
    if root:
        keys = sum(root[f"access_key_{number}_active"] == "true" for number in (1, 2))
        told |= {kinds.ROOT_MFA: root["mfa_active"], kinds.ROOT_ACTIVE_KEYS: str(keys)}
    return told


def unit(raw: Raw, _: Context) -> Iterator[Fact]:
    """The organisation's root, or a unit below it."""
    arn, parent = raw.body["Arn"], raw.body["Parent"]
    kind = ResourceKind.OU if parent else ResourceKind.ORGANISATION_ROOT
    made = resource(raw, kind, arn, raw.body.get("Name", ""), parent=uri(parent) if parent else "")
    yield made if parent else Resource(made.id, "aws", kind, made.name, attributes=made.attributes)


def control_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """A service or resource control policy on each of its targets; a gap on each when its text was not read."""
    kind, name = AttachmentKind(raw.kind), raw.body.get("Name", raw.body["Id"])
    text = raw.answers.get("DescribePolicy", {}).get("Policy", {}).get("Content")
    for target in raw.body["Targets"]:
        holder = account_uri(target["TargetId"]) if target["Type"] == "ACCOUNT" else uri(target["Arn"])
        if text is None:
            yield Gap("aws", "organizations", holder, "organizations:DescribePolicy", f"the text of the {raw.kind} {name} was not read")
        else:
            yield from attach(holder, kind, text, name, "organizations")
