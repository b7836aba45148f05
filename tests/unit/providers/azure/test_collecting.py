"""A collection of Azure over TLS."""

import json

import pytest

from audit.errors import ProviderError
from audit.model.facts import Attachment
from audit.ports import Scope
from audit.runs.memory import MemorySink
from providers.azure import operations
from providers.azure.collecting import collect
from providers.azure.kinds import MACHINES, uri
from providers.azure.operations import OPERATIONS
from tests.unit.providers.azure.conftest import AT, coverage, documents, gaps, resource
from tests.unit.providers.azure.worlds import (
    ACCOUNT,
    COSMOS,
    CUSTOM,
    GROUP,
    P01,
    READER,
    RG,
    ROOT_GROUP,
    SERVER,
    SUB,
    VAULT,
    assignment,
    put,
)

UNLISTED = f"{GROUP}/subscriptions/00000000-0000-0000-0000-0000000000a2"


def test_one_of_everything(azure):
    facts = azure.collect()
    assert gaps(facts) == []
    assert {each.id for each in facts.resources()} == {
        *map(uri, (SUB, GROUP, ROOT_GROUP, ACCOUNT, VAULT, SERVER, COSMOS)),
        *("blob://shop/orders", "blob://shop/web", "azfile://shop/team", "azqueue://shop/jobs", "aztable://shop/rows"),
        *("vault://v/secrets/db", "vault://v/keys/k", "azsql://s/orders", "cosmos://c/Shop", "cosmos://c/Shop/Orders"),
        uri(f"{RG}/providers/Microsoft.Compute/virtualMachines/vm"),
        uri(f"{RG}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"),
    }
    assert set(documents(facts, "role-assignment")) == {
        (uri(ACCOUNT), "a1"),
        (uri(GROUP), "a2"),
        ("azure://", "a3"),
        (uri(RG), "a4"),
    }
    assert set(documents(facts, "role-definition")) == {("azure://", READER), ("azure://", CUSTOM)}
    for kind, holder in (
        ("deny-assignment", uri(RG)),
        ("role-eligibility", uri(RG)),
        ("role-activation", uri(ACCOUNT)),
        ("classic-administrator", uri(SUB)),
        ("access-policies", uri(VAULT)),
        ("sql-administrators", uri(SERVER)),
        ("cosmos-role-definition", uri(COSMOS)),
        ("cosmos-role-assignment", uri(COSMOS)),
    ):
        assert {at for at, _ in documents(facts, kind)} == {holder}, kind


def test_the_tree(azure):
    facts = azure.collect()
    assert [resource(facts, uri(arm)).parent for arm in (SUB, GROUP, ROOT_GROUP)] == [uri(GROUP), uri(ROOT_GROUP), ""]
    assert resource(facts, uri(SUB)).attribute("above") == uri(GROUP)


def test_every_call_is_made_with_its_version_and_all_are(azure):
    azure.collect()
    azure.collect(subscriptions=[SUB.rpartition("/")[2]])
    made = {logged.operation for logged in azure.server.calls("arm")}
    spelled = {one.name.replace("{scope}", "").lower() for one in OPERATIONS}
    assert {name.replace("{scope}", "").lower() for name in made} >= spelled - {operations.ROLE_DEFINITION.replace("{scope}", "").lower()}


def test_only_a_principal_that_no_directory_describes_is_described(azure):
    assert [each.id for each in azure.collect().principals()] == [f"microsoft://principal/{P01.replace('01', '09')}"]


def test_every_parent_is_there_and_nothing_is_told_twice(azure):
    facts = azure.collect()
    ids = [each.id for each in facts.resources()]
    assert {each.parent for each in facts.resources()} <= {*ids, ""}
    assert len(set(ids)) == len(ids)


def test_what_a_management_group_assigns_is_told_once(azure):
    second = "/subscriptions/00000000-0000-0000-0000-0000000000a2"
    azure.world.arm[second] = {"id": second, "subscriptionId": second[-36:], "displayName": "second", "state": "Enabled"}
    azure.world.arm_parents[second] = GROUP.lower()
    told = []

    class Order:
        def add(self, *facts):
            told.extend(fact for fact in facts if isinstance(fact, Attachment))

    collect(Scope(azure.settings(), AT), Order())
    assert len(told) == len(set(told))
    assert len([one for one in told if one.holder == uri(GROUP)]) == 1


def test_a_page_at_a_time(azure):
    whole = azure.collect()
    azure.server.shorten_pages(1)
    paged = azure.collect()
    for table in ("resources", "documents", "attachments", "gaps", "coverage"):
        assert list(getattr(paged, table)()) == list(getattr(whole, table)()), table


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_permission_that_lacks_is_a_gap_that_names_it(azure, operation):
    if operation.name == operations.ROLE_DEFINITION:
        pytest.skip("the roles of this world are defined for all of the tenant")
    azure.server.withdraw_action(operation.permission)
    facts = azure.collect(**({"subscriptions": [SUB.rpartition("/")[2]]} if operation.name == operations.SUBSCRIPTION else {}))
    if operation.name == operations.SUBSCRIPTIONS:  # which are left out without a word
        assert [(gap.scope, gap.missing_permission) for gap in gaps(facts)] == [(uri(SUB), operation.permission)]
        return
    found = [gap for gap in gaps(facts) if gap.operation == f"arm:{operation.name}"]
    assert found
    assert {gap.missing_permission for gap in found} == {operation.permission}


def test_who_acts_as_a_machine_is_a_crowd_where_assignments_were_not_read(azure):
    azure.server.withdraw_action("Microsoft.Authorization/roleAssignments/read")
    facts = azure.collect()
    assert MACHINES in {one.id for one in facts.principals()}
    crowd = {gap.missing_permission for gap in facts.gaps() if gap.scope == MACHINES}
    assert crowd == {"Microsoft.Authorization/roleAssignments/read"}


def test_a_page_that_never_comes_is_a_gap_and_the_others_stand(azure):
    azure.server.shorten_pages(1)
    azure.server.fail("arm", operations.CONTAINERS, status=500, page=2)
    facts = azure.collect()
    assert [(gap.scope, gap.operation) for gap in gaps(facts)] == [(uri(ACCOUNT), f"arm:{operations.CONTAINERS}")]
    assert [each.id for each in facts.resources() if each.kind == "blob-container"] == ["blob://shop/orders"]
    assert coverage(facts, "storage")[uri(SUB)] == "partial"


def test_a_subscription_that_only_its_management_group_knows(azure):
    hidden = "/subscriptions/00000000-0000-0000-0000-0000000000a2"
    azure.world.arm[hidden] = {"id": hidden, "subscriptionId": hidden[-36:], "displayName": "hidden", "state": "Enabled"}
    azure.world.arm_parents[hidden] = GROUP.lower()
    azure.server.withdraw_action("Microsoft.Resources/subscriptions/read", hidden)
    assert [(gap.surface, gap.scope) for gap in gaps(azure.collect())] == [("hierarchy", uri(hidden))]


def test_without_management_groups_nobody_can_say_which_subscriptions_there_are(azure):
    azure.server.withdraw_action("Microsoft.Management/managementGroups/read")
    facts = azure.collect()
    assert ("hierarchy", "azure://") in {(gap.surface, gap.scope) for gap in gaps(facts)}
    assert resource(facts, uri(SUB)).attribute("above") == uri(GROUP)


def test_a_tenant_without_the_licence_has_no_roles_to_activate(azure):
    azure.world.licences.clear()
    facts = azure.collect()
    assert gaps(facts) == []
    assert documents(facts, "role-eligibility") == {}
    assert coverage(facts, "privileged-identity-management") == {uri(SUB): "complete"}


def test_what_is_above_a_subscription_is_asked_for_by_itself_too(azure):
    azure.server.fail("arm", operations.ASSIGNMENTS, kind="replaced", body={"value": []}, times=1)
    assert set(documents(azure.collect(), "role-assignment")) == {(uri(GROUP), "a2"), ("azure://", "a3")}


def test_a_role_that_is_gone_is_a_gap_on_it(azure):
    gone = "00000000-0000-0000-0000-00000000c009"
    row = assignment("a9", RG, P01, gone)
    azure.world.arm[row["id"].lower()] = row
    assert [(gap.surface, gap.scope) for gap in gaps(azure.collect())] == [
        ("roles", f"azure://providers/microsoft.authorization/roledefinitions/{gone}")
    ]


def test_lists_of_files_are_a_gap_where_they_count(azure):
    put(azure.world, ACCOUNT, properties={"isHnsEnabled": True})
    assert {gap.scope for gap in gaps(azure.collect(), "storage")} == {"blob://shop/orders", "blob://shop/web"}


def test_what_nothing_lists_is_said_to_be_unsupported(azure):
    facts = azure.collect()
    for surface in ("shared-access-signatures", "sql-users", "key-vault-certificates"):
        assert coverage(facts, surface) == {"azure://": "unsupported"}


def test_two_collections_give_the_same_facts_in_the_same_order(azure):
    class Order:
        def __init__(self):
            self.facts = []

        def add(self, *facts):
            self.facts.extend(facts)

    seen = []
    for _ in range(2):
        sink = Order()
        collect(Scope(azure.settings(), AT), sink)
        seen.append(sink.facts)
    assert seen[0] == seen[1]


def test_progress_is_told(azure):
    azure.collect()
    assert azure.said[0] == "azure: subscriptions and management groups"


@pytest.mark.parametrize("settings", [{"subscription": "x"}, {"subscriptions": ["shop"]}, {"certificate_file": "/nowhere.pem"}])
def test_settings_that_are_wrong(settings):
    with pytest.raises(ProviderError):
        collect(Scope(json.dumps(settings), AT), MemorySink())
