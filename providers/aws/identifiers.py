"""ARNs and the URIs that stand for them in facts.

`arn:aws:iam::123456789012:role/etl` is `aws://123456789012/iam/role/etl`; a region stands after the service:
`arn:aws:rds:eu-west-1:123456789012:db:shop` is `aws://123456789012/rds/eu-west-1/db/shop`. Buckets and objects are
`s3://bucket` and `s3://bucket/key`. Wildcards pass through, so that a pattern of ARNs is a pattern of URIs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Arn:
    """The six parts of an ARN (IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)")."""

    partition: str
    service: str
    region: str
    account: str
    resource: str

    @classmethod
    def parse(cls, text: str) -> "Arn":
        """Raises ValueError when the text has fewer than six parts or does not start with `arn`."""
        parts = text.split(":", 5)
        if len(parts) != 6 or parts[0] != "arn":
            raise ValueError(f"not an ARN: {text!r}")
        return cls(parts[1], parts[2], parts[3], parts[4], parts[5])

    def __str__(self) -> str:
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{self.resource}"


def uri(arn: str) -> str:
    """The URI of an ARN's resource. Raises ValueError for what is no ARN."""
    parsed = Arn.parse(arn)
    if parsed.service == "s3" and not parsed.account:
        return f"s3://{parsed.resource}"
    region = f"/{parsed.region}" if parsed.region else ""
    return f"aws://{parsed.account}/{parsed.service}{region}/{parsed.resource.replace(':', '/')}"


def account_uri(account: str) -> str:
    """The URI of an account: what gaps and service control policies are scoped to."""
    return f"aws://{account}"


def region_uri(account: str, region: str) -> str:
    """The URI of an account's region: what a gap of a regional surface is scoped to."""
    return f"aws://{account}/{region}"
