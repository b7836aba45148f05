import re

from providers.google_api.discovery import method
from providers.google_workspace.operations import _WIDE, AS_ITSELF, OPERATIONS, OPTIONAL, permissions
from providers.google_workspace.settings import WorkspaceSettings


def test_every_operation_is_one_of_googles_own_takes_its_scope_and_is_listed_once():
    for operation in OPERATIONS:
        assert operation.permission in method(operation.service, operation.name).scopes, operation
    assert len({(operation.service, operation.name) for operation in OPERATIONS}) == len(OPERATIONS)


def test_every_operation_reads():
    assert all(re.search(r"(^|\.)(get|list)[A-Z]?\w*$", operation.name) for operation in OPERATIONS)
    assert all(operation.why for operation in OPERATIONS)


def test_scopes_that_allow_more_than_reading_are_few():
    wide = {operation.permission.rpartition("/")[2] for operation in OPERATIONS if not operation.permission.endswith(".readonly")}
    assert (
        wide == set(_WIDE) - {"drive.readonly"} == {"apps.groups.settings", "gmail.settings.basic", "admin.directory.user.security"}
    )  # Google has none that only read


def test_what_is_pasted_delegates_exactly_the_scopes_that_are_always_needed():
    pasted = {line for line in permissions().splitlines() if line.startswith("https://")}
    needed = {one.permission for one in OPERATIONS if one.surface not in OPTIONAL and one.surface not in AS_ITSELF}
    assert pasted == {",".join(sorted(needed))}


def test_optional_surfaces_name_their_setting_and_scope():
    text = permissions()
    for surface, setting in OPTIONAL.items():
        assert setting in WorkspaceSettings.__struct_fields__
        (scope,) = {operation.permission for operation in OPERATIONS if operation.surface == surface}
        assert f"{setting}: {scope}" in text


def test_every_call_is_explained():
    text = permissions()
    assert all(f"{operation.name}: {operation.why}" in text for operation in OPERATIONS)
    assert "Groups Reader" in text
    assert max(map(len, (line for line in text.splitlines() if not line.startswith("https://")))) <= 140
