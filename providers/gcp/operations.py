"""Every call that is made to Google Cloud: the allow-list of the guard, the audit's custom role and the documentation, in one list.

Calls are named as the discovery documents name them. Permissions after each method's page in the REST references ("Authorization"), "IAM permissions
for JSON methods" (Cloud Storage), "BigQuery IAM roles and permissions", "Roles and permissions" (Cloud Asset Inventory) and "IAM
permissions reference". A call without a permission needs none.
"""

import yaml

from audit.ports import Operation

SCOPE = "https://www.googleapis.com/auth/cloud-platform.read-only"

RESOURCE_MANAGER = "resource-manager"
CLOUD_ASSET = "cloud-asset"
ROLES = "roles"
DENY_POLICIES = "deny-policies"
ORG_POLICIES = "org-policies"
BOUNDARIES = "boundaries"  # no call: the client ships no document of iam.v3
SERVICE_ACCOUNTS = "service-accounts"
IDENTITY_POOLS = "identity-pools"
STORAGE = "storage"
BIGQUERY = "bigquery"
POLICY_TAGS = "policy-tags"
SQL = "sql"
SECRETS = "secrets"
PUBSUB = "pubsub"
FIRESTORE = "firestore"
SPANNER = "spanner"
KMS = "kms"


def _calls(service: str, surface: str, *rows: tuple[str, str, str]) -> tuple[Operation, ...]:
    """One operation a row: call, permission and why."""
    return tuple(Operation(service, name, permission, surface, why) for name, permission, why in rows)


OPERATIONS: tuple[Operation, ...] = (
    *_calls(
        "cloudresourcemanager.v3",
        RESOURCE_MANAGER,
        ("organizations.search", "resourcemanager.organizations.get", "which organisations there are"),
        ("organizations.get", "resourcemanager.organizations.get", "the organisation of the settings"),
        ("organizations.getIamPolicy", "resourcemanager.organizations.getIamPolicy", "who is let in everywhere"),
        ("folders.list", "resourcemanager.folders.list", "the tree of folders"),
        ("folders.get", "resourcemanager.folders.get", "what is above a project whose organisation can't be read"),
        ("folders.getIamPolicy", "resourcemanager.folders.getIamPolicy", "who is let in below a folder"),
        ("projects.search", "resourcemanager.projects.get", "which projects there are, and where"),
        ("projects.get", "resourcemanager.projects.get", "the projects of the settings"),
        ("projects.getIamPolicy", "resourcemanager.projects.getIamPolicy", "who is let in below a project"),
        ("organizations.testIamPermissions", "", "whether the search for projects shows all of them"),
        ("projects.testIamPermissions", "", "whether the list of datasets shows all of them"),
    ),
    *_calls(
        "cloudasset.v1",
        CLOUD_ASSET,
        ("assets.list", "cloudasset.assets.listIamPolicy", "allow policies of everything, a thousand a call"),
        ("v1.searchAllIamPolicies", "cloudasset.assets.searchAllIamPolicies", "the same, where the list is not allowed"),
    ),
    *_calls(
        "iam.v1",
        ROLES,
        ("roles.get", "", "what a predefined role permits"),
        ("organizations.roles.get", "iam.roles.get", "what a role of the organisation permits"),
        ("projects.roles.get", "iam.roles.get", "what a role of a project permits"),
    ),
    *_calls(
        "iam.v2",
        DENY_POLICIES,
        ("policies.listPolicies", "iam.denypolicies.list", "which deny policies there are"),
        ("policies.get", "iam.denypolicies.get", "their rules"),
    ),
    *_calls(
        "orgpolicy.v2",
        ORG_POLICIES,
        ("projects.policies.getEffectivePolicy", "orgpolicy.policy.get", "public access prevention, and whether keys can be made"),
    ),
    *_calls(
        "iam.v1",
        SERVICE_ACCOUNTS,
        ("projects.serviceAccounts.list", "iam.serviceAccounts.list", "which service accounts there are"),
        ("projects.serviceAccounts.keys.list", "iam.serviceAccountKeys.list", "who may hold a key of one"),
        ("projects.serviceAccounts.getIamPolicy", "iam.serviceAccounts.getIamPolicy", "who can act as one"),
    ),
    *_calls(
        "iam.v1",
        IDENTITY_POOLS,
        ("projects.locations.workloadIdentityPools.list", "iam.workloadIdentityPools.list", "whose workloads are trusted"),
        ("projects.locations.workloadIdentityPools.providers.list", "iam.workloadIdentityPoolProviders.list", "on which conditions"),
        ("locations.workforcePools.list", "iam.workforcePools.list", "whose staff is trusted"),
        ("locations.workforcePools.providers.list", "iam.workforcePoolProviders.list", "on which conditions"),
    ),
    *_calls(
        "storage.v1",
        STORAGE,
        ("buckets.list", "storage.buckets.list", "which buckets there are, and their settings"),
        ("buckets.getIamPolicy", "storage.buckets.getIamPolicy", "who is let in"),
        ("bucketAccessControls.list", "storage.buckets.getIamPolicy", "who is let in by the older mechanism"),
        ("defaultObjectAccessControls.list", "storage.buckets.getIamPolicy", "who is let into new objects"),
        ("managedFolders.list", "storage.managedFolders.list", "folders with a policy of their own"),
        ("managedFolders.getIamPolicy", "storage.managedFolders.getIamPolicy", "who is let in"),
        ("objects.list", "storage.objects.list", "access control lists of objects, if the settings ask for them; never their content"),
    ),
    *_calls(
        "bigquery.v2",
        BIGQUERY,
        ("datasets.list", "bigquery.datasets.get", "which datasets there are, hidden ones too"),
        ("datasets.get", "bigquery.datasets.get", "who is let in, and through which views"),
        ("tables.list", "bigquery.tables.list", "which tables there are"),
        ("tables.get", "bigquery.tables.get", "which policy tags its columns carry; never its rows"),
        ("tables.getIamPolicy", "bigquery.tables.getIamPolicy", "who is let in"),
        ("rowAccessPolicies.list", "bigquery.rowAccessPolicies.list", "who sees which rows"),
        ("rowAccessPolicies.getIamPolicy", "bigquery.rowAccessPolicies.getIamPolicy", "who sees which rows"),
    ),
    *_calls(
        "datacatalog.v1",
        POLICY_TAGS,
        ("projects.locations.taxonomies.get", "datacatalog.taxonomies.get", "whether its tags guard columns"),
        ("projects.locations.taxonomies.getIamPolicy", "datacatalog.taxonomies.getIamPolicy", "who reads guarded columns"),
        ("projects.locations.taxonomies.policyTags.get", "datacatalog.taxonomies.get", "the tag above"),
        ("projects.locations.taxonomies.policyTags.getIamPolicy", "datacatalog.taxonomies.getIamPolicy", "who reads guarded columns"),
    ),
    *_calls(
        "sqladmin.v1",
        SQL,
        ("instances.list", "cloudsql.instances.list", "databases, and from where they are reached"),
        ("users.list", "cloudsql.users.list", "who signs in; never a password"),
    ),
    *_calls(
        "secretmanager.v1",
        SECRETS,
        ("projects.secrets.list", "secretmanager.secrets.list", "which secrets there are; never their value"),
        ("projects.secrets.getIamPolicy", "secretmanager.secrets.getIamPolicy", "who is let in"),
    ),
    *_calls(
        "pubsub.v1",
        PUBSUB,
        ("projects.topics.list", "pubsub.topics.list", "which topics there are"),
        ("projects.topics.getIamPolicy", "pubsub.topics.getIamPolicy", "who is let in"),
        ("projects.subscriptions.list", "pubsub.subscriptions.list", "where messages go"),
        ("projects.subscriptions.getIamPolicy", "pubsub.subscriptions.getIamPolicy", "who is let in"),
    ),
    *_calls("firestore.v1", FIRESTORE, ("projects.databases.list", "datastore.databases.list", "databases, and copies of them")),
    *_calls(
        "spanner.v1",
        SPANNER,
        ("projects.instances.list", "spanner.instances.list", "which instances there are"),
        ("projects.instances.getIamPolicy", "spanner.instances.getIamPolicy", "who is let in"),
        ("projects.instances.databases.list", "spanner.databases.list", "which databases there are"),
        ("projects.instances.databases.getIamPolicy", "spanner.databases.getIamPolicy", "who is let in"),
    ),
    *_calls(
        "cloudkms.v1",
        KMS,
        ("projects.locations.list", "cloudkms.locations.list", "where keys can lie"),
        ("projects.locations.keyRings.list", "cloudkms.keyRings.list", "which key rings there are"),
        ("projects.locations.keyRings.getIamPolicy", "cloudkms.keyRings.getIamPolicy", "who is let in"),
        ("projects.locations.keyRings.cryptoKeys.list", "cloudkms.cryptoKeys.list", "which keys there are"),
        ("projects.locations.keyRings.cryptoKeys.getIamPolicy", "cloudkms.cryptoKeys.getIamPolicy", "who may use one"),
    ),
)

_BESIDE = (
    ("serviceusage.services.use", "calls are charged to the audit's own project, or to the quota_project of the settings"),
    ("storage.buckets.get", "the lists of access controls of a bucket ask for it too"),
    ("storage.objects.getIamPolicy", "the access control lists of objects, if the settings ask for them"),
    ("bigquery.datasets.getIamPolicy", "datasets.get leaves the entries out without it"),
)  # permissions that belong to no call alone
_HEAD = """\
# The audit's custom role. Save this as toegang.yaml, then, as an administrator of the organisation:
#   gcloud iam roles create toegang --organization=NUMBER --file=toegang.yaml
#   gcloud organizations add-iam-policy-binding NUMBER --member=serviceAccount:ADDRESS --role=organizations/NUMBER/roles/toegang --condition=None
# For one project alone (--project=ID, gcloud projects add-iam-policy-binding ID) leave the lines with organizations, folders and workforce out.
# In place of a custom role: roles/iam.securityReviewer, roles/cloudasset.viewer, roles/iam.denyReviewer, roles/orgpolicy.policyViewer,
# roles/browser and roles/bigquery.metadataViewer at the organisation, which together permit more than is used.
# In the audit's own project the APIs must be enabled: {apis}.
# Scope: {scope},
# or https://www.googleapis.com/auth/cloud-platform where an API takes no other; the list of calls, and not the scope, keeps the audit to reading.
"""


def permissions() -> str:
    """The least-privilege custom role for the audit as YAML text, permissions sorted, with how to bind it."""
    held = {operation.permission for operation in OPERATIONS if operation.permission} | {permission for permission, _ in _BESIDE}
    role = {
        "title": "Toegang audit",
        "description": "Reads who can reach what; reads no content.",
        "stage": "GA",
        "includedPermissions": sorted(held),
    }
    apis = sorted({f"{operation.service.partition('.')[0]}.googleapis.com" for operation in OPERATIONS})
    return _HEAD.format(apis=", ".join(apis), scope=SCOPE) + yaml.safe_dump(role, sort_keys=False, width=120)
