"""KMS: keys, who may use them by policy and by grant, and their aliases."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The keys of one region. Grants, rotation and tags only of keys that the customer manages: AWS sees to its own."""
    for alias in reader.items("kms", "ListAliases", "Aliases"):
        if "TargetKeyId" in alias:
            yield reader.raw("kms-alias", alias)
    for key in reader.items("kms", "ListKeys", "Keys"):
        about, asked = uri(key["KeyArn"]), {"KeyId": key["KeyId"]}
        answers = reader.details("kms", {"DescribeKey": (), "GetKeyPolicy": ()}, about=about, **asked)
        if answers.get("DescribeKey", {}).get("KeyMetadata", {}).get("KeyManager") != "AWS":
            answers |= reader.details("kms", {"GetKeyRotationStatus": ("UnsupportedOperationException",)}, about=about, **asked)
            answers["ListResourceTags"] = {"Tags": list(reader.items("kms", "ListResourceTags", "Tags", about=about, **asked))}
            answers["ListGrants"] = {"Grants": list(reader.items("kms", "ListGrants", "Grants", about=about, **asked))}
        yield reader.raw("kms-key", key, answers)
