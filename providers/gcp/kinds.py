"""The words that Google Cloud's facts use: kinds of resource, kinds of attachment, attribute names. Read by normalise and evaluate alike.

Resources
    bucket                   id `gs://BUCKET`; managed folder `gs://BUCKET/folder/`
    dataset and table        id `bigquery://PROJECT/DATASET` and `bigquery://PROJECT/DATASET/TABLE`
    anything else            id `google:` and its full resource name, `google://secretmanager.googleapis.com/projects/PROJECT/secrets/NAME`
Projects, folders and the organisation are resources too; `parent` is the place above, and policies are attached to them. A project is named
by its id, never by its number, which is an attribute.

Principals have the ids of `providers.google_api.names`; those of groups, users and domains of one's own are described by Google Workspace.
"""

from enum import StrEnum

PROVIDER = "gcp"
SYSTEM = "google"
HIERARCHY = "google://cloudresourcemanager.googleapis.com/"  # projects, folders and organisations are named under it
ROLES = "google://iam.googleapis.com/roles"  # who holds the definitions of predefined roles


class ResourceKind(StrEnum):
    """The kinds of resource that are collected."""

    ORGANIZATION = "organization"
    FOLDER = "gcp-folder"  # a folder alone is Drive's
    PROJECT = "project"
    SERVICE_ACCOUNT = "service-account"
    BUCKET = "bucket"
    MANAGED_FOLDER = "managed-folder"
    DATASET = "dataset"
    TABLE = "table"
    TAXONOMY = "taxonomy"
    POLICY_TAG = "policy-tag"
    SQL_INSTANCE = "sql-instance"
    SECRET = "secret"  # noqa: S105 - a kind of resource
    TOPIC = "topic"
    SUBSCRIPTION = "subscription"
    FIRESTORE = "firestore-database"
    SPANNER_INSTANCE = "spanner-instance"
    SPANNER = "spanner-database"
    KEY_RING = "kms-key-ring"
    KEY = "kms-key"


class AttachmentKind(StrEnum):
    """What a document is to its holder. The body is the provider's JSON, as it was given."""

    ALLOW_POLICY = "allow-policy"  # on any resource
    ROLE = "role"  # held by ROLES, an organisation or a project; name: roles/x, organizations/1/roles/x, projects/p/roles/x
    DENY_POLICY = "deny-policy"  # on an organisation, folder or project
    BOUNDARY = "boundary"  # on a set of principals: {"policy": …, "binding": …}
    ORG_POLICY = "org-policy"  # on an organisation, folder or project; name: the constraint, without `constraints/`
    BUCKET_ACL = "bucket-acl"  # {"items": [BucketAccessControl]}
    DEFAULT_OBJECT_ACL = "default-object-acl"  # {"items": [ObjectAccessControl]}
    OBJECT_ACL = "object-acl"  # the same, held by gs://BUCKET/KEY
    DATASET_ACCESS = "dataset-access"  # {"access": [entry]}
    ROW_ACCESS_POLICY = "row-access-policy"  # on a table: {"filterPredicate": …, "bindings": […]}
    SQL_USERS = "sql-users"  # {"items": [User]}
    POOL_PROVIDER = "pool-provider"  # on a workload identity pool


# Attributes of facts; text throughout.
NUMBER = "number"  # a project's
CUSTOMER = "customer"  # an organisation's: C01abc
UNIQUE_ID = "unique_id"
ACTIVE_KEYS = "active_keys"  # number of a service account's own keys
PROJECT = "project"  # a service account's
UNIFORM_ACCESS = "uniform_access"  # true | false
PUBLIC_ACCESS_PREVENTION = "public_access_prevention"  # enforced | inherited | unspecified
OBJECT_ACLS = "object_acls"  # "read" where the list of every object was read
KMS_KEY = "kms_key"  # URI of the customer-managed key that encrypts a resource; its readers need no right on it
TYPE = "type"  # of a table: TABLE | VIEW | MATERIALIZED_VIEW | EXTERNAL | SNAPSHOT | CLONE
POLICY_TAGS = "policy_tags"  # of a table's columns, URIs parted by spaces
SOURCES = "sources"  # of an external table: gs:// patterns parted by spaces
FINE_GRAINED = "fine_grained"  # true on a taxonomy that guards columns
IAM_AUTHENTICATION = "iam_authentication"  # of an instance: whether principals sign in to the database as themselves
SERVICE_ACCOUNT = "service_account"  # address of the account that a thing runs as
TOPIC = "topic"  # of a subscription
PUSH_ENDPOINT = "push_endpoint"
MODE = "mode"  # FIRESTORE_NATIVE | DATASTORE_MODE
COLUMNS = "columns"  # of a table: the names of its columns, parted by commas
KEEPS_DAYS = "keeps_days"  # of a bucket or dataset: after how many days a rule for all of it removes what is in it
MEASURE_PREFIX = "measure:"


def project_of(name: str) -> str:
    """The id of the project that a resource lies in, as far as its own id tells; empty where it does not (a bucket)."""
    scheme, _, rest = name.partition("://")
    if scheme == "bigquery":
        return f"{HIERARCHY}projects/{rest.partition('/')[0]}"
    service, _, path = rest.partition("/")
    if scheme == "google" and f"google://{service}/" != HIERARCHY and path.startswith("projects/"):
        return HIERARCHY + "/".join(path.split("/")[:2])
    return ""
