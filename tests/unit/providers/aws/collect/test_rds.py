from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource

HERE = f"aws://{ACCOUNT}/rds/{REGION}"


SHOP = {"DBInstanceClass": "db.t3.micro", "Engine": "postgres", "MasterUsername": "root", "AllocatedStorage": 20}


def seeded(aws):
    rds = aws.client("rds")
    rds.create_db_instance(
        DBInstanceIdentifier="shop", StorageEncrypted=True, PubliclyAccessible=True, ManageMasterUserPassword=True, **SHOP
    )
    rds.create_db_cluster(DBClusterIdentifier="ledger", Engine="aurora-postgresql", MasterUsername="root", MasterUserPassword="Aa1aaaaaaaa")
    rds.create_db_snapshot(DBSnapshotIdentifier="shop-1", DBInstanceIdentifier="shop")
    rds.modify_db_snapshot_attribute(DBSnapshotIdentifier="shop-1", AttributeName="restore", ValuesToAdd=["999900001111", "all"])
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="ledger-1", DBClusterIdentifier="ledger")
    rds.modify_db_cluster_snapshot_attribute(DBClusterSnapshotIdentifier="ledger-1", AttributeName="restore", ValuesToAdd=["999900002222"])


def test_databases_and_with_whom_their_copies_are_shared(aws):
    seeded(aws)
    facts = aws.collect()
    shop = resource(facts, f"{HERE}/db/shop")
    assert (shop.attribute("measure:encryption-at-rest"), shop.attribute("measure:private-network")) == ("true", "false")
    assert shop.attribute("publicly_accessible") == "true"
    assert shop.attribute("database_resource").startswith("db-")
    assert shop.attribute("master_secret").startswith(f"aws://{ACCOUNT}/secretsmanager/")
    assert resource(facts, f"{HERE}/cluster/ledger").kind == "rds-cluster"
    snapshot = resource(facts, f"{HERE}/snapshot/shop-1")
    assert snapshot.attribute("source") == shop.id
    assert bodies(facts, snapshot.id, "shared-with") == [{"accounts": ["999900001111", "all"]}]
    assert bodies(facts, f"{HERE}/cluster-snapshot/ledger-1", "shared-with") == [{"accounts": ["999900002222"]}]
    assert list(facts.gaps()) == []


def test_a_snapshot_whose_sharing_is_denied_is_a_gap_on_it(aws):
    seeded(aws)
    aws.deny("rds:DescribeDBSnapshotAttributes")
    gaps = [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()]
    assert gaps == [(f"{HERE}/snapshot/shop-1", "rds:DescribeDBSnapshotAttributes")]
