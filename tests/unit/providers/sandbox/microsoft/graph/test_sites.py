from tests.unit.providers.sandbox.microsoft.worlds import SITE, ids


def test_sites_and_what_is_in_them(server, client):
    world = server.world
    world.sites["sub"] = {"id": "sub", "name": "sub", "parentReference": {"siteId": SITE}}
    world.lists = {SITE: [{"id": "l", "displayName": "Leave", "list": {"template": "genericList"}}]}
    world.list_permissions = {f"{SITE}/l": [{"id": "p", "roles": ["read"]}]}
    world.site_permissions = {SITE: [{"id": "s", "roles": ["write"], "grantedToIdentitiesV2": [{"application": {"id": "x"}}]}]}
    assert ids(client.value("sites/getAllSites?$select=id,webUrl")[0]) == [SITE, "sub"]
    assert ids(client.value(f"sites/{SITE}/sites")[0]) == ["sub"]
    assert ids(client.value(f"sites/{SITE}/lists")[0]) == ["l"]
    assert ids(client.value(f"sites/{SITE}/lists/l/permissions")[0]) == ["p"]
    assert ids(client.value(f"sites/{SITE}/permissions")[0]) == ["s"]
    assert client.refusal(f"sites/{SITE}/lists/none/permissions") == (404, "itemNotFound")
    assert client.refusal("sites/none/drives")[0] == 404


def test_an_id_with_commas_may_be_quoted(client):
    assert client.get(f"sites/{SITE.replace(',', '%2C')}")[1]["id"] == SITE
