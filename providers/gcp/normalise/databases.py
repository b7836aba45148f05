"""Cloud SQL instances, Firestore and Spanner databases → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Answer, Raw
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, resource
from providers.gcp.normalise.documents import allow_policy, attach, only
from providers.google_api.names import resource as resource_uri

_USER = ("name", "type", "host", "iamEmail", "iamStatus", "databaseRoles", "sqlserverUserDetails")
_IAM_FLAGS = ("cloudsql.iam_authentication", "cloudsql_iam_authentication")  # PostgreSQL's and MySQL's
_ANYBODY = ("0.0.0.0/0", "::/0")


def sql_instance(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Cloud SQL instance, from where it is reached, and its users without their passwords."""
    body, name = raw.body, str(raw.body["name"])
    uri = resource_uri(f"//cloudsql.googleapis.com/projects/{raw.place.id}/instances/{name}")
    settings = body.get("settings", {})
    network = settings.get("ipConfiguration", {})
    signed = [each for each in settings.get("databaseFlags", ()) if each.get("name") in _IAM_FLAGS]
    known = {
        "engine": str(body.get("databaseVersion", "")),
        kinds.IAM_AUTHENTICATION: flag(any(each.get("value") == "on" for each in signed)),
        kinds.SERVICE_ACCOUNT: str(body.get("serviceAccountEmailAddress", "")),
        "location": str(body.get("region", "")),
        "state": str(body.get("state", "")),
        "ssl": str(network.get("sslMode", "")),
        "authorized_networks": " ".join(str(each.get("value", "")) for each in network.get("authorizedNetworks", ())),
        "data_api": flag(settings.get("dataApiAccess") == "ALLOW_DATA_API"),
    }
    if "ipv4Enabled" in network:
        public = bool(network["ipv4Enabled"])
        known |= {"publicly_accessible": flag(public and _is_open(network))} | measures(private_network=not public)
    known |= context.key(body.get("diskEncryptionConfiguration", {}).get("kmsKeyName")) | _measures(raw, context)
    yield resource(uri, ResourceKind.SQL_INSTANCE, name, raw.place.uri, labels=settings.get("userLabels"), attributes=known)
    if "users" in raw.answers:
        users = {"items": [only(user, *_USER) for user in raw.answers["users"].get("items", ())]}
        yield from attach(uri, AttachmentKind.SQL_USERS, users)


def firestore_database(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Firestore database. Its security rules have another API and are not read."""
    body, name = raw.body, str(raw.body["name"])
    uri = resource_uri(f"//firestore.googleapis.com/projects/{raw.place.id}/databases/{name.rpartition('/')[2]}")
    known = {kinds.MODE: str(body.get("type", "")), "location": str(body.get("locationId", ""))}
    known |= context.key(body.get("cmekConfig", {}).get("kmsKeyName"))
    recovery = body.get("pointInTimeRecoveryEnablement")
    known |= measures(
        encryption_at_rest=True,
        point_in_time_recovery=recovery == "POINT_IN_TIME_RECOVERY_ENABLED" if recovery else None,
        access_logging=context.logs_reading(raw.place, "datastore.googleapis.com"),
    )
    yield resource(uri, ResourceKind.FIRESTORE, name.rpartition("/")[2], raw.place.uri, attributes=known)


def spanner_instance(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Spanner instance with its policy."""
    uri = context.projects.uri(f"//spanner.googleapis.com/{raw.body['name']}")
    title = str(raw.body.get("displayName") or raw.body["name"].rpartition("/")[2])
    yield resource(uri, ResourceKind.SPANNER_INSTANCE, title, raw.place.uri, labels=raw.body.get("labels"))
    yield from allow_policy(uri, raw.answers.get("policy"))


def spanner_database(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Spanner database with its policy."""
    uri = context.projects.uri(f"//spanner.googleapis.com/{raw.body['name']}")
    instance, _, name = uri.partition("/databases/")
    encryption = raw.body.get("encryptionConfig", {})
    key = encryption.get("kmsKeyName") or next(iter(encryption.get("kmsKeyNames", ())), "")
    known = context.key(key) | measures(encryption_at_rest=True, access_logging=context.logs_reading(raw.place, "spanner.googleapis.com"))
    yield resource(uri, ResourceKind.SPANNER, name, instance, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def _is_open(network: Answer) -> bool:
    """Whether addresses outside the company's own networks are let in: a public address alone lets nobody in (page "Authorized networks")."""
    return any(each.get("value") in _ANYBODY for each in network.get("authorizedNetworks", ()))


def _measures(raw: Raw, context: Context) -> dict[str, str]:
    settings = raw.body.get("settings", {})
    backups = settings.get("backupConfiguration", {}).get("enabled")
    mode = settings.get("ipConfiguration", {}).get("sslMode")
    return measures(
        encryption_at_rest=True,
        backups=None if backups is None else bool(backups),
        encryption_in_transit=mode in ("ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED") if mode else None,
        access_logging=context.logs_reading(raw.place, "cloudsql.googleapis.com"),
    )
