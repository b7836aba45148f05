"""EFS: file systems and who may mount them."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The file systems of one region."""
    for system in reader.items("efs", "DescribeFileSystems", "FileSystems"):
        calls = {"DescribeFileSystemPolicy": ("PolicyNotFound",)}
        answers = reader.details("efs", calls, about=uri(system["FileSystemArn"]), FileSystemId=system["FileSystemId"])
        yield reader.raw("efs-file-system", system, answers)
