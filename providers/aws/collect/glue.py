"""Glue: the data catalogue of a region and who is let into it."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader


def collect(reader: Reader) -> Iterator[Raw]:
    """The one catalogue that every account has in every region."""
    about = f"aws://{reader.account}/glue/{reader.region}/catalog"
    answers = reader.details("glue", {"GetResourcePolicy": ("EntityNotFoundException",)}, about=about)
    yield reader.raw("glue-catalog", {"Arn": f"arn:aws:glue:{reader.region}:{reader.account}:catalog"}, answers)
