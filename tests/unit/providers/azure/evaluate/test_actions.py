"""Patterns of actions."""

import pytest

from providers.azure.evaluate.actions import is_action, matches


@pytest.mark.parametrize(
    ("pattern", "action", "fits"),
    [
        ("*", "Microsoft.Sql/servers/read", True),
        ("*/read", "microsoft.sql/servers/READ", True),
        ("*/read", "Microsoft.Sql/servers/readAll", False),
        ("Microsoft.Sql/*/read", "Microsoft.Sql/servers/databases/read", True),
        ("Microsoft.Sql/*/read", "Microsoft.Sql/read", False),
        ("Microsoft.*Assignments/*", "Microsoft.Authorization/roleAssignments/write", True),
        ("Microsoft.Sql/servers/read", "Microsoft.Sql/servers/read", True),
        ("Microsoft.Sql/server?/read", "Microsoft.Sql/servers/read", False),
        ("Microsoft.Sql/server?/read", "Microsoft.Sql/server?/read", True),
        ("Microsoft.Sql/[a-z]*", "Microsoft.Sql/servers/read", False),
        ("", "Microsoft.Sql/servers/read", False),
    ],
)
def test_a_wildcard_is_any_run_of_characters_in_either_case(pattern: str, action: str, fits: bool):
    assert matches(pattern, action) is fits


@pytest.mark.parametrize(
    ("text", "one"), [("Microsoft.Sql/servers/read", True), ("read", False), ("", False), ("*/read", False), ("a b/c", False)]
)
def test_what_is_one_action(text: str, one: bool):
    assert is_action(text) is one
