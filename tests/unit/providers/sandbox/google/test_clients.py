from .worlds import ADMIN, ask


def test_documents_with_a_service_path_and_without(server):
    assert ask(server, "admin.directory_v1", "admin.directory.user.readonly", ADMIN).users().get(userKey="101").execute()["id"] == "101"
    assert ask(server, "calendar.v3", "calendar.acls.readonly", ADMIN).acl().list(calendarId="primary").execute()["items"]
