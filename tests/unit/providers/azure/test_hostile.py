"""Answers that no documentation promises: nothing crashes, nothing that lets somebody in vanishes, one malformed entry takes no other with it."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.facts import PUBLIC, Verdict
from audit.runs.memory import MemoryFacts, MemorySink
from policies.levels import Level
from policies.locations import Location
from providers.azure import operations
from providers.azure.collect.raw import Place, Raw
from providers.azure.evaluate import acls
from providers.azure.normalise import normalise
from providers.azure.normalise.context import Context
from providers.azure.operations import OPERATIONS
from tests.reference.azure_worlds import TENANT, facts, guid, raws
from tests.unit.providers.azure.samples import PLACE, RG, Made
from tests.unit.providers.azure.worlds import ACCOUNT, COSMOS, SERVER, SUB, VAULT

EVERYTHING = Location("microsoft", "", "*")
WRONG: tuple[Any, ...] = (
    None,
    7,
    "text",
    [],
    {},
    {"id": 7, "name": None},
    {"id": "x", "name": "x"},
    {"name": "\x00\u202e"},
    {"id": "/x" * 9000},
)
LISTS = {
    operations.CONTAINERS: f"{ACCOUNT}/blobServices/default/containers",
    operations.SHARES: f"{ACCOUNT}/fileServices/default/shares",
    operations.SECRETS: f"{VAULT}/secrets",
    operations.SQL_ADMINISTRATORS: f"{SERVER}/administrators",
    operations.SQL_DATABASES: f"{SERVER}/databases",
    operations.COSMOS_DATABASES: f"{COSMOS}/sqlDatabases",
    operations.COSMOS_ROLES: f"{COSMOS}/sqlRoleDefinitions",
    operations.COSMOS_ASSIGNMENTS: f"{COSMOS}/sqlRoleAssignments",
    operations.ASSIGNMENTS: f"{SUB}/providers/Microsoft.Authorization/roleAssignments",
    operations.DENIES: f"{SUB}/providers/Microsoft.Authorization/denyAssignments",
    operations.ELIGIBILITIES: f"{SUB}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances",
    operations.CLASSIC: f"{SUB}/providers/Microsoft.Authorization/classicAdministrators",
}
KINDS = (
    *("subscription", "management-group", "role-assignment", "deny-assignment", "role-eligibility", "role-activation", "role"),
    *("classic-administrator", "storage-account", "key-vault", "sql-server", "cosmos-account", "virtual-machine", "managed-identity"),
)


def statements(found: MemoryFacts) -> set[object]:
    """What was read, piece by piece."""
    bodies = {one.id: one.body for one in found.documents()}
    pieces: set[object] = {(one.id, one.kind) for one in found.resources()} | {one.id for one in found.principals()}
    return pieces | {
        (one.holder, one.kind, one.name, bodies[one.document]) for one in found.attachments() if one.kind != "sql-administrators"
    }


def facts_of(answers: list[Raw]) -> MemoryFacts:
    sink = MemorySink()
    sink.add(*normalise(answers, Context.of(answers)))
    return sink.facts()


@pytest.mark.parametrize("call", LISTS)
def test_entries_of_another_form_take_no_others_with_them(azure, call: str):
    plain = azure.collect()
    for number, wrong in enumerate(WRONG):
        azure.world.arm[f"{LISTS[call].lower()}/x{number}"] = wrong
    found = azure.collect()
    assert statements(plain) - statements(found) == set()
    (surface,) = {one.surface for one in OPERATIONS if one.name == call}
    dark = (*found.gaps(), *(gap for acl in acls(found, [EVERYTHING]).acls for gap in acl.gaps))
    assert surface in {gap.surface for gap in dark} or call == operations.SQL_ADMINISTRATORS


@pytest.mark.parametrize("body", [[], None, 7, "text", {"value": 7}, {"value": {}}, {"value": None}])
@pytest.mark.parametrize("call", [operations.ASSIGNMENTS, operations.SUBSCRIPTIONS, operations.CONTAINERS, operations.VAULTS])
def test_answers_that_are_none_are_gaps(azure, call: str, body: Any):
    plain = statements(azure.collect())
    azure.server.fail("arm", call, kind="replaced", body=body)
    found = azure.collect()
    assert list(found.gaps()) or not plain - statements(found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_what_can_t_even_be_named_is_a_gap_and_the_next_one_stands(kind: str, wrong: Any):
    fine = Raw("storage-account", PLACE, {"id": f"{RG}/Microsoft.Storage/storageAccounts/fine", "name": "fine"})
    found = facts_of([Raw(kind, Place("/subscriptions/a"), wrong), fine])
    assert [one.name for one in found.resources() if one.name == "fine"]
    assert list(found.gaps()) or list(found.resources()) or list(found.documents())


@pytest.mark.parametrize(
    ("told", "sure"),
    [
        ({"publicAccess": "Blob"}, True),
        ({"publicAccess": "blob"}, True),
        ({"publicAccess": "Everything"}, False),
    ],
)
def test_a_word_that_is_not_known_may_let_anyone_in(told: dict[str, Any], sure: bool):
    (found,) = acls(
        facts({"accounts": {"shop": {"containers": {"web": told}}}}), [Location("microsoft", "blob-container", "blob://shop/*")]
    ).acls
    assert {(grant.principal, grant.verdict) for grant in found.grants} == {(PUBLIC, Verdict.YES if sure else Verdict.UNKNOWN)}


def test_a_setting_of_another_form_leaves_the_container_in_the_dark():
    account = Raw("storage-account", PLACE, {"id": f"{RG}/Microsoft.Storage/storageAccounts/s", "name": "s"})
    made = Made("blob-container", {"id": "/x", "name": "web", "properties": {"publicAccess": ["Blob"]}}, {"account": account})
    assert [gap.scope for gap in made.gaps] == ["blob://s/web"]
    assert made.resource.id == "blob://s/web"


@pytest.mark.parametrize("told", ["yes", 1, []])
def test_a_vault_that_does_not_say_which_decides_is_read_both_ways(told: Any):
    world = {
        "vaults": {"v": {"enableRbacAuthorization": told, "secrets": ["db"], "policies": {"p01": {"secrets": ["get"]}}}},
        "assignments": [{"who": "p02", "role": "Key Vault Secrets User", "at": "v"}],
        "people": ["p01"],
    }
    (found,) = acls(facts(world), [Location("microsoft", "secret", "vault://v/secrets/db")]).acls
    readers = {grant.principal.rpartition("/")[2] for grant in found.grants if grant.levels & Level.READ}
    assert readers == {guid("p01"), guid("p02")}
    assert found.gaps


@pytest.mark.parametrize(
    "policy",
    [
        *({"objectId": 7}, {"permissions": {"secrets": ["get"]}}, {"objectId": "o", "permissions": "all"}),
        *({"objectId": "o", "permissions": {"secrets": "get"}}, {"objectId": "o", "permissions": {"secrets": ["look"]}}, "text"),
    ],
)
def test_a_policy_that_is_not_understood_is_told_and_the_others_count(policy: Any):
    fine = {"objectId": guid("p01"), "permissions": {"secrets": ["get"]}}
    world = {"vaults": {"v": {"secrets": ["db"], "accessPolicies": [policy, fine]}}, "people": ["p01"]}
    (found,) = acls(facts(world), [Location("microsoft", "secret", "vault://v/secrets/db")]).acls
    assert guid("p01") in {grant.principal.rpartition("/")[2] for grant in found.grants}
    assert [gap.operation for gap in found.gaps] == ["parse access-policies"]


# One change to one answer, anywhere: it does not crash, and who was let in for sure is still there, in the dark, or told.

WORLD = {
    "accounts": {"shop": {"allowBlobPublicAccess": True, "containers": {"orders": {"publicAccess": "None"}}, "shares": {"team": {}}}},
    "vaults": {"v": {"secrets": ["db"], "policies": {"p01": {"secrets": ["get"]}}}},
    "servers": {"s": {"administrators": ["group:staff"], "databases": ["orders"]}},
    "cosmos": {"c": {"databases": {"D": ["C"]}, "assignments": [{"who": "p01", "role": "Cosmos DB Built-in Data Reader"}]}},
    "assignments": [
        {"who": "p01", "role": "Owner", "at": "mg"},
        {"who": "p02", "role": "Storage Blob Data Reader", "at": "shop", "if": "true"},
        {"who": "p03", "role": "Reader", "at": "sub", "eligible": True},
    ],
    "deny": [{"at": "rg", "who": ["p02"], "permissions": [{"actions": ["*"]}]}],
    "classic": ["p01@shop.example"],
}


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inside for found in _paths(each, (*path, key)))]


def _changed(value: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    if not path:
        return wrong
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _changed(value[path[0]], path[1:], wrong)
    return copy


ANSWERS = list(raws(WORLD))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_one_change_anywhere_goes_through_to_the_end(data: st.DataObject):
    at = data.draw(st.integers(0, len(ANSWERS) - 1))
    body = json.loads(json.dumps(ANSWERS[at].body))
    path = data.draw(st.sampled_from(_paths(body)))
    wrong = data.draw(st.sampled_from([None, 7, "text", [], {}, [{}], {"a": 1}, "\ud800", True]))
    changed = Raw(ANSWERS[at].kind, ANSWERS[at].place, _changed(body, path, wrong), ANSWERS[at].answers)
    found = facts_of([*ANSWERS[:at], changed, *ANSWERS[at + 1 :]])
    told = acls(found, [EVERYTHING])
    assert {one.resource for one in told.acls}
    assert TENANT
