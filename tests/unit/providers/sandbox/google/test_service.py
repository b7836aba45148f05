from providers.sandbox.google.server import GoogleServer
from providers.sandbox.google.world import Raw

from .worlds import ADMIN, HR, P01, ask, drive, ids, refusal, tenant


def directory(server, scope="admin.directory.user.readonly", subject=ADMIN):
    return ask(server, "admin.directory_v1", scope, subject)


def test_a_token_without_the_scope(server):
    wrong = directory(server, "admin.directory.group.readonly").users().list(customer="my_customer")
    assert refusal(wrong) == (403, "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
    assert refusal(drive(server, P01).drives().list())[2] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"  # not with drive.metadata.readonly
    assert refusal(ask(server, "iam.v1", "cloud-platform.read-only").roles().list())[2] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_pages_hold_together(server):
    users = directory(server).users()
    request, seen = users.list(customer="my_customer", maxResults=2), []
    while request is not None:
        answer = request.execute()
        seen += ids(answer["users"])
        request = users.list_next(request, answer)
    assert seen == ["100", "101", "102", "103"]


def test_a_page_token_of_another_query(server):
    users = directory(server).users()
    token = users.list(customer="my_customer", maxResults=1).execute()["nextPageToken"]
    assert users.list(customer="my_customer", maxResults=3, pageToken=token).execute()["users"][0]["id"] == "101"
    assert refusal(users.list(customer="my_customer", projection="full", maxResults=1, pageToken=token)) == (400, "invalid")
    assert refusal(users.list(domain="kanaal.example", pageToken=token)) == (400, "invalid")


def test_fields_are_the_callers_choice(server):
    users = directory(server).users()
    assert users.list(customer="my_customer", maxResults=1, fields="users/id").execute() == {"users": [{"id": "100"}]}
    assert refusal(users.list(customer="my_customer", fields="users(nickname)")) == (400, "invalidParameter")


def test_without_fields_drive_gives_little(server):
    files = drive(server, P01).files().list().execute()
    assert set(files["files"][0]) == {"kind", "id", "name", "mimeType"}


def test_what_the_world_breaks_is_told():
    world = tenant()
    world.groups[HR]["colour"] = "red"
    with GoogleServer(world) as server:
        groups = directory(server, "admin.directory.group.readonly").groups()
        assert refusal(groups.list(customer="my_customer"))[:2] == (500, "sandboxProblem")
        assert server.problems == ["admin.directory_v1 groups.list: Groups.groups[0]: the document knows no field 'colour'"]
        world.groups[HR] = Raw(world.groups[HR])
        server.problems.clear()
        assert groups.get(groupKey=HR).execute()["colour"] == "red"
        assert groups.list(customer="my_customer").execute()["groups"][0]["colour"] == "red"
        assert server.problems == []


def test_a_method_that_is_not_served_is_a_problem():
    with GoogleServer(tenant()) as server:
        assert refusal(drive(server, P01).about().get(fields="user"))[0] == 501
        assert server.problems == ["drive.v3 about.get is not served by the sandbox"]


def test_a_world_that_lacks_what_it_must_have_is_a_problem():
    world = tenant()
    del world.files["own"]["mimeType"], world.users[ADMIN]["name"]
    with GoogleServer(world) as server:
        users = directory(server).users()
        assert refusal(users.list(customer="my_customer", orderBy="familyName"))[0] == 500
        assert server.problems == ["/admin/directory/v1/users: KeyError: 'name'"]


def test_a_body_is_held_against_its_document(clouds):
    projects = ask(clouds, "cloudresourcemanager.v3", "cloud-platform").projects()
    assert refusal(projects.getIamPolicy(resource="projects/shop", body={"version": 3})) == (400, "invalidParameter")
    assert refusal(projects.getIamPolicy(resource="projects/shop", body={"options": {"requestedPolicyVersion": 2}})) == (
        400,
        "invalidParameter",
    )
