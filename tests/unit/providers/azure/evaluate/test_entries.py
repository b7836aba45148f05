"""The ways in by roles. The scenarios `roles` have more."""

import pytest

from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.entries import entries, misread, shown
from providers.azure.evaluate.world import World
from providers.azure.kinds import uri
from providers.formula import FALSE, TRUE, Atom
from tests.reference.azure_worlds import MG, RG, SUB, facts, guid

READ = "Microsoft.Storage/storageAccounts/read"


def world(*assignments, **more) -> World:
    return World(facts({"assignments": list(assignments), **more}))


def test_a_role_says_what_it_is_and_where():
    (entry,) = entries(world({"who": "p01", "role": "Owner", "at": "sub"}), uri(SUB))
    assert entry.because == "Owner on subscription shop"
    assert '"principalId"' in entry.evidence
    assert entry.gives(READ, Asking(action=READ), data=False) is TRUE
    assert entry.gives(READ, Asking(action=READ), data=True) is FALSE


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("/", "the root of the tenant"),
        (MG, "management group shop"),
        (SUB, "subscription shop"),
        (RG, "resource group rg"),
        (f"{RG}/providers/Microsoft.Storage/storageAccounts/s", "storageaccounts s"),
    ],
)
def test_scopes_as_people_name_them(scope: str, words: str):
    assert shown(world(), uri(scope)) == words


def test_a_role_that_was_not_read_may_give_anything():
    made = world({"who": "p01", "role": "Owner", "at": "sub"}, unread_roles=["Owner"])
    (entry,) = entries(made, uri(SUB))
    left = entry.gives(READ, Asking(action=READ), data=True)
    assert isinstance(left, Atom)
    assert left.gap
    assert [gap.scope for gap in misread(made, uri(SUB))] == [
        f"azure://providers/microsoft.authorization/roledefinitions/{guid('role Owner')}"
    ]


def test_a_role_that_is_understood_in_part_may_give_more():
    made = world({"who": "p01", "role": "own", "at": "sub"}, roles={"own": [{"actions": [READ]}, {"actions": 7}]})
    (entry,) = entries(made, uri(SUB))
    assert entry.gives(READ, Asking(action=READ), data=False) is TRUE
    left = entry.gives("a/b", Asking(action="a/b"), data=False)
    assert isinstance(left, Atom)
    assert left.gap
    assert misread(made, uri(SUB))
