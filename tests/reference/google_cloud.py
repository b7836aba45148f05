"""The part of a small random world that lies in Google Cloud: a tree, service accounts, stores, and policies on all of it."""

from random import Random

from providers.sandbox.google.world import World
from tests.reference.gcp_worlds import KNOWN_ROLES
from tests.reference.google_names import ABROAD, ACCOUNTS, ALIAS, GROUPS, PEOPLE, PROJECTS, Row, some

TAXONOMY = "projects/shop-q/locations/eu/taxonomies/4"
_ROLES = {
    **KNOWN_ROLES,
    "roles/storage.legacyBucketOwner": "storage.buckets.setIamPolicy storage.objects.list storage.objects.create",
    "roles/storage.legacyObjectOwner": "storage.objects.get storage.objects.setIamPolicy",
    "roles/pubsub.subscriber": "pubsub.subscriptions.consume",
    "roles/cloudsql.client": "cloudsql.instances.connect cloudsql.instances.login",
    "roles/run.admin": "run.services.create run.services.update iam.serviceAccounts.actAs",
}
_CRM, _BIGQUERY, _BUCKETS = (
    f"//{name}"
    for name in ("cloudresourcemanager.googleapis.com/", "bigquery.googleapis.com/", "storage.googleapis.com/projects/_/buckets/")
)
_PLACES = {
    f"{_CRM}organizations/1": "roles/viewer roles/storage.objectViewer roles/iam.serviceAccountTokenCreator organizations/1/roles/ops",
    f"{_CRM}folders/2": "roles/editor roles/bigquery.dataViewer roles/storage.objectAdmin",
    f"{_CRM}projects/shop-p": "roles/owner roles/storage.objectViewer roles/iam.serviceAccountTokenCreator roles/bigquery.dataViewer roles/secretmanager.secretAccessor",
    f"{_CRM}projects/shop-q": "roles/owner roles/viewer roles/iam.serviceAccountTokenCreator roles/bigquery.dataViewer roles/cloudsql.client roles/run.admin",
    **{
        f"{_BUCKETS}{name}": "roles/storage.objectViewer roles/storage.objectAdmin roles/storage.legacyBucketReader"
        for name in ("p-one", "p-two", "q-one")
    },
    f"{_BUCKETS}q-one/managedFolders/a/": "roles/storage.objectViewer",
    f"{_BIGQUERY}projects/shop-p/datasets/crm/tables/customers": "roles/bigquery.dataViewer",
    f"{_BIGQUERY}projects/shop-q/datasets/reports/tables/totals": "roles/bigquery.dataViewer",
    "//pubsub.googleapis.com/projects/shop-p/topics/sold": "roles/viewer",
    "//pubsub.googleapis.com/projects/shop-q/subscriptions/out": "roles/pubsub.subscriber",
    "//secretmanager.googleapis.com/projects/shop-p/secrets/db": "roles/secretmanager.secretAccessor",
    f"//datacatalog.googleapis.com/{TAXONOMY}/policyTags/5": "roles/datacatalog.categoryFineGrainedReader",
    **{
        f"//iam.googleapis.com/projects/{project}/serviceAccounts/{name}@{project}.iam.gserviceaccount.com": "roles/iam.serviceAccountTokenCreator roles/iam.serviceAccountUser"
        for name, project in ACCOUNTS.items()
    },
    "//run.googleapis.com/projects/shop-q/locations/eu/services/web": "roles/run.admin",
}  # what has a policy, and the roles in it
_CONDITIONS = (
    "resource.name.startsWith('projects/_/buckets/p-two/objects/a/')",
    "request.time < timestamp('2027-01-01T00:00:00Z')",
)


def cloud(made: World, dice: Random) -> None:
    """Adds it to a world."""
    _tree(made, dice)
    _stores(made, dice)
    _policies(made, dice)


def _tree(made: World, dice: Random) -> None:
    made.resources[f"{_CRM}organizations/1"] = {
        "name": "organizations/1",
        "displayName": "shop.example",
        "directoryCustomerId": "C01",
        "state": "ACTIVE",
    }
    made.resources[f"{_CRM}folders/2"] = {"name": "folders/2", "displayName": "F", "parent": "organizations/1", "state": "ACTIVE"}
    for name, number in PROJECTS.items():
        parent = dice.choice(("organizations/1", "folders/2"))
        told = {"name": f"projects/{number}", "projectId": name, "displayName": name, "state": "ACTIVE", "parent": parent}
        made.resources[f"{_CRM}projects/{name}"] = told
    for number, (name, project) in enumerate(ACCOUNTS.items(), 11):
        address = f"{name}@{project}.iam.gserviceaccount.com"
        path = f"projects/{project}/serviceAccounts/{address}"
        made.resources[f"//iam.googleapis.com/{path}"] = {"name": path, "projectId": project, "email": address, "uniqueId": str(number)}
    for role, permissions in _ROLES.items():
        made.predefined_roles[role] = {"name": role, "title": role, "stage": "GA", "includedPermissions": permissions.split()}
    ops = {"name": "organizations/1/roles/ops", "title": "Ops", "includedPermissions": ["storage.objects.get", "bigquery.tables.getData"]}
    made.custom_roles["organizations/1/roles/ops"] = ops
    if not dice.randrange(3):
        rule = {
            "deniedPrincipals": [f"principalSet://goog/group/{dice.choice(GROUPS)}"],
            "deniedPermissions": ["storage.googleapis.com/objects.get"],
        }
        made.deny_policies[f"cloudresourcemanager.googleapis.com/{dice.choice(('folders/2', 'projects/shop-p'))}"] = [
            {"name": "no", "displayName": "no", "rules": [{"denyRule": rule}]}
        ]


def _stores(made: World, dice: Random) -> None:
    for bucket in ("p-one", "p-two", "q-one"):
        uniform = bucket == "q-one" or bool(dice.randrange(2))
        made.buckets[bucket] = {
            "name": bucket,
            "projectNumber": PROJECTS[f"shop-{bucket[0]}"],
            "iamConfiguration": {"uniformBucketLevelAccess": {"enabled": uniform}},
        }
        if dice.randrange(2):
            made.buckets[bucket]["labels"] = {"data": "personal"}
        if not uniform:
            rows = [{"entity": f"user-{each}", "email": each, "role": "READER"} for each in some(dice, PEOPLE, 1)]
            rows += [{"entity": f"group-{each}", "email": each, "role": "READER"} for each in some(dice, GROUPS, 1)]
            made.buckets[bucket] |= {"acl": rows[:1], "defaultObjectAcl": rows[1:]}
            made.objects[bucket] = [{"bucket": bucket, "name": f"o{at}", "acl": rows[:1]} for at in range(3)]
    made.managed_folders["q-one"] = [{"bucket": "q-one", "name": "a/"}]
    access = [{"role": dice.choice(("READER", "OWNER")), "userByEmail": each} for each in some(dice, PEOPLE, 1)]
    access += [{"role": "READER", "groupByEmail": each} for each in some(dice, GROUPS, 1)]
    access += some(dice, [{"role": "OWNER", "specialGroup": "projectOwners"}], 1)
    access += some(dice, [{"view": {"projectId": "shop-q", "datasetId": "reports", "tableId": "totals"}}], 1)
    _dataset(made, "shop-p:crm", access, ("customers", "orders"), "TABLE")
    _dataset(made, "shop-q:reports", [{"role": "READER", "userByEmail": each} for each in some(dice, PEOPLE, 1)], ("totals",), "VIEW")
    if dice.randrange(2):
        made.tables["shop-p:crm"][0]["schema"] = {
            "fields": [{"name": "iban", "type": "STRING", "policyTags": {"names": [f"{TAXONOMY}/policyTags/5"]}}]
        }
    made.resources[f"//datacatalog.googleapis.com/{TAXONOMY}"] = {
        "name": TAXONOMY,
        "displayName": "GDPR",
        "activatedPolicyTypes": ["FINE_GRAINED_ACCESS_CONTROL"],
    }
    made.resources[f"//datacatalog.googleapis.com/{TAXONOMY}/policyTags/5"] = {"name": f"{TAXONOMY}/policyTags/5", "displayName": "High"}
    made.resources["//pubsub.googleapis.com/projects/shop-p/topics/sold"] = {"name": "projects/shop-p/topics/sold"}
    out = {"name": "projects/shop-q/subscriptions/out", "topic": "projects/shop-p/topics/sold"}
    made.resources["//pubsub.googleapis.com/projects/shop-q/subscriptions/out"] = out
    made.resources["//secretmanager.googleapis.com/projects/shop-p/secrets/db"] = {
        "name": "projects/301/secrets/db",
        "replication": {"automatic": {}},
    }
    settings = {"ipConfiguration": {"ipv4Enabled": False}, "databaseFlags": [{"name": "cloudsql.iam_authentication", "value": "on"}]}
    made.sql_instances["shop-q"] = [{"name": "main", "project": "shop-q", "databaseVersion": "POSTGRES_17", "settings": settings}]
    made.sql_users["shop-q:main"] = [{"name": each, "type": "CLOUD_IAM_USER"} for each in some(dice, PEOPLE, 2)]


def _dataset(made: World, key: str, access: list[Row], tables: tuple[str, ...], kind: str) -> None:
    project, name = key.split(":")
    reference = {"projectId": project, "datasetId": name}
    made.datasets[key] = {"id": key, "datasetReference": reference, "location": "EU", "access": access}
    made.tables[key] = [
        {"id": f"{key}.{each}", "tableReference": {**reference, "tableId": each}, "type": kind}
        | ({"view": {"query": "SELECT 1"}} if kind == "VIEW" else {})
        for each in tables
    ]
    rows = {**reference, "tableId": "customers", "policyId": "be"}
    if name == "crm" and len(access) % 2:
        made.row_policies["shop-p:crm.customers"] = [{"rowAccessPolicyReference": rows, "filterPredicate": "country = 'BE'"}]
        made.policies[f"{_BIGQUERY}projects/shop-p/datasets/crm/tables/customers/rowAccessPolicies/be"] = _policy(
            [{"role": "roles/bigquery.filteredDataViewer", "members": [f"user:{PEOPLE[1]}"]}]
        )


def _policies(made: World, dice: Random) -> None:
    for name, roles in _PLACES.items():
        if bindings := [_binding(dice, role, name) for role in some(dice, roles.split(), 2)]:
            made.policies[name] = _policy(bindings)


def _policy(bindings: list[Row]) -> Row:
    return {"version": 3, "etag": "BwX", "bindings": bindings}


def _binding(dice: Random, role: str, name: str) -> Row:
    accounts = [f"serviceAccount:{each}@{project}.iam.gserviceaccount.com" for each, project in ACCOUNTS.items()]
    members = [f"user:{each}" for each in some(dice, (*PEOPLE, ALIAS), 1)]
    members += [f"group:{each}" for each in some(dice, GROUPS, 1)] + some(dice, accounts, 1)
    if not dice.randrange(4):
        wide = ("domain:shop.example", "projectOwner:shop-q", f"user:{ABROAD}")
        members.append(dice.choice(wide if name.startswith(_CRM) else (*wide, "allUsers")))
    row: Row = {"role": role, "members": members or [f"user:{PEOPLE[1]}"]}
    return row | (
        {"condition": {"title": "c", "expression": dice.choice(_CONDITIONS)}} if name.startswith(_BUCKETS) and not dice.randrange(4) else {}
    )
