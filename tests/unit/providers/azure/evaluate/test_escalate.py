"""What one could do to have the content."""

import pytest

from audit.model.facts import Resource, pairs
from policies.levels import Level
from providers.azure.evaluate.escalate import ACTING, ways
from providers.azure.evaluate.levels import RULES, On
from providers.azure.kinds import ResourceKind


def thing(kind: str, **attributes: str) -> Resource:
    return Resource(f"azure://{kind}", "azure", kind, "x", attributes=pairs(attributes))


@pytest.mark.parametrize("kind", RULES)
def test_every_way_is_latent_and_says_what_it_is(kind: str):
    found = ways(thing(kind), thing("storage-account"))
    assert {rule.levels for rule in found} == {Level.MANAGE}
    assert all(rule.words for rule in found)
    assert "Microsoft.Authorization/roleAssignments/write" in {rule.action for rule in found}


def keys(**attributes: str) -> dict[str, str]:
    found = ways(thing(ResourceKind.CONTAINER), thing(ResourceKind.STORAGE_ACCOUNT, **attributes))
    return {rule.action: rule.also for rule in found if rule.action.endswith("listKeys/action")}


def test_a_key_is_a_way_unless_it_is_not_let_in():
    assert keys() == keys(shared_key_access="true") == {"Microsoft.Storage/storageAccounts/listKeys/action": ""}
    assert keys(shared_key_access="false") == {
        "Microsoft.Storage/storageAccounts/listKeys/action": "Microsoft.Storage/storageAccounts/write"
    }


def test_an_account_is_asked_itself():
    account = thing(ResourceKind.STORAGE_ACCOUNT)
    assert {rule.on for rule in ways(account, account)} == {On.RESOURCE}


def test_machines_and_identities_have_ways():
    assert set(ACTING) == {ResourceKind.VIRTUAL_MACHINE, ResourceKind.MANAGED_IDENTITY}
    assert all("{name}" in way.words or "identity provider" in way.words for found in ACTING.values() for way in found)
