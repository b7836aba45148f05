from providers.gcp.collect.hierarchy import collect
from providers.gcp.settings import GcpSettings
from tests.unit.providers.gcp.conftest import documents, gaps, resource
from tests.unit.providers.gcp.worlds import CRM, PROJECT, binding, policy, project


def places(facts) -> set[str]:
    return {each.id.removeprefix(CRM) for each in facts.resources() if each.id.startswith(CRM)}


def test_folders_in_folders_and_a_project_in_no_organisation(gcp):
    crm = "//cloudresourcemanager.googleapis.com/"
    gcp.world.resources[crm + "folders/3"] = {"name": "folders/3", "displayName": "Deep", "parent": "folders/2", "state": "ACTIVE"}
    project(gcp.world, "deep-app", "301", "folders/3")
    project(gcp.world, "lone-app", "302", "")
    facts = gcp.collect()
    assert places(facts) == {
        "organizations/1",
        "folders/2",
        "folders/3",
        *(f"projects/{name}" for name in ("shop-prod", "deep-app", "lone-app")),
    }
    assert resource(facts, f"{CRM}projects/deep-app").parent == f"{CRM}folders/3"
    assert resource(facts, f"{CRM}projects/lone-app").parent == ""
    assert {call.parameters["parent"] for call in gcp.calls("cloudasset.v1", "assets.list")} == {"organizations/1", "projects/lone-app"}
    assert gcp.calls("cloudresourcemanager.v3", "folders.get") == []  # what was listed is not asked for again


def test_a_project_that_is_being_deleted_is_there_and_nothing_in_it_is_read(gcp):
    project(gcp.world, "dead-app", "303", state="DELETE_REQUESTED")
    facts = gcp.collect()
    assert resource(facts, f"{CRM}projects/dead-app").attribute("state") == "DELETE_REQUESTED"
    assert "dead-app" not in {call.parameters.get("project") for call in gcp.calls("storage.v1", "buckets.list")}
    assert gaps(facts, "resource-manager") == []
    asked = {call.parameters["resource"] for call in gcp.calls("cloudresourcemanager.v3", "projects.getIamPolicy")}
    assert asked == {"projects/shop-prod"}


def test_one_organisation_alone(gcp):
    crm = "//cloudresourcemanager.googleapis.com/"
    gcp.world.resources[crm + "organizations/9"] = {"name": "organizations/9", "displayName": "other.example", "state": "ACTIVE"}
    project(gcp.world, "other-app", "304", "organizations/9")
    assert places(gcp.collect(organization="organizations/1")) == {"organizations/1", "folders/2", "projects/shop-prod"}
    assert "projects/other-app" in places(gcp.collect())


def test_named_projects_with_what_is_above_them_alone(gcp):
    project(gcp.world, "second-app", "305")
    facts = gcp.collect(projects=["shop-prod"])
    assert places(facts) == {"organizations/1", "folders/2", "projects/shop-prod"}
    assert len(documents(facts, f"{CRM}folders/2", "allow-policy")) == 1
    assert {call.parameters["parent"] for call in gcp.calls("cloudasset.v1", "assets.list")} == {"projects/shop-prod"}


def test_a_named_project_that_is_not_there_is_a_gap(gcp):
    (gap, *_) = gaps(gcp.collect(projects=["shop-prod", "gone-app"]), "resource-manager")
    assert (gap.scope, gap.missing_permission) == (f"{CRM}projects/gone-app", "resourcemanager.projects.get")


def test_what_is_above_a_project_and_can_not_be_read_darkens_it(gcp):
    for permission in ("resourcemanager.folders.get", "resourcemanager.folders.getIamPolicy"):
        gcp.server.withdraw_permission(permission)
    facts = gcp.collect(projects=["shop-prod"])
    assert {(gap.scope, gap.missing_permission) for gap in gaps(facts, "resource-manager")} == {
        (f"{CRM}folders/2", "resourcemanager.folders.get"),
        (f"{CRM}folders/2", "resourcemanager.folders.getIamPolicy"),
    }
    assert resource(facts, PROJECT).parent == f"{CRM}folders/2"
    assert resource(facts, f"{CRM}folders/2").parent == ""


def test_folders_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("resourcemanager.folders.list")
    facts = gcp.collect()
    assert {(gap.scope, gap.missing_permission) for gap in gaps(facts)} >= {(f"{CRM}organizations/1", "resourcemanager.folders.list")}
    assert "folders/2" in places(facts)  # it is above a project


def test_projects_that_are_left_out_in_silence_darken_the_organisation(gcp):
    gcp.server.withdraw_permission("resourcemanager.projects.get")
    facts = gcp.collect()
    assert places(facts) == {"organizations/1", "folders/2"}
    (gap,) = gaps(facts, "resource-manager")
    assert (gap.scope, gap.missing_permission) == (f"{CRM}organizations/1", "resourcemanager.projects.get")


class Circle:
    """A reader of a tree that goes in a circle."""

    def ask(self, _api, method, *, name, **_):
        told = {"name": "projects/300", "projectId": "shop-prod", "parent": "folders/2"}
        parents = {"folders/2": "folders/3", "folders/3": "folders/2"}
        return told if method == "projects.get" else {"name": name, "parent": parents[name]}


def test_a_tree_that_goes_in_a_circle_ends():
    places = collect(Circle(), GcpSettings(projects=("shop-prod",)))
    assert [place.name for place in places] == ["folders/3", "folders/2", "projects/shop-prod"]


def test_policies_above_are_those_that_hold(gcp):
    gcp.world.policies["//cloudresourcemanager.googleapis.com/organizations/1"] = policy(binding("roles/viewer", "domain:kanaal.example"))
    (body,) = documents(gcp.collect(), f"{CRM}organizations/1", "allow-policy")
    assert body == {"version": 3, "bindings": [{"role": "roles/viewer", "members": ["domain:kanaal.example"]}]}
