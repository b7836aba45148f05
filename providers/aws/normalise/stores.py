"""Databases, file systems, vaults, warehouses and the catalogue → facts."""

import re
from collections.abc import Iterable, Iterator

from audit.model.facts import Fact
from providers.aws import kinds
from providers.aws.collect.raw import Answer, Raw
from providers.aws.identifiers import uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.aws.normalise.context import Context, flag, measures, resource
from providers.aws.normalise.documents import attach

_ACCESS_LOGS = frozenset({"audit", "postgresql"})  # exported logs that tell who signed in (RDS User Guide, "Publishing database logs")


def table(raw: Raw, context: Context) -> Iterator[Fact]:
    """A DynamoDB table; every one is encrypted (DynamoDB Developer Guide, "DynamoDB encryption at rest")."""
    body, answers = raw.body, raw.answers
    recovery = answers.get("DescribeContinuousBackups", {}).get("ContinuousBackupsDescription")
    known = measures(
        encryption_at_rest=True,
        point_in_time_recovery=None
        if recovery is None
        else recovery.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus") == "ENABLED",
    )
    known |= _key(raw, context, body.get("SSEDescription", {}).get("KMSMasterKeyArn"))
    labels = answers.get("ListTagsOfResource", {}).get("Tags")
    yield resource(raw, ResourceKind.TABLE, body["TableArn"], body["TableName"], labels=labels, attributes=known)
    yield from policy(uri(body["TableArn"]), answers.get("GetResourcePolicy", {}).get("Policy"), "dynamodb")


def db_instance(raw: Raw, context: Context) -> Iterator[Fact]:
    """A database instance; who may sign in to it with SQL is not AWS's to tell."""
    body = raw.body
    public = body.get("PubliclyAccessible")
    known = _database(raw, context) | {kinds.DATABASE_RESOURCE: body.get("DbiResourceId", "")}
    if public is not None:
        known |= {kinds.PUBLICLY_ACCESSIBLE: flag(public)} | measures(private_network=not public)
    parent = _sibling(body["DBInstanceArn"], "cluster", body.get("DBClusterIdentifier"))
    yield resource(
        raw,
        ResourceKind.DB_INSTANCE,
        body["DBInstanceArn"],
        body["DBInstanceIdentifier"],
        labels=body.get("TagList"),
        attributes=known,
        parent=parent,
    )


def db_cluster(raw: Raw, context: Context) -> Iterator[Fact]:
    """A database cluster."""
    body = raw.body
    known = _database(raw, context) | {kinds.DATABASE_RESOURCE: body.get("DbClusterResourceId", "")}
    known |= {kinds.DATA_API: flag(body.get("HttpEndpointEnabled"))}
    if body.get("PubliclyAccessible") is not None:
        known |= {kinds.PUBLICLY_ACCESSIBLE: flag(body["PubliclyAccessible"])} | measures(private_network=not body["PubliclyAccessible"])
    yield resource(
        raw, ResourceKind.DB_CLUSTER, body["DBClusterArn"], body["DBClusterIdentifier"], labels=body.get("TagList"), attributes=known
    )


def db_snapshot(raw: Raw, context: Context) -> Iterator[Fact]:
    """A snapshot of an instance, and with whom it is shared."""
    body = raw.body
    encrypted = _key(raw, context, body.get("KmsKeyId")) | measures(encryption_at_rest=body.get("Encrypted"))
    source = _sibling(body["DBSnapshotArn"], "db", body.get("DBInstanceIdentifier"))
    known = encrypted | {kinds.SOURCE: source}
    yield resource(
        raw, ResourceKind.DB_SNAPSHOT, body["DBSnapshotArn"], body["DBSnapshotIdentifier"], labels=body.get("TagList"), attributes=known
    )
    result = raw.answers.get("DescribeDBSnapshotAttributes", {}).get("DBSnapshotAttributesResult", {})
    yield from _shared(uri(body["DBSnapshotArn"]), result.get("DBSnapshotAttributes", ()))


def db_cluster_snapshot(raw: Raw, context: Context) -> Iterator[Fact]:
    """A snapshot of a cluster, and with whom it is shared."""
    body = raw.body
    arn = body["DBClusterSnapshotArn"]
    encrypted = _key(raw, context, body.get("KmsKeyId")) | measures(encryption_at_rest=body.get("StorageEncrypted"))
    known = encrypted | {kinds.SOURCE: _sibling(arn, "cluster", body.get("DBClusterIdentifier"))}
    yield resource(
        raw, ResourceKind.DB_CLUSTER_SNAPSHOT, arn, body["DBClusterSnapshotIdentifier"], labels=body.get("TagList"), attributes=known
    )
    result = raw.answers.get("DescribeDBClusterSnapshotAttributes", {}).get("DBClusterSnapshotAttributesResult", {})
    yield from _shared(uri(arn), result.get("DBClusterSnapshotAttributes", ()))


def file_system(raw: Raw, context: Context) -> Iterator[Fact]:
    """An EFS file system."""
    body = raw.body
    known = measures(encryption_at_rest=body.get("Encrypted")) | _key(raw, context, body.get("KmsKeyId"))
    name = body.get("Name") or body["FileSystemId"]
    yield resource(raw, ResourceKind.FILE_SYSTEM, body["FileSystemArn"], name, labels=body.get("Tags"), attributes=known)
    yield from policy(uri(body["FileSystemArn"]), raw.answers.get("DescribeFileSystemPolicy", {}).get("Policy"), "efs")


def vault(raw: Raw, context: Context) -> Iterator[Fact]:
    """A backup vault; every one is encrypted (AWS Backup Developer Guide, "Encryption for backups in AWS Backup")."""
    body, answers = raw.body, raw.answers
    known = measures(encryption_at_rest=True) | _key(raw, context, body.get("EncryptionKeyArn"))
    labels = answers.get("ListTags", {}).get("Tags")
    yield resource(raw, ResourceKind.BACKUP_VAULT, body["BackupVaultArn"], body["BackupVaultName"], labels=labels, attributes=known)
    yield from policy(uri(body["BackupVaultArn"]), answers.get("GetBackupVaultAccessPolicy", {}).get("Policy"), "backup")


def catalog(raw: Raw, _: Context) -> Iterator[Fact]:
    """The Glue catalogue of a region."""
    yield resource(raw, ResourceKind.CATALOG, raw.body["Arn"], "catalog")
    yield from policy(uri(raw.body["Arn"]), raw.answers.get("GetResourcePolicy", {}).get("PolicyInJson"), "glue")


def catalog_table(raw: Raw, _: Context) -> Iterator[Fact]:
    """A table of the catalogue: its columns by name, and where its data lie (AWS Glue Web API, "Table", "StorageDescriptor")."""
    body, stored = raw.body, raw.body.get("StorageDescriptor", {})
    columns = [str(column["Name"]) for column in (*stored.get("Columns", ()), *body.get("PartitionKeys", ()))]
    at = re.sub(r"^s3[an]?://", "s3://", str(stored.get("Location", "")))
    known = {kinds.COLUMNS: ", ".join(columns), kinds.DATA_AT: at.rstrip("/") if at.startswith("s3://") else ""}
    arn = f"arn:aws:glue:{raw.region}:{raw.account}:table/{body['DatabaseName']}/{body['Name']}"
    yield resource(raw, ResourceKind.CATALOG_TABLE, arn, body["Name"], attributes=known)


def workgroup(raw: Raw, _: Context) -> Iterator[Fact]:
    """An Athena workgroup and where its results go."""
    name = raw.body["Name"]
    settings = raw.answers.get("GetWorkGroup", {}).get("WorkGroup", {}).get("Configuration", {})
    known = {kinds.OUTPUT: settings.get("ResultConfiguration", {}).get("OutputLocation", "")}
    arn = f"arn:aws:athena:{raw.region}:{raw.account}:workgroup/{name}"
    yield resource(raw, ResourceKind.WORKGROUP, arn, name, attributes=known)


def warehouse(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Redshift cluster, and the accounts that its data are shared with."""
    body = raw.body
    name = body["ClusterIdentifier"]
    arn = f"arn:aws:redshift:{raw.region}:{raw.account}:cluster:{name}"
    public, logged = body.get("PubliclyAccessible"), raw.answers.get("DescribeLoggingStatus")
    known = measures(
        encryption_at_rest=body.get("Encrypted"),
        private_network=None if public is None else not public,
        access_logging=None if logged is None else bool(logged.get("LoggingEnabled")),
    ) | _key(raw, context, body.get("KmsKeyId"))
    known[kinds.PUBLICLY_ACCESSIBLE] = "" if public is None else flag(public)
    yield resource(raw, ResourceKind.WAREHOUSE, arn, name, labels=body.get("Tags"), attributes=known)
    shares = [one.body for one in context.all("redshift-share") if one.body.get("ProducerArn") == body.get("ClusterNamespaceArn", "-")]
    consumers = {
        told.get("ConsumerIdentifier", "") for share in shares for told in share.get("DataShareAssociations", ()) if _is_open(told)
    }
    if consumers:
        yield from attach(uri(arn), AttachmentKind.SHARED_WITH, {"accounts": sorted(consumers)})


def policy(holder: str, text: str | None, surface: str) -> Iterator[Fact]:
    """A resource-based policy, if there is one."""
    if text:
        yield from attach(holder, AttachmentKind.RESOURCE, text, surface=surface)


def _is_open(association: Answer) -> bool:
    """Whether a consumer can read, or has only to say that it wants to (Redshift API Reference, DataShareAssociation)."""
    return association.get("Status") in ("ACTIVE", "AUTHORIZED", "AVAILABLE")


def _database(raw: Raw, context: Context) -> dict[str, str]:
    secret = raw.body.get("MasterUserSecret", {}).get("SecretArn")
    logged = not _ACCESS_LOGS.isdisjoint(raw.body.get("EnabledCloudwatchLogsExports", ()))
    known = measures(encryption_at_rest=raw.body.get("StorageEncrypted"), access_logging=logged)
    known |= _key(raw, context, raw.body.get("KmsKeyId"))
    return known | ({kinds.MASTER_SECRET: uri(secret)} if secret else {})


def _key(raw: Raw, context: Context, name: str | None) -> dict[str, str]:
    return {kinds.KMS_KEY: context.key(raw, name)} if name else {}


def _sibling(arn: str, kind: str, name: str | None) -> str:
    """The URI of another thing of RDS in the same account and region."""
    return uri(":".join([*arn.split(":")[:5], kind, name])) if name else ""


def _shared(holder: str, attributes: Iterable[Answer]) -> Iterator[Fact]:
    accounts = sorted({value for one in attributes if one.get("AttributeName") == "restore" for value in one.get("AttributeValues", ())})
    if accounts:
        yield from attach(holder, AttachmentKind.SHARED_WITH, {"accounts": accounts})
