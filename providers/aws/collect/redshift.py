"""Redshift: warehouses and with whom their data are shared."""

from collections.abc import Iterator

from providers.aws.collect.raw import Raw
from providers.aws.collect.reader import Reader


def collect(reader: Reader) -> Iterator[Raw]:
    """The provisioned clusters of one region; the shares when there are any."""
    clusters = list(reader.items("redshift", "DescribeClusters", "Clusters"))
    for cluster in clusters:
        name = cluster["ClusterIdentifier"]
        about = f"aws://{reader.account}/redshift/{reader.region}/cluster/{name}"
        answers = reader.details("redshift", {"DescribeLoggingStatus": ()}, about=about, ClusterIdentifier=name)
        yield reader.raw("redshift-cluster", cluster, answers)
    if clusters:
        for share in reader.items("redshift", "DescribeDataShares", "DataShares"):
            yield reader.raw("redshift-share", share)
