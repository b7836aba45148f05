"""A policy's `where:` in AWS's own notation, as a pattern of resource URIs.

Forms of ARNs after the Service Authorization Reference, "Resource types defined by" each service.
"""

import re
from dataclasses import dataclass

from policies.language import Where
from policies.locations import Location, narrow
from providers.aws.identifiers import Arn, uri
from providers.aws.kinds import ResourceKind


@dataclass(frozen=True, slots=True)
class Named:
    """What a word for a kind stands for: the service in an ARN, how its resources are written there, and the kinds of resource."""

    service: str
    forms: tuple[str, ...]
    kinds: frozenset[ResourceKind]


def _named(service: str, *forms: str, kinds: tuple[ResourceKind, ...]) -> Named:
    return Named(service, forms, frozenset(kinds))


_K = ResourceKind
_WORDS = {
    "s3": _named("s3", "", kinds=(_K.BUCKET,)),
    "rds": _named("rds", "db:", "cluster:", kinds=(_K.DB_INSTANCE, _K.DB_CLUSTER)),
    "rds-snapshot": _named("rds", "snapshot:", "cluster-snapshot:", kinds=(_K.DB_SNAPSHOT, _K.DB_CLUSTER_SNAPSHOT)),
    "secret": _named("secretsmanager", "secret:", kinds=(_K.SECRET,)),
    "dynamodb": _named("dynamodb", "table/", kinds=(_K.TABLE,)),
    "kms": _named("kms", "key/", kinds=(_K.KEY,)),
    "sqs": _named("sqs", "", kinds=(_K.QUEUE,)),
    "sns": _named("sns", "", kinds=(_K.TOPIC,)),
    "lambda": _named("lambda", "function:", kinds=(_K.FUNCTION,)),
    "ecr": _named("ecr", "repository/", kinds=(_K.REPOSITORY,)),
    "efs": _named("elasticfilesystem", "file-system/", kinds=(_K.FILE_SYSTEM,)),
    "backup": _named("backup", "backup-vault:", kinds=(_K.BACKUP_VAULT,)),
    "glue": _named("glue", "catalog", kinds=(_K.CATALOG,)),
    "redshift": _named("redshift", "cluster:", kinds=(_K.WAREHOUSE,)),
}
KINDS = {word: named.kinds for word, named in _WORDS.items()}
_SCHEMES = ("s3://", "aws://")
_WHOLE_SECRET = re.compile(r"-(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{6}")


def locate(where: Where, part: str = "") -> Location:
    """The location that a `where:` of system `aws` names, narrowed to `part`.

    A bucket without a key is the bucket and everything in it, and a folder everything under it. A secret is named as people know it: Secrets
    Manager adds a hyphen and six characters, which may be left out. Raises ValueError with what is wrong and what is expected.
    """
    kind = where.kind or _kind_of(where.ref)
    if kind and kind not in _WORDS:
        raise ValueError(f"kind {kind} is not known in aws: write one of {', '.join(_WORDS)}")
    pattern = _pattern(kind, where.ref) if where.ref else ("s3://*/*" if kind == "s3" else "*")
    if part:
        if kind != "s3":
            raise ValueError(f"a part is a folder in a bucket, and {where.ref or kind} is none")
        pattern = narrow(pattern, part)
    return Location("aws", kind, pattern, (), tuple(sorted(where.tags)), where.label)


def _kind_of(ref: str) -> str:
    """The word for what an address names; empty for tags alone."""
    if ref.startswith("s3://"):
        return "s3"
    if ref.startswith("aws://"):
        _, _, service, *_ = f"{ref}//".split("/")[1:]
        matching = [word for word, named in _WORDS.items() if named.service == service]
        return matching[0] if len(matching) == 1 else ""
    if not ref.startswith("arn:"):
        return ""
    arn = _arn(ref)
    for word, named in _WORDS.items():
        if named.service == arn.service and any(arn.resource.startswith(form) for form in named.forms):
            return word
    raise ValueError(f"{ref} names nothing that is read in aws: write the ARN or URI of one of {', '.join(_WORDS)}")


def _pattern(kind: str, ref: str) -> str:
    if ref.startswith(_SCHEMES):
        address = ref
    else:
        arn, named = _arn(ref), _WORDS[kind]
        if arn.service != named.service or not any(arn.resource.startswith(form) for form in named.forms):
            expected = " or ".join(f"arn:aws:{named.service}:…:{form}…" for form in named.forms)
            raise ValueError(f"{ref} is no {kind}: write it as {expected}")
        address = uri(ref)
    if kind == "s3":
        return _bucket(address)
    if address.startswith("s3://"):
        raise ValueError(f"{ref} is an address in a bucket, not of kind {kind}")
    return _secret(address) if kind == "secret" else address


def _arn(ref: str) -> Arn:
    try:
        return Arn.parse(ref)
    except ValueError as error:
        raise ValueError(f"{ref} is no address in aws: write an ARN (arn:aws:s3:::bucket/2026/*) or a URI (s3://bucket/2026/**)") from error


def _bucket(address: str) -> str:
    name, _, key = address.removeprefix("s3://").partition("/")
    if not address.startswith("s3://") or not name:
        raise ValueError(f"{address} names no bucket: write it as s3://bucket or arn:aws:s3:::bucket")
    if not key or key.endswith("/"):
        return f"s3://{name}/{key}*"
    return f"s3://{name}/{key}"


def _secret(address: str) -> str:
    """Six characters with a capital or a digit are taken for those that Secrets Manager adds."""
    name = address.rpartition("/secret/")[2]
    is_whole = "*" in name or "?" in name or _WHOLE_SECRET.search(name[-7:])
    return address if is_whole else f"{address}-??????"
