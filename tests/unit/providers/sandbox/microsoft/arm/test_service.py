import json

import pytest

from providers.sandbox.microsoft.arm.routes import ROUTES
from tests.unit.providers.sandbox.microsoft.worlds import ARM, GRAPH, SUBSCRIPTION, guid

GROUP = "/providers/Microsoft.Management/managementGroups"
AUTH = "providers/Microsoft.Authorization"
STORE = f"{SUBSCRIPTION}/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/orders"
READER, CUSTOM = guid(51), guid(52)


def put(world, name, **more):
    world.arm[name.lower()] = {"id": name, "name": name.rpartition("/")[2], **more}


@pytest.fixture
def azure(server):
    """A root group with one below it, and the subscription in that."""
    world = server.world
    for name in ("root", "online"):
        put(world, f"{GROUP}/{name}", properties={"displayName": name})
    world.arm_parents = {f"{GROUP}/online".lower(): f"{GROUP}/root".lower(), SUBSCRIPTION: f"{GROUP}/online".lower()}
    put(world, f"/{AUTH}/roleDefinitions/{READER}", properties={"roleName": "Reader", "assignableScopes": ["/"]})
    put(world, f"{SUBSCRIPTION}/{AUTH}/roleDefinitions/{CUSTOM}", properties={"roleName": "own", "assignableScopes": [SUBSCRIPTION]})
    put(world, f"{SUBSCRIPTION}/resourceGroups/shop")
    put(world, STORE, properties={"allowSharedKeyAccess": True})
    put(world, f"{STORE}/blobServices/default/containers/c1")
    put(world, f"{STORE}/blobServices/default/containers/c2")
    for number, scope in enumerate(
        (
            "",
            f"{GROUP}/root",
            f"{GROUP}/online",
            SUBSCRIPTION,
            f"{SUBSCRIPTION}/resourceGroups/shop",
            STORE,
            f"{STORE}/blobServices/default/containers/c1",
        )
    ):
        put(world, f"{scope}/{AUTH}/roleAssignments/{number}", properties={"roleDefinitionId": READER})
    return server


def names(answer):
    status, body = answer
    assert status == 200, body
    return [row["id"].rpartition("/")[2] for row in body["value"]]


def refusal(answer):
    return answer[0], answer[1]["error"]["code"]


def test_a_version_is_demanded_and_known(azure, client):
    assert refusal(client.arm("/subscriptions")) == (400, "MissingApiVersionParameter")
    assert refusal(client.arm("/subscriptions?api-version=2099-01-01")) == (400, "InvalidApiVersionParameter")
    assert refusal(client.arm("/subscriptions?api-version=2022-12-01&$top=1")) == (400, "UnsupportedQuery")
    assert refusal(client.arm("/nowhere?api-version=2022-12-01")) == (404, "InvalidResourceType")
    assert names(client.arm("/subscriptions?api-version=2022-12-01")) == [guid(41)]
    assert client.send("GET", f"{ARM}/subscriptions?api-version=2022-12-01", GRAPH).status == 401


@pytest.mark.parametrize(
    ("scope", "asked", "told"),
    [
        (SUBSCRIPTION, "", "0123456"),
        (SUBSCRIPTION, "&$filter=atScope()", "0123"),
        (f"{GROUP}/online", "&$filter=atScope()", "012"),
        (f"{GROUP}/root", "&$filter=atScope()", "01"),
        ("", "&$filter=atScope()", "0"),
        (f"{SUBSCRIPTION}/resourceGroups/SHOP", "&$filter=atScope()", "01234"),
        (STORE, "", "0123456"),
        (STORE, "&$filter=atScope()", "012345"),
        (f"{STORE}/blobServices/default/containers/c1", "&$filter=atScope()", "0123456"),
        (f"{STORE}/blobServices/default/containers/c2", "&$filter=atScope()", "012345"),
    ],
)
def test_assignments_at_above_and_below(azure, client, scope, asked, told):
    assert "".join(names(client.arm(f"{scope}/{AUTH}/roleAssignments?api-version=2022-04-01{asked}"))) == told


def test_assignments_of_what_is_not_there(azure, client):
    path = f"{AUTH}/roleAssignments?api-version=2022-04-01"
    assert refusal(client.arm(f"/subscriptions/{guid(99)}/{path}")) == (404, "SubscriptionNotFound")
    assert refusal(client.arm(f"{SUBSCRIPTION}/{path}&$filter=principalId eq 'x'")) == (400, "UnsupportedQuery")


def test_roles(azure, client):
    version = "?api-version=2022-05-01-preview"
    for scope in ("", SUBSCRIPTION, f"{GROUP}/root"):
        assert (
            client.arm(f"{scope}/{AUTH.replace('Microsoft', 'microsoft')}/roleDefinitions/{READER.upper()}{version}".replace("//", "/"))[0]
            == 200
        )
    assert client.arm(f"/{AUTH}/roleDefinitions/{READER}{version}")[1]["properties"]["roleName"] == "Reader"
    assert client.arm(f"{STORE}/{AUTH}/roleDefinitions/{CUSTOM}{version}")[0] == 200
    assert refusal(client.arm(f"{GROUP}/root/{AUTH}/roleDefinitions/{CUSTOM}{version}")) == (404, "RoleDefinitionDoesNotExist")
    assert names(client.arm(f"{SUBSCRIPTION}/{AUTH}/roleDefinitions{version}")) == [READER, CUSTOM]


def test_the_tree(azure, client):
    version = "?api-version=2020-05-01"
    assert names(client.arm(f"{GROUP}{version}")) == ["root", "online"]
    status, body = client.arm(f"{GROUP}/root/descendants{version}")
    assert status == 200
    assert [(row["type"], row["properties"]["parent"]["id"].rpartition("/")[2]) for row in body["value"]] == [
        ("Microsoft.Management/managementGroups", "root"),
        ("/subscriptions", "online"),
    ]
    assert client.arm(f"{GROUP}/online{version}")[1]["properties"]["displayName"] == "online"
    assert refusal(client.arm(f"{GROUP}/none/descendants{version}")) == (404, "ResourceNotFound")


def test_resources_and_their_children(azure, client):
    storage, insights = "?api-version=2023-05-01", "?api-version=2021-05-01-preview"
    assert names(client.arm(f"{SUBSCRIPTION}/providers/Microsoft.Storage/storageAccounts{storage}")) == ["orders"]
    assert names(client.arm(f"{STORE}/blobServices/default/containers{storage}")) == ["c1", "c2"]
    assert names(client.arm(f"{STORE}/fileServices/default/shares{storage}")) == []
    assert client.arm(f"{STORE}/blobServices/default{storage}")[1]["properties"] == {}
    assert refusal(client.arm(f"{STORE}/managementPolicies/default{storage}")) == (404, "ResourceNotFound")
    assert names(client.arm(f"{STORE}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings{insights}")) == []
    assert names(client.arm(f"{SUBSCRIPTION}/resourceGroups?api-version=2021-04-01")) == ["shop"]
    assert names(client.arm(f"{SUBSCRIPTION}/resources?api-version=2021-04-01")) == ["orders"]
    assert refusal(client.arm(f"{STORE}x/blobServices/default/containers{storage}")) == (404, "ResourceNotFound")
    assert refusal(client.arm(f"{STORE}/keys?api-version=2023-07-01")) == (404, "InvalidResourceType")  # a vault's
    assert refusal(client.arm(f"/subscriptions/{guid(99)}/providers/Microsoft.Storage/storageAccounts{storage}")) == (
        404,
        "SubscriptionNotFound",
    )


def test_pages(azure, client):
    azure.shorten_pages(3)
    path, rows = f"{SUBSCRIPTION}/{AUTH}/roleAssignments?api-version=2022-04-01", []
    while path:
        status, body = client.arm(path)
        assert status == 200
        rows += body["value"]
        path = body.get("nextLink", "").replace(azure.url, "https:/")
    assert len(rows) == 7
    assert refusal(client.arm(f"{SUBSCRIPTION}/{AUTH}/roleAssignments?api-version=2022-04-01&$skiptoken=x")) == (400, "InvalidSkipToken")


def test_an_action_that_is_withdrawn_at_a_scope_and_below(azure, client):
    azure.withdraw_action("Microsoft.Authorization/roleAssignments/read", f"{SUBSCRIPTION}/resourceGroups/shop")
    path = f"{AUTH}/roleAssignments?api-version=2022-04-01"
    assert client.arm(f"{SUBSCRIPTION}/{path}")[0] == 200
    for scope in (f"{SUBSCRIPTION}/resourceGroups/Shop", STORE):
        assert refusal(client.arm(f"{scope}/{path}")) == (403, "AuthorizationFailed")
    azure.withdraw_action("Microsoft.Resources/subscriptions/read", SUBSCRIPTION)
    assert names(client.arm("/subscriptions?api-version=2022-12-01")) == []
    azure.withdraw_action("Microsoft.Authorization/roleAssignments/read")
    assert refusal(client.arm(f"{SUBSCRIPTION}/{path}")) == (403, "AuthorizationFailed")
    azure.heal()
    assert client.arm(f"{STORE}/{path}")[0] == 200


def test_pim_without_the_licence(azure, client):
    path = f"{SUBSCRIPTION}/{AUTH}/roleEligibilityScheduleInstances?api-version=2020-10-01"
    assert names(client.arm(path)) == []
    azure.world.licences = set()
    assert refusal(client.arm(path)) == (400, "AadPremiumLicenseRequired")


def test_faults_and_the_log(azure, client):
    template = "{scope}/providers/Microsoft.Authorization/roleAssignments"
    azure.fail("arm", template, status=429, retry_after="4", times=1, match={"scope": SUBSCRIPTION})
    answer = client.send("GET", f"{ARM}{SUBSCRIPTION}/{AUTH}/roleAssignments?api-version=2022-04-01", ARM)
    assert (answer.status, answer.headers["Retry-After"], json.loads(answer.data)["error"]["code"]) == (429, "4", "TooManyRequests")
    assert azure.calls("arm", template)[0].status == 429


def test_every_route_has_its_own_words():
    assert len({route.template + route.of for route in ROUTES}) == len(ROUTES)
    assert all(route.versions and route.action.endswith("/read") for route in ROUTES)
