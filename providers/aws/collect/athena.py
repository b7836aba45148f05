"""Athena: workgroups and where they write what was asked."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader


def collect(reader: Reader) -> Iterator[Raw]:
    """The workgroups of one region."""
    for group in reader.items("athena", "ListWorkGroups", "WorkGroups"):
        name = group["Name"]
        about = f"aws://{reader.account}/athena/{reader.region}/workgroup/{name}"
        yield reader.raw("athena-workgroup", {"Name": name}, reader.details("athena", {"GetWorkGroup": ()}, about=about, WorkGroup=name))
