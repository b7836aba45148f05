"""Every call that is made to AWS: the allow-list of the guard, the audit's IAM policy and the documentation, in one list.

Permissions after the Service Authorization Reference ("Actions, resources, and condition keys for AWS services"); where the permission has
another name than the call, the source is the call's own page in the API reference. A call without a permission needs none.
"""

import json
from itertools import groupby

from audit.ports import Operation

SIGN_IN = "sign-in"  # calls of the credential chain and into the accounts


def _calls(service: str, surface: str, *rows: tuple[str, str] | tuple[str, str, str]) -> tuple[Operation, ...]:
    """One operation a row: call, why, and the permission's whole name where it is not `service:call`."""
    return tuple(Operation(service, row[0], row[2] if len(row) == 3 else f"{service}:{row[0]}", surface, row[1]) for row in rows)


OPERATIONS: tuple[Operation, ...] = (
    *_calls(
        "sts",
        SIGN_IN,
        ("GetCallerIdentity", "whose credentials these are", ""),
        ("AssumeRole", "the audit role in each account"),
        ("AssumeRoleWithWebIdentity", "sign in from a CI system's identity", ""),
    ),
    *_calls("sso", SIGN_IN, ("GetRoleCredentials", "sign in with an Identity Center profile", "")),
    *_calls("sso-oidc", SIGN_IN, ("CreateToken", "renew an Identity Center sign-in", "")),
    *_calls("signin", SIGN_IN, ("CreateOAuth2Token", "renew a console sign-in of the AWS CLI", "")),
    *_calls("ec2", "regions", ("DescribeRegions", "which regions are enabled")),
    *_calls(
        "iam",
        "iam",
        ("GetAccountAuthorizationDetails", "users, groups, roles and policies in one sweep"),
        ("GetPolicy", "a managed policy that the sweep did not give"),
        ("GetPolicyVersion", "its text"),
        ("GenerateCredentialReport", "has AWS draw up the report that the next call reads"),
        ("GetCredentialReport", "passwords and MFA, of the root user too"),
        ("ListAccessKeys", "which keys of a user are active"),
        ("ListMFADevices", "whether a user has MFA"),
        ("ListSSHPublicKeys", "whether a user signs in to repositories with a key"),
        ("ListSigningCertificates", "whether a user signs requests with a certificate"),
        ("ListAccountAliases", "the account's name"),
        ("ListSAMLProviders", "identity providers that are trusted"),
        ("ListOpenIDConnectProviders", "identity providers that are trusted"),
    ),
    *_calls(
        "organizations",
        "organizations",
        ("DescribeOrganization", "the organisation and its management account"),
        ("ListAccounts", "which accounts there are"),
        ("ListRoots", "the top of the tree"),
        ("ListOrganizationalUnitsForParent", "the tree of units"),
        ("ListAccountsForParent", "which account is in which unit"),
        ("ListPolicies", "service and resource control policies"),
        ("DescribePolicy", "their text"),
        ("ListTargetsForPolicy", "where they are attached"),
    ),
    *_calls(
        "sso-admin",
        "identity-center",
        ("ListInstances", "the Identity Center instance", "sso:ListInstances"),
        ("ListPermissionSets", "the permission sets", "sso:ListPermissionSets"),
        ("DescribePermissionSet", "their names", "sso:DescribePermissionSet"),
        ("ListAccountsForProvisionedPermissionSet", "where they are used", "sso:ListAccountsForProvisionedPermissionSet"),
        ("ListAccountAssignments", "who has them", "sso:ListAccountAssignments"),
    ),
    *_calls(
        "identitystore",
        "identity-center",
        ("ListUsers", "users of the directory"),
        ("ListGroups", "groups of the directory"),
        ("ListGroupMemberships", "who is in them"),
    ),
    *_calls(
        "s3",
        "s3",
        ("ListBuckets", "which buckets there are", "s3:ListAllMyBuckets"),
        ("GetBucketLocation", "in which region"),
        ("GetBucketPolicy", "who is let in"),
        ("GetBucketAcl", "who is let in by the older mechanism"),
        ("GetPublicAccessBlock", "what of that is cut off", "s3:GetBucketPublicAccessBlock"),
        ("GetBucketOwnershipControls", "whether access control lists count"),
        ("GetBucketTagging", "labels"),
        ("GetBucketEncryption", "a measure", "s3:GetEncryptionConfiguration"),
        ("GetBucketLifecycleConfiguration", "a measure", "s3:GetLifecycleConfiguration"),
        ("GetBucketLogging", "a measure"),
        ("GetBucketVersioning", "a measure"),
    ),
    *_calls(
        "s3control",
        "s3",
        ("GetPublicAccessBlock", "what the account cuts off", "s3:GetAccountPublicAccessBlock"),
    ),
    *_calls(
        "s3control",
        "s3-access-points",
        ("ListAccessPoints", "other doors to the buckets", "s3:ListAccessPoints"),
        ("GetAccessPoint", "to which bucket, and what is cut off", "s3:GetAccessPoint"),
        ("GetAccessPointPolicy", "who is let in", "s3:GetAccessPointPolicy"),
    ),
    *_calls(
        "kms",
        "kms",
        ("ListKeys", "which keys there are"),
        ("ListAliases", "by which names"),
        ("DescribeKey", "who manages a key"),
        ("GetKeyPolicy", "who may use it"),
        ("ListGrants", "who else may use it"),
        ("GetKeyRotationStatus", "a measure"),
        ("ListResourceTags", "labels"),
    ),
    *_calls(
        "secretsmanager",
        "secretsmanager",
        ("ListSecrets", "which secrets there are; never their value"),
        ("GetResourcePolicy", "who is let in"),
    ),
    *_calls(
        "dynamodb",
        "dynamodb",
        ("ListTables", "which tables there are"),
        ("DescribeTable", "which key encrypts one"),
        ("GetResourcePolicy", "who is let in"),
        ("DescribeContinuousBackups", "a measure"),
        ("ListTagsOfResource", "labels"),
    ),
    *_calls(
        "rds",
        "rds",
        ("DescribeDBInstances", "databases"),
        ("DescribeDBClusters", "databases"),
        ("DescribeDBSnapshots", "copies"),
        ("DescribeDBClusterSnapshots", "copies"),
        ("DescribeDBSnapshotAttributes", "with whom a copy is shared"),
        ("DescribeDBClusterSnapshotAttributes", "with whom a copy is shared"),
    ),
    *_calls(
        "sqs",
        "sqs",
        ("ListQueues", "which queues there are"),
        ("GetQueueAttributes", "who is let in"),
        ("ListQueueTags", "labels"),
    ),
    *_calls(
        "sns",
        "sns",
        ("ListTopics", "which topics there are"),
        ("GetTopicAttributes", "who is let in"),
        ("ListTagsForResource", "labels"),
    ),
    *_calls(
        "lambda",
        "lambda",
        ("ListFunctions", "which functions there are"),
        ("GetPolicy", "who may invoke one"),
        ("ListTags", "labels"),
    ),
    *_calls(
        "ecr",
        "ecr",
        ("DescribeRepositories", "which repositories there are"),
        ("GetRepositoryPolicy", "who is let in"),
        ("ListTagsForResource", "labels"),
    ),
    *_calls(
        "efs",
        "efs",
        ("DescribeFileSystems", "which file systems there are", "elasticfilesystem:DescribeFileSystems"),
        ("DescribeFileSystemPolicy", "who is let in", "elasticfilesystem:DescribeFileSystemPolicy"),
    ),
    *_calls(
        "backup",
        "backup",
        ("ListBackupVaults", "which vaults there are"),
        ("GetBackupVaultAccessPolicy", "who is let in"),
        ("ListTags", "labels"),
    ),
    *_calls(
        "glue",
        "glue",
        ("GetResourcePolicy", "who is let into the catalogue"),
        ("GetDatabases", "which databases the catalogue has"),
        ("GetTables", "the names of the columns of a table"),
    ),
    *_calls(
        "athena",
        "athena",
        ("ListWorkGroups", "which workgroups there are"),
        ("GetWorkGroup", "where results are written"),
    ),
    *_calls(
        "redshift",
        "redshift",
        ("DescribeClusters", "which warehouses there are"),
        ("DescribeLoggingStatus", "a measure"),
        ("DescribeDataShares", "with whom data are shared"),
    ),
)

_PERMISSIONS = {(operation.service, operation.name): operation.permission for operation in OPERATIONS}


def permission(service: str, name: str) -> str:
    """The permission that a listed call needs; empty when it needs none or is not listed."""
    return _PERMISSIONS.get((service, name), "")


def permissions() -> str:
    """The least-privilege IAM policy for the audit as JSON text: one statement a surface, actions sorted.

    It goes on the audit role in every account; `sts:AssumeRole` is for the principal that enters those accounts.
    """
    needed = sorted({(operation.surface, operation.permission) for operation in OPERATIONS if operation.permission})
    statements = [
        {"Sid": _sid(surface), "Effect": "Allow", "Action": [action for _, action in rows], "Resource": "*"}
        for surface, rows in groupby(needed, key=lambda row: row[0])
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=2)


def _sid(surface: str) -> str:
    return "".join(word.capitalize() for word in surface.split("-"))  # letters and digits only, as IAM wants it
