"""Why somebody reaches something. The scenarios ask it of every grant."""

from typing import Any

from audit.model.reach import Path, StepKind
from audit.ports import Asked
from policies.levels import Level
from providers.azure.evaluate import explain
from providers.azure.locate import locate
from tests.reference.azure_worlds import facts, of, where

ORDERS = "blob://shop/orders"
ACCOUNTS = {"shop": {"allowBlobPublicAccess": False, "containers": {"orders": {}}}}


def path(who: str, level: Level, world: dict[str, Any]) -> Path:
    asked = Asked(who, level, locate(where(ORDERS)), ORDERS)
    (found,) = explain(facts({"accounts": ACCOUNTS, **world}), [asked])
    return found


def test_the_assignment_the_role_and_the_action():
    world = {"assignments": [{"who": "p01", "role": "Storage Blob Data Reader", "at": "sub"}]}
    (step,) = path(of("p01").id, Level.READ, world)
    assert (step.kind, step.source, step.target) == (StepKind.GRANT, of("p01").id, ORDERS)
    assert step.because.startswith("Storage Blob Data Reader on subscription shop, which holds for blob://shop/orders: ")
    assert '"principalId"' in step.evidence


def test_a_member_of_a_group_that_was_taken_apart():
    world = {
        "groups": {"staff": ["p01", "p02"]},
        "assignments": [{"who": "group:staff", "role": "Storage Blob Data Reader", "at": "sub"}],
        "deny": [{"at": "rg", "who": ["p02"], "permissions": [{"dataActions": ["*"]}]}],
    }
    steps = path(of("p01").id, Level.READ, world)
    assert [(step.kind, step.target) for step in steps] == [(StepKind.MEMBER, of("group:staff").id), (StepKind.GRANT, ORDERS)]
    assert path(of("p02").id, Level.READ, world) == ()


def test_what_one_could_do_is_marked():
    (step,) = path(of("p01").id, Level.MANAGE, {"assignments": [{"who": "p01", "role": "Storage Account Contributor", "at": "rg"}]})
    assert step.kind is StepKind.ESCALATE
    assert step.because.startswith("could take a key of the account: Storage Account Contributor on resource group rg")


def test_a_condition_stays():
    world = {"assignments": [{"who": "p01", "role": "Storage Blob Data Reader", "at": "sub", "eligible": True}]}
    assert path(of("p01").id, Level.READ, world)[-1].condition == "the role Storage Blob Data Reader is activated"


def test_nobody_and_nothing():
    assert path(of("p01").id, Level.READ, {}) == ()
    asked = Asked(of("p01").id, Level.READ, locate(where(ORDERS)), "blob://shop/unmet")
    assert explain(facts({"accounts": ACCOUNTS}), [asked]) == ((),)
