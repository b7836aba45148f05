import pytest

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.documents import document
from providers.sandbox.google.parameters import check, cursor_free


def method(api, name):
    return next(each for each in document(api).methods if each.name == name)


FILES = method("drive.v3", "files.list")
USERS = method("admin.directory_v1", "users.list")


def test_values_have_their_type_and_defaults_are_there():
    values = check(FILES, {}, [("pageSize", "7"), ("supportsAllDrives", "true"), ("q", "x"), ("alt", "json")])
    assert (values["pageSize"], values["supportsAllDrives"], values["includeItemsFromAllDrives"], values["q"]) == (7, True, False, "x")
    assert check(FILES, {}, [])["pageSize"] == 100


@pytest.mark.parametrize(
    ("asked", "query", "reason", "location"),
    [
        (FILES, [("nonsense", "1")], "invalidParameter", "nonsense"),
        (FILES, [("pageSize", "1001")], "invalidParameter", "pageSize"),
        (FILES, [("pageSize", "0")], "invalidParameter", "pageSize"),
        (FILES, [("pageSize", "many")], "invalidParameter", "pageSize"),
        (FILES, [("supportsAllDrives", "True")], "invalidParameter", "supportsAllDrives"),
        (FILES, [("q", "a"), ("q", "b")], "invalidParameter", "q"),
        (FILES, [("access_token", "x")], "invalidParameter", "access_token"),
        (FILES, [("alt", "media")], "badRequest", "alt"),
        (USERS, [("projection", "all")], "invalidParameter", "projection"),
        (method("drive.v3", "changes.list"), [], "required", "pageToken"),
        (method("groupssettings.v1", "groups.get"), [], "badRequest", "alt"),  # its own default is atom
        (method("admin.reports_v1", "activities.list"), [("startTime", "yesterday")], "invalidParameter", "startTime"),
    ],
)
def test_what_is_refused(asked, query, reason, location):
    path = dict.fromkeys(asked.variables, "x")
    if "applicationName" in path:
        path |= {"applicationName": "drive", "userKey": "all"}
    with pytest.raises(Refused) as refused:
        check(asked, path, query)
    assert (refused.value.status, refused.value.reason, refused.value.location) == (400, reason, location)


def test_what_is_repeated_is_a_tuple():
    asked = method("cloudasset.v1", "assets.list")
    assert check(asked, {"parent": "projects/p"}, [("assetTypes", "a"), ("assetTypes", "b")])["assetTypes"] == ("a", "b")


def test_a_path_with_several_segments_was_held_against_its_pattern_when_raw():
    asked = method("iam.v2", "policies.listPolicies")
    name = "policies/cloudresourcemanager.googleapis.com/projects/p/denypolicies"
    assert check(asked, {"parent": name}, [])["parent"] == name


def test_the_place_and_size_of_a_page_are_no_part_of_the_query():
    first = check(FILES, {}, [("q", "x"), ("pageSize", "5"), ("fields", "files")])
    second = check(FILES, {}, [("q", "x"), ("pageToken", "t")])
    assert cursor_free(first) == cursor_free(second) != cursor_free(check(FILES, {}, [("q", "y")]))
