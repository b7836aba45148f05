"""S3's block of public access: what of a bucket's policy and lists it cuts off (S3 User Guide, "Blocking public access to your Amazon S3 storage")."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network

from providers.aws.evaluate.caller import Held
from providers.aws.evaluate.condition import Condition
from providers.aws.evaluate.statement import Statement
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World
from providers.aws.identifiers import account_uri
from providers.aws.kinds import AttachmentKind, ResourceKind

# A statement for everybody is not public when it holds one of these keys against fixed values (there, "The meaning of public").
_NARROWING = frozenset(
    {
        *("aws:principalaccount", "aws:principalarn", "aws:principalisawsservice", "aws:principalorgid", "aws:principalorgpaths"),
        *("aws:principalservicename", "aws:principalservicenameslist", "aws:sourceaccount", "aws:sourcearn", "aws:sourceowner"),
        *("aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:userid", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"),
        *("s3:dataaccesspointaccount", "s3:dataaccesspointarn", "s3:x-amz-server-side-encryption-aws-kms-key-id"),
    }
)
_FIXED = frozenset({"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "bool"})
_ENDINGS = {"aws:userid": ":*", "aws:principalorgpaths": "/*", "aws:vpceorgpaths": "/*"}  # wildcards that leave a value fixed all the same
_PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def is_set(world: World, target: Target, flag: str) -> bool:
    """Whether a flag is on, at the bucket or access point itself or at its account: the stricter counts."""
    holders = (target.id, account_uri(target.account))
    told = (one for holder in holders for one in world.settings(holder, AttachmentKind.PUBLIC_ACCESS_BLOCK))
    flags = (one.get("PublicAccessBlockConfiguration", one) for one in told)
    return any(isinstance(one, dict) and one.get(flag) is True for one in flags)


def is_restricted(world: World, target: Target) -> bool:
    """Whether only the bucket's own account and services of AWS still come in by its policy, since that is public."""
    if target.kind not in (ResourceKind.BUCKET, ResourceKind.ACCESS_POINT) or not is_set(world, target, "RestrictPublicBuckets"):
        return False
    return makes_public(target.policies)


def makes_public(policies: Iterable[Held]) -> bool:
    """Whether some statement makes a bucket public."""
    return any(is_public(statement) for held in policies for statement in held.policy.statements)


def is_public(statement: Statement) -> bool:
    """Whether a statement makes its bucket public."""
    if not statement.allows or statement.principals is None:
        return False
    web = any(not name.startswith("arn:") for name in statement.principals.of("Federated"))
    return (statement.not_principals or statement.principals.everybody or web) and not any(map(_narrows, statement.conditions))


def _narrows(condition: Condition) -> bool:
    key, operator = condition.key.lower(), condition.operator
    if operator.negated or condition.if_exists or condition.over == "all":
        return False
    if key == "aws:sourceip":
        return operator.name == "ipaddress" and all(map(_is_narrow, condition.wanted))
    return key in _NARROWING and operator.name in _FIXED and all(_is_fixed(key, value) for value in condition.wanted)


def _is_fixed(key: str, value: str) -> bool:
    if "${" in value:
        return False
    if key == "aws:principalisawsservice":
        return value.lower() == "true"
    if key.endswith("arn"):
        parts = value.split(":", 5)
        return len(parts) == 6 and bool(parts[4]) and not set("*?") & set(":".join(parts[:5]))
    if key.startswith("aws:principalservicename"):
        value = value.removeprefix("*.")
    return not set("*?") & set(value.removesuffix(_ENDINGS.get(key, "\0")))


def _is_narrow(value: str) -> bool:
    """No broader than /8, private ranges apart; of IPv6 than /32."""
    try:
        network = ip_network(value, strict=False)
    except ValueError:
        return False
    if isinstance(network, IPv6Network):
        return network.prefixlen >= 32
    return network.prefixlen >= 8 or any(network.subnet_of(one) for one in _PRIVATE if isinstance(one, IPv4Network))
