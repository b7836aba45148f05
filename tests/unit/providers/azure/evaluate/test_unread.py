"""What was not read, and which resources it leaves in the dark. The scenarios `gaps` have more."""

from itertools import chain

import pytest

from audit.model.facts import Gap, Grant
from audit.runs.memory import MemoryFacts
from policies.levels import Level
from providers.azure import operations
from providers.azure.evaluate.levels import RULES
from providers.azure.evaluate.unread import SURFACES, acting, crowded, darkening, hiding
from providers.azure.evaluate.world import World
from providers.azure.locate import locate
from providers.microsoft_api.strangers import GROUPS
from tests.reference.azure_worlds import facts, of, where

ACCOUNTS = {"shop": {"containers": {"orders": {}}}, "other": {}}
VAULTS = {"v": {"secrets": ["db"]}}


def world(surface: str, scope: str, operation: str = "x") -> World:
    gap = {"surface": surface, "scope": scope, "operation": operation}
    return World(facts({"accounts": ACCOUNTS, "vaults": VAULTS, "gaps": [gap]}))


@pytest.mark.parametrize(
    ("surface", "scope", "dark"),
    [
        ("role-assignments", "sub", True),
        ("role-assignments", "azure://", True),
        ("role-assignments", "other", False),
        ("deny-assignments", "mg", True),
        ("privileged-identity-management", "sub", True),
        ("classic-administrators", "sub", False),
        ("storage", "shop", True),
        ("storage", "blob://shop/orders", True),
        ("storage", "other", False),
        ("key-vault", "sub", False),
        ("hierarchy", "azure://", False),
        ("identities", "sub", False),
    ],
)
def test_a_gap_darkens_what_it_is_about(surface: str, scope: str, dark: bool):
    made = world(surface, scope)
    assert bool(darkening(made, made.resources["blob://shop/orders"])) is dark


@pytest.mark.parametrize("name", [operations.LIFECYCLE, operations.BLOB_LOGS, operations.CONTAINERS, operations.STORAGE_ACCOUNTS])
def test_measures_and_lists_darken_nothing_that_was_met(name: str):
    made = world("storage", "shop", f"arm:{name}")
    assert darkening(made, made.resources["blob://shop/orders"]) == ()


@pytest.mark.parametrize(
    ("ref", "surface", "scope", "hidden"),
    [
        ("https://w.vault.azure.net/", "key-vault", "sub", True),
        ("https://w.vault.azure.net/", "key-vault", "v", False),
        ("https://v.vault.azure.net/", "key-vault", "v", True),
        ("https://v.vault.azure.net/secrets/db", "key-vault", "v", False),
        ("https://w.vault.azure.net/", "storage", "sub", False),
        ("https://w.vault.azure.net/", "hierarchy", "azure://", True),
        ("blob://shop/other", "storage", "shop", True),
        ("blob://shop/other", "storage", "other", False),
    ],
)
def test_what_may_hide_a_place(ref: str, surface: str, scope: str, hidden: bool):
    made, location = world(surface, scope), locate(where(ref))
    met = any(name.startswith(location.pattern.rstrip("/*")) for name in made.resources)
    assert bool(hiding(made, location, met=met)) is hidden


def test_identities_that_were_not_read_may_act_as_an_application():
    made = world("identities", "sub")
    assert acting(made, [Grant(of("app:job").id, Level.READ)])
    assert not acting(made, [Grant(of("p01").id, Level.READ)])


def test_every_kind_that_has_rules_has_a_surface():
    assert set(SURFACES) == set(RULES)


@pytest.mark.parametrize(
    ("who", "scope", "dark"),
    [
        ("group:g1", GROUPS, True),
        ("group:g1", of("group:g1").id, True),
        ("group:g1", of("group:g2").id, False),
        ("p01", GROUPS, False),
    ],
)
def test_who_is_in_two_groups_is_not_known_where_members_were_not_read(who: str, scope: str, dark: bool):
    given = [{"who": who, "role": "Storage Blob Data Reader", "at": "shop"}]
    held = facts({"accounts": ACCOUNTS, "assignments": given})
    everything = (held.principals(), held.memberships(), held.resources(), held.documents(), held.attachments())
    made = World(MemoryFacts((*chain.from_iterable(everything), Gap("microsoft365", "groups", scope, "groups/delta", "x"))))
    assert bool(crowded(made, "blob://shop/orders")) is dark
    assert crowded(World(held), "blob://shop/orders") == ()
