import json
import re
from collections.abc import Iterator
from importlib import resources

import pytest

from audit.ports import Operation
from providers.microsoft365.operations import OPERATIONS
from providers.microsoft_api.permissions import EXACT, WIDER, Held, held, needed

ASKED = (
    Operation("graph", "users", "User.Read.All", "users"),
    Operation("graph", "users/{id}", "User.Read.All", "deleted-users"),
    Operation("graph", "groups", "GroupMember.Read.All", "groups"),
    Operation("graph", "organization", "", "tenant"),
    Operation("exchange", "Get-Mailbox", "Exchange.ManageAsApp", "mailboxes"),
)


def test_each_permission_is_needed_by_its_surfaces():
    assert needed(ASKED) == {"GroupMember.Read.All": ("groups",), "User.Read.All": ("deleted-users", "users")}
    assert needed(ASKED, "exchange") == {"Exchange.ManageAsApp": ("mailboxes",)}


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("User.Read.All GroupMember.Read.All", Held()),
        ("User.Read.All", Held((("GroupMember.Read.All", ("groups",)),))),
        ("", Held((("GroupMember.Read.All", ("groups",)), ("User.Read.All", ("deleted-users", "users"))))),
        ("Directory.Read.All", Held()),
        ("User.Read.All Group.Read.All", Held()),
        ("User.Read.All GroupMember.Read.All Directory.Read.All", Held((), ("Directory.Read.All",))),
        ("Directory.ReadWrite.All", Held((), ("Directory.ReadWrite.All",))),
        ("User.Read.All GroupMember.Read.All Mail.Read", Held((), ("Mail.Read",))),
        ("User.ReadWrite.All GroupMember.Read.All", Held((("User.Read.All", ("deleted-users", "users")),), ("User.ReadWrite.All",))),
    ],
)
def test_a_token_is_held_against_what_is_needed(roles: str, expected: Held):
    assert held(ASKED, roles.split()) == expected


def test_a_surface_that_no_wider_permission_opens_is_missing_with_one():
    asked = (*ASKED, Operation("graph", "users/{id}/sponsors", "User.Read.All", "guest-sponsors"))
    assert held(asked, ["Directory.Read.All"]).missing == (("User.Read.All", ("guest-sponsors",)),)
    assert held(asked, ["User.Read.All", "GroupMember.Read.All"]) == Held()


def by_microsofts_table() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each call of ours that Microsoft's table has, the permission that we name for it, and those that open it."""
    text = (resources.files("providers.sandbox.microsoft.graph") / "permissions.json").read_text()
    opening = {re.sub(r"\{\w+\}", "{}", path): frozenset(names) for path, names in json.loads(text)["paths"].items()}
    for operation in OPERATIONS:
        path = re.sub(r"\{\w+\}", "{}", operation.name)
        if operation.service == "graph" and path in opening and operation.surface not in EXACT:
            yield operation.name, operation.permission, opening[path]


@pytest.mark.parametrize("narrow", sorted(WIDER))
def test_a_wider_permission_opens_every_call_that_is_made_with_the_narrower_one(narrow: str):
    calls = [(name, opened) for name, permission, opened in by_microsofts_table() if permission == narrow]
    assert calls
    for name, opened in calls:
        assert set(WIDER[narrow]) <= opened, name
