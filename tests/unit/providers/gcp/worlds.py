"""A small organisation in the sandbox: one of everything that the adapter reads."""

from typing import Any

from providers.sandbox.google.world import World

CRM = "google://cloudresourcemanager.googleapis.com/"
PROJECT = f"{CRM}projects/shop-prod"
ETL = "etl@shop-prod.iam.gserviceaccount.com"
KEY = "projects/shop-prod/locations/europe-west1/keyRings/data/cryptoKeys/orders"
TAXONOMY = "projects/shop-prod/locations/eu/taxonomies/4"
POOL = "projects/300/locations/global/workloadIdentityPools/ci"


def binding(role: str, *members: str) -> dict[str, Any]:
    return {"role": role, "members": list(members)}


def policy(*bindings: dict[str, Any]) -> dict[str, Any]:
    return {"version": 3, "etag": "BwX", "bindings": list(bindings)}


def organization() -> World:
    """One organisation, one folder, one project with one of everything; the policies name an@kanaal.example."""
    world = World(customer={"id": "C01kanaal", "customerDomain": "kanaal.example"})
    _places(world)
    _identities(world)
    _storage(world)
    _bigquery(world)
    _services(world)
    return world


def project(world: World, name: str, number: str, parent: str = "organizations/1", state: str = "ACTIVE") -> None:
    """One more project."""
    told = {"name": f"projects/{number}", "projectId": name, "displayName": name, "state": state}
    world.resources[f"//cloudresourcemanager.googleapis.com/projects/{name}"] = told | ({"parent": parent} if parent else {})


def _places(world: World) -> None:
    crm = "//cloudresourcemanager.googleapis.com/"
    top = {"name": "organizations/1", "displayName": "kanaal.example", "directoryCustomerId": "C01kanaal", "state": "ACTIVE"}
    world.resources[crm + "organizations/1"] = top
    world.resources[crm + "folders/2"] = {"name": "folders/2", "displayName": "Production", "parent": "organizations/1", "state": "ACTIVE"}
    project(world, "shop-prod", "300", "folders/2")
    world.resources[crm + "projects/shop-prod"]["labels"] = {"env": "prod"}
    audits = [{"service": "allServices", "auditLogConfigs": [{"logType": "DATA_READ"}]}]
    world.policies[crm + "organizations/1"] = policy(binding("roles/owner", "user:an@kanaal.example")) | {"auditConfigs": audits}
    world.policies[crm + "folders/2"] = policy(binding("organizations/1/roles/ops", "group:ops@kanaal.example"))
    world.policies[crm + "projects/shop-prod"] = policy(binding("roles/viewer", f"serviceAccount:{ETL}"))
    rule = {
        "denyRule": {"deniedPrincipals": ["principalSet://goog/public:all"], "deniedPermissions": ["storage.googleapis.com/objects.get"]}
    }
    world.deny_policies["cloudresourcemanager.googleapis.com/folders/2"] = [
        {"name": "no-public", "displayName": "No public", "rules": [{**rule}]}
    ]
    name = "organizations/1/policies/storage.publicAccessPrevention"
    world.resources[f"//orgpolicy.googleapis.com/{name}"] = {"name": name, "spec": {"rules": [{"enforce": True}]}}
    for role in ("roles/owner", "roles/editor", "roles/viewer"):
        world.predefined_roles[role] = {"name": role, "title": role, "stage": "GA", "includedPermissions": ["storage.objects.get"]}
    for last in (
        "legacyBucketReader",
        "legacyBucketWriter",
        "legacyBucketOwner",
        "legacyObjectReader",
        "legacyObjectOwner",
        "objectViewer",
    ):
        world.predefined_roles[f"roles/storage.{last}"] = {"name": f"roles/storage.{last}", "includedPermissions": ["storage.objects.get"]}
    for last in ("dataViewer", "dataEditor", "dataOwner", "filteredDataViewer"):
        world.predefined_roles[f"roles/bigquery.{last}"] = {
            "name": f"roles/bigquery.{last}",
            "includedPermissions": ["bigquery.tables.getData"],
        }
    world.custom_roles["organizations/1/roles/ops"] = {
        "name": "organizations/1/roles/ops",
        "title": "Ops",
        "includedPermissions": ["x.y.get"],
    }


def _identities(world: World) -> None:
    account = f"projects/shop-prod/serviceAccounts/{ETL}"
    told = {"name": account, "projectId": "shop-prod", "email": ETL, "uniqueId": "11", "displayName": "ETL"}
    world.resources[f"//iam.googleapis.com/{account}"] = told
    ends = {"validAfterTime": "2026-01-01T00:00:00Z", "validBeforeTime": "9999-12-31T23:59:59Z"}
    for number, kind in (("1", "USER_MANAGED"), ("2", "SYSTEM_MANAGED")):
        world.resources[f"//iam.googleapis.com/{account}/keys/{number}"] = {"name": f"{account}/keys/{number}", "keyType": kind, **ends}
    world.policies[f"//iam.googleapis.com/{account}"] = policy(binding("roles/viewer", "user:an@kanaal.example"))
    pool = "projects/shop-prod/locations/global/workloadIdentityPools/ci"
    world.resources[f"//iam.googleapis.com/{pool}"] = {"name": POOL, "state": "ACTIVE"}
    provider = {"name": f"{POOL}/providers/git", "state": "ACTIVE", "oidc": {"issuerUri": "https://token.ci.example"}}
    world.resources[f"//iam.googleapis.com/{pool}/providers/git"] = provider | {"attributeCondition": "assertion.repo == 'shop'"}


def _storage(world: World) -> None:
    uniform = {"uniformBucketLevelAccess": {"enabled": True}, "publicAccessPrevention": "inherited"}
    world.buckets["orders"] = {
        "name": "orders",
        "projectNumber": "300",
        "labels": {"data": "personal"},
        "location": "EUROPE-WEST1",
        "iamConfiguration": uniform,
        "encryption": {"defaultKmsKeyName": KEY},
    }
    world.buckets["old"] = {
        "name": "old",
        "projectNumber": "300",
        "iamConfiguration": {"uniformBucketLevelAccess": {"enabled": False}},
        "acl": [{"entity": "project-owners-300", "role": "OWNER"}],
        "defaultObjectAcl": [{"entity": "allUsers", "role": "READER"}],
    }
    world.managed_folders["orders"] = [{"bucket": "orders", "name": "hr/"}]
    world.objects["old"] = [
        {"bucket": "old", "name": f"{at}.pdf", "acl": [{"entity": "user-an@kanaal.example", "role": "READER"}]} for at in range(3)
    ]
    base = "//storage.googleapis.com/projects/_/buckets/"
    world.policies[base + "orders"] = policy(binding("roles/storage.objectViewer", "user:an@kanaal.example"))
    world.policies[base + "orders/managedFolders/hr/"] = policy(binding("roles/storage.objectViewer", "group:hr@kanaal.example"))
    world.policies[base + "old"] = policy(binding("roles/storage.legacyBucketOwner", "projectOwner:shop-prod"))


def _bigquery(world: World) -> None:
    reference = {"projectId": "shop-prod", "datasetId": "crm"}
    access = [{"role": "READER", "userByEmail": "an@kanaal.example"}, {"role": "OWNER", "specialGroup": "projectOwners"}]
    view = {"view": {**reference, "datasetId": "reports", "tableId": "totals"}}
    world.datasets["shop-prod:crm"] = {"id": "shop-prod:crm", "datasetReference": reference, "location": "EU", "access": [*access, view]}
    schema = {
        "fields": [{"name": "iban", "type": "STRING", "policyTags": {"names": [f"{TAXONOMY.replace('shop-prod', '300')}/policyTags/6"]}}]
    }
    table = {"id": "shop-prod:crm.customers", "tableReference": {**reference, "tableId": "customers"}, "type": "TABLE", "schema": schema}
    recent = {
        "id": "shop-prod:crm.recent",
        "tableReference": {**reference, "tableId": "recent"},
        "type": "VIEW",
        "view": {"query": "SELECT 1"},
    }
    world.tables["shop-prod:crm"] = [table, recent]
    rows = {**reference, "tableId": "customers", "policyId": "be"}
    world.row_policies["shop-prod:crm.customers"] = [{"rowAccessPolicyReference": rows, "filterPredicate": "country = 'BE'"}]
    base = "//bigquery.googleapis.com/projects/shop-prod/datasets/crm/tables/customers"
    world.policies[base] = policy(binding("roles/bigquery.dataViewer", "group:crm@kanaal.example"))
    world.policies[f"{base}/rowAccessPolicies/be"] = policy(binding("roles/bigquery.filteredDataViewer", "user:an@kanaal.example"))
    tags = "//datacatalog.googleapis.com/"
    world.resources[tags + TAXONOMY] = {"name": TAXONOMY, "displayName": "GDPR", "activatedPolicyTypes": ["FINE_GRAINED_ACCESS_CONTROL"]}
    world.resources[f"{tags}{TAXONOMY}/policyTags/5"] = {"name": f"{TAXONOMY}/policyTags/5", "displayName": "High"}
    below = {"name": f"{TAXONOMY}/policyTags/6", "displayName": "Bank", "parentPolicyTag": f"{TAXONOMY}/policyTags/5"}
    world.resources[f"{tags}{TAXONOMY}/policyTags/6"] = below
    world.policies[f"{tags}{TAXONOMY}/policyTags/5"] = policy(binding("roles/viewer", "user:an@kanaal.example"))


def _services(world: World) -> None:
    reading = policy(binding("roles/viewer", "user:an@kanaal.example"))
    things: dict[str, dict[str, Any]] = {
        "//secretmanager.googleapis.com/projects/shop-prod/secrets/db": {
            "name": "projects/300/secrets/db",
            "replication": {"automatic": {}},
        },
        "//pubsub.googleapis.com/projects/shop-prod/topics/sold": {"name": "projects/shop-prod/topics/sold"},
        "//pubsub.googleapis.com/projects/shop-prod/subscriptions/out": {
            "name": "projects/shop-prod/subscriptions/out",
            "topic": "projects/shop-prod/topics/sold",
            "pushConfig": {"pushEndpoint": "https://hooks.example/sold"},
        },
        "//firestore.googleapis.com/projects/shop-prod/databases/(default)": {
            "name": "projects/shop-prod/databases/(default)",
            "type": "FIRESTORE_NATIVE",
        },
        "//spanner.googleapis.com/projects/shop-prod/instances/main": {"name": "projects/shop-prod/instances/main", "displayName": "Main"},
        "//spanner.googleapis.com/projects/shop-prod/instances/main/databases/shop": {
            "name": "projects/shop-prod/instances/main/databases/shop"
        },
        f"//cloudkms.googleapis.com/{KEY.partition('/cryptoKeys')[0]}": {"name": KEY.partition("/cryptoKeys")[0]},
        f"//cloudkms.googleapis.com/{KEY}": {"name": KEY, "purpose": "ENCRYPT_DECRYPT", "rotationPeriod": "7776000s"},
    }
    for name, thing in things.items():
        world.resources[name] = thing
        if "/firestore" not in name:
            world.policies[name] = reading
    settings = {"ipConfiguration": {"ipv4Enabled": False}, "databaseFlags": [{"name": "cloudsql.iam_authentication", "value": "on"}]}
    world.sql_instances["shop-prod"] = [{"name": "shop", "project": "shop-prod", "databaseVersion": "POSTGRES_17", "settings": settings}]
    world.sql_users["shop-prod:shop"] = [{"name": "an@kanaal.example", "type": "CLOUD_IAM_USER"}, {"name": "app", "type": "BUILT_IN"}]
