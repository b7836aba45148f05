"""The words that AWS's facts use: kinds of resource, kinds of attachment, attribute names. Read by normalise and evaluate alike.

Principals
    user            kind account (service when it has neither password nor person); id `aws://ACCOUNT/iam/user/PATH/NAME`
    IAM group       kind group; its users are `member` memberships; its policies are `identity` attachments on the group
    role            kind role; kind service when its trust names services of AWS only
    account         kind domain; id `aws://ACCOUNT`; attributes `in_organisation`, `management`, `path` (root first, URIs joined by a space)
    federation      kind domain; id = URI of the SAML or OIDC provider's ARN
    AWS service     kind service; id `aws://service/lambda.amazonaws.com`
    Identity Center user and group: kind account (email set) and group; id `aws://ACCOUNT/identity-center/user|group/ID`;
        an assignment is an `assume` membership to the reserved role in the account

Accounts, units and the organisation's root are resources too (kinds `account`, `ou`, `organisation-root`; `parent` is the unit above):
service and resource control policies are attached to them.
"""

from enum import StrEnum


class ResourceKind(StrEnum):
    """The kinds of resource that are collected."""

    ACCOUNT = "account"
    OU = "ou"
    ORGANISATION_ROOT = "organisation-root"
    BUCKET = "s3-bucket"
    ACCESS_POINT = "s3-access-point"
    KEY = "kms-key"
    SECRET = "secret"  # noqa: S105 - a kind of resource
    TABLE = "dynamodb-table"
    DB_INSTANCE = "rds-instance"
    DB_CLUSTER = "rds-cluster"
    DB_SNAPSHOT = "rds-snapshot"
    DB_CLUSTER_SNAPSHOT = "rds-cluster-snapshot"
    QUEUE = "sqs-queue"
    TOPIC = "sns-topic"
    FUNCTION = "lambda-function"
    REPOSITORY = "ecr-repository"
    FILE_SYSTEM = "efs-file-system"
    BACKUP_VAULT = "backup-vault"
    CATALOG = "glue-catalog"
    CATALOG_TABLE = "glue-table"
    WORKGROUP = "athena-workgroup"
    WAREHOUSE = "redshift-cluster"


class AttachmentKind(StrEnum):
    """What a document is to its holder. The body is the provider's JSON, as it was given."""

    IDENTITY = "identity"  # on a user, group or role; name: the policy's name (inline) or ARN (managed)
    BOUNDARY = "boundary"
    TRUST = "trust"  # on a role
    RESOURCE = "resource"  # on a bucket, key, secret, queue, …: the resource-based policy
    SCP = "scp"  # on an account, unit or root
    RCP = "rcp"
    ENDPOINT = "endpoint"  # on a VPC endpoint: what may pass through it
    BUCKET_ACL = "bucket-acl"  # GetBucketAcl: Owner and Grants
    PUBLIC_ACCESS_BLOCK = "public-access-block"  # on a bucket, access point or account: the four flags
    OWNERSHIP = "ownership"  # GetBucketOwnershipControls
    KMS_GRANT = "kms-grant"  # one entry of ListGrants
    SHARED_WITH = "shared-with"  # snapshot attribute `restore`: {"accounts": ["all" | id, …]}


# Attributes of facts; text throughout.
ARN = "arn"
ACCOUNT = "account"
REGION = "region"
UNIQUE_ID = "unique_id"  # AIDA…, AROA…
MFA = "mfa"  # true | false
CONSOLE = "console"  # has a password
ACTIVE_KEYS = "active_keys"  # number
SSH_KEYS = "ssh_keys"  # number of those that are active
CERTIFICATES = "signing_certificates"  # likewise
CREATED = "created"
SERVICE_LINKED = "service_linked"  # true on such roles: no service control policy binds them
TAG_PREFIX = "tag:"  # a principal's tags, `tag:team`
MANAGEMENT = "management"  # true on the management account
IN_ORGANISATION = "in_organisation"
ORGANISATION = "organisation"  # o-…
PATH = "path"  # units above an account, root first
KMS_KEY = "kms_key"  # URI of the customer managed key that encrypts a resource
MASTER_SECRET = "master_secret"  # noqa: S105 - URI of the secret that opens a database
PUBLICLY_ACCESSIBLE = "publicly_accessible"
CANONICAL_ID = "canonical_id"  # on an account: what S3's access control lists call it
ROOT_MFA = "root_mfa"  # on an account: whether its root user has MFA
ROOT_ACTIVE_KEYS = "root_active_keys"
PERMISSION_SET = "permission_set"  # on a reserved role: the Identity Center permission set behind it
LAST_USED = "last_used"  # only when the settings ask for it: 45d, 90d, 365d (within), older, never
NETWORK_ORIGIN = "network_origin"  # on an access point: Internet | VPC
ALIAS = "alias"  # on an access point: the name that can stand for the bucket's
KEY_MANAGER = "key_manager"  # on a key: CUSTOMER | AWS
SOURCE = "source"  # on a snapshot: the URI of the database it is a copy of
EXECUTION_ROLE = "execution_role"  # on a function: the URI of the role it runs as
OUTPUT = "output"  # on a workgroup: the URI its results are written to
DATABASE_RESOURCE = "database_resource"  # db-… or cluster-…: how rds-db:connect names a database
DATA_API = "data_api"  # on a cluster: whether rds-data statements are taken
COLUMNS = "columns"  # of a table: the names of its columns, parted by commas
DATA_AT = "data_at"  # of a table of the catalogue: the URI of the folder that its data lie in
OLD_VERSIONS = "old_versions"  # of a bucket: "kept" where it keeps what was overwritten or removed, and no rule removes that in the end
KEEPS_DAYS = "keeps_days"  # of a bucket: after how many days a rule for all of it removes objects; the earliest of several
MEASURE_PREFIX = "measure:"  # measure:encryption-at-rest, measure:block-public-access, measure:lifecycle-rule, measure:private-network, measure:access-logging
