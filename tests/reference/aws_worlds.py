"""Small AWS worlds as facts, from plain data: users, groups, roles, accounts with control policies, resources with what is set on them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from audit.model.facts import (
    Attachment,
    Fact,
    Gap,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    document,
    pairs,
)
from audit.runs.memory import MemoryFacts
from policies.errors import Place
from policies.language import Where
from providers.aws.identifiers import uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from tests.reference.grants import in_words

OWN, OTHER, OUTSIDE = "111122223333", "777788889999", "999900001111"
ORGANISATION = "o-shop"
REGION = "eu-west-1"
World = Mapping[str, Any]
_SETTINGS = {
    "acl": AttachmentKind.BUCKET_ACL,
    "ownership": AttachmentKind.OWNERSHIP,
    "block": AttachmentKind.PUBLIC_ACCESS_BLOCK,
    "shared_with": AttachmentKind.SHARED_WITH,
}


def facts(world: World) -> MemoryFacts:
    """The facts of a world. Users, groups and roles live in OWN unless they say `account`; every account with somebody in it is read."""
    return MemoryFacts(_facts(world))


def arn(kind: str, name: str, account: str = OWN) -> str:
    return f"arn:aws:iam::{account}:{kind}/{name}"


def where(ref: str, kind: str = "", tags: tuple[tuple[str, str], ...] = ()) -> Where:
    return Where("aws", kind, ref, Place("inventory.yaml"), tags)


def shown(grants: frozenset[Grant]) -> dict[str, list[str]]:
    """Who has which levels, as a scenario writes it; what is given twice stands twice."""
    found: dict[str, list[str]] = {}
    for grant in grants:
        for words in in_words(grant):
            found.setdefault(short(grant.principal), []).append(words)
    return {name: sorted(rows) for name, rows in found.items()}


def short(principal: str) -> str:
    """`p1` for a user of OWN, the URI otherwise."""
    for prefix in (f"aws://{OWN}/iam/user/", f"aws://{OWN}/iam/role/", f"aws://{OTHER}/iam/user/", f"aws://{OTHER}/iam/role/"):
        if principal.startswith(prefix):
            return principal.removeprefix(prefix)
    return principal


def _facts(world: World) -> Iterator[Fact]:
    for kind in ("user", "group", "role"):
        for name, said in (world.get(f"{kind}s") or {}).items():
            yield from _identity(kind, name, said or {})
    yield from _accounts(world)
    for ref, said in (world.get("resources") or {}).items():
        yield from _resource(ref, said or {})
    for gap in world.get("gaps") or ():
        yield Gap("aws", gap["surface"], gap["scope"], gap["operation"], "access was denied", gap["operation"])


def _identity(kind: str, name: str, said: World) -> Iterator[Fact]:
    account = said.get("account", OWN)
    full = said.get("arn", arn(kind, name, account))
    here = uri(full)
    of = {"user": PrincipalKind.ACCOUNT, "group": PrincipalKind.GROUP, "role": PrincipalKind.ROLE}[kind]
    known = {"arn": full, "account": account, "unique_id": said.get("unique_id", ""), "service_linked": said.get("service_linked", "")}
    known |= {**{f"tag:{key}": value for key, value in said.get("tags", {}).items()}, **said.get("attributes", {})}
    yield Principal(here, "aws", of, name.rpartition("/")[2], attributes=pairs({key: value for key, value in known.items() if value}))
    for group in said.get("groups", ()):
        yield Membership(here, uri(arn("group", group, account)), MembershipKind.MEMBER)
    for number, statements in enumerate(said.get("policies", ()), start=1):
        yield from _attached(here, AttachmentKind.IDENTITY, statements, f"{name}-{number}")
    for title, statements in said.get("named_policies", {}).items():
        yield from _attached(here, AttachmentKind.IDENTITY, statements, title)
    if "boundary" in said:
        yield from _attached(here, AttachmentKind.BOUNDARY, said["boundary"], said.get("boundary_name", "boundary"))
    if "trust" in said:
        yield from _attached(here, AttachmentKind.TRUST, said["trust"])


def _accounts(world: World) -> Iterator[Fact]:
    said = world.get("accounts") or {OWN: {}}
    root, units = f"aws://{OWN}/organizations/root/{ORGANISATION}/r-1", f"aws://{OWN}/organizations/ou/{ORGANISATION}"
    scps, rcps = world.get("scps") or {}, world.get("rcps") or {}
    for number, account in said.items():
        unit = (account or {}).get("unit", "")
        path = [root, *([f"{units}/{unit}"] if unit else [])]
        known = {"account": number, "canonical_id": (account or {}).get("canonical", "")}
        if world.get("organisation", True):
            known |= {"organisation": ORGANISATION, "in_organisation": "true", "path": " ".join(path)}
            known |= {"management": str((account or {}).get("management", False)).lower()}
        attributes = pairs({key: value for key, value in known.items() if value})
        yield Principal(f"aws://{number}", "aws", PrincipalKind.DOMAIN, number, attributes=attributes)
        if "block" in (account or {}):
            yield from _set(f"aws://{number}", AttachmentKind.PUBLIC_ACCESS_BLOCK, account["block"])
    for kind, held in ((AttachmentKind.SCP, scps), (AttachmentKind.RCP, rcps)):
        for target, documents in held.items():
            holder = root if target == "root" else f"aws://{target}" if str(target).isdigit() else f"{units}/{target}"
            for number, statements in enumerate(documents, start=1):
                yield from _attached(holder, kind, statements, f"{kind}-{target}-{number}")


def _resource(ref: str, said: World) -> Iterator[Fact]:
    full = f"arn:aws:s3:::{ref.removeprefix('s3://')}" if ref.startswith("s3://") else ref
    here = uri(full)
    known = {"arn": full, "account": said.get("account", OWN), "region": REGION, **said.get("attributes", {})}
    yield Resource(here, "aws", said["kind"], here, said.get("parent", ""), labels=pairs(said.get("tags", {})), attributes=pairs(known))
    if "policy" in said:
        yield from _attached(here, AttachmentKind.RESOURCE, said["policy"])
    for key, kind in _SETTINGS.items():
        if key in said:
            yield from _set(here, kind, said[key])
    for grant in said.get("grants", ()):
        yield from _set(here, AttachmentKind.KMS_GRANT, grant)


def _attached(holder: str, kind: AttachmentKind, statements: object, name: str = "") -> Iterator[Fact]:
    """Statements are those of a policy of version 2012-10-17; a text or a map is the document itself."""
    body = {"Version": "2012-10-17", "Statement": statements} if isinstance(statements, list) else statements
    held = document(kind, body if isinstance(body, str) else json.dumps(body))
    yield held
    yield Attachment(holder, held.id, kind, name)


def _set(holder: str, kind: AttachmentKind, setting: object) -> Iterator[Fact]:
    held = document(kind, json.dumps(setting))
    yield held
    yield Attachment(holder, held.id, kind)


BUCKET = ResourceKind.BUCKET
