"""The allow-list, and what is printed to grant."""

import re

from providers.microsoft365.operations import BESIDES, DIRECTORY, OPERATIONS, OPTIONAL, permissions


def test_every_operation_is_listed_once_and_explained() -> None:
    named = [(operation.service, operation.name) for operation in OPERATIONS]
    assert len(set(named)) == len(named)
    assert all(operation.why and operation.permission and operation.surface for operation in OPERATIONS)


def test_the_directory_is_read_with_permissions_that_only_read() -> None:
    assert {operation.permission for operation in DIRECTORY if not re.search(r"\.Read(Basic)?\.", operation.permission)} == set()


def test_what_is_printed_names_each_permission_once_a_service_and_each_call() -> None:
    text = permissions()
    granted = re.search(r"Microsoft Graph: (.*)", text)
    assert granted
    listed = granted[1].split(", ")
    needed = {one.permission for one in OPERATIONS if one.service == "graph" and one.surface not in OPTIONAL}
    assert listed == sorted(needed | set(BESIDES.values()))
    assert all(f"{operation.name}: {operation.why}" in text for operation in OPERATIONS)


def test_optional_surfaces_name_their_setting() -> None:
    assert all(setting in permissions() for setting in OPTIONAL.values())
