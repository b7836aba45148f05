import pytest
from googleapiclient.discovery import build_from_document
from httplib2 import Http

from audit.errors import ProviderError
from providers.google_api.discovery import document, method, moved, rebased, requester

SANDBOX = "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("api", "name", "parameters", "path"),
    [
        ("drive.v3", "files.list", {}, "www.googleapis.com/drive/v3/files"),
        ("calendar.v3", "acl.list", {"calendarId": "c@x"}, "www.googleapis.com/calendar/v3/calendars/c%40x/acl"),
        ("groupssettings.v1", "groups.get", {"groupUniqueId": "g@x"}, "www.googleapis.com/groups/v1/groups/g%40x"),
        ("storage.v1", "buckets.list", {"project": "p"}, "storage.googleapis.com/storage/v1/b"),
        ("bigquery.v2", "datasets.list", {"projectId": "p"}, "bigquery.googleapis.com/bigquery/v2/projects/p/datasets"),
        ("admin.directory_v1", "users.list", {}, "admin.googleapis.com/admin/directory/v1/users"),
        (
            "cloudasset.v1",
            "v1.searchAllIamPolicies",
            {"scope": "projects/p"},
            "cloudasset.googleapis.com/v1/projects/p:searchAllIamPolicies",
        ),
    ],
)
def test_each_host_keeps_its_paths_below_the_sandbox(api: str, name: str, parameters: dict[str, str], path: str):
    assert requester(api, name, SANDBOX)(**parameters).uri.partition("?")[0] == f"{SANDBOX}/{path}"
    assert requester(api, name, "")(**parameters).uri.partition("?")[0] == f"https://{path}"


def test_a_batch_moves_too():
    service = build_from_document(rebased(document("drive.v3"), SANDBOX), http=Http())
    assert service.new_batch_http_request()._batch_uri == f"{SANDBOX}/www.googleapis.com/batch/drive/v3"  # noqa: SLF001


def test_the_shipped_document_itself_stays_as_it_is():
    rebased(document("drive.v3"), SANDBOX)
    assert document("drive.v3")["rootUrl"] == "https://www.googleapis.com/"


def test_only_addresses_of_the_internet_move():
    assert moved("https://oauth2.googleapis.com/token", f"{SANDBOX}/") == f"{SANDBOX}/oauth2.googleapis.com/token"
    assert moved("http://127.0.0.1:1/token", SANDBOX) == "http://127.0.0.1:1/token"
    assert moved("https://oauth2.googleapis.com/token", "") == "https://oauth2.googleapis.com/token"


def test_a_method_says_what_it_takes():
    listing = method("drive.v3", "files.list")
    assert (listing.http, listing.reads) == ("GET", True)
    assert {"pageToken", "fields", "q"} <= listing.parameters
    assert "https://www.googleapis.com/auth/drive.metadata.readonly" in listing.scopes


@pytest.mark.parametrize(
    ("api", "name", "reads"),
    [
        ("cloudresourcemanager.v3", "projects.getIamPolicy", True),
        ("cloudresourcemanager.v3", "projects.setIamPolicy", False),
        ("cloudresourcemanager.v3", "projects.testIamPermissions", True),
        ("drive.v3", "files.delete", False),
        ("drive.v3", "files.update", False),
    ],
)
def test_what_a_read_is(api: str, name: str, reads: bool):
    assert method(api, name).reads is reads


@pytest.mark.parametrize(("api", "name"), [("drive.v9", "files.list"), ("drive.v3", "files.lists"), ("drive.v3", "file.list")])
def test_what_the_client_does_not_ship_is_told(api: str, name: str):
    with pytest.raises(ProviderError, match=api):
        method(api, name)


def test_a_request_that_was_not_given_a_connection_has_none():
    with pytest.raises(AttributeError):
        requester("drive.v3", "files.list", SANDBOX)().execute()
