"""What holds data in one account: keys, buckets, databases with their snapshots, secrets, queues, tables."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.clients import Clients
from providers.sandbox.ids import draw_from
from providers.sandbox.seed.buckets import make_buckets
from providers.sandbox.seed.policies import policy


def make_stores(data: Mapping[str, Any], account: str, clients: Clients) -> None:
    """Makes them all."""
    keys = {name: _make_key(clients.of(account, "kms"), name, key) for name, key in data.get("keys", {}).items()}
    draw_from(f"buckets {account}")
    make_buckets(data.get("buckets", {}), clients.of(account, "s3"), keys)
    for name, database in data.get("databases", {}).items():
        _make_database(clients.of(account, "rds"), name, database, keys)
    for name, snapshot in data.get("snapshots", {}).items():
        _make_snapshot(clients.of(account, "rds"), name, snapshot)
    for name in data.get("secrets", {}):
        draw_from(f"secret {name}")
        clients.of(account, "secretsmanager").create_secret(Name=name, SecretString="not a password")
    for name in data.get("queues", {}):
        clients.of(account, "sqs").create_queue(QueueName=name)
    for name in data.get("tables", {}):
        _make_table(clients.of(account, "dynamodb"), name)


def _make_key(kms: Any, name: str, key: Mapping[str, Any]) -> str:
    draw_from(f"key {name}")
    key_id: str = kms.create_key(Description=name, Policy=policy(key["policy"]))["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key_id)
    for grant in key.get("grants", ()):
        kms.create_grant(KeyId=key_id, GranteePrincipal=grant["to"], Operations=grant["operations"])
    return key_id


def _make_database(rds: Any, name: str, database: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    draw_from(f"database {name}")
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        Engine="postgres",
        DBInstanceClass="db.t4g.small",
        AllocatedStorage=20,
        MasterUsername="shop_owner",
        MasterUserPassword="not-a-password",
        StorageEncrypted="key" in database,
        **({"KmsKeyId": keys[database["key"]]} if "key" in database else {}),
        PubliclyAccessible=database["public"],
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=["postgresql"],
    )
    for snapshot in rds.describe_db_snapshots(SnapshotType="automated")["DBSnapshots"]:
        # moto takes one at once, named after the day; AWS waits for the night
        rds.delete_db_snapshot(DBSnapshotIdentifier=snapshot["DBSnapshotIdentifier"])


def _make_snapshot(rds: Any, name: str, snapshot: Mapping[str, Any]) -> None:
    draw_from(f"snapshot {name}")
    rds.create_db_snapshot(DBSnapshotIdentifier=name, DBInstanceIdentifier=snapshot["of"])
    if accounts := snapshot.get("shared_with"):
        rds.modify_db_snapshot_attribute(DBSnapshotIdentifier=name, AttributeName="restore", ValuesToAdd=accounts)


def _make_table(dynamodb: Any, name: str) -> None:
    dynamodb.create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
