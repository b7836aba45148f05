import pytest

from tests.unit.providers.sandbox.microsoft.worlds import APP, GUEST, HIDDEN, HR, NESTED, P01, P02, SERVICE, ids

EVENTUAL = {"ConsistencyLevel": "eventual"}


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "users/x/y",
        "users?$foo=1",
        "users?top=1",
        "users?$top=1&$top=2",
        "users?$top=0",
        "users?$top=1000",
        "users?$top=x",
        "users?$select=id,nickname",
        "groups?$select=userType",
        "users?$filter=surname eq 'x'",
        "users?$filter=userType eq",
        "users?$filter=userType eq 'a' 'b'",
        "users?$filter=(userType eq 'a'",
        "users?$expand=memberOf",
        "groups?$expand=members,owners",
        "groups?$expand=members($select=nothing)",
        "users?$count=maybe",
        "users?$skiptoken=x",
        "users?$filter=userType ne 'Guest'",
        "users?$filter=not(userType eq 'Guest')",
        "users?$count=true",
        "users/$count",
    ],
)
def test_what_is_refused(client, path):
    assert client.get(path)[0] == 400


def test_another_version(client):
    assert client.get("https://graph.microsoft.com/beta/users")[0] == 400


def test_pages_are_links_with_opaque_tokens(server, client):
    rows, _ = client.value("users?$top=3&$select=id&$filter=userType eq 'Member' or userType eq 'Guest'")
    assert rows == [{"id": each} for each in server.world.users]
    assert len(server.calls("graph", "users")) == 2
    link = client.get("users?$top=3")[1]["@odata.nextLink"]
    assert link.startswith(f"{server.url}/graph.microsoft.com/v1.0/users?$top=3&$skiptoken=")
    assert client.refusal(link.replace("/users?", "/groups?")) == (400, "Directory_ExpiredPageToken")


def test_counting_and_casts_need_consistency(client):
    assert client.get("users?$count=true&$top=1", **EVENTUAL)[1]["@odata.count"] == 4
    answer = client.send("GET", "https://graph.microsoft.com/v1.0/users/$count", **EVENTUAL)
    assert (answer.status, answer.data) == (200, b"4")
    rows, _ = client.value("users?$count=true&$filter=userType ne 'Guest'", **EVENTUAL)
    assert GUEST not in ids(rows)


def test_default_and_selected_properties(client):
    user = client.get(f"users/{P01}")[1]
    assert (user["mail"], user["surname"], "accountEnabled" in user) == ("p01@sample.example", None, False)
    user = client.get(f"users/{P01}?$select=accountEnabled,assignedLicenses,surname")[1]
    del user["@odata.context"]
    assert user == {"accountEnabled": True, "assignedLicenses": [], "surname": None, "id": P01}
    assert "isArchived" not in client.get(f"groups/{HR}")[1]
    assert client.get(f"groups/{HR}?$select=isArchived")[1]["isArchived"] is False
    assert client.refusal("users/none") == (404, "Request_ResourceNotFound")


def test_sign_in_activity_has_a_price(server, client):
    path = "users?$select=id,signInActivity"
    assert client.value(path)[0][1]["signInActivity"]["lastSignInDateTime"] == "2026-10-01T00:00:00Z"
    server.withdraw("graph", "AuditLog.Read.All")
    assert client.refusal(path) == (403, "Authentication_MSGraphPermissionMissing")
    server.heal()
    server.world.licences = set()
    assert client.refusal(path) == (403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")


def test_members_of_kinds_that_one_may_not_read_are_ids_alone(server, client):
    rows, _ = client.value(f"groups/{NESTED}/members?$select=id,displayName")
    assert [row["displayName"] for row in rows] == ["guest", "app"]
    server.register(roles={"graph": {"GroupMember.Read.All"}})
    rows, _ = client.value(f"groups/{NESTED}/members?$select=id,displayName")
    assert [(row["@odata.type"], row["id"], row["displayName"]) for row in rows] == [
        ("#microsoft.graph.user", GUEST, None),
        ("#microsoft.graph.servicePrincipal", SERVICE, None),
    ]


def test_hidden_membership_is_withheld_without_a_word(server, client):
    paths = (f"groups/{HIDDEN}/members", f"groups/{HIDDEN}/transitiveMembers", f"groups/{HIDDEN}/members/microsoft.graph.user")
    assert [ids(client.value(path)[0]) for path in paths] == [[P01]] * 3
    server.withdraw("graph", "Member.Read.Hidden")
    assert [client.value(path)[0] for path in paths] == [[]] * 3
    assert HIDDEN not in ids(client.value(f"users/{P01}/memberOf")[0])


def test_what_is_in_what(client):
    assert set(ids(client.value(f"groups/{HR}/transitiveMembers")[0])) >= {GUEST, SERVICE, NESTED}
    assert ids(client.value(f"groups/{HR}/members/microsoft.graph.group")[0]) == [NESTED]
    assert ids(client.value(f"users/{GUEST}/transitiveMemberOf")[0]) == [NESTED, HR]
    assert ids(client.value(f"users/{P02}/ownedObjects")[0]) == [APP]
    assert client.value("groups?$expand=owners($select=id)")[0][0]["owners"] == [{"@odata.type": "#microsoft.graph.user", "id": P01}]


def test_an_expansion_stops_at_twenty(server, client):
    server.world.members[HR] = [P01] * 30
    assert len(client.value("groups?$expand=members")[0][0]["members"]) == 20


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("drives/b!drive/root/delta", "accessDenied"),
        ("sites/getAllSites", "accessDenied"),
        ("teams", "Forbidden"),
        ("users", "Authorization_RequestDenied"),
    ],
)
def test_each_workload_denies_in_its_own_words(server, client, path, code):
    server.register(roles={"graph": {"Domain.Read.All"}})
    assert client.refusal(path) == (403, code)
