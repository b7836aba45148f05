"""Who holds an action, after everything. The scenarios `deny` have more."""

from providers.azure.evaluate.asked import Asked
from providers.azure.evaluate.condition import Asking
from providers.azure.evaluate.entries import entries
from providers.azure.evaluate.holders import denies, holding, unread_denies
from providers.azure.evaluate.world import World
from providers.azure.kinds import uri
from providers.formula import TRUE, Atom
from providers.holding import shared
from tests.reference.azure_worlds import RG, SUB, facts, of

ACTION = "Microsoft.Storage/storageAccounts/listKeys/action"
OWNER = {"who": "p01", "role": "Owner", "at": "sub"}
DENIED = {"at": "rg", "who": ["p01"], "permissions": [{"actions": [ACTION]}]}


def held(world: World, action: str = ACTION):
    chain = world.chain(uri(RG))
    given = [one for place in chain for one in entries(world, place)]
    return holding(world, given, chain, action, Asked(Asking(action=action)), data=False)


def test_a_deny_assignment_takes_its_actions_alone():
    world = World(facts({"assignments": [OWNER], "deny": [DENIED]}))
    assert held(world) == {}
    assert held(world, "Microsoft.Storage/storageAccounts/read") == {(of("p01").id, "role"): TRUE}


def test_it_holds_below_its_scope_and_not_above():
    world = World(facts({"deny": [DENIED, {**DENIED, "only_here": True}], "accounts": {"shop": {}}}))
    assert len(denies(world, world.chain(uri(RG)))) == 2
    assert len(denies(world, world.chain(uri(f"{RG}/providers/Microsoft.Storage/storageAccounts/shop")))) == 1
    assert denies(world, world.chain(uri(SUB))) == ()


def test_one_that_is_not_understood_leaves_everything_open():
    world = World(facts({"assignments": [OWNER], "deny": [{**DENIED, "permissions": "all"}]}))
    assert [gap.operation for gap in unread_denies(world, world.chain(uri(RG)))] == ["parse deny-assignment"]
    (left,) = held(world).values()
    assert isinstance(left, Atom)
    assert left.gap


def test_what_two_holdings_share_keeps_the_first_source():
    world = World(facts({"groups": {"staff": ["p01", "p02"]}}))
    staff, one = of("group:staff").id, of("p01").id
    assert shared(world, {(staff, "role"): TRUE}, {(one, "other"): Atom("x")}) == {(one, "role"): Atom("x")}
