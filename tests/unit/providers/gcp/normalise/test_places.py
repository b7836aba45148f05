from providers.gcp.collect.raw import Place
from tests.unit.providers.gcp.samples import CRM, FOLDER, ORGANIZATION, READER, SHOP, Made


def test_an_organisation_is_named_by_its_domain_and_knows_its_customer():
    made = Made("place", ORGANIZATION.body, {"policy": READER}, place=ORGANIZATION)
    found = made.resource
    assert (found.id, found.kind, found.name, found.parent) == (f"{CRM}organizations/1", "organization", "kanaal.example", "")
    assert found.attribute("customer") == "C01"
    assert [holder for holder, *_ in made.documents] == [found.id]


def test_a_folder_and_a_project_lie_below():
    folder = Made("place", FOLDER.body, place=FOLDER).resource
    assert (folder.id, folder.kind, folder.parent) == (f"{CRM}folders/2", "gcp-folder", f"{CRM}organizations/1")
    project = Made("place", {**SHOP.body, "labels": {"env": "prod"}}).resource
    assert (project.id, project.kind, project.parent) == (f"{CRM}projects/shop-prod", "project", f"{CRM}folders/2")
    assert (project.attribute("number"), project.attribute("state"), project.label("env")) == ("300", "ACTIVE", "prod")


def test_a_place_that_could_not_be_read_is_still_there():
    hidden = Made("place", {"name": "folders/9"}, place=Place("folders/9")).resource
    assert (hidden.id, hidden.name, hidden.parent) == (f"{CRM}folders/9", "9", "")


def test_audit_configurations_are_no_part_of_the_document():
    policy = {**READER, "auditConfigs": [{"service": "allServices"}]}
    ((_, kind, _, body),) = Made("place", SHOP.body, {"policy": policy}).documents
    assert (kind, sorted(body)) == ("allow-policy", ["bindings", "version"])


def test_deny_and_organisation_policies():
    rules = [
        {"denyRule": {"deniedPrincipals": ["principalSet://goog/public:all"], "deniedPermissions": ["storage.googleapis.com/objects.get"]}}
    ]
    name = "policies/cloudresourcemanager.googleapis.com%2Fprojects%2Fshop-prod/denypolicies/no"
    made = Made("deny-policy", {"name": name, "rules": rules, "etag": "x", "uid": "y", "displayName": "No"})
    assert made.documents == [(f"{CRM}projects/shop-prod", "deny-policy", name, {"name": name, "displayName": "No", "rules": rules})]
    spec = {"rules": [{"enforce": True}], "etag": "x", "updateTime": "2026-01-01T00:00:00Z", "inheritFromParent": True}
    policy = {"name": "projects/300/policies/storage.publicAccessPrevention", "spec": spec}
    made = Made("org-policy", policy, {"constraint": {"name": "storage.publicAccessPrevention"}})
    body = {"name": policy["name"], "spec": {"rules": [{"enforce": True}], "inheritFromParent": True}}
    assert made.documents == [(f"{CRM}projects/shop-prod", "org-policy", "storage.publicAccessPrevention", body)]


def test_who_holds_a_role():
    holders = {
        "roles/viewer": "google://iam.googleapis.com/roles",
        "organizations/1/roles/audit": f"{CRM}organizations/1",
        "projects/shop-prod/roles/ops": f"{CRM}projects/shop-prod",
    }
    for name, holder in holders.items():
        ((found, kind, named, body),) = Made("role", {"name": name, "title": "T", "etag": "x"}, place=Place(name)).documents
        assert (found, kind, named) == (holder, "role", name)
        assert body == {"name": name, "title": "T", "includedPermissions": []}
