"""What lets callers in beside policies: lists of buckets, grants on keys, snapshots and shares given to accounts.

S3 User Guide, "Access control list (ACL) overview"; AWS KMS Developer Guide, "Grants in AWS KMS"; RDS User Guide, "Sharing a DB snapshot".
"""

import json
from collections.abc import Iterator
from typing import Any

from providers.aws.evaluate.names import Principals
from providers.aws.evaluate.public_access import is_set
from providers.aws.evaluate.target import Entry, Target
from providers.aws.evaluate.world import World
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.formula import TRUE, Atom

_ALL = "http://acs.amazonaws.com/groups/global/AllUsers"
_SIGNED_IN = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
_LISTED = {
    "READ": frozenset({"s3:ListBucket", "s3:ListBucketVersions"}),
    "WRITE": frozenset({"s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"}),
    "WRITE_ACP": frozenset({"s3:PutBucketAcl"}),
}  # permissions on a bucket as actions; objects have lists of their own, which are not read
_COPIES = frozenset(
    {
        *("rds:RestoreDBInstanceFromDBSnapshot", "rds:RestoreDBClusterFromSnapshot", "rds:CopyDBSnapshot", "rds:CopyDBClusterSnapshot"),
        *("rds:DescribeDBSnapshots", "rds:DescribeDBClusterSnapshots"),
    }
)
_SHARES = frozenset({"redshift:DescribeClusters", "redshift-data:ExecuteStatement"})


def entries(world: World, target: Target) -> tuple[Entry, ...]:
    """The ways in beside the resource's policy."""
    match target.kind:
        case ResourceKind.BUCKET:
            return tuple(_bucket_list(world, target))
        case ResourceKind.KEY:
            return tuple(_key_grants(world, target))
        case ResourceKind.DB_SNAPSHOT | ResourceKind.DB_CLUSTER_SNAPSHOT:
            return tuple(_shared(world, target, _COPIES))
        case ResourceKind.WAREHOUSE:
            return tuple(_shared(world, target, _SHARES))
        case _:
            return ()


def lists_count(world: World, target: Target) -> bool:
    """Whether access control lists count: not where the bucket's owner owns every object."""
    rules = (
        rule
        for told in world.settings(target.id, AttachmentKind.OWNERSHIP)
        for rule in _rows(told.get("OwnershipControls", told).get("Rules"))
    )
    return not any(rule.get("ObjectOwnership") == "BucketOwnerEnforced" for rule in rules)


def _bucket_list(world: World, target: Target) -> Iterator[Entry]:
    if not lists_count(world, target):
        return
    ignored = is_set(world, target, "IgnorePublicAcls")
    for told in world.settings(target.id, AttachmentKind.BUCKET_ACL):
        owner = (told.get("Owner") or {}).get("ID", "")
        for row in _rows(told.get("Grants")):
            grantee, permission = row.get("Grantee") or {}, str(row.get("Permission", ""))
            name = str(grantee.get("URI") or grantee.get("ID") or "")
            public = name in (_ALL, _SIGNED_IN)
            if not name or name == owner or (public and ignored):
                continue  # the owner is the account itself, which decides for its own by policies
            actions = frozenset[str]().union(*_LISTED.values()) if permission == "FULL_CONTROL" else _LISTED.get(permission, frozenset())
            names = Principals((), everybody=True) if public else Principals((("CanonicalUser", name),))
            evidence = json.dumps(row, sort_keys=True, separators=(",", ":"), default=str)
            yield Entry(names, actions, f"the bucket's access control list gives {permission}", evidence, only_signed_in=name == _SIGNED_IN)


def _key_grants(world: World, target: Target) -> Iterator[Entry]:
    for grant in world.settings(target.id, AttachmentKind.KMS_GRANT):
        grantee = str(grant.get("GranteePrincipal", ""))
        kind = "Service" if grantee.endswith(".amazonaws.com") else "AWS"
        constraints = grant.get("Constraints")
        condition = Atom(f"the encryption context is {json.dumps(constraints, sort_keys=True)}") if constraints else TRUE
        actions = frozenset(f"kms:{name}" for name in _texts(grant.get("Operations")))
        evidence = json.dumps(grant, sort_keys=True, separators=(",", ":"), default=str)
        yield Entry(
            Principals(((kind, grantee),)),
            actions,
            f"grant {grant.get('Name') or grant.get('GrantId', '')} on the key",
            evidence,
            condition,
        )


def _shared(world: World, target: Target, actions: frozenset[str]) -> Iterator[Entry]:
    for told in world.settings(target.id, AttachmentKind.SHARED_WITH):
        for account in _texts(told.get("accounts")):
            names = Principals((), everybody=True) if account == "all" else Principals((("AWS", account),))
            yield Entry(names, actions, f"shared with {account}", json.dumps(told, sort_keys=True), only_signed_in=True)


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
