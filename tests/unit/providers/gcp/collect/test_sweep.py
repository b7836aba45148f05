from providers.gcp.collect.sweep import IN_PROJECTS, UNREAD
from tests.unit.providers.gcp.conftest import coverage
from tests.unit.providers.gcp.worlds import PROJECT, project


def test_every_surface_tells_how_much_of_each_project_it_read(gcp):
    project(gcp.world, "second-app", "305")
    facts = gcp.collect(object_acls=True)
    for surface in IN_PROJECTS:
        assert {PROJECT, PROJECT.replace("shop-prod", "second-app")} <= set(coverage(facts, surface)), surface


def test_what_no_collector_reads_is_told(gcp):
    facts = gcp.collect()
    assert {surface: coverage(facts, surface) for surface in UNREAD} == {surface: {"google://": "unsupported"} for surface in UNREAD}


def test_an_organisation_that_can_not_be_read_is_asked_about_project_by_project(gcp):
    for permission in ("resourcemanager.organizations.get", "resourcemanager.organizations.getIamPolicy"):
        gcp.server.withdraw_permission(permission)
    gcp.collect()
    assert {call.parameters["parent"] for call in gcp.calls("cloudasset.v1", "assets.list")} == {"projects/shop-prod"}
