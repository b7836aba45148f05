import json
import re

from providers.azure import operations
from providers.azure.collect.sweep import GROUND, SERVICES, UNREAD
from providers.azure.operations import OPERATIONS, VERSIONS, permissions


def test_every_call_is_listed_once_with_the_version_that_it_is_made_with():
    names = [operation.name for operation in OPERATIONS]
    assert len(set(names)) == len(names)
    assert set(names) == set(VERSIONS)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(-preview)?", version) for version in VERSIONS.values())


def test_every_operation_reads():
    assert all(operation.permission.endswith("/read") and operation.why for operation in OPERATIONS)
    assert not any(word in operation.name.lower() for operation in OPERATIONS for word in ("listkeys", "sas", "regenerate"))


def test_the_role_holds_exactly_the_permissions_of_the_list():
    role = json.loads(permissions())
    assert role["Actions"] == sorted({operation.permission for operation in OPERATIONS})
    assert (role["DataActions"], role["NotActions"], role["IsCustom"]) == ([], [], True)


def test_every_surface_that_is_read_has_operations():
    surfaces = {operation.surface for operation in OPERATIONS}
    assert surfaces == {*GROUND, *SERVICES, operations.HIERARCHY, operations.ROLES}
    assert not set(UNREAD) & surfaces
    assert "shared-access-signatures" in UNREAD
