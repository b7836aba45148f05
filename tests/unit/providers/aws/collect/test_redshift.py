from datetime import date

from providers.aws.collect.reader import Reader
from providers.aws.collect.redshift import collect
from providers.aws.normalise import normalise
from tests.unit.providers.aws.conftest import ACCOUNT, REGION

NAMESPACE = f"arn:aws:redshift:{REGION}:{ACCOUNT}:namespace:n1"
CLUSTERS = (
    "<Clusters><Cluster><ClusterIdentifier>sales</ClusterIdentifier><Encrypted>true</Encrypted>"
    f"<PubliclyAccessible>false</PubliclyAccessible><ClusterNamespaceArn>{NAMESPACE}</ClusterNamespaceArn></Cluster></Clusters>"
)
SHARES = (
    f"<DataShares><member><ProducerArn>{NAMESPACE}</ProducerArn><DataShareAssociations>"
    "<member><ConsumerIdentifier>999900001111</ConsumerIdentifier><Status>ACTIVE</Status></member>"
    "<member><ConsumerIdentifier>999900002222</ConsumerIdentifier><Status>DEAUTHORIZED</Status></member>"
    "</DataShareAssociations></member></DataShares>"
)


def answer(asked):
    """After the Amazon Redshift API Reference, "DescribeDataShares"; moto does not have it."""
    told = {"DescribeClusters": CLUSTERS, "DescribeLoggingStatus": "<LoggingEnabled>true</LoggingEnabled>", "DescribeDataShares": SHARES}
    name = next(name for name in told if f"Action={name}&" in asked.body)
    return 200, f"<R><{name}Result>{told[name]}</{name}Result></R>"


def test_warehouses_and_with_whom_their_data_are_shared(recorded):
    reader = Reader(recorded(answer).sessions(), "redshift", ACCOUNT, REGION)
    facts = list(normalise(list(collect(reader)), date(2026, 11, 23)))
    (found,) = [fact for fact in facts if getattr(fact, "kind", "") == "redshift-cluster"]
    assert found.id == f"aws://{ACCOUNT}/redshift/{REGION}/cluster/sales"
    on = {name for name, value in found.attributes if name.startswith("measure:") and value == "true"}
    assert on == {"measure:encryption-at-rest", "measure:private-network", "measure:access-logging"}
    assert '{"accounts":["999900001111"]}' in [getattr(fact, "body", "") for fact in facts]
    assert reader.gaps == ()


def test_without_clusters_shares_are_not_asked_for(aws):
    assert list(aws.collect().gaps()) == []
