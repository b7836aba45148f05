"""Full resource names, and the asset type of what they name.

Source: "Full resource names" (IAM) and "Asset types" (Cloud Asset Inventory).
"""

import re

CRM = "//cloudresourcemanager.googleapis.com/"
STORAGE = "//storage.googleapis.com/projects/_/buckets/"
_PROJECT = re.compile(r"(?:^|/)projects/([^/]+)")
_TYPES = (
    (r"//cloudresourcemanager\.googleapis\.com/organizations/[^/]+", "cloudresourcemanager.googleapis.com/Organization"),
    (r"//cloudresourcemanager\.googleapis\.com/folders/[^/]+", "cloudresourcemanager.googleapis.com/Folder"),
    (r"//cloudresourcemanager\.googleapis\.com/projects/[^/]+", "cloudresourcemanager.googleapis.com/Project"),
    (r"//iam\.googleapis\.com/projects/[^/]+/serviceAccounts/[^/]+/keys/[^/]+", "iam.googleapis.com/ServiceAccountKey"),
    (r"//iam\.googleapis\.com/projects/[^/]+/serviceAccounts/[^/]+", "iam.googleapis.com/ServiceAccount"),
    (
        r"//iam\.googleapis\.com/projects/[^/]+/locations/[^/]+/workloadIdentityPools/[^/]+/providers/[^/]+",
        "iam.googleapis.com/WorkloadIdentityPoolProvider",
    ),
    (r"//iam\.googleapis\.com/projects/[^/]+/locations/[^/]+/workloadIdentityPools/[^/]+", "iam.googleapis.com/WorkloadIdentityPool"),
    (r"//storage\.googleapis\.com/projects/_/buckets/[^/]+/managedFolders/.+", "storage.googleapis.com/ManagedFolder"),
    (r"//storage\.googleapis\.com/projects/_/buckets/[^/]+", "storage.googleapis.com/Bucket"),
    (
        r"//bigquery\.googleapis\.com/projects/[^/]+/datasets/[^/]+/tables/[^/]+/rowAccessPolicies/[^/]+",
        "bigquery.googleapis.com/RowAccessPolicy",
    ),
    (r"//bigquery\.googleapis\.com/projects/[^/]+/datasets/[^/]+/tables/[^/]+", "bigquery.googleapis.com/Table"),
    (r"//bigquery\.googleapis\.com/projects/[^/]+/datasets/[^/]+/routines/[^/]+", "bigquery.googleapis.com/Routine"),
    (r"//bigquery\.googleapis\.com/projects/[^/]+/datasets/[^/]+", "bigquery.googleapis.com/Dataset"),
    (r"//cloudsql\.googleapis\.com/projects/[^/]+/instances/[^/]+", "sqladmin.googleapis.com/Instance"),
    (r"//secretmanager\.googleapis\.com/projects/[^/]+/(?:locations/[^/]+/)?secrets/[^/]+", "secretmanager.googleapis.com/Secret"),
    (r"//pubsub\.googleapis\.com/projects/[^/]+/topics/[^/]+", "pubsub.googleapis.com/Topic"),
    (r"//pubsub\.googleapis\.com/projects/[^/]+/subscriptions/[^/]+", "pubsub.googleapis.com/Subscription"),
    (r"//firestore\.googleapis\.com/projects/[^/]+/databases/[^/]+", "firestore.googleapis.com/Database"),
    (r"//spanner\.googleapis\.com/projects/[^/]+/instances/[^/]+/databases/[^/]+", "spanner.googleapis.com/Database"),
    (r"//spanner\.googleapis\.com/projects/[^/]+/instances/[^/]+", "spanner.googleapis.com/Instance"),
    (r"//cloudkms\.googleapis\.com/projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+", "cloudkms.googleapis.com/CryptoKey"),
    (r"//cloudkms\.googleapis\.com/projects/[^/]+/locations/[^/]+/keyRings/[^/]+", "cloudkms.googleapis.com/KeyRing"),
)


def asset_type(name: str) -> str:
    """The asset type of a full resource name; empty for what the inventory does not list."""
    return next((kind for shape, kind in _TYPES if re.fullmatch(shape, name)), "")


def project_of(name: str) -> str:
    """The project that a full resource name lies in, by the id it is named with; empty for folders and organisations."""
    match = _PROJECT.search(name.partition("googleapis.com")[2])
    return match[1] if match and match[1] != "_" else ""
