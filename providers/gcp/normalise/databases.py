"""Cloud SQL instances, Firestore and Spanner databases → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw, name, yes
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, objects, resource
from providers.gcp.normalise.documents import allow_policy, attach, rows
from providers.google_api.names import resource as resource_uri
from providers.values import Answer, entries, part, text

_USER = ("name", "type", "host", "iamEmail", "iamStatus", "databaseRoles", "sqlserverUserDetails")
_IAM_FLAGS = ("cloudsql.iam_authentication", "cloudsql_iam_authentication")  # PostgreSQL's and MySQL's
_ANYBODY = ("0.0.0.0/0", "::/0")


def sql_instance(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Cloud SQL instance, from where it is reached, and its users without their passwords."""
    body, named = raw.body, name(raw.body, "name")
    uri = resource_uri(f"//cloudsql.googleapis.com/projects/{raw.place.id}/instances/{named}")
    settings = part(body, "settings")
    network = part(settings, "ipConfiguration")
    known = {
        "engine": text(body, "databaseVersion"),
        kinds.IAM_AUTHENTICATION: _signs_in(body.get("settings")),
        kinds.SERVICE_ACCOUNT: text(body, "serviceAccountEmailAddress"),
        "location": text(body, "region"),
        "state": text(body, "state"),
        "ssl": text(network, "sslMode"),
        "authorized_networks": " ".join(text(each, "value") for each in objects(network, "authorizedNetworks")),
        "data_api": flag(settings.get("dataApiAccess") == "ALLOW_DATA_API"),
    }
    if isinstance(network.get("ipv4Enabled"), bool):
        public = network["ipv4Enabled"]
        known |= {"publicly_accessible": flag(public and _is_open(network))} | measures(private_network=not public)
    known |= context.key(part(body, "diskEncryptionConfiguration").get("kmsKeyName")) | _measures(raw, context)
    yield resource(uri, ResourceKind.SQL_INSTANCE, named, raw.place.uri, labels=settings.get("userLabels"), attributes=known)
    if "users" in raw.answers:
        yield from attach(uri, AttachmentKind.SQL_USERS, {"items": rows(entries(raw.answers["users"], "items"), *_USER)})


def firestore_database(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Firestore database. Its security rules have another API and are not read."""
    body, named = raw.body, name(raw.body, "name").rpartition("/")[2]
    uri = resource_uri(f"//firestore.googleapis.com/projects/{raw.place.id}/databases/{named}")
    known = {kinds.MODE: text(body, "type"), "location": text(body, "locationId")}
    known |= context.key(part(body, "cmekConfig").get("kmsKeyName"))
    recovery = body.get("pointInTimeRecoveryEnablement")
    known |= measures(
        encryption_at_rest=True,
        point_in_time_recovery=recovery == "POINT_IN_TIME_RECOVERY_ENABLED" if recovery else None,
        access_logging=context.logs_reading(raw.place, "datastore.googleapis.com"),
    )
    yield resource(uri, ResourceKind.FIRESTORE, named, raw.place.uri, attributes=known)


def spanner_instance(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Spanner instance with its policy."""
    named = name(raw.body, "name")
    uri = context.projects.uri(f"//spanner.googleapis.com/{named}")
    title = text(raw.body, "displayName") or named.rpartition("/")[2]
    yield resource(uri, ResourceKind.SPANNER_INSTANCE, title, raw.place.uri, labels=raw.body.get("labels"))
    yield from allow_policy(uri, raw.answers.get("policy"))


def spanner_database(raw: Raw, context: Context) -> Iterator[Fact]:
    """A Spanner database with its policy."""
    uri = context.projects.uri(f"//spanner.googleapis.com/{name(raw.body, 'name')}")
    instance, _, named = uri.partition("/databases/")
    encryption = part(raw.body, "encryptionConfig")
    key = encryption.get("kmsKeyName") or next(iter(encryption.get("kmsKeyNames") or ()), "")
    known = context.key(key) | measures(encryption_at_rest=True, access_logging=context.logs_reading(raw.place, "spanner.googleapis.com"))
    yield resource(uri, ResourceKind.SPANNER, named, instance, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def _is_open(network: Answer) -> bool:
    """Whether addresses outside the company's own networks are let in: a public address alone lets nobody in (page "Authorized networks")."""
    return any(text(each, "value") in _ANYBODY for each in objects(network, "authorizedNetworks"))


def _signs_in(settings: object) -> str:
    """Whether principals sign in to the database as themselves; empty where its settings have another form, so that nobody knows."""
    if not isinstance(settings, dict):
        return ""
    flags = settings.get("databaseFlags")
    if flags is not None and not (isinstance(flags, list) and all(isinstance(each, dict) and text(each, "name") for each in flags)):
        return ""
    signed = [each.get("value") for each in flags or () if each["name"] in _IAM_FLAGS]
    return flag("on" in signed) if all(value in ("on", "off") for value in signed) else ""


def _measures(raw: Raw, context: Context) -> dict[str, str]:
    settings = part(raw.body, "settings")
    backups = part(settings, "backupConfiguration").get("enabled")
    mode = part(settings, "ipConfiguration").get("sslMode")
    return measures(
        encryption_at_rest=True,
        backups=None if backups is None else yes(backups),
        encryption_in_transit=mode in ("ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED") if mode else None,
        access_logging=context.logs_reading(raw.place, "cloudsql.googleapis.com"),
    )
