import pytest

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.routes import find


@pytest.mark.parametrize(
    ("host", "verb", "path", "name"),
    [
        ("www.googleapis.com", "GET", "/drive/v3/files", "files.list"),
        ("www.googleapis.com", "GET", "/drive/v3/files/generateIds", "files.generateIds"),
        ("www.googleapis.com", "GET", "/drive/v3/files/x", "files.get"),
        ("www.googleapis.com", "GET", "/groups/v1/groups/hr%40kanaal.example", "groups.get"),
        ("cloudidentity.googleapis.com", "GET", "/v1/groups:search", "groups.search"),
        ("cloudresourcemanager.googleapis.com", "POST", "/v3/projects/p:getIamPolicy", "projects.getIamPolicy"),
        ("secretmanager.googleapis.com", "GET", "/v1/projects/p/secrets/s:getIamPolicy", "projects.secrets.getIamPolicy"),
        ("secretmanager.googleapis.com", "GET", "/v1/projects/p/secrets/s", "projects.secrets.get"),
        ("cloudasset.googleapis.com", "GET", "/v1/organizations/1:searchAllIamPolicies", "v1.searchAllIamPolicies"),
        ("storage.googleapis.com", "GET", "/storage/v1/b/shop/o/a%2Fb/acl", "objectAccessControls.list"),
    ],
)
def test_the_method_of_a_path(host, verb, path, name):
    assert find(host, verb, path)[0].name == name


def test_values_are_unquoted_once():
    _, values = find("iam.googleapis.com", "GET", "/v2/policies/cloudresourcemanager.googleapis.com%2Fprojects%2Fp/denypolicies")
    assert values == {"parent": "policies/cloudresourcemanager.googleapis.com/projects/p/denypolicies"}
    _, values = find("storage.googleapis.com", "GET", "/storage/v1/b/shop/managedFolders/a%2Fb%2F/iam")
    assert values == {"bucket": "shop", "managedFolder": "a/b/"}


@pytest.mark.parametrize(
    ("host", "verb", "path", "status"),
    [
        ("www.googleapis.com", "GET", "/drive/v3/nothing", 404),
        ("www.googleapis.com", "GET", "/drive/v3/files/a/b", 404),
        ("unknown.googleapis.com", "GET", "/", 404),
        ("www.googleapis.com", "POST", "/drive/v3/files", 405),
        ("www.googleapis.com", "DELETE", "/drive/v3/files/x/permissions/y", 405),
        ("cloudresourcemanager.googleapis.com", "POST", "/v3/projects/p:setIamPolicy", 405),
    ],
)
def test_what_is_not_served(host, verb, path, status):
    with pytest.raises(Refused) as refused:
        find(host, verb, path)
    assert refused.value.status == status
