"""What a fact needs to know of other answers than its own: looked up once, over everything that was read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Resource, pairs
from providers.aws import kinds
from providers.aws.collect.raw import Answer, Raw
from providers.aws.identifiers import account_uri, uri

_RESERVED = re.compile(r"AWSReservedSSO_(?P<name>.+)_[0-9a-f]{16}")
FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@dataclass(frozen=True, slots=True)
class Context:
    """Lookups over everything that was read; `as_of` is the day of the run."""

    as_of: date
    activity: bool
    by_kind: Mapping[str, Sequence[Raw]]
    aliases: Mapping[tuple[str, str, str], str]  # KMS: (account, region, alias) → URI of the key
    texts: Mapping[tuple[str, str], object]  # managed policies: (account, ARN) → the default version
    groups: Mapping[tuple[str, str], str]  # (account, name) → URI
    reserved: Mapping[tuple[str, str], str]  # Identity Center: (account, permission set) → URI of its role
    report: Mapping[str, Answer]  # the credential report: ARN → row

    @classmethod
    def of(cls, raws: Sequence[Raw], as_of: date, *, activity: bool) -> "Context":
        """Looks everything up."""
        by_kind: dict[str, list[Raw]] = {}
        for raw in raws:
            by_kind.setdefault(raw.kind, []).append(raw)
        aliases = {
            (raw.account, raw.region, raw.body.get("AliasName", "")): key_uri(raw, raw.body.get("TargetKeyId", ""))
            for raw in by_kind.get("kms-alias", ())
        }
        texts = {(raw.account, raw.body.get("Arn", "")): _default_version(raw.body) for raw in by_kind.get("iam-policy", ())}
        groups = {
            (raw.account, raw.body.get("GroupName", "")): uri(raw.body["Arn"]) for raw in by_kind.get("iam-group", ()) if "Arn" in raw.body
        }
        reserved = {(raw.account, permission_set(raw)): uri(raw.body["Arn"]) for raw in by_kind.get("iam-role", ()) if permission_set(raw)}
        report = {raw.body["arn"]: raw.body for raw in by_kind.get("credential-report", ())}
        return cls(as_of, activity, by_kind, aliases, texts, groups, reserved, report)

    def all(self, kind: str) -> Sequence[Raw]:
        """Everything of one kind."""
        return self.by_kind.get(kind, ())

    def key(self, raw: Raw, name: str) -> str:
        """The URI of the KMS key that a resource names by id, ARN or alias; of the alias itself when that leads nowhere that was read."""
        found = key_uri(raw, name)
        _, service, region, *rest = found.removeprefix("aws://").split("/") if found.count("/") > 4 else ("", "", "", "")
        account = found.removeprefix("aws://").partition("/")[0]
        return self.aliases.get((account, region, "/".join(rest)), found) if service == "kms" else found


def _default_version(policy: Answer) -> object:
    return next((version.get("Document") for version in policy.get("PolicyVersionList", ()) if version.get("IsDefaultVersion")), None)


def permission_set(raw: Raw) -> str:
    """The name of the permission set behind a reserved role, empty for other roles."""
    found = (
        _RESERVED.fullmatch(raw.body.get("RoleName", ""))
        if raw.body.get("Path", "").startswith("/aws-reserved/sso.amazonaws.com/")
        else None
    )
    return found["name"] if found else ""


def key_uri(raw: Raw, name: str) -> str:
    """The URI of a key or alias that is named by ARN or as its account and region know it."""
    if name.startswith("arn:"):
        return uri(name)
    return f"aws://{raw.account}/kms/{raw.region}/{name if name.startswith('alias/') else f'key/{name}'}"


def tags(given: object) -> dict[str, str]:
    """Tags in any of the forms in which AWS's services give them."""
    if isinstance(given, Mapping):
        return {str(key): str(value) for key, value in given.items()}
    rows = given if isinstance(given, list | tuple) else ()
    return {str(row.get("Key", row.get("key", ""))): str(row.get("Value", row.get("value", ""))) for row in rows}


def flag(value: object) -> str:
    """A yes or no as facts write it."""
    return "true" if value else "false"


def measures(**on: bool | None) -> dict[str, str]:
    """Measures as attributes; None: not known, so absent. `_` stands for `-`."""
    return {f"{kinds.MEASURE_PREFIX}{name.replace('_', '-')}": flag(value) for name, value in on.items() if value is not None}


def resource(
    raw: Raw, kind: kinds.ResourceKind, arn: str, name: str, *, labels: object = (), attributes: Answer | None = None, parent: str = ""
) -> Resource:
    """A resource of an account, with what every one carries. Attributes without text are left out."""
    known = {kinds.ARN: arn, kinds.ACCOUNT: raw.account, kinds.REGION: raw.region} | dict(attributes or {})
    return Resource(
        uri(arn),
        "aws",
        kind,
        name,
        parent or account_uri(raw.account),
        labels=pairs(tags(labels)),
        attributes=pairs({key: value for key, value in known.items() if value}),
    )
