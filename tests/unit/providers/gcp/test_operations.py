import yaml

from providers.gcp import operations
from providers.gcp.collect.sweep import EVERYWHERE, IN_PROJECTS, UNREAD
from providers.gcp.operations import OPERATIONS, permissions
from providers.google_api.discovery import method


def test_every_operation_is_one_of_googles_own_and_listed_once():
    for operation in OPERATIONS:
        method(operation.service, operation.name)
    assert len({(operation.service, operation.name) for operation in OPERATIONS}) == len(OPERATIONS)


def test_every_operation_reads():
    posts = {operation.name.rpartition(".")[2] for operation in OPERATIONS if method(operation.service, operation.name).http != "GET"}
    assert posts == {"getIamPolicy", "testIamPermissions"}  # reads that have a body


def test_the_role_holds_exactly_the_permissions_of_the_list_and_those_beside():
    role = yaml.safe_load(permissions())
    listed = {operation.permission for operation in OPERATIONS if operation.permission}
    assert set(role["includedPermissions"]) - listed == {
        "serviceusage.services.use",
        "storage.buckets.get",
        "storage.objects.getIamPolicy",
        "bigquery.datasets.getIamPolicy",
    }
    assert listed <= set(role["includedPermissions"])
    assert role["includedPermissions"] == sorted(set(role["includedPermissions"]))
    assert not {name.rpartition(".")[2] for name in role["includedPermissions"]} - {
        "get",
        "list",
        "use",
        "getIamPolicy",
        "listIamPolicy",
        "searchAllIamPolicies",
    }


def test_what_must_be_enabled_and_in_which_scope_is_told():
    text = permissions()
    assert operations.SCOPE in text
    for operation in OPERATIONS:
        assert f"{operation.service.partition('.')[0]}.googleapis.com" in text


def test_every_surface_that_is_read_has_operations():
    surfaces = {operation.surface for operation in OPERATIONS}
    assert {*EVERYWHERE, *IN_PROJECTS} <= surfaces
    assert not set(UNREAD) & surfaces
