"""RDS: databases, and copies of them with whom they are shared."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader
from providers.aws.identifiers import uri


def collect(reader: Reader) -> Iterator[Raw]:
    """The instances, clusters and snapshots of one region."""
    for instance in reader.items("rds", "DescribeDBInstances", "DBInstances"):
        yield reader.raw("rds-instance", instance)
    for cluster in reader.items("rds", "DescribeDBClusters", "DBClusters"):
        yield reader.raw("rds-cluster", cluster)
    for snapshot in reader.items("rds", "DescribeDBSnapshots", "DBSnapshots"):
        yield _shared(reader, "rds-snapshot", snapshot, "DBSnapshot")
    for snapshot in reader.items("rds", "DescribeDBClusterSnapshots", "DBClusterSnapshots"):
        yield _shared(reader, "rds-cluster-snapshot", snapshot, "DBClusterSnapshot")


def _shared(reader: Reader, kind: str, snapshot: dict[str, str], word: str) -> Raw:
    if snapshot.get("SnapshotType") != "manual":  # only manual ones can be shared (RDS User Guide, "Sharing a DB snapshot")
        return reader.raw(kind, snapshot)
    about, name = uri(snapshot[f"{word}Arn"]), {f"{word}Identifier": snapshot[f"{word}Identifier"]}
    return reader.raw(kind, snapshot, reader.details("rds", {f"Describe{word}Attributes": ()}, about=about, **name))
