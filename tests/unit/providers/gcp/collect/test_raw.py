import pytest

from providers.gcp.collect.raw import Place


def test_a_place_is_named_as_a_resource():
    project = Place("projects/shop-prod", "folders/2", "300")
    assert project.uri == "google://cloudresourcemanager.googleapis.com/projects/shop-prod"
    assert (project.kind, project.id) == ("projects", "shop-prod")


@pytest.mark.parametrize(("state", "expected"), [("ACTIVE", True), ("DELETE_REQUESTED", False), ("STATE_OF_TOMORROW", True), (None, True)])
def test_what_is_shut_down_is_out_of_reach(state, expected):
    assert Place("projects/p", body={"state": state} if state else {}).is_open is expected


def test_an_api_is_unused_when_it_is_off_in_this_very_project():
    unused = Place("projects/shop-prod", number="300").unused
    assert set(unused) == {f"{word}@{name}" for word in ("SERVICE_DISABLED", "accessNotConfigured") for name in ("300", "shop-prod")}
    assert all("@" in word for word in Place("projects/shop-prod").unused)
