"""Secrets Manager: secrets and who may read them; never their value."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The secrets of one region."""
    for secret in reader.items("secretsmanager", "ListSecrets", "SecretList"):
        about = uri(secret["ARN"])
        yield reader.raw("secret", secret, reader.details("secretsmanager", {"GetResourcePolicy": ()}, about=about, SecretId=secret["ARN"]))
