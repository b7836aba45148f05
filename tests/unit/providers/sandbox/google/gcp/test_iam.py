import pytest

from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal

EMAIL = "etl@shop.iam.gserviceaccount.com"
FULL = f"//iam.googleapis.com/projects/shop/serviceAccounts/{EMAIL}"


@pytest.fixture
def iam(clouds):
    world = clouds.world
    world.predefined_roles["roles/viewer"] = {"name": "roles/viewer", "includedPermissions": ["a.b.get"]}
    world.custom_roles |= {
        name: {"name": name, "includedPermissions": ["x.y.z"]} for name in ("projects/shop/roles/x", "organizations/1/roles/y")
    }
    world.custom_roles["projects/shop/roles/gone"] = {"name": "projects/shop/roles/gone", "deleted": True}
    world.resources[FULL] = {"name": FULL.removeprefix("//iam.googleapis.com/"), "email": EMAIL, "uniqueId": "555", "projectId": "shop"}
    for number, kind in enumerate(("USER_MANAGED", "SYSTEM_MANAGED")):
        world.resources[f"{FULL}/keys/{number}"] = {"name": f"{number}", "keyType": kind}
    world.policies[FULL] = {"bindings": [{"role": "roles/iam.serviceAccountUser", "members": ["allUsers"]}]}
    return cloud(clouds, "iam.v1")


def test_roles_show_their_permissions_when_asked(iam):
    assert iam.roles().list().execute()["roles"] == [{"name": "roles/viewer"}]
    assert iam.roles().list(view="FULL").execute()["roles"][0]["includedPermissions"] == ["a.b.get"]
    assert iam.roles().get(name="roles/viewer").execute()["includedPermissions"] == ["a.b.get"]
    roles = iam.projects().roles()
    assert ids(roles.list(parent="projects/30").execute()["roles"], "name") == ["projects/shop/roles/x"]
    assert len(roles.list(parent="projects/shop", showDeleted=True).execute()["roles"]) == 2
    assert ids(iam.organizations().roles().list(parent="organizations/1").execute()["roles"], "name") == ["organizations/1/roles/y"]
    assert roles.get(name="projects/shop/roles/x").execute()["includedPermissions"] == ["x.y.z"]
    assert refusal(iam.roles().get(name="roles/none"))[0] == 404


def test_predefined_roles_need_no_permission(iam, clouds):
    clouds.withdraw_permission("iam.roles.get")
    iam.roles().get(name="roles/viewer").execute()
    assert refusal(iam.projects().roles().get(name="projects/shop/roles/x"))[0] == 403


@pytest.mark.parametrize(
    "name", [f"projects/shop/serviceAccounts/{EMAIL}", "projects/30/serviceAccounts/555", f"projects/-/serviceAccounts/{EMAIL}"]
)
def test_a_service_account_by_any_name(iam, name):
    accounts = iam.projects().serviceAccounts()
    assert accounts.get(name=name).execute()["email"] == EMAIL
    assert accounts.getIamPolicy(resource=name).execute()["bindings"]
    assert len(accounts.keys().list(name=name).execute()["keys"]) == 2
    assert len(accounts.keys().list(name=name, keyTypes=["USER_MANAGED"]).execute()["keys"]) == 1


def test_service_accounts_that_are_not_there(iam):
    accounts = iam.projects().serviceAccounts()
    assert ids(accounts.list(name="projects/shop").execute()["accounts"], "email") == [EMAIL]
    assert accounts.list(name="projects/old").execute() == {}
    assert refusal(accounts.get(name="projects/shop/serviceAccounts/none"))[0] == 404
    assert refusal(accounts.get(name="projects/-/serviceAccounts/none"))[0] == 403
    assert refusal(accounts.keys().list(name="projects/-/serviceAccounts/555", keyTypes=["KEY_TYPE_UNSPECIFIED"]))[0] == 400


def test_pools_and_their_providers(iam, clouds):
    pool = "projects/shop/locations/global/workloadIdentityPools/ci"
    staff = "locations/global/workforcePools/staff"
    start = "//iam.googleapis.com/"
    clouds.world.resources |= {
        start + pool: {"name": pool, "state": "ACTIVE"},
        start + pool + "x": {"name": pool + "x", "state": "DELETED"},
        f"{start}{pool}/providers/gh": {"name": f"{pool}/providers/gh"},
        start + staff: {"name": staff, "parent": "organizations/1"},
        f"{start}{staff}/providers/idp": {"name": f"{staff}/providers/idp"},
    }
    clouds.world.touch()
    pools = iam.projects().locations().workloadIdentityPools()
    assert len(pools.list(parent="projects/shop/locations/global").execute()["workloadIdentityPools"]) == 1
    assert len(pools.list(parent="projects/shop/locations/global", showDeleted=True).execute()["workloadIdentityPools"]) == 2
    assert len(pools.providers().list(parent=pool).execute()["workloadIdentityPoolProviders"]) == 1
    workforce = iam.locations().workforcePools()
    assert len(workforce.list(location="locations/global", parent="organizations/1").execute()["workforcePools"]) == 1
    assert workforce.list(location="locations/global", parent="organizations/9").execute() == {}
    clouds.withdraw_permission("iam.workforcePoolProviders.list")
    assert refusal(workforce.providers().list(parent=staff))[0] == 403
    pools.providers().list(parent=pool).execute()
