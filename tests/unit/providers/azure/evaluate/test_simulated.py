"""All principals at once, held against one request at a time: who reaches a container by the table of actions is whom the engine lets through."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.levels import Level, members
from providers.azure import provider
from providers.azure.evaluate import acls
from providers.azure.evaluate.escalate import ways
from providers.azure.evaluate.levels import RULES, On
from providers.azure.evaluate.world import World
from providers.azure.kinds import ResourceKind
from providers.azure.locate import locate
from providers.formula import TRUE
from tests.reference.azure_worlds import KNOWN_ROLES, MG, SUB, facts, guid, of, scope, where

PEOPLE = ("p01", "p02", "p03")
GROUPS = {"staff": ["p01", "group:night"], "night": ["p02"], "day": []}
ROLES = (
    "Owner",
    "Contributor",
    "Reader",
    "Storage Blob Data Owner",
    "Storage Blob Data Reader",
    "Storage Account Key Operator Service Role",
)
SCOPES = ("mg", "sub", "rg", "shop", "shop/orders", "shop/other")
ACTIONS = ("*", "*/read", "Microsoft.Storage/storageAccounts/listKeys/action", "*/blobs/*", "Microsoft.Authorization/*")
WHO = st.sampled_from((*PEOPLE, "group:staff", "group:night", "group:day"))
ASSIGNMENTS = st.lists(st.fixed_dictionaries({"who": WHO, "role": st.sampled_from(ROLES), "at": st.sampled_from(SCOPES)}), max_size=4)
PERMISSIONS = st.fixed_dictionaries(
    {"actions": st.lists(st.sampled_from(ACTIONS), max_size=2), "dataActions": st.lists(st.sampled_from(ACTIONS), max_size=2)}
)
DENIES = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.sampled_from(SCOPES),
            "who": st.one_of(st.just("everyone"), st.lists(WHO, min_size=1, max_size=2)),
            "but": st.lists(WHO, max_size=1),
            "permissions": PERMISSIONS.map(lambda one: [one]),
        }
    ),
    max_size=2,
)
ACCOUNTS = {"shop": {"allowBlobPublicAccess": False, "containers": {"orders": {}, "other": {}}}}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ASSIGNMENTS, DENIES)
def test_who_can_is_whom_the_engine_lets_through(assignments: list[dict[str, Any]], deny: list[dict[str, Any]]):
    world = {"accounts": ACCOUNTS, "groups": GROUPS, "assignments": assignments, "deny": deny, "people": PEOPLE}
    made = World(facts(world))
    (found,) = acls(facts(world), [locate(where("blob://shop/orders"))]).acls
    container = made.resources["blob://shop/orders"]
    rules = (*RULES[ResourceKind.CONTAINER], *ways(container, made.around(container)))
    for one in PEOPLE:
        reach = {
            level
            for grant in found.grants
            if made.belonging.within(of(one).id, grant.principal) is TRUE and not grant.condition
            for level in members(grant.levels)
        }
        simple = [rule for rule in rules if not (rule.also or rule.beyond)]
        expected = {level for rule in simple if _allowed(world, one, rule) for level in members(rule.levels)}
        assert reach - {Level.MANAGE} == expected - {Level.MANAGE}, one
        assert (Level.MANAGE in reach) >= (Level.MANAGE in expected), one


def _allowed(world: dict[str, Any], who: str, rule: Any) -> bool:
    at = scope(world, "shop" if rule.on is On.AROUND else "shop/orders")
    request = {"principal": guid(who), "action": rule.action, "data": rule.data, "scope": at}
    case = {
        "request": request,
        "roles": [{"roleName": name, "name": guid(f"role {name}"), "permissions": KNOWN_ROLES[name]} for name in ROLES],
        "assignments": list(_assignments(world)),
        "deny": list(_denies(world)),
        "groups": {guid(f"group:{name}"): [guid(one) for one in held] for name, held in GROUPS.items()},
        "hierarchy": {SUB: MG},
    }
    return provider.simulate(case).decision == "Allow"  # type: ignore[attr-defined] # it has an engine


def _assignments(world: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in world["assignments"]:
        yield {"principalId": guid(one["who"]), "roleDefinitionId": guid(f"role {one['role']}"), "scope": scope(world, one["at"])}


def _denies(world: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(world["deny"]):
        everyone = [{"id": "00000000-0000-0000-0000-000000000000", "type": "SystemDefined"}]
        yield {
            "denyAssignmentName": f"d{number}",
            "permissions": one["permissions"],
            "principals": everyone if one["who"] == "everyone" else [{"id": guid(who), "type": "User"} for who in one["who"]],
            "excludePrincipals": [{"id": guid(who), "type": "User"} for who in one["but"]],
            "scope": scope(world, one["at"]),
        }
